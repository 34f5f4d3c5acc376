"""Centrality and last words, by hand and by linear algebra."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from generator.measures import measure
from generator.measures.centrality import DAMPING, centrality
from generator.measures.pairs import PAIR_COLUMNS
from generator.measures.responses import wilson
from generator.model import typed
from tests.measures.conftest import authors_of, posts_of, threads_of

EDGES = [("a", "b", 3), ("b", "c", 1), ("c", "a", 2), ("d", "b", 1), ("b", "e", 4), ("d", "c", 5)]


def pairs_of(edges, thread_id="t"):
    """Pairs from (from, to, replies)."""
    table = pd.DataFrame(edges, columns=["author_id", "to_author_id", "reply_count"])
    return typed(table.assign(thread_id=thread_id), PAIR_COLUMNS)


def test_equals_the_solution_of_the_equations():
    """The ranks solve the linear equations of the random walk to 1e-9, whatever threads stand beside."""
    table = centrality(pd.concat([pairs_of(EDGES), pairs_of([*EDGES[:4], ("f", "a", 1)], "u")], ignore_index=True))
    names = sorted("abcde")
    step = np.zeros((5, 5))
    for source, target, weight in EDGES:
        step[names.index(target), names.index(source)] = weight
    out = step.sum(axis=0)
    step = np.where(out > 0, step / np.where(out > 0, out, 1), 1 / 5)
    expected = np.linalg.solve(np.eye(5) - DAMPING * step, np.full(5, (1 - DAMPING) / 5))
    own = table[table["thread_id"] == "t"]
    np.testing.assert_allclose(own["page_rank"].astype(float), expected, atol=1e-9)
    assert table.groupby("thread_id")["page_rank"].sum().to_list() == pytest.approx([1.0, 1.0])
    assert own["answered_by_count"].tolist() == [1, 2, 2, 0, 1]
    assert own["answers_count"].tolist() == [1, 2, 1, 2, 0]


def test_few_people_give_no_row():
    """Four people are too few."""
    assert centrality(pairs_of(EDGES[:4])).empty


def test_replies_of_one_person_tell_less():
    """Of two managers with ten replies each one has all last words and one none: that tells as much as one reply."""
    rows = [("r", None, "t1", 0, "Why?")]
    for place in range(10):
        rows += [(f"a{place}", "r", "m1", place, "So."), (f"b{place}", "r", "m2", place, "No.")]
    rows += [(f"t{place}", f"a{place}", "t1", 50 + place, "Well.") for place in range(10)]
    tables = measure(posts_of(rows), authors_of({"t1": "tenant", "m1": "manager", "m2": "manager"}), threads_of("t"))
    row = tables["last_words"].set_index("group").loc["manager"]
    # Σ residues² = 5² + 5², times 2/1, against 20 · ½ · ½: a design effect of 20.
    low, high = wilson(np.array([0.5]), np.array([1.0]))
    assert (row["share"], row["n"], row["top_share"]) == (0.5, 20, 0.5)
    assert (row["low"], row["high"]) == (pytest.approx(low[0]), pytest.approx(high[0]))


def test_last_words():
    """Of ten answers of managers to tenants seven were left standing; an answer by oneself does not count."""
    rows, roles = [("r", None, "t1", 0, "Why?")], {"t1": "tenant", "m1": "manager"}
    for place in range(10):
        rows.append((f"m{place}", "r", "m1", place, "So."))
        rows.append((f"s{place}", f"m{place}", "m1", 20 + place, "I mean it."))
    rows += [(f"t{place}", f"m{place}", "t1", 50 + place, "No.") for place in range(3)]
    tables = measure(posts_of(rows), authors_of(roles), threads_of("t"))
    [row] = tables["last_words"].to_dict("records")
    assert (row["group"], row["n"], row["last_word_count"], row["share"]) == ("manager", 10, 7, 0.7)
    assert row["low"] < 0.7 < row["high"]
    needs = tables["refusals"].set_index("measure")["needs"]
    assert needs["centrality"] == "at least 5 people who reply or are replied to; there are 2"
