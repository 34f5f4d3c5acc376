"""Phases, the posts that turned the thread, and their words."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from generator.measures import measure
from tests.measures.conftest import authors_of, posts_of, threads_of
from tests.measures.test_seams import GARDEN, HOUSE, texts_of

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def turned():
    """A thread of 30 posts on houses and 30 on gardens, and one of 10 posts."""
    texts = texts_of(HOUSE, 30) + texts_of(GARDEN, 30)
    rows = [(f"p{i:02}", "p00" if i else None, f"a{i % 7}", i, text) for i, text in enumerate(texts)]
    posts = pd.concat([posts_of(rows, "t"), posts_of(rows[:10], "u")], ignore_index=True)
    authors = pd.concat([authors_of({f"a{i}": None for i in range(7)}, name) for name in "tu"], ignore_index=True)
    return measure(posts, authors, threads_of("t", "u"))


def test_phases_part_at_the_turning_post(turned):
    """Each phase has its posts, its share, its opener and words of its own."""
    phases = turned["phases"]
    assert phases["first_post_id"].tolist() == ["p00", "p30"]
    assert phases["last_post_id"].tolist() == ["p29", "p59"]
    assert phases["share"].tolist() == [0.5, 0.5]
    assert phases["author_id"].tolist() == ["a0", "a2"]
    assert phases["gain"].isna().tolist() == [True, False] and phases["gain"].iloc[1] > 0
    assert set(phases["words"].iloc[0].split(", ")) < set(HOUSE)
    assert set(phases["words"].iloc[1].split(", ")) < set(GARDEN)


def test_posts_carry_their_phase(turned):
    """Posts of a thread that is told have a phase, posts of one too small have none, and the page is told why."""
    posts = turned["posts"]
    assert posts.loc[posts["thread_id"] == "t", "phase"].tolist() == [1] * 30 + [2] * 30
    assert posts.loc[posts["thread_id"] == "u", "phase"].isna().all()
    refusals = turned["refusals"].set_index(["thread_id", "measure"])["needs"]
    assert refusals["u", "phases"] == "at least 20 posts with words; there are 10"
    assert ("t", "phases") not in refusals.index


def test_subjects_over_time(turned):
    """The slices hold the words of the phase they lie in, and shares add up to one."""
    shares = turned["topic_shares"].pivot(index="slice", columns="phase", values="share")
    assert shares.sum(axis=1).to_list() == pytest.approx([1.0] * 12)
    assert shares[1].tolist() == [1.0] * 6 + [0.0] * 6


def test_a_deleted_post_lies_in_the_phase_around_it(turned):
    """A post without words is in a phase and opens none."""
    texts = [*texts_of(HOUSE, 30), "", *texts_of(GARDEN, 30)]
    rows = [(f"p{i:02}", None, "a", i, text) for i, text in enumerate(texts)]
    posts = posts_of(rows)
    posts.loc[30, "state"] = "deleted"
    tables = measure(posts, authors_of({"a": None}), threads_of("t"))
    assert tables["posts"].loc[30, "phase"] == 1
    assert tables["phases"]["first_post_id"].tolist() == ["p00", "p31"]


@pytest.mark.parametrize(
    ("slug", "found", "more"),
    [("discharge-letter", 2, 0), ("hedge-debate", 1, 0), ("housing-engagement", 2, 0)],
)
def test_turning_posts_of_the_constructed_threads(slug, found, more):
    """Of the posts written to turn the constructed threads five of eight open phases, and no other post does."""
    truth = json.loads((ROOT / "tests" / "truth" / f"{slug}.json").read_text("utf-8"))
    lines = (ROOT / "data" / "threads" / slug / "posts.jsonl").read_text("utf-8").splitlines()
    posts = pd.DataFrame([json.loads(line) for line in lines]).assign(thread_id=slug)
    posts["published_at"] = pd.to_datetime(posts["published_at"], utc=True)
    authors = authors_of(dict.fromkeys(posts["author_id"].dropna()), slug)
    opened = measure(posts, authors, threads_of(slug))["phases"]["first_post_id"].iloc[1:]
    turning = set(truth["turning_posts"])
    assert len(turning & set(opened)) == found
    assert len(opened) == found + more


def test_phases_do_not_depend_on_other_threads(turned):
    """The gain of a seam is the same beside other threads, to the last bit."""
    texts = texts_of(HOUSE, 30) + texts_of(GARDEN, 30)
    rows = [(f"p{i:02}", "p00" if i else None, f"a{i % 7}", i, text) for i, text in enumerate(texts)]
    other = [(f"p{i:02}", None, "b", i, text) for i, text in enumerate(texts_of(GARDEN[::-1], 90, seed=4))]
    posts = pd.concat([posts_of(other, "a"), posts_of(rows, "t")], ignore_index=True)
    people = pd.concat([authors_of({f"a{i}": None for i in range(7)}, "t"), authors_of({"b": None}, "a")])
    beside = measure(posts, people, threads_of("a", "t"))["phases"].query("thread_id == 't'")
    np.testing.assert_array_equal(beside["gain"].dropna(), turned["phases"]["gain"].dropna())
