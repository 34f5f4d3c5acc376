"""Fits the coefficient tables that `generator.measures.linear` reads; the only place that needs scikit-learn."""

from __future__ import annotations

import re
import warnings
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from scipy import sparse
from scipy.optimize import minimize
from scipy.special import logsumexp
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression, Ridge
from wordfreq import top_n_list

from generator.measures.linear import FURTHEST, PHRASES_PER_ROOT, Table
from generator.measures.words import Tokens

COMMON_WORDS = 10_000  # a phrase may hold only the most frequent words of English
LONGEST_PHRASE = 3
CAPITALISED = 0.5
PULL = 3.0  # how much easier it is to move along the weights by judgement than along any single feature
# Names of people among the most frequent words of English, and words of the subjects that the sets are about.
NEVER = frozenset(
    """trump obama clinton biden john david james michael paul mark george smith robert william peter thomas charles
    mary jack joe chris daniel simon steve martin richard tom mike ben alex sarah anna adam lee scott henry johnson
    jones brown williams davis taylor wilson jackson matt ryan kevin brian jason sam max lewis alan frank joseph
    christian jesus anthony edward louis kelly jim bob nick andrew stephen tim eric jordan elizabeth jennifer maria
    virus health hospital mask masks vaccine medical doctor doctors flu disease""".split()
)


@dataclass(frozen=True)
class Material:
    """Posts to fit on: what the model looks at, their own words, and what they belong to."""

    features: pd.DataFrame
    own: Tokens
    groups: np.ndarray  # thread or source of each post; a phrase must be found in several
    names: frozenset[str]  # words that are names in these texts


@dataclass(frozen=True)
class Recipe:
    """How strongly a model is held back, and how many phrases it may use."""

    strength: float = 0.001  # C of the logistic regression, on standardised features
    phrase_count: int = 0
    phrase_scale: float = 8.0  # what phrases weigh against cues
    towards: tuple[tuple[str, float], ...] = ()  # weights by judgement that the features' weights are drawn to
    left_out: tuple[str, ...] = ()  # cues that are not looked at
    phrases_kept: int | None = None  # of the phrases fitted, those that move most; None: all
    phrase_groups: int = 4  # threads (or posts, where each stands alone) of training that must hold a phrase


@dataclass(frozen=True)
class Design:
    """The rows of training as numbers, and what a table needs to make the same of other posts."""

    columns: sparse.csr_matrix
    names: tuple[str, ...]
    means: np.ndarray
    deviations: np.ndarray
    phrases: tuple[str, ...]
    scale: np.ndarray  # of each phrase
    judged: np.ndarray  # weights by judgement, features × 1 or × 0; their sum is the last column

    def table(
        self, weights: np.ndarray, intercept: np.ndarray, classes: tuple[str, ...], card: dict[str, str]
    ) -> Table:
        """The table with these weights (columns × classes, or those of the second class only)."""
        if weights.ndim == 1:
            weights = np.column_stack([np.zeros_like(weights), weights])
            intercept = np.r_[0.0, intercept]
        width, given = len(self.names), self.judged.shape[1]
        weights, along = weights[: len(weights) - given], weights[len(weights) - given :]
        return Table(
            classes=classes,
            intercept=intercept,
            names=self.names,
            means=self.means,
            deviations=self.deviations,
            weights=weights[:width] + self.judged @ along,
            phrases=self.phrases,
            phrase_weights=weights[width:] * self.scale[:, None],
            card=card,
        )


def design(material: Material, rows: np.ndarray, recipe: Recipe) -> Design:
    """Standardised features, and phrases by the root of the words; features that never vary are left out."""
    values = material.features.to_numpy(dtype=float)[rows]
    wanted = [name.partition(":")[2] not in recipe.left_out for name in material.features]
    varies = (np.nanstd(values, axis=0) > 1e-6) & wanted
    values = values[:, varies]
    means, deviations = np.nanmean(values, axis=0), np.nanstd(values, axis=0)
    standard = np.nan_to_num(np.clip((values - means) / deviations, -FURTHEST, FURTHEST))
    phrases, held, rarity = chosen_phrases(material, rows, recipe)
    root = np.sqrt(material.own.counts[rows] + PHRASES_PER_ROOT)[:, None]
    scale = recipe.phrase_scale * rarity
    names = tuple(name for name, use in zip(material.features, varies, strict=True) if use)
    judged = _judged(names, standard, recipe)
    parts = [sparse.csr_matrix(standard), held.multiply(scale).multiply(1 / root), sparse.csr_matrix(standard @ judged)]
    return Design(sparse.hstack(parts).tocsr(), names, means, deviations, tuple(phrases), scale, judged)


def _judged(names: tuple[str, ...], standard: np.ndarray, recipe: Recipe) -> np.ndarray:
    """The weights by judgement, scaled so that their sum over the features has the deviation `PULL`."""
    if not recipe.towards:
        return np.zeros((len(names), 0))
    given = dict(recipe.towards)
    weights = np.array([given.get(name, 0.0) for name in names])
    return (weights * PULL / (standard @ weights).std())[:, None]


def fit(
    material: Material,
    labels: np.ndarray,
    rows: np.ndarray,
    recipe: Recipe,
    classes: tuple[str, ...],
    card: dict[str, str] | None = None,
) -> Table:
    """A table fitted on some rows of the material, every class weighing the same; `labels` are places in `classes`."""
    seen = design(material, rows, recipe)
    model = LogisticRegression(C=recipe.strength, class_weight="balanced", max_iter=3000)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        model.fit(seen.columns, labels[rows])
    weights = model.coef_.T if len(classes) > 2 else model.coef_[0]
    table = seen.table(weights, model.intercept_, classes, card or {})
    return table if recipe.phrases_kept is None else moving(table, seen, recipe.phrases_kept)


def moving(table: Table, seen: Design, count: int) -> Table:
    """The table with the phrases only that spread the scores of training most, each by itself."""
    first = len(seen.names)
    held = seen.columns[:, first : first + len(seen.phrases)].tocsc()
    mean, square = held.mean(axis=0), held.power(2).mean(axis=0)
    spread = np.sqrt(np.asarray(square - np.power(mean, 2))).ravel() / seen.scale
    push = np.abs(table.phrase_weights).max(axis=1) * spread
    best = np.sort(np.argsort(-push, kind="stable")[:count])
    lost = np.delete(np.arange(len(push)), best)
    usual = (np.asarray(mean).ravel() / seen.scale)[lost] @ table.phrase_weights[lost]
    phrases = tuple(table.phrases[place] for place in best)
    return replace(table, intercept=table.intercept + usual, phrases=phrases, phrase_weights=table.phrase_weights[best])


def fit_line(
    material: Material,
    places: np.ndarray,
    rows: np.ndarray,
    recipe: Recipe,
    classes: tuple[str, str],
    card: dict[str, str] | None = None,
) -> Table:
    """A table of two classes fitted on a scale from -1 to 1; `sure` makes log-odds of it."""
    seen = design(material, rows, recipe)
    line = Ridge(alpha=1 / recipe.strength, solver="sparse_cg", tol=1e-6).fit(seen.columns, places[rows])
    return seen.table(line.coef_, np.atleast_1d(line.intercept_), classes, card or {})


def sure(
    fitted: Callable[[np.ndarray], Table], material: Material, labels: np.ndarray, rows: np.ndarray, weigh: bool
) -> Table:
    """The table fitted on all rows, its scores stretched and shifted until they are as sure as they may be.

    Models held back as strongly as these are too timid. Slope and shift come from rows that a model has not seen;
    `weigh` counts every class alike, else classes count as often as they are.
    """
    unseen = np.zeros((len(rows), len(fitted(rows).classes)))
    for training, test in folds(material.groups[rows], 5, seed=1):
        scores = fitted(rows[training]).scores(material.features, material.own)[rows[test]]
        unseen[test] = scores - scores.mean(axis=1, keepdims=True)
    truth = labels[rows]
    share = np.bincount(truth) / len(truth)
    weights = (1 / share)[truth] if weigh else np.ones(len(truth))
    classes = unseen.shape[1]

    def loss(parameters: np.ndarray) -> float:
        scores = unseen * parameters[0] + parameters[1:]
        own = scores[np.arange(len(truth)), truth]
        return float(np.average(logsumexp(scores, axis=1) - own, weights=weights))

    best = minimize(loss, np.r_[1.0, np.zeros(classes)], method="BFGS").x
    table = fitted(rows)
    shift = best[1:] - best[1:].mean() if classes > 2 else np.array([0.0, best[2] - best[1]])
    return replace(
        table,
        intercept=table.intercept * best[0] + shift,
        weights=table.weights * best[0],
        phrase_weights=table.phrase_weights * best[0],
    )


def chosen_phrases(
    material: Material, rows: np.ndarray, recipe: Recipe
) -> tuple[list[str], sparse.csc_matrix, np.ndarray]:
    """The phrases found in most groups, rows × phrases of 0 and 1, and how rare each is among the rows.

    By frequency, not by label: phrases picked for how well they tell the classes apart look better than they are.
    """
    if not recipe.phrase_count:
        return [], sparse.csc_matrix((len(rows), 0)), np.zeros(0)
    held, phrases = _all_phrases(material, rows)
    groups = np.unique(material.groups[rows].astype(str), return_inverse=True)[1]
    member = sparse.csr_matrix((np.ones(len(rows)), (groups, np.arange(len(rows)))))
    spread = np.asarray(((member @ held) > 0).sum(axis=0)).ravel()
    best = np.argsort(-spread, kind="stable")[: recipe.phrase_count]
    best = best[spread[best] >= recipe.phrase_groups]
    posts = np.diff(held.indptr)
    return [phrases[place] for place in best], held[:, best], 1 + np.log(len(rows) / posts[best])


def _all_phrases(material: Material, rows: np.ndarray) -> tuple[sparse.csc_matrix, list[str]]:
    """Every phrase of common words that is not a name, in the order in which the rows bring them."""
    own = material.own
    allowed = set(top_n_list("en", COMMON_WORDS)) - NEVER - material.names
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
    return held, list(number)


def names_in(texts: pd.Series) -> frozenset[str]:
    """Words that are written with a capital inside a sentence more often than not, casefolded."""
    inside = re.compile(r"(?<=[a-z,] )[A-Za-z][a-z']+")
    capital, whole = Counter(), Counter()
    for text in texts.fillna(""):
        for word in inside.findall(text):
            whole[word.casefold()] += 1
            capital[word.casefold()] += word[0].isupper()
    return frozenset(word for word, count in whole.items() if capital[word] > CAPITALISED * count)


def folds(groups: np.ndarray, count: int = 5, seed: int = 0) -> list[tuple[np.ndarray, np.ndarray]]:
    """Rows of training and of test, whole groups on one side, groups dealt at random."""
    names, codes = np.unique(np.asarray(groups).astype(str), return_inverse=True)
    fold = np.random.default_rng(seed).permutation(len(names)) % count
    return [(np.flatnonzero(fold[codes] != number), np.flatnonzero(fold[codes] == number)) for number in range(count)]
