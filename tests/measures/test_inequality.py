"""Gini coefficients, shares and their errors against second ways of working them out."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats
from scipy.sparse import csr_matrix

from generator.measures import inequality, resampling


def mean_difference_gini(values):
    """Half the mean difference of all pairs over the mean: Gini's own definition."""
    return np.abs(values[:, None] - values[None, :]).mean() / (2 * values.mean())


@pytest.fixture
def values():
    """Three threads of people, in rising order within each."""
    chance = np.random.default_rng(1)
    sizes = (12, 25, 40)
    rows = np.concatenate([np.sort(chance.lognormal(0, 1, size)) for size in sizes])
    return rows, np.repeat(np.arange(3), sizes)


def test_gini_is_half_the_mean_difference(values):
    """Every thread's coefficient equals the definition over all pairs to 1e-9."""
    rows, threads = values
    found = inequality.weighted_gini(rows, np.ones((len(rows), 1)), threads)[:, 0]
    for thread in range(3):
        assert found[thread] == pytest.approx(mean_difference_gini(rows[threads == thread]), abs=1e-9)


def test_a_weight_is_a_person_drawn_that_often(values):
    """A resample's coefficient is that of the people written out as often as they were drawn."""
    rows, threads = values
    weights = np.random.default_rng(2).poisson(1, (len(rows), 4)).astype(float)
    plain = inequality.weighted_gini(rows, weights, threads)
    fair, _ = inequality.gini_errors(rows, weights, threads)
    for thread in range(3):
        for column in range(4):
            drawn = np.repeat(rows[threads == thread], weights[threads == thread, column].astype(int))
            assert plain[thread, column] == pytest.approx(mean_difference_gini(drawn), abs=1e-9)
            assert fair[thread, column] == pytest.approx(plain[thread, column] * len(drawn) / (len(drawn) - 1))


def test_the_error_is_that_of_resampling():
    """In a large thread the standard error is the spread over scipy's resamples."""
    rows = np.sort(np.random.default_rng(3).exponential(1, 400))
    _, error = inequality.gini_errors(rows, np.ones((400, 1)), np.zeros(400, dtype=int))

    def gini(drawn, axis):
        drawn = np.sort(drawn, axis=axis)
        size = drawn.shape[axis]
        return ((2 * np.arange(1, size + 1) - size - 1) * drawn).sum(axis=axis) / (size * drawn.sum(axis=axis))

    again = stats.bootstrap((rows,), gini, n_resamples=4000, rng=4, method="percentile", vectorized=True)
    assert error[0, 0] == pytest.approx(again.standard_error, rel=0.05)


def test_percentiles_are_those_of_numpy():
    """The percentile interval equals numpy's to 1e-9, draws that are not a number left out."""
    draws = np.random.default_rng(5).normal(size=(6, 200))
    draws[2, :50] = np.nan
    low, high = resampling.interval(draws)
    np.testing.assert_allclose(np.stack([low, high]), np.nanpercentile(draws, [2.5, 97.5], axis=1), atol=1e-9)


def test_student_end_is_that_of_scipy():
    """Where the resamples say little, the ends are Student's t on the log-odds."""
    draws, errors = np.full((1, 200), 0.3), np.full((1, 200), 0.1)
    low, high = resampling.outer_interval(np.array([0.3]), np.array([0.1]), np.array([9.0]), draws, errors)
    place, reach = np.log(0.3 / 0.7), 0.1 / 0.21 * stats.t.ppf(0.975, 9)
    expected = 1 / (1 + np.exp(-np.array([place - reach, place + reach])))
    np.testing.assert_allclose([low[0], high[0]], expected, atol=1e-9)


def test_share_of_two_groups_is_welch_on_the_log_ratio():
    """Estimate, error and degrees of freedom equal those of the ratio of two groups' sums, each worked out alone."""
    chance = np.random.default_rng(6)
    first, second = chance.exponential(1, 8), chance.exponential(2, 12)
    amounts = np.r_[first, second]
    cells = np.repeat([0, 1], [8, 12])
    entries = (cells, np.arange(20))
    shares = inequality.ShareOfGroups(
        csr_matrix((amounts, entries)), csr_matrix((np.ones(20), entries)), np.zeros(2, int)
    )
    share, error, freedom = (table[:, 0] for table in shares._estimates(np.ones((20, 1))))
    parts = [group.var(ddof=1) / len(group) / group.mean() ** 2 for group in (first, second)]
    assert share[0] == pytest.approx(first.sum() / amounts.sum(), abs=1e-12)
    assert error[0] == pytest.approx(share[0] * share[1] * np.sqrt(sum(parts)), abs=1e-12)
    assert freedom[0] == pytest.approx(sum(parts) ** 2 / (parts[0] ** 2 / 7 + parts[1] ** 2 / 11), abs=1e-9)


def test_a_group_with_nothing_has_one_end():
    """Shares of 0 and 1 keep their value at one end, and no number goes astray."""
    entries = (np.repeat([0, 1], 5), np.arange(10))
    sums = csr_matrix((np.repeat([0.0, 2.0], 5), entries))
    shares = inequality.ShareOfGroups(sums, csr_matrix((np.ones(10), entries)), np.zeros(2, int))
    weights = resampling.bootstrap_weights(np.arange(10, dtype=np.uint64))
    share, low, high = shares.intervals(weights)
    assert share.tolist() == [low[0], high[1]] == [0.0, 1.0]
    assert [high[0], 1 - low[1]] == pytest.approx([0.5218 / 1.5218] * 2, abs=5e-5)


def test_a_group_with_nothing_may_have_a_little():
    """Three people have nothing, five have 10 each: at most 3 · (1 − 0.025^⅓) of the three may have 10 too."""
    amounts = np.array([0.0] * 3 + [10.0] * 5)
    cells = (np.array([0] * 3 + [1] * 5), np.arange(8))
    sums, members = csr_matrix((amounts, cells)), csr_matrix((np.ones(8), cells))
    weights = np.random.default_rng(6).poisson(1, (8, 200)).astype(float)
    share, low, high = inequality.ShareOfGroups(sums, members, np.zeros(2, dtype=int)).intervals(weights)
    assert share.tolist() == [0.0, 1.0] and low[0] == 0.0 and high[1] == 1.0
    unseen = 3 * (1 - 0.025 ** (1 / 3)) / 5  # 0.4246 of what is there
    assert high[0] == pytest.approx(unseen / (1 + unseen), abs=1e-12)
    assert high[0] == pytest.approx(0.2980, abs=5e-5)
    assert low[1] == pytest.approx(1 - high[0], abs=1e-12)


def test_none_of_ten_is_at_most_thirty_one_in_a_hundred():
    """The exact end at 0 of 10 is 1 − 0.025^0.1 = 0.3085, that of scipy's exact interval."""
    assert resampling.at_most(np.array([10.0]))[0] == pytest.approx(0.30850, abs=5e-6)
    exact = stats.binomtest(0, 10).proportion_ci(method="exact")
    assert resampling.at_most(np.array([10.0]))[0] == pytest.approx(exact.high, abs=1e-9)


def test_the_upper_end_lies_farther_out_for_heavy_tails():
    """The logarithms of even steps do not lean; of 1, 1, 1, 8 they do, by 2/√3; light tails add nothing."""
    values = np.array([1.0, 2, 4, 8, 16, 1, 1, 1, 8, 3, 3, 3])
    found = inequality.tail_stretch(values, np.repeat([0, 1, 2], [5, 4, 3]))
    assert found.tolist() == pytest.approx([1.4, 1.6, 1.0])
    assert resampling.stretched(np.array([0.5]), np.array([0.8]), 2.0)[0] == pytest.approx(16 / 17)
    assert inequality.tail_stretch(np.array([1.0, 8, 8, 8, 8]), np.zeros(5, dtype=int))[0] == 1.0
