"""From a table to the rows of a spec."""

from __future__ import annotations

import json

import altair as alt
import numpy as np
import pandas as pd
import pytest

from generator.charts.chart import SOURCE, plain, records, source


def test_rows_are_safe_for_json() -> None:
    """Missing values are null, numbers of numpy are plain, signs that XML cannot hold are gone."""
    table = pd.DataFrame({"a": [1, 2], "b": ["x\x00y", None], "c": [np.nan, np.inf], "left": [0, 0]})
    rows = records(table, {"b": "text", "a": "posts", "c": "share"})
    assert rows == [{"b": "xy", "a": 1, "c": None}, {"b": None, "a": 2, "c": None}]
    assert json.loads(json.dumps(rows, allow_nan=False)) == rows
    assert [type(plain(value)) for value in (np.int64(1), np.float64(0.5), np.bool_(True))] == [int, float, bool]
    assert plain(pd.NA) is plain(pd.NaT) is None


def test_a_missing_column_is_named() -> None:
    """What the table lacks and what it has are told."""
    with pytest.raises(ValueError, match="has no column c; it has a, b"):
        records(pd.DataFrame({"a": [1], "b": [2]}), {"a": "", "c": ""})


def test_the_source_has_its_name() -> None:
    """The rows stand under the name that is filled for each thread; an empty table gives none."""
    data = source(pd.DataFrame({"a": [1]}), {"a": "posts"})
    assert isinstance(data, alt.InlineData) and (data.name, data["values"]) == (SOURCE, [{"a": 1}])
    assert source(pd.DataFrame({"a": []}), {"a": "posts"})["values"] == []
