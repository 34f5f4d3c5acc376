"""Turns along the paths from the root to the leaves, where branches go different ways."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from generator.measures.drift import LEAST_POSTS
from generator.measures.seams import PostWords, seams
from generator.model import typed

Array = NDArray[Any]
LEAST_OWN = 8  # posts of a path that are on no longer path, so that paths do not repeat each other
LONGEST = 200  # posts of a path that are looked at, from the leaf up
PATH_COLUMNS = {
    "thread_id": "string",
    "post_id": "string",
    "author_id": "string",
    "group": "string",
    "depth": "Int64",
    "path_count": "Int64",
    "turned_count": "Int64",
    "gain": "Float64",
}


def path_turns(posts: pd.DataFrame, words: PostWords, parents: Array) -> pd.DataFrame:
    """The posts at which a line of replies, from the root to a leaf, turned to another subject.

    A row is a post at which at least one path turned; `depth` in steps below the root, `path_count` paths through the
    post, `turned_count` of them that turned there, `gain` the largest gain of the seam (see phases).

    Formula: as for phases, on the posts of each path; paths share posts, and one that shares all but 8 with a longer
    path is left out.
    Source: Eisenstein and Barzilay 2008, EMNLP, eqs. 3–7.
    Least data: a path of 20 posts with words.
    Limits: as for phases; of paths above 200 posts the 200 nearest to the leaf.
    """
    worded = (posts["state"] == "present").to_numpy(dtype=bool) & (words.distinct > 0)
    owner, rows = paths(parents, posts["depth"].to_numpy(dtype=np.int64), worded)
    if not len(rows):
        return typed(pd.DataFrame(), PATH_COLUMNS)
    people = posts.groupby(["thread_id", "author_id"], dropna=True).ngroup().fillna(-1).to_numpy(dtype=np.int64)
    places, gains = seams(owner, rows, words, people[rows], np.zeros(len(rows)))
    turned = pd.DataFrame({"row": rows[places], "gain": gains}).groupby("row")["gain"].agg(["size", "max"])
    through = np.bincount(rows, minlength=len(posts))
    table = posts.iloc[turned.index][["thread_id", "post_id", "author_id", "group", "depth"]].reset_index(drop=True)
    table = table.assign(
        path_count=through[turned.index], turned_count=turned["size"].to_numpy(), gain=turned["max"].to_numpy()
    )
    return typed(table, PATH_COLUMNS)


def paths(parents: Array, depth: Array, worded: Array) -> tuple[Array, Array]:
    """The paths long enough, numbered, and their posts that have words, from the root down."""
    count = len(parents)
    is_reply = parents != np.arange(count)
    leaves, own = _ends(parents, depth, is_reply)
    leaves = leaves[(own >= LEAST_OWN) & (depth[leaves] + 1 >= LEAST_POSTS)]
    place, current, found = np.arange(len(leaves)), leaves, []
    for step in range(LONGEST):
        if not len(current):
            break
        found.append(np.column_stack([place, np.full(len(place), -step), current]))
        going = is_reply[current]
        place, current = place[going], parents[current[going]]
    if not found:
        return np.array([], dtype=np.int64), np.array([], dtype=np.int64)
    steps = np.concatenate(found)
    steps = steps[np.lexsort((steps[:, 1], steps[:, 0]))]
    steps = steps[worded[steps[:, 2]]]
    lengths = np.bincount(steps[:, 0], minlength=len(leaves))
    steps = steps[(lengths >= LEAST_POSTS)[steps[:, 0]]]
    return np.unique(steps[:, 0], return_inverse=True)[1], steps[:, 2]


def _ends(parents: Array, depth: Array, is_reply: Array) -> tuple[Array, Array]:
    """The leaves, and of each the number of posts up to where its path joins one that goes on longer."""
    count = len(parents)
    order = np.argsort(-depth, kind="stable")
    deepest = depth.copy()
    starts = np.flatnonzero(np.diff(depth[order], prepend=-1))
    for begin, end in pairwise([*starts, count]):
        level = order[begin:end]
        level = level[is_reply[level]]
        np.maximum.at(deepest, parents[level], deepest[level])
    replies = np.flatnonzero(is_reply)
    # Of each post's replies the one whose branch goes deepest carries the path on; the earliest of equals.
    ranked = replies[np.lexsort((replies, -deepest[replies], parents[replies]))]
    carried = ranked[np.diff(parents[ranked], prepend=-1) != 0]
    is_leaf = np.ones(count, dtype=bool)
    is_leaf[parents[replies]] = False
    leaves = np.flatnonzero(is_leaf)
    # From the root down, a post that carries its parent's path on begins where that path began.
    top = depth.copy()
    carried = carried[np.argsort(depth[carried], kind="stable")]
    edges = np.flatnonzero(np.diff(depth[carried], prepend=-1))
    for begin, end in pairwise([*edges, len(carried)]):
        top[carried[begin:end]] = top[parents[carried[begin:end]]]
    return leaves, depth[leaves] - top[leaves] + 1


def longest_paths(posts: pd.DataFrame) -> pd.Series:
    """Per thread the posts of its longest path."""
    return posts.groupby("thread_id")["depth"].max() + 1
