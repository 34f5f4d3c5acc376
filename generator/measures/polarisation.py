"""Polarisation against chance: of the reply network under camps found anew, and of groups that are given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from generator.measures import chains, labels
from generator.measures.meetings import Pairs, People
from generator.measures.rewiring import rewired

Array = NDArray[Any]
NULLS = 80  # rewired networks; a rank of 2 in 81 is the 2.5 % level
SEARCH = chains.Schedule(chains=4, cooling=25, steps=3, coldest=5.0)  # of evidence that is 1 in the mean of a thread
PAIRS_AT_ONCE = 2_000_000  # of rewired networks, to keep the memory small


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
    z = (observed[:, 0] - null.mean(axis=1)) / np.where(spread > 0, spread, np.nan)
    unknown = np.where(able, 0.0, np.nan)
    return Position(1 - as_high / null.shape[1] + unknown, z + unknown, (1 + as_high) / (1 + null.shape[1]) + unknown)


def balance(nodes: People | Nodes, pairs: Pairs | Met, evidence: Array, camps: int, seed: int) -> Array:
    """The evidence that the best camps have on their side, here and after rewiring (threads × 1 + NULLS).

    Each rewired network carries the same evidence on its pairs, everybody has as many partners as before, and its best
    camps are found anew, as camps found in a network always fit that network.
    """
    threads = nodes.threads[pairs.first]
    size = np.bincount(threads, np.abs(evidence)) / np.maximum(np.bincount(threads), 1)
    evidence = evidence / np.maximum(size, 1e-9)[threads]
    energies = np.zeros((nodes.thread_count, NULLS + 1))
    energies[:, 0] = _best(pairs.first, pairs.second, evidence, nodes, 1, camps, seed)
    at_once = max(1, min(NULLS, PAIRS_AT_ONCE // max(len(threads), 1)))
    for start in range(0, NULLS, at_once):
        copies = min(at_once, NULLS - start)
        people, count = len(nodes.threads), nodes.thread_count
        copy = np.repeat(np.arange(copies), len(threads))
        first, second = rewired(
            np.tile(pairs.first, copies) + copy * people,
            np.tile(pairs.second, copies) + copy * people,
            np.tile(threads, copies) + copy * count,
            names=np.tile(threads * 0, copies) + copy + start,
            seed=seed,
        )
        found = _best(first, second, np.tile(evidence, copies), nodes, copies, camps, seed)
        energies[:, start + 1 : start + copies + 1] = found.reshape(copies, count).T
    return energies


def _best(
    first: Array, second: Array, evidence: Array, nodes: People | Nodes, copies: int, camps: int, seed: int
) -> Array:
    """The evidence for the best camps of each thread of each copy of the people."""
    copy = np.repeat(np.arange(copies), len(nodes.threads))
    threads = np.tile(nodes.threads, copies) + copy * nodes.thread_count
    net = chains.network(first, second, evidence, threads, np.tile(nodes.ranks, copies))
    return chains.best_energies(net, camps, SEARCH, seed)


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
    replies = labels.standardised(np.abs(labels.standardised(figures.replies)))
    stance, language = labels.standardised(figures.stance), labels.standardised(figures.language)
    return np.maximum(np.maximum(replies, stance), language)
