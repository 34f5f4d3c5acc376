"""Centrality, by linear algebra."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from generator.measures.centrality import DAMPING, centrality
from generator.measures.pairs import PAIR_COLUMNS
from generator.model import typed

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
