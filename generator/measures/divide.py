"""Divide: whether a thread is more divided than chance would have it, by three yardsticks."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from generator.measures import labels, polarisation
from generator.measures.camps import Basis, Found
from generator.model import typed

Array = NDArray[Any]
LEVEL = 0.05
LEAST_PAIRS, LEAST_PEOPLE = 20, 6
LEAST_CAMP = 3  # people in each of two camps, for their words to be compared
THIRD_CAMP_Z = 1.0  # how much more firmly three camps must stand out than two
DIVIDE_COLUMNS = {
    "thread_id": "string",
    "yardstick": "string",
    "percentile": "Float64",
    "low": "Float64",
    "high": "Float64",
    "z": "Float64",
    "null_low_z": "Float64",
    "null_high_z": "Float64",
    "p": "Float64",
    "n": "Int64",
    "n_unit": "string",
    "null_count": "Int64",
}
VERDICT_COLUMNS = {"thread_id": "string", "divided": "boolean", "p": "Float64", "by": "string", "camp_count": "Int64"}


def network_draws(known: Basis, seed: int = 0) -> Array:
    """Balance of each thread's reply network under its best two camps, and of rewired ones (threads × 1 + nulls).

    A reply counts as one of a dispute in every thread. That alone calls none divided, as it counts so in the null
    networks as well; compared with the thread's own mean instead, replies across would tell nothing.
    """
    return polarisation.balance(known.nodes, known.pairs, known.evidence.of_dispute, 2, seed)


def network_shows(known: Basis, draws: Array) -> Array:
    """In which threads the replies fit two camps better than chance would have it, read as those of a dispute."""
    return np.nan_to_num(polarisation.position(draws, network_able(known)).p, nan=1.0) <= LEVEL


def network_able(known: Basis) -> Array:
    """Whether a thread has the people and pairs for the test of its network."""
    count = len(known.nodes.thread_ids)
    pairs = np.bincount(known.nodes.threads[known.pairs.first], minlength=count)
    return (pairs >= LEAST_PAIRS) & (np.bincount(known.nodes.threads, minlength=count) >= LEAST_PEOPLE)


def camps_to_look_for(known: Basis, draws: Array, seed: int = 0) -> Array:
    """Two or three camps per thread: three only where two stand out from chance, and three clearly more so."""
    able = network_able(known)
    two = polarisation.position(draws, able)
    number = np.full(len(able), 2)
    chosen = np.nan_to_num(two.p, nan=1.0) <= LEVEL
    if chosen.any():
        part = polarisation.part(known.nodes, known.pairs, known.evidence.total, chosen)
        three = polarisation.position(polarisation.balance(*part, 3, seed), np.ones(chosen.sum(), bool))
        number[chosen] += (three.p <= LEVEL) & (three.z > two.z[chosen] + THIRD_CAMP_Z)
    return number


def divide(known: Basis, camps: Found, authors: pd.DataFrame, draws: Array, seed: int = 0) -> pd.DataFrame:
    """Where each thread stands among threads that chance makes of it.

    A row is a thread and a yardstick. `replies`: how well two camps fit who answers and quotes whom; null: the same
    network rewired, everybody with as many partners, and its own best camps found. `roles`: how far declared roles
    differ in whom they answer, how, and in what words (the greatest of the three); null: roles dealt anew. `language`:
    how far the words of the camps found differ; null: camps dealt anew. `percentile` 0 to 1 is the share of the null
    below, `low` and `high` its 95 % interval, `z` standard deviations above the null's mean, `null_low_z` and
    `null_high_z` the middle 95 % of the null, `p` one-sided; `n` pairs or people.

    Formula: p = (1 + nulls at least as high) / (1 + nulls); interval of Wilson.
    Source: Maslov and Sneppen 2002, Science 296 (rewiring); Besag and Clifford 1989, Biometrika 76 (walks from a hub,
    so that p is exact); Doreian and Mrvar 1996, Social Networks 18 (balance);
    Anderson 2001, Austral Ecology 26 (distance between groups).
    Least data: replies, 20 pairs of 6 people; roles, 15 pairs and 3 people in each of two; language, 3 people in each
    of two camps.
    Limits: threads of 100 posts show only clear divides; the camps found and their words come from the same posts, so
    `language` alone is no proof of a divide.
    """
    nodes = known.nodes
    count = len(nodes.thread_ids)
    pair_count = np.bincount(nodes.threads[known.pairs.first], minlength=count)
    role_count = np.bincount(nodes.threads, known.roles >= 0, count).astype(np.int64)
    placed = np.where(authors["camp"].notna(), camps.chances.argmax(axis=1), -1)
    camp_count = np.bincount(nodes.threads, placed >= 0, count).astype(np.int64)
    language = polarisation.language(nodes, known.words, placed, seed)
    pieces = [
        _rows(nodes.thread_ids, "replies", draws, network_able(known), pair_count, "pairs"),
        _rows(nodes.thread_ids, "roles", known.role_draws, ~np.isnan(known.roles_apart.p), role_count, "people"),
        _rows(nodes.thread_ids, "language", language, _two_camps(nodes, placed), camp_count, "people"),
    ]
    return typed(pd.concat(pieces).sort_values(["thread_id", "yardstick"], ignore_index=True), DIVIDE_COLUMNS)


def _two_camps(nodes: Any, placed: Array) -> Array:
    """Whether a thread has two camps of enough people."""
    count, width = len(nodes.thread_ids), int(placed.max(initial=0)) + 1
    cell = nodes.threads[placed >= 0] * width + placed[placed >= 0]
    sizes = np.bincount(cell, minlength=count * width).reshape(count, width)
    return (sizes >= LEAST_CAMP).sum(axis=1) >= 2


def _rows(thread_ids: Array, yardstick: str, draws: Array, able: Array, n: Array, unit: str) -> pd.DataFrame:
    """The positions of the threads where the yardstick can be laid on."""
    where = polarisation.position(draws, able)
    nulls = draws.shape[1] - 1
    null_z = labels.standardised(draws)[:, 1:]
    share, wide = where.percentile, 1.96**2 / nulls
    centre = (share + wide / 2) / (1 + wide)
    half = 1.96 * np.sqrt(share * (1 - share) / nulls + wide / (4 * nulls)) / (1 + wide)
    table = pd.DataFrame(
        {
            "thread_id": thread_ids,
            "yardstick": yardstick,
            "percentile": share,
            "low": np.clip(centre - half, 0, share),
            "high": np.clip(centre + half, share, 1),
            "z": where.z,
            "null_low_z": np.quantile(null_z, 0.025, axis=1),
            "null_high_z": np.quantile(null_z, 0.975, axis=1),
            "p": where.p,
            "n": n,
            "n_unit": unit,
            "null_count": nulls,
        }
    )
    return table[able]


def verdicts(divide: pd.DataFrame, sides: pd.DataFrame) -> pd.DataFrame:
    """Whether each thread is divided more than chance would have it.

    A row is a thread; `divided` by `replies` or `roles` where p is at most .05; `p` the smaller of the two times their
    number (Bonferroni), `by` which of the two, `camp_count` how many camps were found. Null where neither can be told.

    Formula: p = min(1, smallest p · number of yardsticks).
    Source: see `divide`.
    Least data: that of one of the two.
    Limits: not divided means not shown, in a small thread above all.
    """
    tests = divide[divide["yardstick"].isin(["replies", "roles"])].sort_values(["thread_id", "p", "yardstick"])
    first = tests.drop_duplicates("thread_id").set_index("thread_id")
    number = tests.groupby("thread_id").size()
    p = (first["p"] * number).clip(upper=1.0)
    table = sides[["thread_id", "camp_count"]].copy()
    table["p"] = table["thread_id"].map(p)
    table["divided"] = (table["p"] <= LEVEL).where(table["p"].notna())
    table["by"] = table["thread_id"].map(first["yardstick"])
    return typed(table, VERDICT_COLUMNS)
