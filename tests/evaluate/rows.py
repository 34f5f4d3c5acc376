"""What one line of the table of evaluations says, and the intervals in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.stats import rankdata

RESAMPLES = 1000


@dataclass(frozen=True)
class Row:
    """One figure of one measure on one labelled set."""

    measure: str  # id of a measure
    data: str  # folder in shared/labelled, with the part of it
    how: str  # how training and test were kept apart
    figure: str  # "AUC", "accuracy", "ARI", "Pk"
    value: float
    low: float  # 2.5 % of the bootstrap over groups
    high: float
    n: int
    n_unit: str
    floor: float | None = None  # what a trivial method reaches
    target: float | None = None
    published: str = ""
    lower_is_better: bool = False
    most: float | None = None  # where the target is a span: its upper end

    @property
    def reached(self) -> bool | None:
        """Whether the value is at the target, None without one."""
        if self.target is None:
            return None
        value, target = round(self.value, 3), self.target
        if self.most is not None and value > self.most:
            return False
        return value <= target if self.lower_is_better else value >= target


def auc(truth: np.ndarray, scores: np.ndarray) -> float:
    """The chance that a positive case scores above a negative one, ties half."""
    truth = np.asarray(truth, dtype=bool)
    positive = truth.sum()
    ranks = rankdata(scores)
    return float((ranks[truth].sum() - positive * (positive + 1) / 2) / (positive * (len(truth) - positive)))


def interval(statistic: Callable[[np.ndarray], float], groups: np.ndarray, seed: int = 0) -> tuple[float, float]:
    """2.5 and 97.5 % of a statistic of row numbers, when whole groups (threads, topics) are drawn with replacement."""
    generator = np.random.default_rng(seed)
    _, codes = np.unique(np.asarray(groups).astype(str), return_inverse=True)
    members = np.split(np.argsort(codes, kind="stable"), np.cumsum(np.bincount(codes))[:-1])
    values = []
    for _ in range(RESAMPLES):
        drawn = generator.integers(len(members), size=len(members))
        values.append(statistic(np.concatenate([members[place] for place in drawn])))
    low, high = np.nanpercentile(values, [2.5, 97.5])
    return float(low), float(high)


def auc_row(truth: np.ndarray, scores: np.ndarray, groups: np.ndarray, **words: object) -> Row:
    """A row for an AUC, with its interval over groups."""
    truth, scores = np.asarray(truth, dtype=bool), np.asarray(scores, dtype=float)

    def of(rows: np.ndarray) -> float:
        positive = truth[rows].sum()
        return auc(truth[rows], scores[rows]) if 0 < positive < len(rows) else np.nan

    low, high = interval(of, groups)
    return Row(figure="AUC", value=auc(truth, scores), low=low, high=high, n=len(truth), **words)
