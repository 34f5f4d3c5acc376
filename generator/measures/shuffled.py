"""What shuffled roles would give, in closed form: mean and spread of the share of replies that stay in a group."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

Array = NDArray[Any]


@dataclass(frozen=True)
class Network:
    """Replies between people: the sums over a thread that the moments need (threads × variants)."""

    replies: Array
    squared_pairs: Array  # Σ over pairs of people of (replies between them)²
    squared_people: Array  # Σ over people of (replies given and received)²
    squared_given: Array  # Σ over people of (replies given)²
    given_and_met: Array  # Σ over people of replies given × (given and received)
    active: Array  # people × variants: whether they replied or were replied to


def network(givers: Array, takers: Array, kept: Array, person_threads: Array, thread_count: int) -> Network:
    """The sums of a network with one row of `kept` (0 or 1) per reply."""
    people = len(person_threads)
    ends = np.stack([np.minimum(givers, takers), np.maximum(givers, takers)], axis=1)
    pairs, of_pair = np.unique(ends, axis=0, return_inverse=True)
    by_pair = _summed(of_pair.ravel(), kept, len(pairs))
    given, received = _summed(givers, kept, people), _summed(takers, kept, people)
    met = given + received
    of_thread = person_threads[pairs[:, 0]] if len(pairs) else np.array([], dtype=np.int64)
    return Network(
        replies=_summed(person_threads, given, thread_count),
        squared_pairs=_summed(of_thread, by_pair**2, thread_count),
        squared_people=_summed(person_threads, met**2, thread_count),
        squared_given=_summed(person_threads, given**2, thread_count),
        given_and_met=_summed(person_threads, given * met, thread_count),
        active=met > 0,
    )


def own_share(net: Network, people: Array, members: Array) -> tuple[Array, Array]:
    """Mean and standard deviation of a group's share of replies to its own, roles dealt anew (threads × variants).

    `people` and `members` are the people of the network and those of the group. The share is the ratio of N, replies
    within the group, to D, replies by it; its spread is that of (N − r·D) / E D, r = E N / E D (delta method). Moments
    of N and D over random subsets as in Krackhardt 1988, Social Networks 10, and Hubert 1987, Assignment Methods.
    """
    one, two, three, four = _chances(people, members)
    s, a, b = net.replies, net.squared_pairs, net.squared_people
    with np.errstate(invalid="ignore", divide="ignore"):
        mean_n, mean_d = s * two, s * one
        ratio = mean_n / mean_d
        nn = a * two + (b - 2 * a) * three + (s**2 - b + a) * four
        nd = net.given_and_met * two + (s**2 - net.given_and_met) * three
        dd = net.squared_given * one + (s**2 - net.squared_given) * two
        variance = nn - 2 * ratio * nd + ratio**2 * dd
        return ratio, np.sqrt(np.maximum(variance, 0)) / mean_d


def _chances(people: Array, members: Array) -> list[Array]:
    """The chance that one, two, three, four given people are all in the group."""
    chances, chance = [], np.ones(people.shape)
    for step in range(4):
        chance = chance * np.maximum(members - step, 0) / np.maximum(people - step, 1)
        chances.append(chance)
    return chances


def _summed(cells: Array, values: Array, count: int) -> Array:
    """Sums of rows by cell."""
    ones = np.ones(len(cells))
    matrix = csr_array((ones, (cells, np.arange(len(cells)))), shape=(count, len(cells)))
    return np.asarray(matrix @ values.astype(np.float64))
