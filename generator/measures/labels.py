"""Labels against chance: whether groups of people differ in whom they answer, how, and with what words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from generator.measures.distinct import distinct
from generator.measures.meetings import People
from generator.measures.resampling import mixed, numbers

Array = NDArray[Any]
NULLS = 318  # of 319 the fifteenth place is within .05, chance .047, and where there are two tests the seventh, .022
DEALS_AT_ONCE = 16  # to keep the memory small


@dataclass(frozen=True)
class Labels:
    """A group number per node, -1 where there is none."""

    groups: Array
    threads: Array
    thread_count: int

    @property
    def width(self) -> int:
        """How many groups the thread with most has."""
        return int(self.groups.max(initial=0)) + 1


def dealt(labels: Labels, ranks: Array, seed: int) -> Array:
    """The labels themselves, and dealt anew among the labelled people of each thread (nodes × 1 + NULLS)."""
    result = np.full((len(labels.groups), NULLS + 1), -1, dtype=np.int16)
    has = np.flatnonzero(labels.groups >= 0)
    result[has, 0] = labels.groups[has]
    if not len(has):
        return result
    keys = mixed(ranks[has].astype(np.uint64) + np.uint64(seed % 2**32) * np.uint64(1_000_003))
    draws = numbers(keys, NULLS) >> np.uint64(24)
    draws |= labels.threads[has].astype(np.uint64)[:, None] << np.uint64(40)
    for column in range(NULLS):
        result[has, column + 1] = labels.groups[has][np.argsort(draws[:, column], kind="stable")]
    return result


def mixing(first: Array, second: Array, weights: Array, deals: Array, labels: Labels) -> Array:
    """The weighted share of pairs within one group, of pairs with groups (threads × deals)."""
    both = (labels.groups[first] >= 0) & (labels.groups[second] >= 0)
    first, second, weights = first[both], second[both], weights[both]
    within = (deals[first] == deals[second]).astype(np.float32)
    matrix = sparse.coo_array(
        (weights.astype(np.float32), (labels.threads[first], np.arange(len(first)))),
        shape=(labels.thread_count, len(first)),
    ).tocsr()
    total = np.bincount(labels.threads[first], np.abs(weights), labels.thread_count)
    return (matrix @ within) / np.maximum(total, 1e-9)[:, None]


def between(vectors: sparse.csr_array, deals: Array, labels: Labels) -> Array:
    """How far apart the groups' mean vectors are: the part of the sum of squares between groups (threads × deals).

    `vectors` is people × features, a thread's features being its own columns' alone; formula as in Anderson 2001,
    Austral Ecology 26, for a Euclidean distance, without its constant part.
    """
    threads = labels.threads
    columns = vectors.shape[1]
    coordinates = vectors.tocoo()
    of_column = np.zeros(columns, dtype=np.int64)
    of_column[coordinates.coords[1]] = threads[coordinates.coords[0]]
    to_thread = sparse.coo_array(
        (np.ones(columns, dtype=np.float32), (of_column, np.arange(columns))), shape=(labels.thread_count, columns)
    ).tocsr()
    turned = vectors.T.tocsr()
    result = np.zeros((labels.thread_count, deals.shape[1]))
    for start in range(0, deals.shape[1], DEALS_AT_ONCE):
        part = slice(start, start + DEALS_AT_ONCE)
        for group in range(labels.width):
            members = (deals[:, part] == group).astype(np.float32)
            sizes = np.bincount(threads, members[:, 0], labels.thread_count)
            result[:, part] += (to_thread @ (turned @ members) ** 2) / np.maximum(sizes, 1)[:, None]
    return result


def standardised(draws: Array) -> Array:
    """Each thread's values in standard deviations from the mean of its dealt ones (threads × deals)."""
    spread = draws[:, 1:].std(axis=1)
    return (draws - draws[:, 1:].mean(axis=1)[:, None]) / np.where(spread > 0, spread, np.inf)[:, None]


def scaled(draws: Array) -> Array:
    """Each thread's values in standard deviations from the mean of all of them, the first among the rest."""
    spread = draws.std(axis=1)
    return (draws - draws.mean(axis=1)[:, None]) / np.where(spread > 0, spread, np.inf)[:, None]


def people_words(nodes: People, rows: Array, codes: Array, size: int, used: Array) -> sparse.csr_array:
    """Which words each person uses, as vectors of length one; words that fewer than three people used are left out.

    A column is a word of a thread. `rows` and `codes` are the uses of words, `used` which of them count.
    """
    node = nodes.of_post[rows]
    kept = used & (node >= 0)
    keys = distinct(node[kept] * np.int64(size) + codes[kept])
    node, code = keys // size, keys % size
    _, column, people = np.unique(nodes.threads[node] * np.int64(size) + code, return_inverse=True, return_counts=True)
    common = people[column] >= 3
    node = node[common]
    _, column = np.unique(column[common], return_inverse=True)
    weights = 1 / np.sqrt(np.maximum(np.bincount(node, minlength=len(nodes.threads)), 1))
    shape = (len(nodes.threads), int(column.max(initial=-1)) + 1)
    return sparse.coo_array((weights[node].astype(np.float32), (node, column)), shape=shape).tocsr()
