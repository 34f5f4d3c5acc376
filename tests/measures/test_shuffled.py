"""What shuffled roles give, in closed form, against shuffling."""

from __future__ import annotations

import numpy as np
import pytest

from generator.measures.shuffled import network, own_share


def shuffles(givers, takers, people, members, count=20_000):
    """The share of a group's replies to its own, roles dealt many times."""
    draws = np.random.default_rng(1)
    shares = []
    for _ in range(count):
        inside = np.zeros(people, dtype=bool)
        inside[draws.permutation(people)[:members]] = True
        given = inside[givers].sum()
        if given:
            shares.append((inside[givers] & inside[takers]).sum() / given)
    return np.mean(shares), np.std(shares)


def test_three_people_by_hand():
    """Each of three replies once to the next: one in a group of two answers its own half of the time."""
    net = network(np.array([0, 1, 2]), np.array([1, 2, 0]), np.ones((3, 1)), np.zeros(3, dtype=int), 1)
    mean, spread = own_share(net, np.array([[3.0]]), np.array([[2.0]]))
    # Whichever two are the group, of their two replies one goes to the other of them.
    assert mean[0, 0] == pytest.approx(0.5) and spread[0, 0] == pytest.approx(0)


def test_against_shuffling():
    """On a network of 16 people and 90 replies, mean within .01 and spread within a tenth of those of shuffling."""
    draws = np.random.default_rng(7)
    givers = draws.integers(0, 16, 90) ** 2 // 16
    takers = (givers + draws.integers(1, 16, 90)) % 16
    net = network(givers, takers, np.ones((90, 1)), np.zeros(16, dtype=int), 1)
    active = float(net.active.sum())
    mean, spread = own_share(net, np.array([[active]]), np.array([[7.0]]))
    expected_mean, expected_spread = shuffles(givers, takers, 16, 7)
    assert active == 16
    assert mean[0, 0] == pytest.approx(expected_mean, abs=0.01)
    assert spread[0, 0] == pytest.approx(expected_spread, rel=0.1)


def test_variants_are_networks_of_their_own():
    """A column that keeps some replies gives what those replies alone give."""
    givers, takers = np.array([0, 1, 2, 3, 0]), np.array([1, 2, 3, 0, 2])
    kept = np.array([[1, 1], [1, 0], [1, 1], [1, 1], [1, 0]])
    both = network(givers, takers, kept, np.zeros(4, dtype=int), 1)
    alone = network(givers[[0, 2, 3]], takers[[0, 2, 3]], np.ones((3, 1)), np.zeros(4, dtype=int), 1)
    for name in ("replies", "squared_pairs", "squared_people", "squared_given", "given_and_met"):
        assert getattr(both, name)[0, 1] == getattr(alone, name)[0, 0]
