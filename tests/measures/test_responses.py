"""Answers and waiting."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy import stats
from statsmodels.duration.survfunc import SurvfuncRight, survdiff
from statsmodels.stats.proportion import proportion_confint

from generator.measures import measure
from generator.measures import responses as measures

from .conftest import authors_of, posts_of, threads_of


def waits(times, answered, group="x"):
    """Rows of the table of responses."""
    columns = {"waiting_seconds": times, "is_answered": answered}
    table = pd.DataFrame(columns).assign(thread_id="t", group=group)
    table["post_id"] = [f"{group}{i}" for i in range(len(table))]
    return table.astype({"waiting_seconds": "Float64", "is_answered": "boolean"})


def test_only_another_author_answers():
    """A reply to oneself is no answer; an unanswered post waits until the capture."""
    posts = posts_of([("p0", None, "a", 0, ""), ("p1", "p0", "a", 1, ""), ("p2", "p0", "b", 5, "")])
    table = measure(posts, authors_of({"a": "x", "b": None}), threads_of("t"))["responses"].set_index("post_id")
    assert table["is_answered"].to_list() == [True, False, False]
    assert table["waiting_seconds"].to_list() == [300, 86340, 86100]


def test_kaplan_meier_by_hand_and_by_scipy():
    """Ten posts, six answered: the steps worked by hand and those of scipy, with its log-log bands."""
    times = [1.0, 2, 2, 3, 4, 5, 6, 7, 8, 9]
    answered = [True, True, True, False, True, False, True, False, True, False]
    table = measures.survival(waits(times, answered))
    # 9/10, · 7/9, · 5/6, · 3/4, · 1/2
    left = [1, 0.9, 0.7, 0.7 * 5 / 6, 0.7 * 5 / 6 * 3 / 4, 0.7 * 5 / 8 / 2, 0.7 * 5 / 8 / 2]
    assert (1 - table["answered_share"]).to_list() == pytest.approx(left)
    assert table["at_risk"].to_list() == [10, 10, 9, 6, 4, 2, 1]
    sample = stats.CensoredData.right_censored(times, ~np.array(answered))
    bands = stats.ecdf(sample).sf.confidence_interval(method="log-log")
    steps = table[table["seconds"] > 0]
    expected_low = 1 - bands.high.evaluate(steps["seconds"].to_numpy(dtype=float))
    expected_high = 1 - bands.low.evaluate(steps["seconds"].to_numpy(dtype=float))
    np.testing.assert_allclose(steps["low"].astype(float), expected_low, atol=1e-6)
    np.testing.assert_allclose(steps["high"].astype(float), expected_high, atol=1e-6)
    assert measures.waiting(waits(times, answered))["median_seconds"].iloc[0] == 6


def test_a_group_never_answered_may_be_answered_later():
    """Ten posts of which none was answered in the 9 s that all were observed: at most 1 − 0.025^0.1 of such are."""
    table = measures.survival(waits([9.0] * 10, [False] * 10))
    last = table[table["seconds"] == 9].iloc[0]
    assert last["answered_share"] == last["low"] == 0
    assert last["high"] == pytest.approx(0.30850, abs=5e-6)


def test_log_rank_is_that_of_scipy():
    """Chi-square and p of two groups are those of scipy.stats.logrank."""
    draws = np.random.default_rng(3)
    times = [np.ceil(draws.exponential(scale, 25)) for scale in (5, 9)]
    answered = [draws.random(25) < 0.7 for _ in times]
    table = pd.concat([waits(t, a, group) for t, a, group in zip(times, answered, "xy", strict=True)])
    samples = [stats.CensoredData.right_censored(t, ~a) for t, a in zip(times, answered, strict=True)]
    expected = stats.logrank(*samples)
    row = measures.waiting_tests(table).iloc[0]
    assert row["chi_square"] == pytest.approx(expected.statistic**2, abs=1e-6)
    assert row["p_value"] == pytest.approx(expected.pvalue, abs=1e-6)


def test_wilson_by_hand():
    """Five of ten give 0.237 to 0.763 (Newcombe 1998 tabulates the method); none of ten starts at 0."""
    low, high = measures.wilson(np.array([5.0, 0.0]), np.array([10.0, 10.0]))
    assert (low[0], high[0]) == pytest.approx((0.2366, 0.7634), abs=1e-4)
    assert low[1] == 0


def test_wilson_is_that_of_statsmodels():
    """All shares of 25 posts have the ends that statsmodels gives, to 1e-9."""
    answered = np.arange(26.0)
    ours = measures.wilson(answered, np.full(26, 25.0))
    np.testing.assert_allclose(ours, proportion_confint(answered, 25, method="wilson"), atol=1e-9)


def test_log_rank_of_three_groups_is_that_of_statsmodels():
    """Chi-square and p of three groups with ties are those of statsmodels to 1e-6."""
    draws = np.random.default_rng(5)
    times = [np.ceil(draws.exponential(scale, 30)) for scale in (5, 9, 6)]
    answered = [draws.random(30) < 0.7 for _ in times]
    table = pd.concat([waits(t, a, group) for t, a, group in zip(times, answered, "xyz", strict=True)])
    expected = survdiff(np.concatenate(times), np.concatenate(answered).astype(int), np.repeat([0, 1, 2], 30))
    row = measures.waiting_tests(table).iloc[0]
    assert (row["chi_square"], row["p_value"]) == pytest.approx(expected, abs=1e-6)


@pytest.mark.filterwarnings("ignore:divide by zero", "ignore:invalid value")
@pytest.mark.parametrize("seed", range(4))
def test_the_median_and_its_interval_are_those_of_statsmodels(seed):
    """Median and ends by Brookmeyer and Crowley on the log-log scale, times without ties."""
    draws = np.random.default_rng(seed)
    times, answered = draws.exponential(10, 60), draws.random(60) < 0.8
    row = measures.waiting(waits(times, answered)).iloc[0]
    curve = SurvfuncRight(times, answered.astype(int))
    assert row["median_seconds"] == pytest.approx(curve.quantile(0.5), abs=1e-6)
    assert (row["low"], row["high"]) == pytest.approx(curve.quantile_ci(0.5, method="cloglog"), abs=1e-6)
