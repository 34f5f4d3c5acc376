"""Politeness of a request: the top quartile of scores against the bottom one."""

from __future__ import annotations

from functools import cache

import numpy as np
from scipy import stats

from generator.measures import cues as cue_table
from generator.measures import linear
from generator.measures.cues import OF_FEELINGS
from generator.measures.quoting import own_words
from generator.measures.words import tokens
from tests.evaluate import sets
from tests.evaluate.fitting import Material, Recipe, fit_line, folds, names_in
from tests.evaluate.rows import Row, auc_row

SETS = ("politeness_stackexchange",)
CLASSES = ("impolite", "polite")
RECIPE = Recipe(strength=1 / 3000, phrase_count=2000, phrase_scale=5.0, left_out=OF_FEELINGS)
FOLDS = 10
# Polite words less impolite ones, see the table of the task.
FLOOR, TARGET = 0.60, 0.74
PUBLISHED = "accuracy .782, other domains .675–.754 (Danescu-Niculescu-Mizil et al. 2013)"


@cache
def material() -> tuple[Material, np.ndarray, np.ndarray]:
    """The requests, the place of their score between -1 and 1, and which stand in the outer quartiles."""
    requests, posts = sets.polite_requests()
    own = own_words(posts, tokens(posts["text"]))
    features = linear.features(cue_table.cues(posts, own=own))
    places = stats.rankdata(requests["score"]) / len(requests) * 2 - 1
    material = Material(features, own[0], np.arange(len(posts)), names_in(posts["text"]))
    return material, places, np.abs(places) >= 0.5


def table(rows: np.ndarray, card: dict[str, str] | None = None) -> linear.Table:
    """The model fitted on some rows, of all quartiles."""
    requests, places, _ = material()
    return fit_line(requests, places, rows, RECIPE, CLASSES, card)


def rows() -> list[Row]:
    """One row, cross-validated by request."""
    requests, places, outer = material()
    values = np.zeros(len(places))
    for training, test in folds(requests.groups, FOLDS):
        values[test] = table(training).log_odds(requests.features, requests.own)[test]
    return [
        auc_row(
            places[outer] > 0, values[outer], requests.groups[outer], measure="politeness",
            data="politeness_stackexchange", how=f"{FOLDS} parts by request", n_unit="requests",
            floor=FLOOR, target=TARGET, published=PUBLISHED,
        )
    ]  # fmt: skip
