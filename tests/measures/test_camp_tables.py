"""Tables of camps."""

from __future__ import annotations

import pandas as pd
import pytest

from generator.measures import camp_tables, camps, stance, words

from .planted import thread


@pytest.fixture(scope="module")
def made():
    """What is known, found and said of a divided thread of twelve people, one of whom the editor seeds."""
    posts, authors = thread([0, 1] * 6, 120, 0)
    authors = authors.assign(camp_seed=authors["author_id"].map({"a03": "against"}).astype("string"))
    posts = posts.sort_values(["thread_id", "published_at", "post_id"], ignore_index=True)
    known = camps.basis(posts, authors, words.tokens(posts["text"]), camps.stance_odds(stance.stance(posts)))
    found = camps.found(known)
    witnesses = camp_tables.camp_witnesses(known, found)
    return posts, authors, known, found, witnesses, camp_tables.author_camps(known, found, witnesses)


def test_everybody_is_placed_with_their_own(made):
    """The first person is in A, everybody else where planted, and the words are named among the witnesses."""
    people = made[5].set_index("author_id")
    assert (people["camp"] == ["A" if int(name[1:]) % 2 == 0 else "B" for name in people.index]).all()
    assert people["camp_witnesses"].str.contains("words").all()


def test_the_seed_is_a_visible_witness(made):
    """Who is seeded has the seed among the witnesses, with all its weight."""
    witnesses = made[4].set_index(["author_id", "witness"])["evidence"]
    assert 10 < witnesses["a03", "seed"] <= 12
    assert "seed" in made[5].set_index("author_id").loc["a03", "camp_witnesses"]


def test_a_camp_is_labelled_by_the_roles_in_it(made):
    """Two of three people with a role in A are tenants: the label and its share say so."""
    posts, authors, *_, people = made
    roles = authors.assign(role=authors["author_id"].map({"a00": "tenant", "a02": "tenant", "a04": "manager"}))
    row = camp_tables.camps_of_threads(people, posts, roles).set_index("camp").loc["A"]
    assert (row["author_count"], row["label"], row["label_share"]) == (6, "tenant", pytest.approx(2 / 3))
    assert row["post_count"] == posts["author_id"].isin([f"a{place:02}" for place in range(0, 12, 2)]).sum()


def test_shares_of_a_thread(made):
    """Placed, bridging and unclear people add up to all."""
    _, _, known, found, _, people = made
    row = camp_tables.sides(known, found, people).iloc[0]
    assert row["placed_count"] + row["bridge_count"] + row["unclear_count"] == row["author_count"] == 12
    assert row["placed_post_share"] == 1 and not pd.isna(row["contention"])
