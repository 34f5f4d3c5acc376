"""Camps of planted threads."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from generator.measures import camps, stance, words

from .planted import thread

SIDES = [0, 1] * 6


def found(posts, authors, **words_):
    """What is known, and the camps found."""
    posts = posts.sort_values(["thread_id", "published_at", "post_id"], ignore_index=True)
    odds = camps.stance_odds(stance.stance(posts))
    known = camps.basis(posts, authors, words.tokens(posts["text"]), odds)
    return known, camps.found(known, **words_)


@pytest.fixture(scope="module")
def planted():
    """A divided thread of twelve people and 120 replies."""
    return thread(SIDES)


def right(known, result):
    """The share of people in the camp they were planted in, under the better naming."""
    truth = known.nodes.table["author_id"].str[1:].astype(int).map(lambda place: SIDES[place]).to_numpy()
    share = (result.chances.argmax(axis=1) == truth).mean()
    return max(share, 1 - share)


def test_planted_camps_are_found(planted):
    """Where replies say who stands where all people are put right, the first person in the first camp."""
    known, result = found(*planted)
    assert right(known, result) == 1
    assert result.chances[0].argmax() == 0


def test_names_rows_and_time_zone_change_nothing(planted):
    """Pseudonyms, the order of rows and the time zone leave every chance as it is."""
    posts, authors = planted
    _, before = found(posts, authors)
    new = {f"a{place:02}": f"q{97 - place:02}" for place in range(12)}
    other = posts.assign(author_id=posts["author_id"].map(new).astype("string")).sample(frac=1, random_state=1)
    other["published_at"] = other["published_at"].dt.tz_convert("Asia/Tokyo")
    people = authors.assign(author_id=authors["author_id"].map(new).astype("string"))
    _, after = found(other, people)
    assert np.array_equal(before.chances, after.chances)


def test_swapping_the_camps_changes_nothing_else():
    """With the two sides' people swapped the chances stay, as camps are named by who comes first."""
    one, two = found(*thread(SIDES)), found(*thread([1 - side for side in SIDES]))
    assert np.array_equal(one[1].chances, two[1].chances)


def test_other_threads_that_are_not_shared_change_nothing(planted):
    """A thread with other people beside it leaves the chances as they are."""
    posts, authors = planted
    more_posts, more_authors = thread([0, 0, 1, 1], 40, 5, "s")
    both = pd.concat([more_posts, posts]), pd.concat([more_authors, authors])
    spaces = np.array(["x", "y"], dtype=object)
    known, result = found(*both, spaces=spaces)
    assert np.array_equal(result.chances[known.nodes.threads == 1], found(posts, authors)[1].chances)


def test_seeds_are_respected(planted):
    """Somebody whom the editor seeds is in the seed's camp, whatever the posts say."""
    posts, authors = planted
    seeds = authors["author_id"].map({"a00": "for", "a01": "against", "a02": "against"}).astype("string")
    known, result = found(posts, authors.assign(camp_seed=seeds))
    lean = dict(zip(known.nodes.table["author_id"], result.chances.argmax(axis=1), strict=True))
    assert lean["a00"] != lean["a01"] == lean["a02"]


def test_nobody_to_put_anywhere():
    """A thread of one post and one of none make no camps and no fault."""
    posts, authors = thread([0, 1], 0)
    assert found(posts, authors)[1].chances.shape == (1, 3)
    assert found(posts.iloc[:0], authors.iloc[:0])[1].chances.shape == (0, 3)
