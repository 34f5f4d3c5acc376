"""Coefficient tables."""

from __future__ import annotations

from importlib import resources

import numpy as np
import pandas as pd
import pytest

from generator.measures import linear
from generator.measures.cues import CUES, cues
from generator.measures.words import tokens
from tests.measures.conftest import posts_of

TABLES = sorted(
    file.name.removesuffix(".json") for file in resources.files("generator.measures").joinpath("tables").iterdir()
)


def _table(**changes):
    parts = {
        "classes": ("no", "yes"),
        "intercept": np.array([0.0, -1.0]),
        "names": ("x",),
        "means": np.array([1.0]),
        "deviations": np.array([2.0]),
        "weights": np.array([[0.0, 0.5]]),
        "phrases": ("so true",),
        "phrase_weights": np.array([[0.0, 3.0]]),
        "card": {},
    }
    return linear.Table(**(parts | changes))


def test_scores_can_be_worked_out_by_hand():
    """Standardised feature times weight, plus a phrase once, plus intercept; unknown is average, far is cut."""
    own = tokens(pd.Series(["so true so true", "no", "", ""], dtype="string"))
    scores = _table().scores(pd.DataFrame({"x": [3.0, 1.0, np.nan, 1000.0]}), own)
    assert scores[:, 1].tolist() == [-1 + 0.5 + 3, -1, -1, -1 + 4 * 0.5]
    chances = _table().probabilities(pd.DataFrame({"x": [3.0, 1.0, np.nan, 1000.0]}), own)
    np.testing.assert_allclose(chances.sum(axis=1), 1)
    np.testing.assert_allclose(chances[0, 1], 1 / (1 + np.exp(-2.5)))


@pytest.mark.parametrize("name", TABLES)
def test_every_table_ships_small_and_whole(name):
    """A table is below 50 kB, has a card, and comes back the same from its own text."""
    text = resources.files("generator.measures").joinpath("tables", f"{name}.json").read_text(encoding="utf-8")
    table = linear.load(name)
    assert len(text.encode()) < 50_000
    assert set(table.card) >= {"what", "trained_on", "measured", "fails"}
    assert table.to_json() == text


def test_features_of_a_thread_are_told_against_its_mean():
    """What all posts of a thread do counts less than what one of them does."""
    rows = [(f"p{place}", None, "a", place, "Why? you" if place == 3 else "Why?") for place in range(10)]
    features = linear.features(cues(posts_of(rows).assign(lang="en")))
    assert len(features.columns) == 2 * len(CUES)
    relative = linear.against_thread(features, pd.Series(["t"] * 10))
    assert relative["thread:has:question_marks"].tolist() == [pytest.approx(1 - 10 / 15)] * 10
    assert relative["thread:has:second_person"].idxmax() == 3
