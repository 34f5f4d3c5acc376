"""Random draws that depend on nothing but the seed, the thread and the person, and intervals from draws."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import expit, logit, stdtrit

Array = NDArray[Any]
RESAMPLES = 200  # the ends of a 95 % interval then rest on the five outermost draws each
CHUNK = 4_000  # people handled at once: 200 draws of each are 6 MB


def person_keys(table: pd.DataFrame, seed: int) -> Array:
    """One 64-bit key per row, made from the seed, thread_id and author_id."""
    threads = pd.util.hash_array(table["thread_id"].to_numpy(dtype=object))
    people = pd.util.hash_array(table["author_id"].to_numpy(dtype=object))
    return mixed(mixed(threads + np.uint64(seed % 2**64)) ^ people)


def mixed(keys: Array) -> Array:
    """The finaliser of SplitMix64 (Steele, Lea and Flood 2014): each key to a well-mixed 64-bit number."""
    keys = keys.astype(np.uint64)  # a copy, so that it may be worked on in place
    keys ^= keys >> np.uint64(30)
    keys *= np.uint64(0xBF58476D1CE4E5B9)
    keys ^= keys >> np.uint64(27)
    keys *= np.uint64(0x94D049BB133111EB)
    keys ^= keys >> np.uint64(31)
    return keys


def numbers(keys: Array, count: int) -> Array:
    """`count` random 64-bit numbers per key."""
    steps = np.arange(1, count + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    return mixed(keys[:, None] + steps[None, :])


def _poisson_table() -> Array:
    """The quantile function of the Poisson distribution with mean 1 at 65,536 even steps."""
    chances = np.exp(-1.0) / np.cumprod(np.concatenate([[1.0], np.arange(1.0, 12.0)]))
    return np.searchsorted(np.cumsum(chances), (np.arange(65_536) + 0.5) / 65_536).astype(np.float64)


_POISSON = _poisson_table()


def bootstrap_weights(keys: Array, count: int = RESAMPLES) -> Array:
    """How often each person is drawn in each resample (people × resamples), Poisson with mean 1."""
    halves = numbers(keys, -(-count // 4)).astype("<u8").view("<u2")
    return _POISSON[halves[:, :count]]


def chunks(codes: Array, size: int = CHUNK) -> list[slice]:
    """Slices of sorted codes of some `size` rows that never cut through one code."""
    if not len(codes):
        return []
    starts = np.flatnonzero(np.r_[True, codes[1:] != codes[:-1]])
    first = starts[np.unique(np.searchsorted(starts, np.arange(0, len(codes), size)).clip(max=len(starts) - 1))]
    return [slice(a, b) for a, b in zip(first, [*first[1:], len(codes)], strict=True)]


def interval(draws: Array, level: float = 0.95) -> tuple[Array, Array]:
    """The percentile interval of each row, leaving draws that are not a number out."""
    ordered = np.sort(draws, axis=1)  # not-a-number goes last
    valid = np.sum(~np.isnan(ordered), axis=1)
    ends = []
    for quantile in ((1 - level) / 2, (1 + level) / 2):
        at = quantile * np.maximum(valid - 1, 0)
        below = np.floor(at).astype(int)
        above = np.minimum(below + 1, np.maximum(valid - 1, 0))
        rows = np.arange(len(ordered))
        ends.append(ordered[rows, below] + (at - below) * (ordered[rows, above] - ordered[rows, below]))
    return ends[0], ends[1]


def at_most(n: Array) -> Array:
    """The greatest share of which n draws show none once in 40 times: the upper end of a 95 % interval at 0 of n.

    Source: Clopper and Pearson 1934, Biometrika 26(4): 1 − 0.025^(1/n).
    """
    return 1 - 0.025 ** (1 / np.maximum(n, 1))


def stretched(point: Array, end: Array, by: Array | float) -> Array:
    """An end of an interval of a number between 0 and 1, moved away from the number on the log-odds."""
    with np.errstate(invalid="ignore", divide="ignore"):
        return expit(logit(point) + (logit(end) - logit(point)) * by)


def outer_interval(point: Array, error: Array, freedom: Array, draws: Array, errors: Array) -> tuple[Array, Array]:
    """95 % intervals of numbers between 0 and 1: the outer ends of Student's t and the bootstrap-t, on log-odds.

    One row per number: its estimate, standard error and degrees of freedom, and those of its resamples (rows × draws).
    Student's t ends too low on skewed data, the bootstrap-t begins too high on few; each end is the farther of the two
    (Efron and Tibshirani 1993, ch. 12). Not a number where the estimate is 0 or 1 or has no error.
    """
    with np.errstate(invalid="ignore", divide="ignore", over="ignore"):
        place, reach = logit(point), error / (point * (1 - point))
        told = (logit(draws) - place[:, None]) * (draws * (1 - draws) / errors)
        begins, ends = interval(np.where(np.isfinite(told), told, np.nan))
        spread = stdtrit(np.maximum(freedom, 1), 0.975)
        low = expit(place - reach * np.fmax(spread, ends))
        high = expit(place + reach * np.fmax(spread, -begins))
    fine = (point > 0) & (point < 1) & (error > 0)
    return np.where(fine, low, np.nan), np.where(fine, high, np.nan)
