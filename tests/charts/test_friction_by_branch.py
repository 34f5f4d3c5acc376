"""The branches with most friction."""

from __future__ import annotations

import pandas as pd
import pytest

from generator.charts import friction_by_branch
from tests.charts.people import people
from tests.charts.sample import THREAD


def tables(*rows: tuple[str, int, float, float | None, str | None, int, bool]) -> dict[str, pd.DataFrame]:
    """Branches with their friction."""
    names = ["branch_id", "post_count", "friction", "part_friction", "ended", "repair_count", "is_hottest"]
    return people() | {"friction_by_branch": pd.DataFrame(list(rows), columns=names)}


def test_the_hottest_stands_first() -> None:
    """The hottest, then by friction; a branch without a hottest part has its own friction there."""
    given = tables(
        ("p2", 3, 0.2, 0.4, "repaired", 2, True), ("p4", 1, 0.5, None, None, 0, False),
        ("p3", 4, 0.1, 0.1, "hot", 1, False),
    )  # fmt: skip
    table = friction_by_branch.rows(given, THREAD)
    assert table["branch_id"].tolist() == ["p2", "p4", "p3"] and table["place"].tolist() == [0.0, 1.0, 2.0]
    assert table["label"].tolist() == ["3 posts, repaired, 2 repairs", "1 post", "4 posts, hot at the end, 1 repair"]
    assert table["part_friction"].tolist() == pytest.approx([0.4, 0.5, 0.1])
    assert table["label_at"].tolist() == pytest.approx([0.4, 0.5, 0.1])
    assert friction_by_branch.alt_text(table) == (
        "Mean friction of 3 branches; the hottest is the one begun by Tenant 1 (3 posts, repaired, 2 repairs), with "
        "0.40 in its hottest part."
    )


def test_no_branch() -> None:
    """Without branches there is nothing, and it is said."""
    assert (
        friction_by_branch.alt_text(friction_by_branch.rows(tables(), THREAD)) == "No branches with friction to show."
    )
