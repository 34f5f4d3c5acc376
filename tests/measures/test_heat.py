"""Friction by branch and by pair."""

from __future__ import annotations

import pandas as pd
import pytest

from generator.measures.heat import BRANCH_COLUMNS, PAIR_COLUMNS, friction_by_branch, friction_by_pair
from tests.measures.conftest import posts_of

ROWS = [  # post, parent, author, friction
    ("p00", None, "a", 0.1),
    ("p01", "p00", "b", 0.1),
    ("p02", "p00", "c", 0.2),
    ("p03", "p02", "d", 0.6),
    ("p04", "p03", "c", 0.9),
    ("p05", "p04", "d", 0.7),
    ("p06", "p05", "c", 0.1),
    ("p07", "p01", "e", 0.2),
    ("p08", "p07", "b", 0.1),
    ("p09", "p08", "e", 0.1),
    ("p10", "p00", "f", 0.3),
]


def _posts(repairs=(), last=0.1, thread_id="t"):
    rows = [(post, parent, author, minute, "x") for minute, (post, parent, author, _) in enumerate(ROWS)]
    posts = posts_of(rows, thread_id)
    scores = pd.Series([friction for *_, friction in ROWS], dtype="Float64")
    scores[6] = last
    kinds = ["apology" if post in repairs else pd.NA for post in posts["post_id"]]
    return posts.assign(
        friction=scores,
        attack=(scores >= 0.9).astype("Float64"),
        stance_disagree=pd.Series([0.5] * len(posts), dtype="Float64"),
        repair=pd.Series(kinds, dtype="string"),
        group="none",
    )


def test_branches_can_be_worked_out_by_hand():
    """Counts and means per branch, its hottest part, and where that began and peaked."""
    table = friction_by_branch(_posts()).set_index("branch_id")
    assert list(table.index) == ["p01", "p02"]  # p10 has one post only
    hot = table.loc["p02"]
    assert hot[["post_count", "scored_count", "hot_count", "attack_count", "repair_count"]].tolist() == [5, 5, 3, 1, 0]
    assert hot["friction"] == pytest.approx(0.5)
    assert hot[["began_post_id", "peak_post_id", "last_post_id"]].tolist() == ["p03", "p04", "p06"]
    assert table["is_hottest"].tolist() == [False, True]
    assert hot["heat_z"] > table.loc["p01", "heat_z"]


@pytest.mark.parametrize(
    ("repairs", "last", "ended"), [((), 0.1, "hot"), (("p06",), 0.1, "repaired"), (("p03",), 0.1, "hot")]
)
def test_how_it_ended(repairs, last, ended):
    """Repaired where a repair comes after the peak; hot where what follows is above the thread's mean."""
    table = friction_by_branch(_posts(repairs, last)).set_index("branch_id")
    assert table.loc["p02", "ended"] == ended


def test_a_thread_of_few_scored_posts_has_no_rows():
    """Below ten scored posts nothing is told."""
    assert friction_by_branch(_posts().head(9)).empty
    assert list(friction_by_branch(_posts().head(0)).columns) == list(BRANCH_COLUMNS)


def test_threads_do_not_touch_each_other_and_row_order_does_not_matter():
    """Two threads at once give the rows of each alone, whatever the order of posts."""
    alone = friction_by_branch(_posts())
    both = pd.concat([_posts(), _posts(("p06",), thread_id="u")], ignore_index=True)
    table = friction_by_branch(both)
    assert table[table["thread_id"] == "t"].equals(alone)
    again = friction_by_branch(both.iloc[::-1].reset_index(drop=True))
    columns = list(BRANCH_COLUMNS)
    pd.testing.assert_frame_equal(
        again.sort_values(columns[:2], ignore_index=True), table.sort_values(columns[:2], ignore_index=True)
    )


def test_pairs_can_be_worked_out_by_hand():
    """Mean friction of the replies of one person to another; attacks and repairs counted."""
    table = friction_by_pair(_posts(("p06",))).set_index(["author_id", "to_author_id"])
    assert list(friction_by_pair(_posts()).columns) == list(PAIR_COLUMNS)
    row = table.loc[("c", "d")]
    assert row["friction"] == pytest.approx(0.5)
    assert row[["scored_count", "attack_count", "repair_count"]].tolist() == [2, 1, 1]
