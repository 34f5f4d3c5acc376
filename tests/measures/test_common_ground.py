"""What both camps say, whom both answer kindly, and what parts them."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from generator.measures import common_ground, measure
from generator.model import typed

from .conftest import posts_of, threads_of
from .planted import thread


@pytest.fixture(scope="module")
def tables():
    """The measures of a divided thread of twelve people."""
    posts, authors = thread([0, 1] * 6, 150, 4)
    return measure(posts, authors, threads_of("t"))


def test_words_of_both_camps(tables):
    """Each word has its least share, and the most common comes first."""
    words = tables["common_words"]
    assert len(words) and words["least_share"].is_monotonic_decreasing
    assert words["least_share"].between(0, 1).all() and (words["camp_author_count"] == 12).all()


def test_people_are_answered_kindly_by_their_own(tables):
    """In a divided thread each camp answers its own kindly and the other not."""
    camp = tables["authors"].set_index("author_id")["camp"]
    kind = tables["kind_answers"]
    own = kind["author_id"].map(camp) == kind["camp"]
    assert kind.loc[own, "kind_share"].mean() > 0.8 > 0.2 > kind.loc[~own, "kind_share"].mean()


def test_a_post_that_parts_the_camps(tables):
    """The first post of the table is answered with agreement by its own camp and with disagreement by the other."""
    first = tables["splitting_posts"].iloc[0]
    assert first["own_stance"] > 0 > first["other_stance"]
    least = min(first["own_count"], first["other_count"])
    assert first["split"] == pytest.approx((first["own_stance"] - first["other_stance"]) * np.log1p(float(least)))


def test_no_camps_no_rows():
    """Where nobody is placed there is nothing in common and nothing to part."""
    posts = posts_of([("p0", None, "a", 0, "hello"), ("p1", "p0", "b", 1, "well said")])
    people = pd.DataFrame({"thread_id": ["t", "t"], "author_id": ["a", "b"]})
    tables = measure(posts, typed(people, {"thread_id": "string", "author_id": "string"}), threads_of("t"))
    for name, columns in (
        ("common_words", common_ground.COMMON_WORD_COLUMNS),
        ("kind_answers", common_ground.KIND_COLUMNS),
        ("splitting_posts", common_ground.SPLIT_COLUMNS),
    ):
        assert tables[name].empty and list(tables[name]) == list(columns)
