"""Where the direct labels of a chart stand, and which rows are meant for it."""

from __future__ import annotations

import numpy as np
import pandas as pd

LABEL_GAP_SHARE = 0.075  # one line of 13 px type in a plot of 250 px
LATE = 0.02  # of the values, that may be left to the edge of an axis of time


def by_role(table: pd.DataFrame) -> pd.DataFrame:
    """Rows of the grouping by role, where a table knows more than one grouping."""
    if "grouping" not in table or table["grouping"].nunique() < 2:
        return table
    return table[table["grouping"] == "role"]


def with_key(table: pd.DataFrame) -> pd.DataFrame:
    """The table with each group's name on one of its rows, and the name's place from the top (10) down."""
    first = ~table.duplicated("group")
    order = table.loc[first].sort_values(["group_slot", "group"])
    # Those with no role come last, whatever their number in the palette.
    with_role = order["group_slot"] > 0
    rows = [*order.index[with_role], *order.index[~with_role]]
    places = {row: 9.7 - 0.9 * rank for rank, row in enumerate(rows)}
    return table.assign(
        label=table["group_label"].where(first, "").astype("object"),
        label_place=[places.get(row, np.nan) for row in table.index],
    )


def spread(values: pd.Series) -> pd.Series:
    """The values moved up where needed, so that labels one above the other do not touch."""
    known = values.dropna().sort_values(kind="stable")
    moved, below = {}, -np.inf
    for row, value in known.items():
        below = max(value, below + LABEL_GAP_SHARE)
        moved[row] = below
    excess = max(below - 1.0, 0.0) if moved else 0.0
    return pd.Series([moved.get(row, np.nan) - excess for row in values.index], index=values.index, dtype=float)


def end_of_time(values: pd.Series) -> float:
    """Where an axis of time ends: at the last value, or before the last two in a hundred that would take half of it.

    A thread of one evening whose last post came after half a year would otherwise stand in its first pixel.
    """
    last, early = float(values.max()), float(values.quantile(1 - LATE, interpolation="lower"))
    return early if len(values) * LATE >= 1 and last > 2 * early > 0 else last
