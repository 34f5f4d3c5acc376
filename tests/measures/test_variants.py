"""Variants: who is left out, and which posts are lost."""

from __future__ import annotations

import numpy as np
import pandas as pd

from generator.measures import attention, measure
from generator.measures.variants import DRAWS, KINDS, MOST_PEOPLE, WIDTH, sides, variants

from .conftest import authors_of, posts_of, threads_of


def made(posts, authors, *thread_ids):
    """The variants of some posts, and the table of authors."""
    tables = measure(posts, authors, threads_of(*thread_ids))
    return variants(tables["posts"], tables["authors"]), tables["authors"]


def test_a_person_is_left_out_with_all_their_posts(lively):
    """A column of a person keeps exactly the posts of everybody else."""
    them, _ = made(lively[0], lively[1], "t", "u")
    for thread in range(them.count):
        own = them.threads == thread
        for place, author in enumerate(them.left_out[thread]):
            kept = them.keep[own, 1 + place].astype(bool)
            assert (kept == (them.posts.loc[own, "author_id"] != author).to_numpy()).all()


def test_fewer_people_than_places():
    """In a thread of three people three are left out, and the other columns count for nothing."""
    rows = [("p0", None, "a", 0, "x"), ("p1", "p0", "b", 1, "x"), ("p2", "p0", "c", 2, "x y z")]
    them, _ = made(posts_of(rows), authors_of({"a": None, "b": None, "c": None}), "t")
    assert them.valid[0, 1 : 1 + MOST_PEOPLE].sum() == 3
    assert them.left_out[0].tolist()[:3] == ["b", "c", "a"] or set(them.left_out[0][:3]) == {"a", "b", "c"}
    assert len(KINDS) == WIDTH == them.keep.shape[1]


def test_losses_are_of_their_size_and_nested(lively):
    """A tenth of 79 replies is eight posts; what the small loss takes the greater one takes; the root stays."""
    them, _ = made(lively[0], lively[1], "t", "u")
    own = them.threads == 0
    for draw in range(DRAWS):
        lost = [them.keep[own, 1 + MOST_PEOPLE + place * DRAWS + draw] == 0 for place in range(3)]
        assert [int(each.sum()) for each in lost] == [4, 8, 16]
        assert (lost[0] <= lost[1]).all() and (lost[1] <= lost[2]).all()
        assert not any(each[0] for each in lost)


def test_order_of_rows_does_not_matter(lively):
    """Losses hang on the posts' ids, not on the order in which they came."""
    posts, authors, _ = lively
    them, _ = made(posts, authors, "t", "u")
    shuffled, _ = made(posts.sample(frac=1, random_state=1), authors.sample(frac=1, random_state=2), "t", "u")
    np.testing.assert_array_equal(them.keep, shuffled.keep)


def test_the_two_groups_are_those_the_findings_compare():
    """The two largest of three groups, in the declared order; of equals the one declared first."""
    roles = {"a": "x", "b": "x", "c": "y", "d": "z", "e": "z"}
    posts = posts_of([(f"p{n}", "p0" if n else None, name, n, "w") for n, name in enumerate(roles)])
    them, people = made(posts, authors_of(roles), "t")
    assert sides(them, people, {"t": ["z", "y", "x"]}).names.tolist() == [["z", "x"]]
    assert sides(them, people, {}).names.tolist() == [["x", "z"]]
    of_posts = sides(them, people, {}).of_posts
    assert of_posts.tolist() == [0, 0, -1, 1, 1]


def test_the_largest_following_is_left_out_though_it_wrote_once():
    """Someone with one post and most of the followers is among those left out."""
    people = {f"a{n:02}": None for n in range(20)}
    rows = [(f"p{n:03}", "p000" if n else None, f"a{n % 19:02}", n, "one two") for n in range(60)]
    rows.append(("p900", "p000", "a19", 99, "one"))
    authors = authors_of(people)
    authors["follower_count"] = pd.array([10] * 19 + [5000], dtype="Int64")
    them, _ = made(posts_of(rows), authors, "t")
    assert them.left_out[0][:2].tolist() == ["a00", "a19"]  # all replies go to a00
    assert attention.LEAST_PEOPLE <= MOST_PEOPLE
