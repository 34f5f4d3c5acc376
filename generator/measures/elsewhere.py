"""Elsewhere: what two people of a thread did to each other, and on whose side they were, in other threads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from generator.measures.meetings import Pairs, People

Array = NDArray[Any]
# Weight of evidence from other threads against this one's own; between .3 and 1 the figures hardly change.
MEETINGS_WEIGHT = 0.3
CAMPS_WEIGHT = 0.6
MOST_PEOPLE = 200  # per thread, those with most meetings first: every two of them are looked at


@dataclass(frozen=True)
class Elsewhere:
    """The evidence on two people of a thread from other threads, log-likelihood ratio of same camp."""

    first: Array
    second: Array
    evidence: Array


def elsewhere(nodes: People, spaces: Array, pairs: Pairs, evidence: Array, chances: Array) -> Elsewhere:
    """For every two people of a thread who were together in another one, what that says.

    `spaces` names for each node the place where its author_id means the same person; `evidence` is that of the pairs in
    their own thread, `chances` people × camps found in each thread alone. Camps have no names across threads; that two
    people were in the same one does not need any.

    Formula: .3 · mean evidence per log of meetings · log(1 + meetings) + .6 · mean of 2·P(same camp) − 1 ·
    log(1 + threads), both over the other threads.
    """
    person = _persons(nodes, spaces)
    active = np.bincount(np.r_[pairs.first, pairs.second], np.r_[pairs.count, pairs.count], len(person))
    first, second = _together(nodes, person, active)
    count = np.int64(person.max(initial=0) + 1)
    low, high = np.minimum(person[first], person[second]), np.maximum(person[first], person[second])
    keys, of = np.unique(low * count + high, return_inverse=True)
    same = 2 * (chances[first] * chances[second]).sum(axis=1) - 1
    threads = np.bincount(of, minlength=len(keys))[of] - 1
    sides = np.bincount(of, same, len(keys))[of] - same
    own_evidence, own_count = _of_pairs(pairs, evidence, first, second, len(person))
    total_evidence, total_count = np.bincount(of, own_evidence, len(keys)), np.bincount(of, own_count, len(keys))
    met = total_count[of] - own_count
    mean = (total_evidence[of] - own_evidence) / np.maximum(met, 1)
    value = MEETINGS_WEIGHT * mean * np.log1p(met) + CAMPS_WEIGHT * sides / np.maximum(threads, 1) * np.log1p(threads)
    kept = threads > 0
    return Elsewhere(first[kept], second[kept], value[kept])


def _persons(nodes: People, spaces: Array) -> Array:
    """A number for each person, the same in all threads of a space."""
    ids = nodes.table["author_id"].to_numpy(dtype=object)
    names = np.array([f"{space}\x1f{author_id}" for space, author_id in zip(spaces, ids, strict=True)], dtype=object)
    return np.unique(names, return_inverse=True)[1] if len(names) else np.zeros(0, dtype=np.int64)


def _together(nodes: People, person: Array, active: Array) -> tuple[Array, Array]:
    """Every two people of a thread who are both in other threads too; in large threads the most active."""
    again = np.flatnonzero(np.bincount(person)[person] > 1) if len(person) else np.zeros(0, dtype=np.int64)
    again = again[np.lexsort((nodes.ranks[again], -active[again], nodes.threads[again]))]
    threads = nodes.threads[again]
    starts = np.searchsorted(threads, threads)
    again = np.sort(again[np.arange(len(again)) - starts < MOST_PEOPLE])
    threads = nodes.threads[again]
    place = np.arange(len(again)) - np.searchsorted(threads, threads)
    # Each person with all who come before in the same thread.
    second = np.repeat(again, place)
    within = np.arange(len(second)) - np.repeat(np.cumsum(place) - place, place)
    first = again[np.repeat(np.arange(len(again)) - place, place) + within]
    return first, second


def _of_pairs(pairs: Pairs, evidence: Array, first: Array, second: Array, count: int) -> tuple[Array, Array]:
    """The unshrunk evidence and the meetings of these two people in their own thread, 0 where they did not meet."""
    keys = pairs.first * np.int64(max(count, 1)) + pairs.second
    wanted = first * np.int64(max(count, 1)) + second
    place = np.minimum(np.searchsorted(keys, wanted), max(len(keys) - 1, 0))
    met = keys[place] == wanted if len(keys) else np.zeros(len(wanted), dtype=bool)
    if not len(keys):
        return np.zeros(len(wanted)), np.zeros(len(wanted))
    plain = evidence / np.log1p(pairs.count) * pairs.count
    return np.where(met, plain[place], 0.0), np.where(met, pairs.count[place], 0)
