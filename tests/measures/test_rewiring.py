"""Networks with their partners dealt anew."""

from __future__ import annotations

import numpy as np

from generator.measures.rewiring import rewired

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


def test_nothing_to_rewire():
    """No pair, or one, stays as it is."""
    none = np.zeros(0, dtype=int)
    assert not len(rewired(none, none, none, none, 0)[0])
    one = np.array([0]), np.array([1])
    assert [part.tolist() for part in rewired(*one, np.array([0]), np.array([0]), 0)] == [[0], [1]]
