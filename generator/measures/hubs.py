"""Hubs: declared roles and an editor's seeds as nodes of the network that their people hang on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from generator.measures.meetings import People

Array = NDArray[Any]
# Log-likelihood ratios by judgement: a role says nine in ten, and some exchanges outweigh it; a seed is the editor's
# word and nothing outweighs it. Two labels of one kind are apart for certain: labels that do not part are not used.
ROLE_WEIGHT, SEED_WEIGHT, APART_WEIGHT = 2.0, 12.0, 60.0


@dataclass(frozen=True)
class Hubs:
    """Nodes after the people's, and what ties people to them."""

    threads: Array  # per hub
    ranks: Array
    names: Array  # role or seed
    first: Array  # node of a person, or of a hub
    second: Array  # node of a hub
    evidence: Array
    kinds: Array  # per tie "role" or "seed"


def codes_of(nodes: People, authors: pd.DataFrame, column: str) -> tuple[Array, Array]:
    """For each node a number within its thread for its author's value of the column, -1 for none; and the values."""
    names = np.full(len(nodes.threads), None, dtype=object)
    if column in authors:
        known = authors[authors[column].notna()].drop_duplicates(["thread_id", "author_id"])
        joined = nodes.table[["thread_id", "author_id"]].merge(known, on=["thread_id", "author_id"], how="left")
        names = joined[column].astype(object).where(joined[column].notna(), None).to_numpy()
    has = np.flatnonzero([name is not None for name in names])
    codes = np.full(len(names), -1, dtype=np.int64)
    if len(has):
        # Numbered in order of first post, as the names of roles are words that an editor may change.
        pairs = pd.DataFrame({"thread": nodes.threads[has], "name": names[has]})
        firsts = pairs.drop_duplicates(ignore_index=True)
        firsts["code"] = firsts.groupby("thread").cumcount()
        codes[has] = pairs.merge(firsts, on=["thread", "name"], how="left")["code"].to_numpy()
    return codes, names


def hubs(nodes: People, labelled: list[tuple[str, Array, Array, float]]) -> Hubs:
    """The hubs of some labellings of the nodes, each with kind, codes, names and weight; two hubs of one kind part."""
    count = len(nodes.threads)
    sizes = np.bincount(nodes.threads, minlength=len(nodes.thread_ids))
    threads, ranks, first, second, evidence = ([np.zeros(0, dtype=np.int64)] for _ in range(5))
    titles, kinds = [np.zeros(0, dtype=object)], [np.zeros(0, dtype=object)]
    for kind, codes, names, weight in labelled:
        has = np.flatnonzero(codes >= 0)
        width = np.int64(codes.max(initial=0) + 1)
        keys, of = np.unique(nodes.threads[has] * width + codes[has], return_inverse=True)
        start = count + sum(len(part) for part in threads)
        thread = keys // width
        titles.append(names[has][np.unique(of, return_index=True)[1]] if len(has) else titles[0])
        threads.append(thread)
        ranks.append(sizes[thread] + keys % width)
        sizes = sizes + np.bincount(thread, minlength=len(sizes))
        first.append(has)
        second.append(start + of)
        evidence.append(np.full(len(has), weight))
        kinds.append(np.full(len(has), kind, dtype=object))
        # Neighbours in one thread: every two hubs of it.
        for step in range(1, int(width)):
            near = np.flatnonzero(thread[step:] == thread[:-step]) if len(thread) > step else np.zeros(0, dtype=int)
            first.append(start + near)
            second.append(start + near + step)
            evidence.append(np.full(len(near), -APART_WEIGHT))
            kinds.append(np.full(len(near), kind, dtype=object))
    joined = [np.concatenate(part) for part in (threads, ranks, titles, first, second, evidence, kinds)]
    return Hubs(*joined)
