"""Fits the coefficient tables that `generator.measures.linear` reads; the only place that needs scikit-learn."""

from __future__ import annotations

import warnings
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import sparse
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression
from wordfreq import top_n_list

from generator.measures.linear import FURTHEST, Table
from generator.measures.words import Tokens

COMMON_WORDS = 3000  # a phrase may hold only the most frequent words of English: no names, no words of one subject
LONGEST_PHRASE = 3
# Names of people among the most frequent words of English, and words of the subjects that the sets are about.
NEVER = frozenset(
    """trump obama clinton biden john david james michael paul mark george smith robert william peter thomas charles
    mary jack joe chris daniel simon steve martin richard tom mike ben alex sarah anna adam lee scott henry johnson
    jones brown williams davis taylor wilson jackson matt ryan kevin brian jason sam max lewis alan frank joseph
    christian jesus anthony edward louis kelly jim bob nick andrew stephen tim eric jordan elizabeth jennifer maria
    virus health hospital mask masks vaccine medical doctor doctors flu disease""".split()
)


@dataclass(frozen=True)
class Recipe:
    """How strongly a model is held back, and how many phrases it may use."""

    strength: float = 0.003  # C of the logistic regression, on standardised features
    phrase_count: int = 0
    phrase_scale: float = 0.5  # what a phrase weighs against a cue of the same spread
    phrase_posts: int = 5  # posts of training that must hold a phrase


def fit(
    features: pd.DataFrame,
    own: Tokens,
    labels: np.ndarray,
    rows: np.ndarray,
    recipe: Recipe,
    classes: tuple[str, ...],
    sources: np.ndarray | None = None,
    card: dict[str, str] | None = None,
) -> Table:
    """A table fitted on some rows; `labels` are places in `classes`. With sources, each has an intercept of its own."""
    values = features.to_numpy(dtype=float)[rows]
    means, deviations = np.nanmean(values, axis=0), np.nanstd(values, axis=0) + 1e-6
    standard = np.nan_to_num(np.clip((values - means) / deviations, -FURTHEST, FURTHEST))
    names, held = chosen_phrases(own, labels, rows, recipe)
    spread = np.maximum(held.std(axis=0), 0.05) / recipe.phrase_scale if len(names) else np.ones(0)
    middle = held.mean(axis=0)
    columns = [standard, (held - middle) / spread]
    if sources is not None:
        columns.append(pd.get_dummies(pd.Series(sources[rows])).to_numpy(dtype=float))
    model = LogisticRegression(C=recipe.strength, class_weight="balanced", max_iter=3000)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        model.fit(np.hstack(columns), labels[rows])
    weights, intercept = model.coef_.T, model.intercept_
    if len(classes) == 2:  # scikit-learn gives the second class only
        weights, intercept = np.hstack([np.zeros_like(weights), weights]), np.r_[0.0, intercept]
    of_phrases = weights[standard.shape[1] :][: len(names)] / spread[:, None]
    return Table(
        classes=classes,
        intercept=intercept - middle @ of_phrases,
        names=tuple(features.columns),
        means=means,
        deviations=deviations,
        weights=weights[: standard.shape[1]],
        phrases=tuple(names),
        phrase_weights=of_phrases,
        card=card or {},
    )


def chosen_phrases(own: Tokens, labels: np.ndarray, rows: np.ndarray, recipe: Recipe) -> tuple[list[str], np.ndarray]:
    """The phrases that tell the classes apart best in the rows of training, and rows × phrases of 0 and 1."""
    if not recipe.phrase_count:
        return [], np.zeros((len(rows), 0))
    held, names = _all_phrases(own, rows, recipe.phrase_posts)
    strength = np.zeros(len(names))
    for label in np.unique(labels[rows]):
        inside = labels[rows] == label
        here, elsewhere = np.asarray(held[inside].sum(axis=0)).ravel(), np.asarray(held[~inside].sum(axis=0)).ravel()
        ratio = np.log((here + 0.5) / (inside.sum() + 1)) - np.log((elsewhere + 0.5) / ((~inside).sum() + 1))
        strength = np.maximum(strength, np.abs(ratio) / np.sqrt(1 / (here + 0.5) + 1 / (elsewhere + 0.5)))
    best = np.sort(np.argsort(-strength, kind="stable")[: recipe.phrase_count])
    return [names[place] for place in best], held[:, best].toarray().astype(float)


def _all_phrases(own: Tokens, rows: np.ndarray, least: int) -> tuple[sparse.csc_matrix, list[str]]:
    """Every phrase of common words that enough of the rows hold."""
    allowed = set(top_n_list("en", COMMON_WORDS)) - NEVER
    starts = np.searchsorted(own.rows, np.arange(own.post_count + 1))
    number: dict[str, int] = {}
    cells: list[tuple[int, int]] = []
    for place, row in enumerate(rows):
        words = [str(word) for word in own.vocabulary[own.codes[starts[row] : starts[row + 1]]]]
        found = set()
        for length in range(1, LONGEST_PHRASE + 1):
            for first in range(len(words) - length + 1):
                part = words[first : first + length]
                if all(word in allowed and not word.isdigit() for word in part):
                    found.add(" ".join(part))
        cells.extend((place, number.setdefault(phrase, len(number))) for phrase in sorted(found))
    across, down = np.array(cells).T
    held = sparse.csc_matrix((np.ones(len(across)), (across, down)), shape=(len(rows), len(number)))
    enough = np.flatnonzero(np.diff(held.indptr) >= least)
    names = list(number)
    return held[:, enough], [names[place] for place in enough]


def folds(groups: np.ndarray, count: int = 5, seed: int = 0) -> list[tuple[np.ndarray, np.ndarray]]:
    """Rows of training and of test, whole groups on one side, groups dealt at random."""
    names, codes = np.unique(np.asarray(groups).astype(str), return_inverse=True)
    fold = np.random.default_rng(seed).permutation(len(names)) % count
    return [(np.flatnonzero(fold[codes] != number), np.flatnonzero(fold[codes] == number)) for number in range(count)]
