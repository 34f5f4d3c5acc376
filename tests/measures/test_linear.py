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
    """Standardised feature times weight, and a phrase once by the root of the words; far values are cut."""
    own = tokens(pd.Series(["so true so true so true", "no", "", ""], dtype="string"))
    features = pd.DataFrame({"x": [3.0, 1.0, np.nan, 1000.0]})
    scores = _table().log_odds(features, own)
    assert scores.tolist() == pytest.approx([-1 + 0.5 + 3 / 4, -1, -1, -1 + 4 * 0.5])
    chances = _table().probabilities(features, own)
    np.testing.assert_allclose(chances.sum(axis=1), 1, atol=2e-4)
    np.testing.assert_allclose(chances[0, 1], 1 / (1 + np.exp(-0.25)), atol=1e-4)
    assert _table().pushes(features)[:, 0].tolist() == [0.5, 0, 0, 2]


@pytest.mark.parametrize("name", TABLES)
def test_every_table_ships_small_and_whole(name):
    """A table is below 50 kB, has a card, and comes back the same from its own text."""
    text = resources.files("generator.measures").joinpath("tables", f"{name}.json").read_text(encoding="utf-8")
    table = linear.load(name)
    assert len(text.encode()) < 50_000
    assert set(table.card) >= {"what", "trained_on", "measured", "fails"}
    assert linear.written(table) == text


def test_features_are_presence_and_rate():
    """Each cue is there or not, and counted by the root of the post's words and five more."""
    posts = posts_of([("p", None, "a", 0, "you and you and"), ("q", "p", "b", 1, "")]).assign(lang="en")
    features = linear.features(cues(posts))
    assert len(features.columns) == 2 * len(CUES)
    assert features.loc[0, ["has:second_person", "has:insult"]].tolist() == [1, 0]
    assert features.loc[0, "rate:second_person"] == pytest.approx(2 / 3)
    assert features.loc[1].isna().all()
