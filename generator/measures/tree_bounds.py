"""How far posts that were never seen could move the figures of a thread's form: worst cases, each with its proof.

Held posts and placeholders fall into parts whose inner distances are sure: a placeholder heads a part of its own, as
nobody says what it answers. D(x) is the sum of the distances from x to all posts of its part.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from generator.measures.tree import depths, is_placed, parent_rows, subtree_sums

Array = NDArray[Any]


def virality_bounds(posts: pd.DataFrame, missing: pd.Series) -> pd.DataFrame:
    """Structural virality of each thread with posts that were never seen: thread_id, quantity, value, low, high.

    `missing` is the count of unseen posts by thread, placeholders among them. With n posts and placeholders in the
    tree and v further unseen ones, N = n + v. One part: the sum of all distances W becomes at least
    W + v(n + min D) + v(v − 1), all v below the post with the least D, as each new post adds one to every D; and at
    most W + v·max D + Σ_{k=1..v} Σ_{i<k} (n + i), one chain below the post with the greatest D, as a new post's D is
    that of its parent and one for each post there. Several parts i: two are at least one step apart, so
    W ≥ Σ Wᵢ + Σ_{i<j} (nᵢnⱼ + nⱼ min Dᵢ + nᵢ min Dⱼ); and no tree of N posts has more than a chain has, (N³ − N)/6.
    Threads with posts that are only placed have no row: their tree is not the one of who answered whom.
    """
    own = np.arange(len(posts))
    parents = parent_rows(posts)
    threads, thread_ids = pd.factorize(posts["thread_id"])
    parted = np.where((posts["state"] == "missing").to_numpy(dtype=bool), own, parents)
    whole, sums, _ = _distances(parents)
    parts, part_sums, part_sizes = _distances(parted)
    tops = np.flatnonzero(parts == own)
    by_part = pd.DataFrame({"part": parts, "sum": part_sums}).groupby("part")["sum"]
    table = pd.DataFrame(
        {
            "thread": threads[tops],
            "n": part_sizes[tops].astype(float),
            "w": by_part.sum().to_numpy(dtype=float) / 2,
            "least": by_part.min().to_numpy(dtype=float),
            "most": by_part.max().to_numpy(dtype=float),
        }
    )
    n = table.groupby("thread")["n"].transform("sum")
    table["apart"] = table["n"] * (n - table["n"]) / 2 + table["least"] * (n - table["n"])
    of = table.groupby("thread")
    count, n, w, least = of.size(), of["n"].sum(), of["w"].sum(), of["least"].sum()
    held = pd.Series(posts["state"].to_numpy(dtype=object) == "missing").groupby(threads).sum()
    trees = pd.Series(whole == own).groupby(threads).sum()
    unseen = pd.Series(thread_ids).map(missing)
    v = (unseen - held).clip(lower=0).astype(float)
    total = n + v
    low = w + of["apart"].sum() + v * (n + least) + np.where(count == 1, v * (v - 1), np.maximum(v - 1, 0) ** 2)
    chain = w + v * of["most"].max() + v * (v + 1) / 2 * n + (v - 1) * v * (v + 1) / 6
    high = chain.where(count == 1, (total**3 - total) / 6)
    pairs = total * (total - 1) / 2
    value = pd.Series(sums).groupby(threads).sum() / (n * (n - 1)).where(n > 1)
    placed = pd.Series(is_placed(posts)).groupby(threads).any()
    bounds = pd.DataFrame(
        {
            "thread_id": thread_ids,
            "quantity": "structural_virality",
            "value": value,
            "low": np.minimum(low / pairs, value),
            "high": np.maximum(high / pairs, value),
        }
    )
    return bounds[(trees == 1) & (n > 1) & ~placed & (unseen.fillna(0) > 0)].reset_index(drop=True)


def _distances(parents: Array) -> tuple[Array, Array, Array]:
    """Of each post the top of its part, the sum of its distances to all of the part, and how many those are."""
    depth, top = depths(parents)
    below = subtree_sums(parents, depth, np.ones(len(parents), dtype=np.int64))
    sizes = below[top]
    sums = np.bincount(top, depth, minlength=len(parents))[top]
    order = np.argsort(depth, kind="stable")
    starts = np.searchsorted(depth[order], np.arange(depth.max(initial=0) + 2))
    # A step down is one nearer to all that is below and one farther from all the rest.
    for level in range(1, len(starts) - 1):
        rows = order[starts[level] : starts[level + 1]]
        sums[rows] = sums[parents[rows]] + sizes[rows] - 2 * below[rows]
    return top, sums, sizes


def half_time_bounds(held: pd.DataFrame, missing: pd.Series) -> pd.DataFrame:
    """The seconds until half the posts were written: thread_id, quantity, value, low, high.

    With n held posts of known time and u unseen ones, or of unknown time, it is the ⌈(n + u)/2⌉th of them all: at least
    0 or the (⌈(n + u)/2⌉ − u)th of the held, were all others earlier; at most the ⌈(n + u)/2⌉th, were all later, and
    without a limit where there are not so many.
    """
    rows = []
    untimed = held["since_root_seconds"].isna().groupby(held["thread_id"]).sum()
    timed = held.dropna(subset=["since_root_seconds"])
    for thread_id, times in timed.groupby("thread_id")["since_root_seconds"]:
        ordered = np.sort(times.to_numpy(dtype=float))
        n, u = len(ordered), int(missing[thread_id] + untimed[thread_id])
        middle = (n + u + 1) // 2
        low = ordered[middle - u - 1] if middle > u else min(0.0, ordered[0])
        high = ordered[middle - 1] if middle <= n else np.nan
        rows.append((thread_id, "half_time_seconds", ordered[(n + 1) // 2 - 1], low, high))
    return pd.DataFrame(rows, columns=["thread_id", "quantity", "value", "low", "high"])


def leaf_bounds(posts: pd.DataFrame, missing: pd.Series) -> pd.DataFrame:
    """The share of posts without a reply: thread_id, quantity, value, low, high.

    With k of n held posts without a reply, p placeholders and v further unseen posts: each placeholder may answer one
    of the k and is itself answered, each further post is one more without a reply or takes the place of one, so that
    it lies in [max(k − p, 0)/(n + p + v), (k + v)/(n + p + v)]. Threads with posts that are only placed have no row.
    """
    unsure = set(posts.loc[is_placed(posts), "thread_id"])
    posts = posts[posts["thread_id"].isin(missing.index) & ~posts["thread_id"].isin(unsure)]
    held = posts[posts["state"] != "missing"]
    by_thread = held.groupby("thread_id")
    n, k = by_thread.size(), (held["reply_count"] == 0).groupby(held["thread_id"]).sum().astype(float)
    p = (posts["state"] == "missing").groupby(posts["thread_id"]).sum().reindex(n.index)
    v = (missing.reindex(n.index) - p).clip(lower=0)
    total = n + p + v
    table = pd.DataFrame({"value": k / n, "low": (k - p).clip(lower=0) / total, "high": (k + v) / total})
    return table.assign(quantity="leaf_share").rename_axis("thread_id").reset_index()
