"""What of a thread was captured, branch by branch, and how far what was not could move the numbers."""

from __future__ import annotations

import numpy as np
import pandas as pd

from generator.measures import tree_bounds
from generator.measures.tree import parent_rows
from generator.model import typed

THREAD_COLUMNS = {
    "thread_id": "string",
    "captured_at": "datetime64[us, UTC]",
    "declared_reply_count": "Int64",
    "more_hidden_count": "Int64",
}
DECLARED_COLUMNS = {"thread_id": "string", "post_id": "string", "declared": "Int64", "held": "Int64"}
COUNTED = ("held_count", "deleted_count", "withheld_count", "vanished_count", "unseen_count")
BRANCH_COLUMNS = {
    "thread_id": "string",
    "post_id": "string",
    "first_at": "datetime64[us, UTC]",
    "declared_count": "Int64",
    **dict.fromkeys(COUNTED, "Int64"),
}
BOUND_COLUMNS = {
    "thread_id": "string",
    "quantity": "string",
    "group": "string",
    "value": "Float64",
    "low": "Float64",
    "high": "Float64",
    "unseen_count": "Int64",
}


def capture_by_branch(posts: pd.DataFrame, declared: pd.DataFrame) -> pd.DataFrame:
    """What is held of each branch, what was taken away, and what was never seen.

    A row is a branch: a direct reply to the first post, with everything below it; the first post itself is a row of
    its own (its `post_id` is the root). Counts of posts: `held_count` present, `vanished_count` gone at a later
    capture (with their words or without), `deleted_count`, `withheld_count`, `unseen_count` never seen: the larger of
    the placeholders and of the replies declared and not captured. `declared_count` in replies, as the platform gives
    it (<NA> where it does not).

    Formula: counts; unseen = max(placeholders, declared − captured).
    Source: definition.
    Least data: one post.
    Limits: platforms count deleted replies or not, and change their counts late; a branch nobody declares may lack
    posts that nobody knows of.
    """
    branch = branch_rows(posts)
    state = posts["state"]
    gone = posts["vanished_at"].notna()
    flags = pd.DataFrame(
        {
            "held_count": (state == "present") & ~gone,
            "deleted_count": (state == "deleted") & ~gone,
            "withheld_count": state == "withheld",
            "vanished_count": gone,
            "missing": state == "missing",
        }
    ).astype(np.int64)
    sums = flags.groupby(branch).sum()
    first = posts.iloc[sums.index]
    table = sums.reset_index(drop=True).assign(
        thread_id=first["thread_id"].to_numpy(),
        post_id=first["post_id"].to_numpy(),
        first_at=first["published_at"].array,
    )
    known = typed(declared, DECLARED_COLUMNS).rename(columns={"declared": "declared_count"})
    table = table.merge(known, on=["thread_id", "post_id"], how="left")
    lacking = (table["declared_count"] - table["held"]).fillna(0).clip(lower=0)
    table["unseen_count"] = np.maximum(table["missing"], lacking.astype("int64"))
    return typed(table.sort_values(["thread_id", "first_at", "post_id"], ignore_index=True), BRANCH_COLUMNS)


def branch_rows(posts: pd.DataFrame) -> np.ndarray:
    """For each post the row of the direct reply to the root that it stands below or is; the root's own for the root."""
    parents = parent_rows(posts)
    own = np.arange(len(posts))
    is_root = parents == own
    # A direct reply stands for its branch, so the climb stops there.
    above = np.where(is_root | is_root[parents], own, parents)
    while not np.array_equal(above, above[above]):
        above = above[above]
    return above


def unseen(posts: pd.DataFrame, threads: pd.DataFrame) -> pd.Series:
    """Posts known of and never seen, by thread_id: the larger of placeholders with hidden ones, and declared less held.

    Deleted and withheld posts count as held: they were seen to be there.
    """
    facts = typed(threads, THREAD_COLUMNS).set_index("thread_id")
    is_missing = posts["state"] == "missing"
    counts = (
        pd.DataFrame({"missing": is_missing, "replies": ~is_missing & posts["parent_id"].notna()})
        .astype("int64")
        .groupby(posts["thread_id"])
        .sum()
        .join(facts)
    )
    known_of = counts["missing"] + counts["more_hidden_count"].fillna(0)
    # A platform that declares nothing lacks nothing that is known.
    lacking = (counts["declared_reply_count"] - counts["replies"]).fillna(0)
    return known_of.where(known_of > lacking, lacking).clip(lower=0).astype("int64").rename("unseen_count")


def capture_bounds(posts: pd.DataFrame, answered: pd.DataFrame, threads: pd.DataFrame) -> pd.DataFrame:
    """How far the posts that were never seen could move a number, whoever wrote them and wherever they stand.

    A row is a quantity of a thread (and of a group, where it is of one): `value` as held, `low` and `high` the least
    and most it can be once the `unseen_count` posts are counted; `high` is <NA> where nothing limits it. Quantities:
    "posts" and "width" (posts), "depth" and "structural_virality" (steps), "half_time_seconds", "leaf_share" (0 to 1),
    "post_share" and "reply_chance" of a group (0 to 1). Threads of which everything known of was seen have no rows.

    Formula: with u unseen posts, a share k/n lies in [k/(n+u), (k+u)/(n+u)]; a reply chance k/n in
    [k/n, (k+min(m,u))/n], m the posts without a reply here of which the platform does not declare that there is none;
    structural virality, half time and leaf share by the worst tree or times (see tree_bounds.py).
    Source: worst-case bounds, Manski 1989, Journal of Human Resources 24(3), 343–360.
    Least data: one post that is known of and was never seen.
    Limits: bounds, not intervals: they say what is possible, not what is likely. Posts nobody knows of are not in them.
    Shares of words, likes and attention, Gini coefficients, waiting times and centrality have none: an unseen post may
    be as long, as liked or as late as it will, or of people nobody knows. The h-index and the depth have only a lower
    one, as a reply to a post that is not held may stand at any depth.
    """
    missing = unseen(posts, threads)
    missing = missing[missing > 0]
    lacking = posts["thread_id"].map(missing)
    held = posts[(posts["state"] != "missing") & lacking.notna()]
    if held.empty:
        return typed(pd.DataFrame(), BOUND_COLUMNS)
    by_thread = held.groupby("thread_id")
    width = held.groupby(["thread_id", "depth"]).size().groupby("thread_id").max()
    whole = pd.DataFrame({"posts": by_thread.size(), "width": width, "depth": by_thread["depth"].max()})
    sizes = whole.melt(ignore_index=False, var_name="quantity", value_name="value").reset_index()
    sizes["low"] = sizes["value"]
    sizes["high"] = (sizes["value"] + sizes["thread_id"].map(missing)).where(sizes["quantity"] != "depth")
    known = posts[lacking.notna()].reset_index(drop=True)
    forms = [
        tree_bounds.virality_bounds(known, missing),
        tree_bounds.half_time_bounds(held, missing),
        tree_bounds.leaf_bounds(known, missing),
    ]
    table = pd.concat([sizes, _share_bounds(held, missing), _chance_bounds(held, answered, missing), *forms])
    table = table.assign(unseen_count=table["thread_id"].map(missing))
    return typed(table.sort_values(["thread_id", "quantity", "group"], ignore_index=True), BOUND_COLUMNS)


def _share_bounds(held: pd.DataFrame, missing: pd.Series) -> pd.DataFrame:
    """Each group's share of the posts."""
    present = held[held["state"] == "present"]
    table = present.groupby(["thread_id", "group"], as_index=False).size().rename(columns={"size": "k"})
    whole, lacking = table.groupby("thread_id")["k"].transform("sum"), table["thread_id"].map(missing)
    return table.assign(
        quantity="post_share",
        value=table["k"] / whole,
        low=table["k"] / (whole + lacking),
        high=(table["k"] + lacking) / (whole + lacking),
    ).drop(columns="k")


def _chance_bounds(held: pd.DataFrame, answered: pd.DataFrame, missing: pd.Series) -> pd.DataFrame:
    """Each group's chance of being answered; a post of which the platform declares no reply stays unanswered."""
    counted = answered[answered["thread_id"].isin(missing.index)].merge(
        held[["thread_id", "post_id", "declared_reply_count"]], on=["thread_id", "post_id"], how="left"
    )
    told_none = (counted["declared_reply_count"] == 0).fillna(False).astype(bool)
    is_answered = counted["is_answered"].astype(bool)
    table = (
        pd.DataFrame(
            {
                "thread_id": counted["thread_id"],
                "group": counted["group"],
                "k": is_answered,
                "m": ~is_answered & ~told_none,
                "n": True,
            }
        )
        .groupby(["thread_id", "group"], as_index=False)
        .sum()
    )
    most = table["k"] + np.minimum(table["m"], table["thread_id"].map(missing))
    return table.assign(
        quantity="reply_chance", value=table["k"] / table["n"], low=table["k"] / table["n"], high=most / table["n"]
    ).drop(columns=["k", "m", "n"])
