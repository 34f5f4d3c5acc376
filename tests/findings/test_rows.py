"""Rows are what a table holds, as plain values, in the order asked for."""

from __future__ import annotations

import pandas as pd

from generator.findings.rows import rows_of

TABLE = pd.DataFrame(
    {
        "word": pd.array(["b", None, "a", "c"], dtype="string"),
        "count": pd.array([1, 2, None, 1], dtype="Int64"),
        "share": [0.5, float("nan"), 0.25, 0.5],
    }
)


def test_missing_is_none() -> None:
    """Whatever pandas calls missing is None."""
    rows = rows_of(TABLE)
    assert rows.column("word") == ["b", None, "a", "c"]
    assert rows.column("count") == [1, 2, None, 1]
    assert rows.column("share") == [0.5, None, 0.25, 0.5]


def test_orders_as_pandas_does() -> None:
    """Several columns, either way, missing ones last."""
    for names in (["-share", "word"], ["count", "-word"], ["word"], ["-count", "-share", "word"]):
        columns = [name.removeprefix("-") for name in names]
        expected = TABLE.sort_values(columns, ascending=[not name.startswith("-") for name in names], kind="stable")
        assert rows_of(TABLE).ordered(*names).column("count") == rows_of(expected).column("count")


def test_cuts() -> None:
    """By value, by test, from either end."""
    rows = rows_of(TABLE)
    assert rows.where(count=1, share=0.5).column("word") == ["b", "c"]
    assert rows.known("word").having(lambda row: row["word"] > "a").column("word") == ["b", "c"]
    assert rows.last(2).column("count") == [None, 1] and rows.first(9).column("count") == rows.column("count")
    assert rows[3]["word"] == "c" and "word" in rows and "none" not in rows[0]
