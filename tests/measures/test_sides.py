"""The tables about camps and divides, whole."""

from __future__ import annotations

import pandas as pd
import pytest

from generator.measures import measure

from .conftest import threads_of
from .planted import thread


@pytest.fixture(scope="module")
def tables():
    """A divided thread, one of scattered agreement, and one of two posts."""
    parts = [thread([0, 1] * 8, 160, 1, "t"), thread([0, 1] * 8, 160, 2, "u", divided=False), thread([0, 1], 1, 3, "v")]
    for place, (posts, authors) in enumerate(parts):
        for table in (posts, authors):
            table["author_id"] = table["author_id"] + f"-{place}"
    posts, authors = (pd.concat(tables, ignore_index=True) for tables in zip(*parts, strict=True))
    return measure(posts, authors, threads_of("t", "u", "v"))


def test_a_divided_thread_is_called_divided(tables):
    """Two camps of eight, everybody placed, and the network far from chance."""
    sides = tables["sides"].set_index("thread_id").loc["t"]
    assert (sides["camp_count"], sides["placed_count"]) == (2, 16)
    verdict = tables["verdicts"].set_index("thread_id").loc["t"]
    assert verdict["divided"] and verdict["by"] == "replies"


def test_scattered_agreement_is_no_divide(tables):
    """Where agreement falls as it may, no divide is shown."""
    assert not tables["verdicts"].set_index("thread_id").loc["u", "divided"]


def test_small_threads_are_refused(tables):
    """Two posts say nothing about a divide, and the refusal says what is missing."""
    assert pd.isna(tables["verdicts"].set_index("thread_id").loc["v", "divided"])
    refusals = tables["refusals"].query("thread_id == 'v'").set_index("measure")["needs"]
    assert "20 pairs" in refusals["divide"] and "camps" not in refusals.index


def test_authors_have_their_camps(tables):
    """Every author has a state, a confidence between a third and one, and a camp only where placed."""
    authors = tables["authors"]
    assert set(authors["camp_state"]) <= {"placed", "unclear", "bridge"}
    assert authors["camp_confidence"].between(1 / 3, 1).all()
    assert (authors["camp"].notna() == (authors["camp_state"] == "placed")).all()


def test_percentiles_have_their_interval(tables):
    """A position lies within its interval, and the null's middle about nought."""
    rows = tables["divide"]
    assert ((rows["low"] <= rows["percentile"]) & (rows["percentile"] <= rows["high"])).all()
    assert ((rows["null_low_z"] < 0) & (rows["null_high_z"] > 0)).all()
