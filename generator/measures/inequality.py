"""Shares of groups and Gini coefficients with their standard errors, for many threads and many resamples at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from generator.measures.resampling import at_most, outer_interval, stretched

Array = NDArray[Any]
# Chosen on simulated threads of 15 to 60 people (see tests/evaluate/coverage.py for what they cover on others): by how
# much the ends of a share, and the upper end of a Gini coefficient, lie farther out, the latter for each unit by which
# the logarithms lean to the right of what light tails have. Few people seldom show the tail that a quantity has.
SHARE_STRETCH = 1.06
TAIL_STRETCH, LIGHT_TAIL, HEAVIEST_TAIL = 0.4, -1.0, 1.5


@dataclass(frozen=True)
class ShareOfGroups:
    """What part of its thread's sum each group (a cell) holds."""

    sums: csr_matrix  # cells × people, what each person has
    members: csr_matrix  # cells × people, 1 where it is known what the person has
    owner: Array  # per cell its thread, from 0, sorted
    are_counted: bool = False  # people themselves, who come by chance; else a group has as many people as it has

    def intervals(self, weights: Array) -> tuple[Array, Array, Array]:
        """Each cell's share with its 95 % interval, from the resamples' weights (people × resamples)."""
        share, error, freedom = self._estimates(np.ones((self.sums.shape[1], 1)))
        draws, errors, _ = self._estimates(weights)
        low, high = outer_interval(share[:, 0], error[:, 0], freedom[:, 0], draws, errors)
        share = share[:, 0]
        low, high = (stretched(share, end, SHARE_STRETCH) for end in (low, high))
        low, high = np.where(np.isnan(low), share, low), np.where(np.isnan(high), share, high)
        return share, *self._unseen(share, low, high)

    def _unseen(self, share: Array, low: Array, high: Array) -> tuple[Array, Array]:
        """The ends where a group has nothing or everything and shows no spread.

        As many of those who have nothing as may yet have something, each with what those of the thread who have
        something have on average.
        """
        own, members = (np.asarray(table.sum(axis=1))[:, 0] for table in (self.sums, self.members))
        having = np.asarray((self.sums > 0).sum(axis=1))[:, 0].astype(float)
        whole, people, owners = (self._whole(table[:, None])[:, 0] for table in (own, members, having))
        with np.errstate(invalid="ignore", divide="ignore"):
            unseen = [many * at_most(many) * whole / owners for many in (members, people - members)]
            above, below = unseen[0] / (unseen[0] + whole), whole / (unseen[1] + whole)
        seen = whole > 0
        return np.where(seen & (share == 1), below, low), np.where(seen & (share == 0), above, high)

    def _estimates(self, weights: Array) -> tuple[Array, Array, Array]:
        """Share, standard error and degrees of freedom per cell and column of weights."""
        own, count = self.sums @ weights, self.members @ weights
        size = np.asarray(self.members.sum(axis=1))
        if self.are_counted:
            spread = own
        else:
            # A resample has more or fewer people of a group; their mean stands for as many as there are.
            many = np.maximum(count, 1)
            mean, squares = own / many, self.sums.power(2) @ weights
            spread = size**2 / many * np.maximum(squares - own * mean, 0) / np.maximum(count - 1, 1)
            own = size * mean
        rest, rest_spread = (self._whole(table) - table for table in (own, spread))
        with np.errstate(invalid="ignore", divide="ignore"):
            share = own / (own + rest)
            within, beside = spread / own**2, np.maximum(rest_spread, 0) / rest**2
            pieces = spread**2 / np.maximum(size - 1, 1)
            freedom = (within + beside) ** 2 / (pieces / own**4 + (self._whole(pieces) - pieces) / rest**4)
            return share, share * (1 - share) * np.sqrt(within + beside), freedom

    def _whole(self, table: Array) -> Array:
        """The thread's sum, for each of its cells."""
        starts, _ = _runs(self.owner)
        return np.add.reduceat(table, starts, axis=0)[self.owner]


def weighted_gini(values: Array, weights: Array, threads: Array) -> Array:
    """Gini coefficients (threads × columns of weights) of values in rising order within each sorted thread."""
    starts, sizes = _runs(threads)
    parts = weights * values[:, None]
    area = np.add.reduceat(weights * _middles(parts, starts, sizes), starts, axis=0)
    with np.errstate(invalid="ignore", divide="ignore"):
        whole = np.add.reduceat(weights, starts, axis=0) * np.add.reduceat(parts, starts, axis=0)
        return 1 - area / whole


def gini_errors(values: Array, weights: Array, threads: Array) -> tuple[Array, Array]:
    """Gini coefficients as `weighted_gini` gives them, and standard errors; both made fair."""
    starts, sizes = _runs(threads)
    parts = weights * values[:, None]
    count, total = (np.add.reduceat(table, starts, axis=0) for table in (weights, parts))
    lorenz = _middles(parts, starts, sizes)
    with np.errstate(invalid="ignore", divide="ignore"):
        gini = 1 - np.add.reduceat(weights * lorenz, starts, axis=0) / (count * total)
        mean = total / count
        place = _middles(weights, starts, sizes) / np.repeat(count, sizes, axis=0)
        lorenz /= np.repeat(total, sizes, axis=0)
        influence = (place - np.repeat(1 + gini, sizes, axis=0)) * (values[:, None] / np.repeat(mean, sizes, axis=0))
        influence += np.repeat(1 - gini, sizes, axis=0) - lorenz
        error = np.sqrt(np.add.reduceat(weights * influence**2, starts, axis=0)) / count
        if weights.shape[1] == 1:
            return gini, error
        fair = count / (count - 1)
        return gini * fair, error * fair


def tail_stretch(values: Array, threads: Array) -> Array:
    """How much farther out the upper end of each thread's Gini coefficient lies, 1 to 1.6, from the skewness of the
    logarithms (0 = log-normal, below it lighter tails, above it heavier ones); nothing counts as half the least."""
    starts, sizes = _runs(threads)
    least = np.minimum.reduceat(np.where(values > 0, values, np.inf), starts)
    logs = np.log(np.maximum(values, np.repeat(least, sizes) / 2))
    logs -= np.repeat(np.add.reduceat(logs, starts) / sizes, sizes)
    second, third = (np.add.reduceat(logs**power, starts) / sizes for power in (2, 3))
    skewness = np.where(second > 0, third / np.maximum(second, 1e-12) ** 1.5, LIGHT_TAIL)
    return 1 + TAIL_STRETCH * np.clip(skewness - LIGHT_TAIL, 0, HEAVIEST_TAIL)


def _runs(threads: Array) -> tuple[Array, Array]:
    """The first row and the number of rows of each sorted thread."""
    starts = np.flatnonzero(np.r_[True, threads[1:] != threads[:-1]])
    return starts, np.diff(np.r_[starts, len(threads)])


def _middles(parts: Array, starts: Array, sizes: Array) -> Array:
    """Twice the middle of each step of the running sums within each run."""
    running = np.cumsum(parts, axis=0)
    before = running[starts] - parts[starts]
    return 2 * (running - np.repeat(before, sizes, axis=0)) - parts
