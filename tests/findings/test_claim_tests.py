"""Which of two sets of numbers is higher."""

from __future__ import annotations

import numpy as np
import pytest

from generator.findings.claim_tests import chance_of_higher, higher


def test_by_hand() -> None:
    """Of 3 × 2 pairs four are higher and one is equal: 4.5 of 6."""
    value, low, high = chance_of_higher(np.array([1.0, 3.0, 5.0]), np.array([1.0, 2.0]))
    assert value == pytest.approx(4.5 / 6)
    assert 0 < low < value < high < 1


def test_the_other_way_round_is_the_rest() -> None:
    """Exchanging the sides gives one minus everything."""
    first, second = np.array([1.0, 4, 2, 8, 5]), np.array([3.0, 1, 2, 2, 0, 1])
    value, low, high = chance_of_higher(first, second)
    other, other_low, other_high = chance_of_higher(second, first)
    assert (value, low, high) == pytest.approx((1 - other, 1 - other_high, 1 - other_low))


def test_intervals_cover() -> None:
    """Of 400 pairs of samples that differ by one standard deviation, 93 to 97.5 % of the intervals hold the truth."""
    draws = np.random.default_rng(5)
    truth, held = 0.7602, 0  # Φ(1/√2)
    for _ in range(400):
        _, low, high = chance_of_higher(draws.normal(1, 1, 15), draws.normal(0, 1, 20))
        held += low <= truth <= high
    assert 0.93 <= held / 400 <= 0.975


def test_one_person_who_carries_it() -> None:
    """Eight high numbers of one person are no difference between groups: without the person there is none."""
    first, people = np.array([9.0] * 8 + [1.0, 2, 3, 1, 2]), ["a"] * 8 + list("bcdef")
    second, others = np.array([1.0, 2, 3, 2, 1, 3, 2, 1]), list("ghijklmn")
    found = higher(first, second, people, others)
    assert found is not None and found.low > 0.5
    assert found.carried_by == "a" and found.sign == 0


def test_a_difference_of_many() -> None:
    """Ten people above ten others: sure, and nobody carries it; four on a side are too few."""
    people = list("abcdefghij")
    found = higher(np.arange(10.0) + 10, np.arange(10.0), people, [name + "2" for name in people])
    assert found is not None and found.sign == 1 and not found.carried_by and found.value == 1
    assert higher(np.arange(4.0), np.arange(9.0), people[:4], people[:9]) is None
