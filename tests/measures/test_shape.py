"""The shape of small trees."""

from __future__ import annotations

import itertools

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.measures import measure

from .conftest import authors_of, posts_of, threads_of


def measured(parents):
    """The tables of a thread whose post i answers parents[i]."""
    rows = [(f"p{i}", None if p is None else f"p{p}", f"a{i}", i, "word") for i, p in enumerate(parents)]
    return measure(posts_of(rows), authors_of({f"a{i}": None for i in range(len(rows))}), threads_of("t"))


@pytest.mark.parametrize(
    ("parents", "virality", "h_index", "depth", "width"),
    [
        ([None, 0, 0, 0], 1.5, 1, 1, 3),  # a star: 3 pairs at 1, 3 at 2
        ([None, 0, 1, 2], 10 / 6, 1, 3, 1),  # a path: 3·1 + 2·2 + 1·3
        ([None, 0, 0, 1, 2], 2.0, 2, 2, 2),  # (4·1 + 3·2 + 2·3 + 1·4) / 10
    ],
)
def test_small_trees(parents, virality, h_index, depth, width):
    """A star, a path and a fork have the figures worked out by hand."""
    row = measured(parents)["shape"].iloc[0]
    assert row["structural_virality"] == pytest.approx(virality)
    assert (row["h_index"], row["depth_max"], row["width_max"]) == (h_index, depth, width)


@settings(max_examples=15, deadline=None)
@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=12))
def test_a_reply_is_one_deeper_than_its_parent(draws):
    """In any tree depth grows by one a step, and virality is the mean distance of all pairs."""
    parents = [None, *(draw % (place + 1) for place, draw in enumerate(draws))]
    tables = measured(parents)
    depth = tables["posts"].set_index("post_id")["depth"]
    assert all(depth[f"p{i}"] == depth[f"p{p}"] + 1 for i, p in enumerate(parents) if p is not None)

    def line(i):
        return [i] if parents[i] is None else [i, *line(parents[i])]

    distances = [len(set(line(a)) ^ set(line(b))) for a, b in itertools.combinations(range(len(parents)), 2)]
    assert tables["shape"]["structural_virality"].iloc[0] == pytest.approx(pd.Series(distances).mean())
