"""Heat: friction and repair by branch and by pair of people."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from generator.measures.attention import answers_to_others
from generator.measures.repair import ATTACK
from generator.measures.tree import answered_rows, depths, parent_rows, subtree_sums
from generator.model import typed

Array = NDArray[Any]
HOT = 0.5  # friction from which a post is called hot; two in three such comments were labelled uncivil
LEAST_SCORED = 10  # posts of a thread that have a friction
LEAST_BRANCH = 3  # scored posts of a branch
LEAST_PART = 4  # scored posts of the hottest part of a branch
DRAWN_IN = 3.0  # posts at the thread's own mean that every part is given, so that few posts do not lead
WEIGHT_OPPOSED = 1.0  # what disagreeing counts against friction, each in standard deviations of the thread
WEIGHT_EXCHANGE = 1.0  # what it counts that a post answers the answer to its own author
BRANCH_COLUMNS = {
    "thread_id": "string",
    "branch_id": "string",
    "post_count": "Int64",
    "scored_count": "Int64",
    "friction": "Float64",
    "hot_count": "Int64",
    "attack_count": "Int64",
    "repair_count": "Int64",
    "heat_z": "Float64",
    "part_id": "string",
    "part_count": "Int64",
    "part_friction": "Float64",
    "began_post_id": "string",
    "peak_post_id": "string",
    "last_post_id": "string",
    "ended": "string",
    "is_hottest": "boolean",
}
PAIR_COLUMNS = {
    "thread_id": "string",
    "author_id": "string",
    "to_author_id": "string",
    "scored_count": "Int64",
    "friction": "Float64",
    "attack_count": "Int64",
    "repair_count": "Int64",
}


def scored_posts(posts: pd.DataFrame) -> pd.Series:
    """Posts per thread that have a friction."""
    return posts[posts["friction"].notna()].groupby("thread_id").size()


def friction_by_branch(posts: pd.DataFrame) -> pd.DataFrame:
    """How hot each branch was, which part of it was hottest, how that began and how it ended.

    A row is a branch: a reply to the root (`branch_id`) and all below it, with at least 3 scored posts. `friction` is
    the mean of its scored posts, 0 to 1; `hot_count`, `attack_count` and `repair_count` in posts. Its hottest part is
    a post (`part_id`) and all below it: the part, of at least 4 scored posts, with the highest `heat_z`;
    `part_friction` is its mean. `began_post_id` is the first hot post of that part (its first post where none is),
    `peak_post_id` the one with the most friction (repairs are neither), `last_post_id` the last in time. `ended`:
    repaired (a repair came after the peak), calmed (the posts after the peak are below the thread's mean), hot (they
    are not), or open (no post came after the peak). `is_hottest` marks one branch per thread. Needs `friction`,
    `attack`, `repair` and `stance_disagree` on the posts.

    Formula: heat of a post = its friction + disagreement + exchange (it answers the answer to its own author), each
    standardised in the thread; heat_z = sum over the part / √(posts + 3).
    Source: definition; the sum over a part is the scan statistic of Kulldorff 1997 with equal variances.
    Least data: 10 scored posts in the thread; a branch, 3; a hottest part, 4.
    Limits: the hottest part is the hottest of many looked at, so heat_z is no test; a quarrel across branches shows in
    neither.
    """
    if posts.empty:
        return typed(pd.DataFrame(), BRANCH_COLUMNS)
    parents = parent_rows(posts)
    depth, _ = depths(parents)
    threads = pd.factorize(posts["thread_id"])[0]
    friction = posts["friction"].to_numpy(dtype=float, na_value=np.nan)
    scored = ~np.isnan(friction)
    heat = post_heat(posts, parents, threads, scored)
    count = subtree_sums(parents, depth, scored.astype(float))
    part_z = subtree_sums(parents, depth, heat) / np.sqrt(count + DRAWN_IN)
    branch = branches(parents, depth)
    enough = np.bincount(threads, scored)[threads] >= LEAST_SCORED
    in_branch = (branch >= 0) & enough
    size = np.bincount(branch[in_branch], scored[in_branch], minlength=len(posts))
    candidates = np.flatnonzero(in_branch & (count >= LEAST_PART))
    candidates = candidates[np.lexsort((candidates, -part_z[candidates], branch[candidates]))]
    firsts = candidates[np.unique(branch[candidates], return_index=True)[1]]
    parts = pd.Series(firsts, index=branch[firsts])
    heads = np.flatnonzero(in_branch & (branch == np.arange(len(posts))) & (size >= LEAST_BRANCH))
    table = _sums(posts, branch, in_branch, heads)
    part = parts.reindex(heads)
    table["heat_z"] = np.where(part.notna(), part_z[part.fillna(0).astype(int)], np.nan)
    told = _courses(posts, part.dropna().astype(int), parents, threads, friction)
    table = table.join(told)
    best = table.sort_values(["thread_id", "heat_z"], ascending=[True, False], kind="stable")
    best = best[best["heat_z"] > 0].drop_duplicates("thread_id")
    table["is_hottest"] = table.index.isin(best.index)
    return typed(table.reset_index(drop=True), BRANCH_COLUMNS)


def post_heat(posts: pd.DataFrame, parents: Array, threads: Array, scored: Array) -> Array:
    """Heat of each post around the mean of its thread; 0 where it has no friction."""
    authors = pd.factorize(posts["author_id"])[0]
    parents = answered_rows(posts, parents)
    above = parents[parents]
    apart = (parents != np.arange(len(parents))) & (above != parents)
    exchange = apart & (authors >= 0) & (authors == authors[above]) & (authors != authors[parents])
    parts = (
        (posts["friction"], 1.0),
        (posts["stance_disagree"], WEIGHT_OPPOSED),
        (pd.Series(exchange, index=posts.index), WEIGHT_EXCHANGE),
    )
    heat = np.zeros(len(posts))
    for values, weight in parts:
        heat += weight * _standard(values, threads, scored)
    # Whoever apologises speaks of the quarrel and to the other person, and would count as heat by that.
    return np.where(posts["repair"].notna(), np.minimum(heat, 0.0), heat)


def _standard(values: pd.Series, threads: Array, scored: Array) -> Array:
    numbers = values.to_numpy(dtype=float, na_value=np.nan)
    known = scored & ~np.isnan(numbers)
    numbers = np.where(known, numbers, 0.0)
    count = np.maximum(np.bincount(threads, known), 1)
    mean = np.bincount(threads, numbers) / count
    around = np.where(known, numbers - mean[threads], 0.0)
    spread = np.sqrt(np.bincount(threads, around**2) / count)
    return around / np.where(spread > 0, spread, 1.0)[threads]


def branches(parents: Array, depth: Array) -> Array:
    """For each post the row of its ancestor one below the root; -1 for roots."""
    own = np.arange(len(parents))
    stop = np.where(depth <= 1, own, parents)
    while not np.array_equal(stop, stop[stop]):
        stop = stop[stop]
    return np.where(depth == 0, -1, stop)


def _sums(posts: pd.DataFrame, branch: Array, in_branch: Array, heads: Array) -> pd.DataFrame:
    """Counts and means per branch, indexed by the row of its first post."""
    inside = posts[in_branch]
    held = inside["state"] == "present"
    table = pd.DataFrame(
        {
            "post_count": held.astype(int),
            "scored_count": inside["friction"].notna().astype(int),
            "sum": inside["friction"].fillna(0).astype(float),
            "hot_count": (inside["friction"] >= HOT).fillna(False).astype(int),
            "attack_count": (inside["attack"] >= ATTACK).fillna(False).astype(int),
            "repair_count": inside["repair"].notna().astype(int),
        }
    )
    table = table.groupby(branch[in_branch]).sum().reindex(heads)
    table["friction"] = table["sum"] / table["scored_count"]
    for name in ("thread_id", "post_id"):
        table["branch_id" if name == "post_id" else name] = posts[name].to_numpy(dtype=object)[heads]
    return table


def _courses(posts: pd.DataFrame, part: pd.Series, parents: Array, threads: Array, friction: Array) -> pd.DataFrame:
    """How the hottest part of each branch began, peaked and ended, indexed as `part`: branch → its first row."""
    owner = np.full(len(posts), -1)
    owner[part.to_numpy(dtype=int)] = part.index.to_numpy(dtype=int)
    above = parents
    while True:
        spread = np.where(owner < 0, owner[above], owner)
        if np.array_equal(above, above[above]):
            break
        owner, above = spread, above[above]
    order = np.lexsort((posts["post_id"].astype(str), posts["published_at"].to_numpy(), threads))
    rows = order[(spread[order] >= 0) & ~np.isnan(friction[order])]
    ids = posts["post_id"].to_numpy(dtype=object)
    means = np.bincount(threads, np.nan_to_num(friction)) / np.maximum(np.bincount(threads, ~np.isnan(friction)), 1)
    table = pd.DataFrame({"branch": spread[rows], "row": rows, "friction": friction[rows]})
    table["heating"] = np.where(posts["repair"].notna().to_numpy()[rows], 0.0, table["friction"])
    table["place"] = table.groupby("branch").cumcount()
    groups = table.groupby("branch")
    peaks = table.loc[groups["heating"].idxmax()].set_index("branch")
    hot = table[table["heating"] >= HOT].drop_duplicates("branch").set_index("branch")["row"]
    table["after"] = table["place"] > peaks["place"].reindex(table["branch"]).to_numpy()
    table["repairs"] = table["after"] & posts["repair"].notna().to_numpy()[table["row"]]
    later = table[table["after"]].groupby("branch")["friction"].mean().reindex(part.index)
    repaired = groups["repairs"].any().reindex(part.index)
    calm = later < means[threads[part.index]]
    ended = np.select([repaired, later.isna(), calm], ["repaired", "open", "calmed"], "hot")
    began = hot.reindex(part.index).fillna(part).astype(int)
    return pd.DataFrame(
        {
            "part_id": ids[part],
            "part_count": groups.size().reindex(part.index),
            "part_friction": groups["friction"].mean().reindex(part.index),
            "began_post_id": ids[began],
            "peak_post_id": ids[peaks["row"].reindex(part.index)],
            "last_post_id": ids[groups["row"].last().reindex(part.index)],
            "ended": ended,
        },
        index=part.index,
    )


def friction_by_pair(posts: pd.DataFrame) -> pd.DataFrame:
    """How much friction each person's replies to each other person held.

    A row is a pair of authors of a thread, from and to, with at least one scored reply; `friction` the mean of the
    `scored_count` replies, 0 to 1, `attack_count` and `repair_count` in replies. Needs `friction`, `attack` and
    `repair` on the posts.

    Formula: mean of friction over replies.
    Source: definition.
    Least data: one scored reply.
    Limits: a mean of few replies says little about two people.
    """
    replies = answers_to_others(posts)
    replies = replies[replies["friction"].notna()]
    table = replies.assign(
        scored_count=1,
        friction=replies["friction"].astype(float),
        attack_count=(replies["attack"] >= ATTACK).fillna(False).astype(int),
        repair_count=replies["repair"].notna().astype(int),
    )
    table = table.groupby(["thread_id", "author_id", "to_author_id"], as_index=False).agg(
        scored_count=("scored_count", "sum"),
        friction=("friction", "mean"),
        attack_count=("attack_count", "sum"),
        repair_count=("repair_count", "sum"),
    )
    return typed(table, PAIR_COLUMNS)
