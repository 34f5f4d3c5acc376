"""Where each post stands in its thread: depth, root, replies, descendants, place in time."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from generator.measures.groups import group_of_authors
from generator.model import PLACED, POST_COLUMNS, typed

Array = NDArray[Any]
PLACED_COLUMNS = POST_COLUMNS | {
    "root_id": "string",
    "depth": "Int64",
    "reply_count": "Int64",
    "descendant_count": "Int64",
    "position": "Int64",
    "since_root_seconds": "Float64",
    "word_count": "Int64",
    "group": "string",
}


def placed(posts: pd.DataFrame, authors: pd.DataFrame, word_counts: Array) -> pd.DataFrame:
    """The posts with their place in the tree, in time and in a group.

    A row is a post; thread after thread, in order of time. `depth` in steps below the root (root 0), `reply_count`
    and `descendant_count` in posts held (placeholders of missing posts do not count; a post that is only placed below
    another is below it and no reply to it), `position` from 1,
    `since_root_seconds` in seconds since the root (since the thread's first post where the root has no time),
    `word_count` in words, `group` the author's role or "none"; a post that is not present has none. Added by
    other measures: `phase` (see phases), `stance_agree`, `stance_disagree` (see stance of replies), `friction`,
    `attack`, `friction_cues` (see friction), `repair`, `eased_post_id` (see repair) and `politeness`.

    Formula: depth(post) = depth(parent) + 1.
    Source: definition.
    Least data: one post.
    Limits: a reply to a post that is not held hangs below a placeholder.
    """
    parents = parent_rows(posts)
    depth, root = depths(parents)
    held = (posts["state"] != "missing").to_numpy(dtype=bool)
    ids = posts["post_id"].to_numpy(dtype=object)
    times = posts["published_at"]
    origin = times.iloc[root].set_axis(posts.index)
    origin = origin.fillna(times.groupby(posts["thread_id"]).transform("min"))
    stated = answered_rows(posts, parents)
    is_reply = stated != np.arange(len(parents))
    answered = np.bincount(stated[is_reply & held], minlength=len(parents))
    present = posts["state"] == "present"
    table = posts.assign(
        root_id=ids[root],
        depth=depth,
        reply_count=answered,
        descendant_count=subtree_sums(parents, depth, held.astype(np.int64)) - held,
        since_root_seconds=(times - origin).dt.total_seconds(),
        word_count=word_counts,
        group=group_of_authors(posts, authors).where(present, "none"),
    ).sort_values(["thread_id", "published_at", "post_id"], kind="stable", ignore_index=True)
    table["position"] = table.groupby("thread_id").cumcount() + 1
    return typed(table, PLACED_COLUMNS)


def parent_rows(posts: pd.DataFrame) -> Array:
    """For each post the row number of its parent; its own where it has none that is held."""
    count = len(posts)
    own = np.arange(count)
    if not count:
        return own
    threads = pd.factorize(posts["thread_id"])[0].astype(np.int64)
    codes, seen = pd.factorize(pd.concat([posts["post_id"], posts["parent_id"]]).to_numpy(dtype=object))
    keys = threads * (len(seen) + 1) + codes[:count]
    wanted = np.where(codes[count:] < 0, -1, threads * (len(seen) + 1) + codes[count:])
    order = np.argsort(keys, kind="stable")
    place = np.minimum(np.searchsorted(keys[order], wanted), count - 1)
    return np.where(keys[order][place] == wanted, order[place], own)


def answered_rows(posts: pd.DataFrame, parents: Array | None = None) -> Array:
    """For each post the row of the post that it answers; its own where the source does not say, or that is not held.

    A post that is placed below another stands there in the tree, but nobody says that it answers it.
    """
    parents = parent_rows(posts) if parents is None else parents
    return np.where(is_placed(posts), np.arange(len(posts)), parents)


def is_placed(posts: pd.DataFrame) -> Array:
    """Whether each post only stands below its parent; where no kind is known all parents count as stated."""
    if "kind" not in posts:
        return np.zeros(len(posts), dtype=bool)
    return (posts["kind"] == PLACED).fillna(False).to_numpy(dtype=bool)


def depths(parents: Array) -> tuple[Array, Array]:
    """Steps to the root and the root's row, for each post, by doubling the stride until every post has arrived."""
    own = np.arange(len(parents))
    ancestor, steps = parents.copy(), (parents != own).astype(np.int64)
    for _ in range(len(parents).bit_length() + 1):
        if np.array_equal(ancestor, ancestor[ancestor]):
            return steps, ancestor
        steps = steps + steps[ancestor]
        ancestor = ancestor[ancestor]
    raise ValueError("posts answer each other in a circle; the import lets no such thread through")


def subtree_sums(parents: Array, depth: Array, values: Array) -> Array:
    """For each post the sum of the values of itself and everything below it."""
    sums = values.copy()
    order = np.argsort(depth, kind="stable")
    starts = np.searchsorted(depth[order], np.arange(depth.max(initial=0) + 2))
    # One step per level of depth, for all threads at once, from the deepest up.
    for level in range(len(starts) - 2, 0, -1):
        rows = order[starts[level] : starts[level + 1]]
        np.add.at(sums, parents[rows], sums[rows])
    return sums
