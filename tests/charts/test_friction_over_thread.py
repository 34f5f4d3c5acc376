"""Friction from post to post."""

from __future__ import annotations

import pandas as pd

from generator.charts import friction_over_thread
from tests.charts.people import people
from tests.charts.sample import THREAD


def tables(friction: list[float | None]) -> dict[str, pd.DataFrame]:
    """The four posts with their friction; the second opens the hottest part, the third eases it."""
    made = people()
    repairs = {"repair": [None, None, "apology", "joke"], "eased_post_id": [None, None, "p2", None]}
    made["posts"] = made["posts"].assign(
        group=["housing", "tenant", "tenant", None], position=[1, 2, 3, 4], attack=0.0, friction=friction, **repairs
    )
    made["friction_by_branch"] = pd.DataFrame({"part_id": ["p2", None], "is_hottest": [True, False]})
    return made


def test_the_hottest_part_is_a_post_and_all_below_it() -> None:
    """Posts without a friction are left out; a repair that eased nothing is none."""
    table = friction_over_thread.rows(tables([0.1, 0.8, 0.3, None]), THREAD)
    assert table["post_id"].tolist() == ["p1", "p2", "p3"]
    assert table["is_hottest"].tolist() == [False, True, True]
    assert table["repair_label"].tolist() == ["", "", "apology"]
    assert table["name_label"].tolist() == ["Manager 1", "Tenant 1", "Tenant 2"]
    assert friction_over_thread.alt_text(table) == (
        "Friction of 3 posts, mean 0.40; the sharpest is post 2 with 0.80; the hottest part has 2 posts, and "
        "1 post eases a quarrel."
    )


def test_parents_in_a_ring_end() -> None:
    """Posts that answer each other are found once."""
    ring = pd.DataFrame({"post_id": ["a", "b"], "parent_id": ["b", "a"]})
    assert friction_over_thread.below(ring, pd.Series(["a"])) == {"a", "b"}


def test_no_friction() -> None:
    """Where no post has a friction there is nothing, and it is said."""
    table = friction_over_thread.rows(tables([None] * 4), THREAD)
    assert friction_over_thread.alt_text(table) == "No friction to show."
