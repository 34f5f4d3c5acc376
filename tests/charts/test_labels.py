"""Where direct labels stand."""

from __future__ import annotations

import pandas as pd
import pytest

from generator.charts.labels import LABEL_GAP_SHARE, by_role, end_of_time, spread, with_key


def test_labels_that_would_touch_are_moved_apart() -> None:
    """The lower stays, the higher moves up a line; none goes beyond the top; a missing value has no label."""
    moved = spread(pd.Series([0.5, 0.5, None]))
    assert moved.tolist()[:2] == pytest.approx([0.5, 0.5 + LABEL_GAP_SHARE]) and pd.isna(moved.iloc[2])
    assert spread(pd.Series([1.0, 1.0])).tolist() == pytest.approx([1.0 - LABEL_GAP_SHARE, 1.0])


def test_each_group_is_named_once() -> None:
    """On its first row, roles from the top down, those with no role last."""
    table = pd.DataFrame({"group": ["none", "b", "a", "b"], "group_slot": [0, 2, 1, 2]})
    keyed = with_key(table.assign(group_label=table["group"].str.upper()))
    assert keyed["label"].tolist() == ["NONE", "B", "A", ""]
    assert keyed["label_place"].tolist()[:3] == pytest.approx([7.9, 8.8, 9.7]) and pd.isna(keyed["label_place"].iloc[3])


def test_only_roles_where_there_are_more_groupings() -> None:
    """Rows of camps stay out beside those of roles; alone they stay."""
    table = pd.DataFrame({"grouping": ["role", "camp"], "share": [0.1, 0.2]})
    assert by_role(table)["share"].tolist() == [0.1]
    assert by_role(table.iloc[1:])["share"].tolist() == [0.2]


def test_where_time_ends() -> None:
    """At the last value; where one post comes half a year after an evening, with the evening."""
    evening = [float(minute) for minute in range(100)]
    assert end_of_time(pd.Series(evening)) == 99
    assert end_of_time(pd.Series([*evening, 262_800.0])) == 98
    assert end_of_time(pd.Series([0.0, 1.0, 90.0])) == 90, "of a few, none is the tail"
    assert end_of_time(pd.Series([5.0])) == 5 and end_of_time(pd.Series([0.0, 0.0])) == 0
