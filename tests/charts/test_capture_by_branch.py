"""What was captured of each branch."""

from __future__ import annotations

import pandas as pd

from generator.charts import capture_by_branch
from generator.vocabulary import UNKNOWN
from tests.charts.people import people
from tests.charts.sample import THREAD


def branches(*rows: tuple[str, int, int, int]) -> dict[str, pd.DataFrame]:
    """Branches with posts held, deleted and never seen."""
    names = ["post_id", "held_count", "deleted_count", "unseen_count"]
    table = pd.DataFrame(list(rows), columns=names).assign(vanished_count=0, withheld_count=0)
    first = pd.to_datetime([f"2024-01-0{9 - place}T00:00Z" for place in range(len(rows))], utc=True)
    return people() | {"capture_by_branch": table.assign(first_at=first)}


def test_a_bar_is_made_of_its_parts() -> None:
    """Parts stand end to end, none of them empty, the branch that began first on top; the root is no branch."""
    table = capture_by_branch.rows(branches(("p2", 3, 1, 0), ("p4", 1, 0, 4), ("p1", 9, 9, 9)), THREAD)
    assert table["branch_label"].tolist() == [UNKNOWN] * 2 + ["Tenant 1"] * 2
    assert table["place"].tolist() == [0, 0, 1, 1]
    assert table["fate"].tolist() == ["held", "unseen", "held", "deleted"]
    assert table["start_count"].tolist() == [0, 1, 0, 3] and table["end_count"].tolist() == [1, 5, 3, 4]
    assert table["label"].tolist() == ["", "1 of 5", "", "3 of 4"]
    assert capture_by_branch.alt_text(table) == ("Posts of the 2 largest branches: 4 held, 1 deleted, 4 never seen.")


def test_one_branch_and_none() -> None:
    """One branch is told as such; without branches there is nothing, and it is said."""
    only = capture_by_branch.rows(branches(("p2", 3, 0, 0)), THREAD)
    assert capture_by_branch.alt_text(only) == "Posts of the only branch shown: 3 held."
    none = capture_by_branch.rows(branches(("p1", 3, 0, 0)), THREAD)
    assert none.empty and capture_by_branch.alt_text(none) == "No branches to show."
