"""Friction and camps with people left out."""

from __future__ import annotations

import numpy as np
import pandas as pd

from generator.measures import measure, recount_heat, tree
from generator.measures.variants import variants

from .conftest import authors_of, posts_of, threads_of


def two_branches():
    """A thread with two branches of six posts each, by people of their own."""
    rows = [("p0", None, "r", 0, "one two")]
    for branch in "ab":
        rows += [
            (f"{branch}{n}", f"{branch}{n - 1}" if n else "p0", f"{branch}{n % 3}", 1 + n, "one two") for n in range(6)
        ]
    people = dict.fromkeys(["r", *(f"{branch}{n}" for branch in "ab" for n in range(3))])
    tables = measure(posts_of(rows), authors_of(people), threads_of("t"))
    posts = tables["posts"].copy()
    sharp = posts["post_id"].isin(["a0", "a3"])
    posts["friction"] = pd.array(
        np.where(sharp, 1.0, np.where(posts["post_id"].isin(["b1", "b2"]), 0.8, 0.1)), "Float64"
    )
    posts["stance_disagree"] = pd.array([0.0] * len(posts), "Float64")
    posts["repair"] = pd.array([pd.NA] * len(posts), "string")
    return posts, tables["authors"]


def test_the_hottest_branch_is_another_without_one_person():
    """Both sharp posts of the one branch are by a0: without a0 the other branch is the hottest."""
    posts, authors = two_branches()
    them = variants(posts, authors)
    share, hottest, _ = recount_heat.friction(them)
    column = 1 + them.left_out[0].tolist().index("a0")
    heads = posts["post_id"].to_numpy(dtype=object)
    assert heads[int(hottest.verdict[0, 0])] == "a0" and heads[int(hottest.verdict[0, column])] == "b0"
    # Four sharp posts of thirteen, and two of eleven without the two of a0.
    assert share.value[0, 0] == 4 / 13 and share.value[0, column] == 2 / 11


def test_all_branches_by_their_first_reply():
    """Every post below the root has the row of the direct reply above it, the root −1."""
    posts, _ = two_branches()
    parents = tree.parent_rows(posts)
    branch = recount_heat.heat.branches(parents, tree.depths(parents)[0])
    ids = posts["post_id"].to_numpy(dtype=object)
    assert [ids[row][0] if row >= 0 else "-" for row in branch] == [name[0] if name != "p0" else "-" for name in ids]
