"""Posts of one person are alike: how many times as much a share varies than if each were of another person."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Array = NDArray[Any]
KEY = ["thread_id", "group"]


def design_effect(posts: pd.DataFrame, groups: pd.DataFrame, column: str) -> Array:
    """The design effect of each group's share of posts for which a column is true, 1 or more.

    `posts` has thread_id, group, author_id and the column; `groups` a row per group of a thread. Of Kish 1965, Survey
    Sampling, ch. 8: Σ over people of (true − share · posts)², times m/(m−1) of m people, over the binomial variance.
    """
    people = posts.groupby([*KEY, "author_id"], as_index=False).agg(true=(column, "sum"), posts=(column, "size"))
    people = people.astype({"true": "float64", "posts": "float64"})
    sums = people.groupby(KEY)[["true", "posts"]].transform("sum")
    people["residue"] = (people["true"] - sums["true"] / sums["posts"] * people["posts"]) ** 2
    table = people.groupby(KEY).agg(
        residue=("residue", "sum"), many=("residue", "size"), true=("true", "sum"), posts=("posts", "sum")
    )
    table = table.reindex(pd.MultiIndex.from_frame(groups[KEY]))
    return effect(*(table[name].to_numpy(dtype=float) for name in ("residue", "many", "true", "posts")))


def effect(residue: Array, people: Array, true: Array, posts: Array) -> Array:
    """The same from sums over people."""
    with np.errstate(invalid="ignore", divide="ignore"):
        found = residue * people / (people - 1) / (true * (1 - true / posts))
    # One person alone says nothing of how people differ, and no post differs where all went alike.
    return np.maximum(np.where(np.isfinite(found), found, 1.0), 1.0)
