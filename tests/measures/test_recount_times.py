"""Waiting times, pace and depth with posts left out."""

from __future__ import annotations

import numpy as np

from generator.measures import recount_times


def test_median_by_hand():
    """Of four posts answered after 1, 2, 3 and never, half have an answer after 2; of two never answered, none."""
    cells = np.array([0, 0, 0, 0, 1, 1])
    found, at = recount_times._medians(
        cells, np.array([1.0, 2, 3, 9, 5, 6]), np.array([True, True, True, False, False, False])
    )
    assert found.tolist() == [0] and at.tolist() == [2.0]


def test_log_rank_is_that_of_scipy():
    """Excess² / variance of two groups with ties is that of scipy.stats.logrank; its sign says who waits."""
    from scipy import stats

    draws = np.random.default_rng(4)
    times = [np.ceil(draws.exponential(scale, 30)) for scale in (4, 9)]
    answered = [draws.random(30) < 0.8 for _ in times]
    excess, variance = recount_times._log_rank(
        np.zeros(60, dtype=int), np.repeat([0, 1], 30), np.concatenate(times), np.concatenate(answered), 1
    )
    samples = [stats.CensoredData.right_censored(t, ~a) for t, a in zip(times, answered, strict=True)]
    assert abs(excess[0] ** 2 / variance[0] - stats.logrank(*samples).statistic ** 2) < 1e-9
    assert excess[0] > 0  # the first group is answered sooner
