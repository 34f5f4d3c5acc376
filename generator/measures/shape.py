"""The shape of a thread's tree: how deep, how wide, how much it branches."""

from __future__ import annotations

import numpy as np
import pandas as pd

from generator.measures.tree import is_placed, parent_rows, subtree_sums
from generator.model import typed

SHAPE_COLUMNS = {
    "thread_id": "string",
    "post_count": "Int64",
    "author_count": "Int64",
    "depth_max": "Int64",
    "width_max": "Int64",
    "structural_virality": "Float64",
    "h_index": "Int64",
    "duration_seconds": "Float64",
    "half_time_seconds": "Float64",
    "root_reply_count": "Int64",
    "leaf_share": "Float64",
}
DEPTH_COLUMNS = {"thread_id": "string", "depth": "Int64", "post_count": "Int64"}


def posts_by_depth(posts: pd.DataFrame) -> pd.DataFrame:
    """How many posts stand at each depth.

    A row is a depth (steps below the root) of a thread; `post_count` in posts held.

    Formula: count of posts by depth.
    Source: definition.
    Least data: one post.
    Limits: posts that were not captured are not counted.
    """
    held = posts[posts["state"] != "missing"]
    counts = held.groupby(["thread_id", "depth"], as_index=False).size().rename(columns={"size": "post_count"})
    return typed(counts, DEPTH_COLUMNS)


def shape(posts: pd.DataFrame) -> pd.DataFrame:
    """How large, deep, wide and long a thread is, and how much it branches.

    A row is a thread. Counts in posts held and people; `structural_virality` in steps (0 or more; <NA> below two
    posts); `duration_seconds` from first to last post and `half_time_seconds` until half the posts were written;
    `leaf_share` 0 to 1, posts without a reply; `root_reply_count` replies to the root. Posts that are only placed below
    another count for the form of the tree, and not as replies.

    Formula: structural virality = mean distance over all pairs of posts = Σ over replies of s(n−s) · 2 / (n(n−1)),
    s the posts in the reply's subtree; h-index = the largest h with at least h posts at depth h.
    Source: Goel, Anderson, Hofman and Watts 2016, Management Science 62(1), eq. 1; Gómez, Kaltenbrunner and López
    2008, WWW '08.
    Least data: one post; two for structural virality.
    Limits: a thread captured in part looks shallower and narrower than it is.
    """
    held = posts[posts["state"] != "missing"]
    threads = held.groupby("thread_id")
    by_depth = posts_by_depth(posts)
    deep_enough = by_depth[by_depth["post_count"] >= by_depth["depth"]]
    timed = held.dropna(subset=["since_root_seconds"])
    times = timed.groupby("thread_id")["since_root_seconds"]
    order, sizes = times.cumcount(), times.transform("size")
    middle = timed[order == (sizes + 1) // 2 - 1].set_index("thread_id")["since_root_seconds"]
    table = pd.DataFrame(
        {
            "post_count": threads.size(),
            "author_count": held[held["state"] == "present"].groupby("thread_id")["author_id"].nunique(),
            "depth_max": threads["depth"].max(),
            "width_max": by_depth.groupby("thread_id")["post_count"].max(),
            "structural_virality": structural_virality(posts),
            "h_index": deep_enough.groupby("thread_id")["depth"].max(),
            "duration_seconds": times.max() - times.min(),
            "half_time_seconds": middle,
            "root_reply_count": held[(held["depth"] == 1) & ~is_placed(held)].groupby("thread_id").size(),
            "leaf_share": (held["reply_count"] == 0).astype("Float64").groupby(held["thread_id"]).mean(),
        }
    ).sort_index()
    counted = ["author_count", "h_index", "root_reply_count"]
    table = table.assign(**table[counted].fillna(0)).rename_axis("thread_id").reset_index()
    return typed(table, SHAPE_COLUMNS)


def structural_virality(posts: pd.DataFrame) -> pd.Series:
    """Mean steps between two posts of a thread, placeholders among them, by thread_id; pairs without a path are out."""
    parents = parent_rows(posts)
    sizes = subtree_sums(parents, posts["depth"].to_numpy(dtype=np.int64), np.ones(len(posts), dtype=np.int64))
    is_root = parents == np.arange(len(posts))
    whole = pd.Series(np.where(is_root, sizes, 0), index=posts.index)
    tree_size = whole.groupby([posts["thread_id"], posts["root_id"]]).transform("sum").to_numpy()
    sums = pd.DataFrame(
        {
            "distance": (sizes * (tree_size - sizes)).astype(float),
            "pairs": np.where(is_root, sizes * (sizes - 1) / 2, 0.0),
        }
    )
    totals = sums.groupby(posts["thread_id"].to_numpy(dtype=object)).sum()
    return (totals["distance"] / totals["pairs"].where(totals["pairs"] > 0)).astype("Float64")
