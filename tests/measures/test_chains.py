"""Chains that put people into camps."""

from __future__ import annotations

import numpy as np
import pytest

from generator.measures import chains

LOOK = chains.Schedule(chains=8, cooling=25, steps=16)


def net(edges, count, threads=None):
    """A network of weighted pairs."""
    first, second, weights = (np.array(column) for column in zip(*edges, strict=True))
    threads = np.zeros(count, dtype=int) if threads is None else np.array(threads)
    ranks = np.concatenate([np.arange(size) for size in np.bincount(threads)])
    return chains.network(first, second, weights.astype(float), threads, ranks)


SQUARE = [(0, 1, -3), (1, 2, -3), (2, 3, -3), (3, 0, -3)]


def test_opponents_are_parted():
    """In a square of opponents those at opposite corners are of one camp, surely."""
    chances = chains.marginals(net(SQUARE, 4), 2, LOOK, 0)
    assert np.allclose(chances.sum(axis=1), 1)
    assert (chances.argmax(axis=1) == chances.argmax(axis=1)[[2, 3, 0, 1]]).all()
    assert chances.max(axis=1).min() > 0.9


def test_a_pair_has_the_chance_that_its_evidence_says():
    """Two people with evidence w are of one camp with chance 1 / (1 + exp(−w)) each way seen from the other."""
    many = chains.Schedule(chains=400, cooling=20, steps=80)
    chances = chains.marginals(net([(0, 1, -1.0), (0, 2, 30.0), (0, 3, 30.0)], 4), 2, many, 0)
    apart = 1 - (chances[0] * chances[1]).sum()
    assert apart == pytest.approx(1 / (1 + np.exp(-1.0)), abs=0.04)


def test_three_camps():
    """Three people who all oppose each other are in three camps."""
    triangle = [(0, 1, -4), (1, 2, -4), (0, 2, -4)]
    assert sorted(chains.marginals(net(triangle, 3), 3, LOOK, 0).argmax(axis=1)) == [0, 1, 2]


def test_best_energy_of_a_triangle_and_a_square():
    """A square of opponents can be parted without a rest (12), a triangle cannot (3 + 3 − 3)."""
    search = chains.Schedule(chains=4, cooling=20, steps=3, coldest=5.0)
    two = net([*SQUARE, (4, 5, -3), (5, 6, -3), (4, 6, -3)], 7, [0] * 4 + [1] * 3)
    assert chains.best_energies(two, 2, search, 0).tolist() == [12, 3]
    assert chains.best_energies(two, 3, search, 0).tolist() == [12, 9]


def test_other_threads_change_nothing():
    """A thread's chances are the same whatever is sampled beside it."""
    alone = chains.marginals(net(SQUARE, 4), 2, LOOK, 3)
    beside = chains.marginals(net([*SQUARE, (4, 5, 2)], 6, [0] * 4 + [1] * 2), 2, LOOK, 3)
    assert np.array_equal(alone, beside[:4])


def test_unequal_camps_keep_a_loner_in_the_crowd():
    """Somebody of whom nothing is known is sooner with the many than with the few."""
    edges = [(0, place, 4) for place in range(1, 8)] + [(0, 8, -6)]
    prior = chains.Schedule(chains=60, cooling=25, steps=40, unequal=0.5)
    chances = chains.marginals(net(edges, 10), 2, prior, 0)
    assert chances[9].argmax() == chances[0].argmax()
    assert 0.6 < chances[9].max() < 0.999
