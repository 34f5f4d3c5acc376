"""Rewiring: networks of the same people with as many partners each, who meet whom being dealt anew."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from generator.measures.resampling import mixed

Array = NDArray[Any]
# Each proposes a swap to every pair; after 48 no more pairs of 100 replies are those they were than after 400.
ROUNDS = 48
SLOTS = 32  # at most so many places per pair in the table of pairs; two in one place only stop a swap


def rewired(
    first: Array, second: Array, blocks: Array, names: Array, seed: int, rounds: int = ROUNDS
) -> tuple[Array, Array]:
    """The pairs with their partners swapped within each block, nobody meeting himself or anybody twice.

    `blocks` numbers the block of each pair, ascending; each block is a network of its own. Random numbers hang on the
    seed, the block's name (one number per pair), who has how many partners, and a pair's place in its block.
    Going from one network to another is as likely as going back, whatever the number of rounds.
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
    # People are numbered from the block's first, so that nothing hangs on which other blocks there are.
    origin = np.repeat(np.minimum.reduceat(np.minimum(first, second), starts), sizes)
    first, second = first - origin, second - origin
    degrees = np.add.reduceat(mixed(first.astype(np.uint64)) + mixed(second.astype(np.uint64)), starts)
    keys = mixed(names[starts].astype(np.uint64) + np.uint64(seed % 2**32) * np.uint64(1_000_003)) ^ degrees
    table = _table(np.maximum.reduceat(np.maximum(first, second), starts) + 1, sizes)
    for turn in range(rounds):
        draws = mixed(keys + np.uint64(turn))
        # Pairs whose numbers sum to the same, in the circle of the block, are matched: any two are so once in a while.
        centre = (draws % sizes.astype(np.uint64)).astype(np.int64)[swaps]
        one = starts[swaps] + (centre // 2 + centre % 2 + within) % sizes[swaps]
        two = starts[swaps] + (centre // 2 - within) % sizes[swaps]
        salts = mixed(draws)
        coins = mixed(salts[swaps] + within.astype(np.uint64)) & np.uint64(1) == 1
        first, second = _swap(first, second, one, two, coins, salts, owner, table)
    return first + origin, second + origin


@dataclass(frozen=True)
class _Table:
    """A place for every pair of people of each block; where there are too many, pairs share places by chance."""

    spans: Array  # people of the block, by the highest number
    rooms: Array  # places of the block
    starts: Array  # its first place
    shared: bool  # whether any block has fewer places than pairs of people

    @property
    def size(self) -> int:
        """How many places there are."""
        return int(self.rooms.sum())

    def places(self, a: Array, b: Array, block: Array, salts: Array) -> Array:
        """The place of each pair; `salts` (one number per block) say which pairs share one."""
        pair = np.minimum(a, b) * self.spans[block] + np.maximum(a, b)
        if self.shared:
            rooms = self.rooms[block]
            spread = mixed(pair.astype(np.uint64) ^ salts[block]) % rooms.astype(np.uint64)
            pair = np.where(rooms < self.spans[block] ** 2, spread.astype(np.int64), pair)
        return self.starts[block] + pair


def _table(spans: Array, sizes: Array) -> _Table:
    rooms = np.minimum(spans**2, sizes * SLOTS)
    return _Table(spans, rooms, np.cumsum(rooms) - rooms, bool((rooms < spans**2).any()))


def _swap(
    first: Array, second: Array, one: Array, two: Array, coins: Array, salts: Array, owner: Array, table: _Table
) -> tuple[Array, Array]:
    """Swap an end of the pairs `one` and `two` wherever that makes two new pairs that nothing else makes or unmakes.

    A swap stands only where its two pairs and the two it makes are each alone in their place of the table, among all
    pairs there are and all that any swap would make. Those places are the same before and after, so that the same draws
    lead back: the round is its own inverse, and every network is as easily left as reached.
    """
    # Which end of the second pair is handed over is a coin's matter, as pairs have no direction.
    taken, left = np.where(coins, second[two], first[two]), np.where(coins, first[two], second[two])
    block = owner[one]
    standing = table.places(first, second, owner, salts)
    made = table.places(first[one], taken, block, salts), table.places(left, second[one], block, salts)
    slots = np.concatenate([standing, *made])
    numbers = np.arange(len(slots), dtype=np.int32)
    cells = np.empty(table.size, dtype=np.int32)
    cells[slots] = numbers
    cells[slots[cells[slots] != numbers]] = -1
    alone = cells[slots] == numbers
    new_one, new_two = np.split(alone[len(first) :], 2)
    done = alone[one] & alone[two] & new_one & new_two & (first[one] != taken) & (left != second[one])
    at, to = one[done], two[done]
    first, second = first.copy(), second.copy()
    given = second[at]
    second[at] = taken[done]
    handed = coins[done]
    second[to[handed]], first[to[~handed]] = given[handed], given[~handed]
    return first, second
