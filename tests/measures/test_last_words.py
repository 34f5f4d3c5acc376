"""Last words by hand, and how often they are called different where roles are dealt at random."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from generator.measures import measure, tree
from generator.measures.last_words import last_words
from generator.measures.responses import wilson
from generator.model import AUTHOR_COLUMNS, typed
from tests.measures.conftest import authors_of, posts_of, threads_of
from tests.planted.threads import NOTHING, Plan, many


def test_replies_of_one_person_tell_less():
    """Of two managers with ten replies each one has all last words and one none: that tells as much as one reply."""
    rows = [("r", None, "x", 0, "Hear."), ("q", "r", "t1", 0, "Why?")]
    for place in range(10):
        rows += [(f"a{place}", "q", "m1", place, "So."), (f"b{place}", "q", "m2", place, "No.")]
    rows += [(f"t{place}", f"a{place}", "t1", 50 + place, "Well.") for place in range(10)]
    tables = measure(posts_of(rows), authors_of({"t1": "tenant", "m1": "manager", "m2": "manager"}), threads_of("t"))
    row = tables["last_words"].set_index("group").loc["manager"]
    # Σ residues² = 5² + 5², times 2/1, against 20 · ½ · ½: a design effect of 20.
    low, high = wilson(np.array([0.5]), np.array([1.0]))
    assert (row["share"], row["n"], row["top_share"]) == (0.5, 20, 0.5)
    assert (row["low"], row["high"]) == (pytest.approx(low[0]), pytest.approx(high[0]))


def test_last_words():
    """Of ten answers of managers to tenants seven were left standing; an answer by oneself does not count, and none to
    the first post."""
    rows, roles = [("r", None, "t1", 0, "Hear."), ("q", "r", "t2", 0, "Why?")], {"t1": "tenant", "t2": "tenant"}
    for place in range(10):
        rows += [(f"m{place}", "q", "m1", place, "So."), (f"r{place}", "r", "m1", place, "Right.")]
        rows.append((f"s{place}", f"m{place}", "m1", 20 + place, "I mean it."))
    rows += [(f"t{place}", f"m{place}", "t1", 50 + place, "No.") for place in range(3)]
    tables = measure(posts_of(rows), authors_of(roles | {"m1": "manager"}), threads_of("t"))
    [row] = tables["last_words"].to_dict("records")
    assert (row["group"], row["n"], row["last_word_count"], row["share"]) == ("manager", 10, 7, 0.7)
    assert row["low"] < 0.7 < row["high"]


def told(posts: pd.DataFrame, authors: pd.DataFrame) -> float:
    """In what part of the threads with two groups the difference is beyond chance."""
    posts = posts.sort_values(["thread_id", "published_at", "post_id"], kind="stable", ignore_index=True)
    table = last_words(tree.placed(posts, authors, np.ones(len(posts), dtype=np.int64)))
    sizes = table.groupby("thread_id")["p_value"].agg(["size", "max"])
    return float((sizes.loc[sizes["size"] == 2, "max"] <= 0.05).mean())


@pytest.mark.parametrize("plan", [NOTHING, Plan(ignored=False)], ids=["nothing", "sides"])
def test_no_more_false_alarms_than_one_in_twenty(plan: Plan):
    """Where neither side is ignored, with sides that keep apart and without: 5 in 100 and three standard errors."""
    posts, authors, _, _ = many(200, plan, 21)
    assert told(posts, authors) <= 0.05 + 3 * np.sqrt(0.05 * 0.95 / 200)


def test_dealt_roles_are_not_told():
    """A thread in which one person is answered by most, the roles dealt at random two hundred times."""
    posts, authors, _, _ = many(1, Plan(), 3)
    chance = np.random.default_rng(4)
    roles = authors["role"].to_numpy(dtype=object)
    busy = posts["author_id"].mode()[0]
    crowd = np.where(chance.random(len(posts)) < 0.35, busy, posts["author_id"].to_numpy(dtype=object))
    copies = [f"d{number}" for number in range(200)]
    dealt = [authors.assign(thread_id=name, role=chance.permutation(roles)) for name in copies]
    same = [posts.assign(thread_id=name, author_id=crowd) for name in copies]
    share = told(pd.concat(same, ignore_index=True), typed(pd.concat(dealt, ignore_index=True), AUTHOR_COLUMNS))
    assert share <= 0.05 + 3 * np.sqrt(0.05 * 0.95 / 200)


def test_who_is_ignored_is_told():
    """Where one side is answered half as often its last words are more."""
    posts, authors, _, _ = many(100, Plan(), 22)
    assert told(posts, authors) >= 0.7
