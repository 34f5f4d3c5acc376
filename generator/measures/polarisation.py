"""Polarisation against chance: of the reply network under camps found anew, and of groups that are given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from generator.measures import chains, labels
from generator.measures.meetings import Pairs, People
from generator.measures.resampling import mixed
from generator.measures.rewiring import rewired

Array = NDArray[Any]
NULLS = 98  # rewired networks: of 99 the fourth place is within .05, chance .040, and with two yardsticks the second
SEARCH = chains.Schedule(chains=4, cooling=25, steps=3, coldest=5.0)  # of evidence that is 1 in the mean of a thread
WALK = 16  # rounds of rewiring from the hub; the thread's own network is as many away, null networks twice that
DENSE = 0.5  # share of possible pairs from which on a network is not rewired in earnest
TEMPER_STEPS, TEMPER_PRIOR = 12, 2.0  # of fitting how agreeing each person is; a prior worth two people met
PAIRS_AT_ONCE = 60_000  # of rewired networks, to keep what is worked on in the processor's cache


@dataclass(frozen=True)
class Nodes:
    """The people of some threads, without names."""

    threads: Array
    ranks: Array
    thread_count: int


@dataclass(frozen=True)
class Met:
    """Pairs of people who met, without how."""

    first: Array
    second: Array
    count: Array  # meetings


@dataclass(frozen=True)
class Position:
    """Where each thread's figure stands among those that chance gives."""

    percentile: Array  # share of the null figures below it, 0 to 1, not a number where there are none
    z: Array  # standard deviations above their mean
    p: Array  # chance of one as high: (1 + null figures as high) / (1 + null figures)


def position(draws: Array, able: Array) -> Position:
    """The position of the first column among the others; `able` says for which threads it means anything."""
    observed, null = draws[:, :1], draws[:, 1:]
    tolerance = 1e-5 * np.maximum(np.abs(observed), 1e-9)  # a tie counts as chance
    as_high = (null >= observed - tolerance).sum(axis=1)
    spread = null.std(axis=1)
    z = (observed[:, 0] - null.mean(axis=1)) / np.where(spread > 1e-9, spread, np.inf)
    unknown = np.where(able, 0.0, np.nan)
    return Position(1 - as_high / null.shape[1] + unknown, z + unknown, (1 + as_high) / (1 + null.shape[1]) + unknown)


def balance(nodes: People | Nodes, pairs: Pairs | Met, evidence: Array, camps: int, seed: int) -> Array:
    """The share of evidence on the side of the best camps, less that against, here and in null networks.

    Threads × 1 + NULLS. In a null network everybody has as many partners as before; the best camps are found anew, as
    camps found in a network always fit that network. Some are kind to all and some get short answers from all; what is
    said of somebody with everybody tells no camps and is taken off, here and there. All null networks are walks from
    one hub, and so is the thread's own, read backwards: were it made by chance, it would be one among them however
    short the walks (Besag and Clifford 1989, Biometrika 76). Where more than half of the possible pairs have met there
    is little to rewire: there everybody is as agreeing as before, and the rest of the evidence is dealt anew.
    """
    threads, people, count = nodes.threads[pairs.first], len(nodes.threads), nodes.thread_count
    if count > 1 and len(threads) > PAIRS_AT_ONCE:
        halves = np.arange(count) < count // 2, np.arange(count) >= count // 2
        return np.concatenate([balance(*part(nodes, pairs, evidence, half), camps, seed) for half in halves])
    size = np.bincount(threads, np.abs(evidence), count) / np.maximum(np.bincount(threads, minlength=count), 1)
    weight = np.log1p(pairs.count)
    plain = evidence / np.maximum(size, 1e-9)[threads] / weight
    dense = _dense(nodes, pairs)[threads]
    mean, own = _tempers(pairs.first, pairs.second, plain * dense, threads, people, count)
    rest = plain - mean[threads] - own[pairs.first] - own[pairs.second]
    energies = np.zeros((count, NULLS + 1))
    said = np.where(dense, plain, _even(pairs.first, pairs.second, plain, threads, people, count))
    energies[:, 0] = _best(pairs.first, pairs.second, said * weight, nodes, 1, camps, seed)
    hub = rewired(pairs.first, pairs.second, threads, names=np.full(len(threads), NULLS), seed=seed, rounds=WALK)
    at_once = max(1, min(NULLS, PAIRS_AT_ONCE // max(len(threads), 1)))
    for start in range(0, NULLS, at_once):
        copies = min(at_once, NULLS - start)
        copy = np.repeat(np.arange(copies), len(threads))
        blocks = np.tile(threads, copies) + copy * count
        ends = [np.tile(end, copies) + copy * people for end in hub]
        first, second = rewired(ends[0], ends[1], blocks, names=copy + start, seed=seed, rounds=WALK)
        met_anew = _even(first, second, np.tile(plain, copies), blocks, people * copies, count * copies)
        if dense.any():
            person, other = first - copy * people, second - copy * people
            order = _dealt(blocks, copy + start, np.tile(dense, copies), seed)
            dealt = np.tile(mean[threads], copies) + own[person] + own[other] + np.tile(rest, copies)[order]
            met_anew = np.where(np.tile(dense, copies), dealt, met_anew)
            counted = np.tile(weight, copies)[order]
        else:
            counted = np.tile(weight, copies)
        found = _best(first, second, met_anew * counted, nodes, copies, camps, seed)
        energies[:, start + 1 : start + copies + 1] = found.reshape(copies, count).T
    return energies


def part(nodes: People | Nodes, pairs: Pairs | Met, evidence: Array, chosen: Array) -> tuple[Nodes, Met, Array]:
    """People, pairs and evidence of some threads; `chosen` is one truth value per thread."""
    keep = chosen[nodes.threads]
    place = np.cumsum(keep) - 1
    kept = keep[pairs.first]
    thread = (np.cumsum(chosen) - 1)[nodes.threads[keep]]
    of_part = Nodes(thread, nodes.ranks[keep], int(chosen.sum()))
    return of_part, Met(place[pairs.first[kept]], place[pairs.second[kept]], pairs.count[kept]), evidence[kept]


def _even(first: Array, second: Array, evidence: Array, threads: Array, people: int, count: int) -> Array:
    """The evidence less what is said of somebody with everybody, and no stronger than any that was there."""
    _, own = _tempers(first, second, evidence, threads, people, count)
    least, most = np.full(count, np.inf), np.full(count, -np.inf)
    np.minimum.at(least, threads, evidence)
    np.maximum.at(most, threads, evidence)
    return np.asarray(np.clip(evidence - own[first] - own[second], least[threads], most[threads]))


def _tempers(
    first: Array, second: Array, evidence: Array, threads: Array, people: int, count: int
) -> tuple[Array, Array]:
    """Each thread's mean evidence, and how much more agreeing each person is with everybody met, than that."""
    mean = np.bincount(threads, evidence, count) / np.maximum(np.bincount(threads, minlength=count), 1)
    ends = np.r_[first, second]
    met = np.bincount(ends, minlength=people)
    own = np.zeros(people)
    for _ in range(TEMPER_STEPS):
        rest = evidence - mean[threads]
        left = np.r_[rest - own[second], rest - own[first]]
        own = 0.5 * own + 0.5 * np.bincount(ends, left, people) / (met + TEMPER_PRIOR)
    return mean, own


def _dense(nodes: People | Nodes, pairs: Pairs | Met) -> Array:
    """Whether more than half of all pairs of those who met anybody have met, for each thread."""
    count = nodes.thread_count
    active = np.bincount(np.r_[pairs.first, pairs.second], minlength=len(nodes.threads)) > 0
    people = np.bincount(nodes.threads, active, count)
    return np.bincount(nodes.threads[pairs.first], minlength=count) > DENSE * people * (people - 1) / 2


def _dealt(blocks: Array, names: Array, dealt: Array, seed: int) -> Array:
    """The order that deals the pairs marked anew within each block, and leaves the others where they are."""
    place = np.arange(len(blocks)) - np.searchsorted(blocks, blocks)
    keys = mixed(names.astype(np.uint64) + np.uint64(seed % 2**32) * np.uint64(7_368_787))
    draws = mixed(keys + place.astype(np.uint64)) >> np.uint64(24)
    order = np.arange(len(blocks))
    order[dealt] = np.flatnonzero(dealt)[
        np.argsort((blocks[dealt].astype(np.uint64) << np.uint64(40)) | draws[dealt], kind="stable")
    ]
    return order


def _best(
    first: Array, second: Array, evidence: Array, nodes: People | Nodes, copies: int, camps: int, seed: int
) -> Array:
    """The evidence for the best camps of each thread of each copy of the people."""
    copy = np.repeat(np.arange(copies), len(nodes.threads))
    threads = np.tile(nodes.threads, copies) + copy * nodes.thread_count
    net = chains.network(first, second, evidence, threads, np.tile(nodes.ranks, copies))
    most = np.bincount(threads[first], np.abs(evidence), nodes.thread_count * copies)
    return chains.best_energies(net, camps, SEARCH, seed) / np.maximum(most, 1e-9)


@dataclass(frozen=True)
class Groups:
    """How far given groups of people differ, against the same groups dealt anew (threads × 1 + NULLS)."""

    replies: Array  # share of replies within groups
    stance: Array  # evidence of one side within groups, less between them
    language: Array  # how far apart their words are


def groups(
    nodes: People, pairs: Pairs, words_evidence: Array, vectors: sparse.csr_array, given: Array, seed: int
) -> Groups:
    """The three figures for groups given per node (-1: none)."""
    marked = labels.Labels(given, nodes.threads, len(nodes.thread_ids))
    deals = labels.dealt(marked, nodes.ranks, seed)
    # Evidence per meeting is centred over the pairs that count, or the share of pairs would come in again.
    both = (given[pairs.first] >= 0) & (given[pairs.second] >= 0)
    threads = nodes.threads[pairs.first]
    mean = np.bincount(threads, words_evidence * both, marked.thread_count) / np.maximum(
        np.bincount(threads, both, marked.thread_count), 1
    )
    centred = words_evidence - mean[threads]
    return Groups(
        labels.mixing(pairs.first, pairs.second, pairs.count.astype(float), deals, marked),
        labels.mixing(pairs.first, pairs.second, centred, deals, marked),
        labels.between(vectors, deals, marked),
    )


def language(nodes: People, vectors: sparse.csr_array, given: Array, seed: int) -> Array:
    """How far apart the words of given groups are, and of the same groups dealt anew (threads × 1 + nulls)."""
    marked = labels.Labels(given, nodes.threads, len(nodes.thread_ids))
    return labels.between(vectors, labels.dealt(marked, nodes.ranks, seed), marked)


def together(figures: Groups) -> Array:
    """The greatest of the three standardised distances from chance (threads × 1 + NULLS).

    Groups may answer each other more or less than chance; both count. Nonparametric combination as in Pesarin and
    Salmaso 2010: the deals are the same for all three, so the greatest's rank is exact however they hang together.
    """
    # Scaled by all of them, its own included: a scale that only the dealt ones make would favour its own.
    replies = labels.scaled(np.abs(labels.scaled(figures.replies)))
    return np.maximum(np.maximum(replies, labels.scaled(figures.stance)), labels.scaled(figures.language))
