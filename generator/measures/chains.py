"""Chains: people of a signed network put into camps many times over, by Gibbs sampling that cools down.

The evidence of two people is a log-likelihood ratio, same camp against different. All threads are sampled at once: the
network is one matrix of blocks, every chain a column. Random numbers hang on the seed, the step and a person's place in
the thread by first post, so that neither names nor other threads change anything.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import permutations
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

Array = NDArray[Any]
MOVED = 0.4  # share of people who may change at once; all at once, neighbours would swing to and fro together
WARMEST = 0.2  # weight of the evidence at the first step, of the weight at the last
KEPT_EVERY = 4  # steps between two states that are kept, so that they differ


@dataclass(frozen=True)
class Network:
    """The people of many threads and the evidence between them."""

    weights: sparse.csr_array  # symmetric, log-likelihood ratio of same camp
    threads: Array  # per node the number of its thread
    ranks: Array  # per node its place in its thread
    people: Array  # per node 1, or 0 where it stands for a label and does not count for the size of a camp

    @property
    def thread_count(self) -> int:
        """How many threads there are."""
        return int(self.threads.max(initial=-1)) + 1

    def of_threads(self, chosen: Array) -> Network:
        """The part of some threads; `chosen` is one truth value per node."""
        threads = np.unique(self.threads[chosen], return_inverse=True)[1]
        return Network(self.weights[chosen][:, chosen], threads, self.ranks[chosen], self.people[chosen])


def network(
    first: Array, second: Array, weights: Array, threads: Array, ranks: Array, people: Array | None = None
) -> Network:
    """The network of these pairs; a pair that comes twice has the sum."""
    count = len(threads)
    ends = np.r_[first, second], np.r_[second, first]
    matrix = sparse.coo_array((np.r_[weights, weights].astype(np.float32), ends), shape=(count, count))
    return Network(matrix.tocsr(), threads, ranks, np.ones(count) if people is None else people)


@dataclass(frozen=True)
class Schedule:
    """How long and how often to look."""

    chains: int
    cooling: int  # steps while the evidence gains its full weight
    steps: int  # steps after that
    coldest: float = 1.0  # weight of the evidence at the last step; 1 samples, more looks for the best
    unequal: float | None = None  # prior of camp sizes (Dirichlet); below 1 expects unequal camps; None: no prior


def marginals(net: Network, camps: int, schedule: Schedule, seed: int) -> Array:
    """For each person the chance of each camp (people × camps); camps named alike in all chains, in no order."""
    states = _run(net, camps, schedule, seed, keep=True)
    best = _energies(net, states, camps).argmax(axis=1)
    reference = _one_hot(states[np.arange(len(states)), best[net.threads]][:, None], camps)[:, 0]
    strength = np.asarray(abs(net.weights).sum(axis=1)).ravel() + 1e-3
    for _ in range(3):
        reference = _aligned_mean(net, states, reference * strength[:, None], camps)
    return reference


def best_energies(net: Network, camps: int, schedule: Schedule, seed: int) -> Array:
    """For each thread the evidence that the best camps found have on their side, less what they have against them."""
    states = _run(net, camps, schedule, seed, keep=False)
    return _energies(net, states, camps).max(axis=1)


def _run(net: Network, camps: int, schedule: Schedule, seed: int, keep: bool) -> Array:
    """Camp numbers (people × states): every fourth state after cooling, or only the last of each chain."""
    width, count = schedule.chains, len(net.threads)
    membership, counted = _membership(net), net.people.astype(np.float32)[:, None]
    highest = int(net.ranks.max()) + 1 if count else 0
    draws = np.random.default_rng([seed, 0]).random((highest, width), dtype=np.float32)
    state = (draws * camps).astype(np.int8)[net.ranks]
    step_of = _two_camps if camps == 2 else _many_camps
    kept = []
    for step in range(schedule.cooling + schedule.steps):
        share = min(1.0, step / max(1, schedule.cooling - 1))
        weight = np.float32(schedule.coldest * (WARMEST + (1 - WARMEST) * share))
        draws = np.random.default_rng([seed, step + 1]).random((highest, width * (camps + 1)), dtype=np.float32)
        moved = (draws[:, :width] < MOVED)[net.ranks]
        chosen = step_of(net, state, weight, draws[:, width:], membership, counted, schedule.unequal)
        state = np.where(moved, chosen, state)
        if keep and step >= schedule.cooling and (step - schedule.cooling) % KEPT_EVERY == KEPT_EVERY - 1:
            kept.append(state)
    return np.concatenate(kept, axis=1) if keep else state


def _two_camps(
    net: Network, state: Array, weight: Any, draws: Array, membership: Any, counted: Array, unequal: float | None
) -> Array:
    """A new camp for everybody given everybody else's, of two; as `_many_camps`, in a fifth of the time."""
    width = state.shape[1]
    signs = 1 - 2 * state.astype(np.float32)
    fields = net.weights @ signs
    fields *= weight
    if unequal is not None:
        size, lead = membership @ counted, membership @ (signs * counted)
        others, ahead = size[net.threads] - counted, lead[net.threads] - signs * counted
        fields += np.log((others + ahead + 2 * np.float32(unequal)) / (others - ahead + 2 * np.float32(unequal)))
    chance = draws[:, :width] * np.float32(1 - 2e-6) + np.float32(1e-6)
    return (fields < np.log(chance / (1 - chance))[net.ranks]).astype(np.int8)


def _many_camps(
    net: Network, state: Array, weight: Any, draws: Array, membership: Any, counted: Array, unequal: float | None
) -> Array:
    """A new camp for everybody given everybody else's; Gumbel noise makes the greatest a draw from the chances."""
    count, width = state.shape
    camps = draws.shape[1] // width
    ones = _one_hot(state, camps)
    fields = (net.weights @ ones.reshape(count, -1)).reshape(ones.shape)
    fields *= weight
    if unequal is not None:
        people = ones * counted[:, :, None]
        others = (membership @ people.reshape(count, -1))[net.threads].reshape(ones.shape) - people
        fields += np.log(others + np.float32(unequal))
    noise = -np.log(-np.log(draws * np.float32(1 - 2e-6) + np.float32(1e-6)))
    fields += noise.reshape(-1, width, camps)[net.ranks]
    return fields.argmax(axis=2).astype(np.int8)


def _membership(net: Network) -> sparse.csr_array:
    """Which nodes are in which thread, as a matrix that sums over a thread's nodes."""
    count = len(net.threads)
    entries = (np.ones(count, dtype=np.float32), (net.threads, np.arange(count)))
    return sparse.coo_array(entries, shape=(net.thread_count, count)).tocsr()


def _one_hot(state: Array, camps: int) -> Array:
    """Camp numbers as people × states × camps."""
    return (state[:, :, None] == np.arange(camps, dtype=np.int8)).astype(np.float32)


def _energies(net: Network, states: Array, camps: int) -> Array:
    """Evidence within camps less evidence between them, of each thread and state (threads × states)."""
    membership = _membership(net)
    if camps == 2:
        signs = 1 - 2 * states.astype(np.float32)
        return membership @ (signs * (net.weights @ signs)) / 2
    ones = _one_hot(states, camps)
    flat = ones.reshape(len(states), -1)
    within = (flat * (net.weights @ flat)).reshape(ones.shape).sum(axis=2)
    total = membership @ np.asarray(net.weights.sum(axis=1)).reshape(-1, 1)
    return (2 * (membership @ within) - total) / 2


def _aligned_mean(net: Network, states: Array, reference: Array, camps: int) -> Array:
    """The mean of all states, each thread's camps renamed in each state to agree best with the reference.

    Without this the two names cancel out: the same camps the other way round are as likely.
    """
    membership = _membership(net)
    if camps == 2:
        signs = 1 - 2 * states.astype(np.float32)
        turned = membership @ (signs * (reference[:, :1] - reference[:, 1:]).astype(np.float32)) < 0
        mean = (signs * (1 - 2 * turned[net.threads].astype(np.float32))).mean(axis=1, dtype=float)
        return np.column_stack([1 + mean, 1 - mean]) / 2
    ones = _one_hot(states, camps)
    orders = list(permutations(range(camps)))
    overlaps = []
    for order in orders:
        agreement = (ones[:, :, list(order)] * reference[:, None, :]).sum(axis=2)
        overlaps.append(membership @ agreement)
    best = np.argmax(np.stack(overlaps), axis=0)[net.threads]
    mean = np.zeros((len(states), camps))
    for place, order in enumerate(orders):
        mean += (ones[:, :, list(order)] * (best == place)[:, :, None]).sum(axis=1)
    return mean / max(states.shape[1], 1)
