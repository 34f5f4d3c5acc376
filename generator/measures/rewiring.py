"""Rewiring: networks of the same people with as many partners each, who meet whom being dealt anew."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from generator.measures.resampling import mixed

Array = NDArray[Any]
# Each proposes a swap to every pair; after twelve no fewer pairs of 100 replies are those they were than after eighty.
ROUNDS = 12
SLOTS = 16  # places per pair in the table of pairs that exist; two in one place only stop a swap
# Greater than any number of pairs, so that multiplying by them only changes the order.
_PRIMES = np.array([2_147_483_647, 1_000_000_007, 998_244_353, 1_000_000_009, 2_147_483_629], dtype=np.int64)


def rewired(first: Array, second: Array, blocks: Array, names: Array, seed: int) -> tuple[Array, Array]:
    """The pairs with their partners swapped within each block, nobody meeting himself or anybody twice.

    `blocks` numbers the block of each pair, ascending; each block is a network of its own. Random numbers hang on the
    seed, the block's name (one number per pair) and a pair's place in its block.
    Source: Maslov and Sneppen 2002, Science 296.
    """
    first, second = first.astype(np.int64), second.astype(np.int64)
    if not len(blocks):
        return first, second
    starts = np.flatnonzero(np.r_[True, blocks[1:] != blocks[:-1]])
    sizes = np.diff(np.r_[starts, len(blocks)])
    owner = np.repeat(np.arange(len(starts)), sizes)
    halves = sizes // 2
    # The places of all swaps: pair number i of a block's first half with number i of its second.
    swaps = np.repeat(np.arange(len(starts)), halves)
    within = np.arange(len(swaps)) - np.repeat(np.cumsum(halves) - halves, halves)
    names = names[starts].astype(np.uint64)
    # People are numbered from the block's first, so that nothing hangs on which other blocks there are.
    origin = np.repeat(np.minimum.reduceat(np.minimum(first, second), starts), sizes)
    first, second = first - origin, second - origin
    for turn in range(ROUNDS):
        draws = mixed(mixed(names + np.uint64(seed % 2**32) * np.uint64(1_000_003)) + np.uint64(turn))
        offset = (draws % np.uint64(2**31)).astype(np.int64)
        prime = _PRIMES[(draws >> np.uint64(32)) % np.uint64(len(_PRIMES))]
        one = starts[swaps] + (within * prime[swaps] + offset[swaps]) % sizes[swaps]
        two = starts[swaps] + ((within + halves[swaps]) * prime[swaps] + offset[swaps]) % sizes[swaps]
        coins = mixed(draws[swaps] + within.astype(np.uint64)) & np.uint64(1) == 1
        first, second = _swap(first, second, one, two, coins, owner, starts, sizes)
    return first + origin, second + origin


def _swap(
    first: Array, second: Array, one: Array, two: Array, coins: Array, owner: Array, starts: Array, sizes: Array
) -> tuple[Array, Array]:
    """Swap the second people of the pairs `one` and `two` wherever that makes two new pairs that nobody else makes."""
    # Which end of the second pair is handed over is a coin's matter, as pairs have no direction.
    third, fourth = np.where(coins, first[two], second[two]), np.where(coins, second[two], first[two])
    table = np.full(len(first) * SLOTS, -1, dtype=np.int32)
    base, room = starts * SLOTS, sizes * SLOTS

    def slot(a: Array, b: Array, block: Array) -> Array:
        low, high = np.minimum(a, b).astype(np.uint64), np.maximum(a, b).astype(np.uint64)
        spread = mixed(low * np.uint64(0x9E3779B9) + high) % room[block].astype(np.uint64)
        return base[block] + spread.astype(np.int64)

    block = owner[one]
    taken = slot(first, second, owner)
    wanted = slot(first[one], fourth, block), slot(third, second[one], block)
    numbers = np.arange(len(one), dtype=np.int32)
    for places in wanted:
        table[places] = numbers
    table[taken] = -2
    alone = (table[wanted[0]] == numbers) & (table[wanted[1]] == numbers)
    done = alone & (first[one] != fourth) & (third != second[one])
    at, to = one[done], two[done]
    new_first, new_second = first.copy(), second.copy()
    new_second[at] = fourth[done]
    new_first[to], new_second[to] = third[done], second[at]
    return new_first, new_second
