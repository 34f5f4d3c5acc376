"""What a chart is, and how its table becomes plain records."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import altair as alt
import pandas as pd

from generator.model import Thread

Tables = Mapping[str, pd.DataFrame]
SOURCE = "table"  # name of the data source in every spec; the live page inserts the rows under it
GROUP_COLUMNS = {"group": "id", "group_label": "text", "group_slot": "place in the palette"}
# XML 1.0 has no way to write these, so one of them in a post would break a picture.
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True)
class Chart:
    """One entry of the list of charts."""

    id: str
    question: int
    subtitle: str  # what is measured, and its unit
    measure: str  # id of the measure that counts
    columns: dict[str, str]  # column of the chart's table -> unit
    table: str  # name of the measure's table
    rows: Callable[[Tables, Thread], pd.DataFrame]  # from a thread's tables to the chart's: no counting
    draw: Callable[[pd.DataFrame], alt.LayerChart | alt.Chart]
    alt_text: Callable[[pd.DataFrame], str]
    least_rows: int  # of its table, for a picture to say more than its sentence
    live: bool = True
    title: str = ""  # its name on the page, where no finding gives it a headline


def records(table: pd.DataFrame, columns: Mapping[str, str]) -> list[dict[str, Any]]:
    """The rows as JSON-safe dicts of these columns only; what is missing is None.

    Raises ValueError naming the columns the table lacks.
    """
    missing = [name for name in columns if name not in table]
    if missing:
        raise ValueError(f"The chart's table has no column {', '.join(missing)}; it has {', '.join(table.columns)}.")
    # As a list first: pandas takes ten times as long to hand out text one by one.
    values = [[plain(value) for value in table[name].tolist()] for name in columns]
    return [dict(zip(columns, row, strict=True)) for row in zip(*values, strict=True)]


def plain(value: Any) -> Any:
    """The value as JSON knows it: text that XML can hold, int, float, bool or None."""
    if value is None or value is pd.NA or value is pd.NaT:
        return None
    if isinstance(value, str):
        return UNWRITABLE.sub("", value)
    if hasattr(value, "item"):
        value = value.item()
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value


def source(table: pd.DataFrame, columns: Mapping[str, str]) -> alt.InlineData:
    """The table as the named source of a chart."""
    return alt.InlineData(values=records(table, columns), name=SOURCE)
