"""Networks with their partners dealt anew."""

from __future__ import annotations

import numpy as np

from generator.measures.rewiring import ROUNDS, rewired

from .planted import networks


def test_degrees_stay_and_pairs_move():
    """Everybody keeps the number of partners, nobody meets anybody twice, and many pairs are new."""
    made = networks(5, 0.5, 0.0)
    blocks = made.nodes.threads[made.pairs.first]
    first, second = rewired(made.pairs.first, made.pairs.second, blocks, blocks * 0, seed=1)
    count = len(made.nodes.threads)
    degrees = [
        np.bincount(np.r_[a, b], minlength=count) for a, b in ((made.pairs.first, made.pairs.second), (first, second))
    ]
    assert np.array_equal(*degrees)
    assert (first != second).all() and np.array_equal(made.nodes.threads[first], blocks)
    keys = np.minimum(first, second) * count + np.maximum(first, second)
    assert len(np.unique(keys)) == len(keys)
    assert np.isin(keys, made.pairs.first * count + made.pairs.second).mean() < 0.6


def test_blocks_do_not_hang_on_each_other():
    """A block comes out the same alone and beside others."""
    made = networks(3, 0.5, 0.0)
    blocks = made.nodes.threads[made.pairs.first]
    first, second = rewired(made.pairs.first, made.pairs.second, blocks, blocks * 0, seed=1)
    last = blocks == 2
    alone = rewired(
        made.pairs.first[last] - 60, made.pairs.second[last] - 60, blocks[last] * 0, blocks[last] * 0, seed=1
    )
    assert np.array_equal(first[last] - 60, alone[0]) and np.array_equal(second[last] - 60, alone[1])


def test_a_round_is_its_own_inverse():
    """The same draws lead back, so that no network is more easily reached than left."""
    made = networks(40, 0.8, 0.7, seed=4)
    blocks = made.nodes.threads[made.pairs.first]
    there = rewired(made.pairs.first, made.pairs.second, blocks, blocks * 0, seed=1, rounds=1)
    back = rewired(*there, blocks, blocks * 0, seed=1, rounds=1)
    assert (there[1] != made.pairs.second).mean() > 0.05
    assert np.array_equal(back[0], made.pairs.first) and np.array_equal(back[1], made.pairs.second)


def test_all_networks_come_up_alike():
    """Of the networks of six people with two partners each (60 rings, 10 pairs of triangles) none comes up oftener."""
    count = 7000
    ring = np.arange(6)
    blocks = np.repeat(np.arange(count), 6)
    first, second = np.tile(ring, count) + 6 * blocks, np.tile((ring + 1) % 6, count) + 6 * blocks
    a, b = (end.reshape(count, 6) % 6 for end in rewired(first, second, blocks, blocks, seed=2))
    codes = (1 << np.minimum(a, b) * 6 + np.maximum(a, b)).sum(axis=1)
    sizes = np.unique(codes, return_counts=True)[1]
    assert len(sizes) == 70
    assert ((sizes - 100) ** 2 / 100).sum() < 111.1  # 99.9 % of chi-square with 69 degrees of freedom


def test_what_was_planted_is_gone():
    """After all rounds as many replies go to the other camp as after many times more."""
    made = networks(200, 0.8, 0.7, seed=6)
    blocks = made.nodes.threads[made.pairs.first]
    across = []
    for rounds in (ROUNDS, 5 * ROUNDS):
        first, second = rewired(made.pairs.first, made.pairs.second, blocks, blocks * 0, seed=3, rounds=rounds)
        across.append((made.camps[first] != made.camps[second]).mean())
    assert across[0] - across[1] < 0.012  # a standard error of the difference is .006


def test_nothing_to_rewire():
    """No pair, or one, stays as it is."""
    none = np.zeros(0, dtype=int)
    assert not len(rewired(none, none, none, none, 0)[0])
    one = np.array([0]), np.array([1])
    assert [part.tolist() for part in rewired(*one, np.array([0]), np.array([0]), 0)] == [[0], [1]]
