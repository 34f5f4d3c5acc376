"""What exports are made of."""

from __future__ import annotations

import numpy as np
import pandas as pd

from generator.exporting.item import plain, published_tables, read_item, rows
from generator.settings import Publication


def test_item(publication: Publication) -> None:
    """The thread comes with its roles, shown names, votes and first post."""
    item = read_item(publication, "small")
    assert item.root_id == "t1"
    assert item.names == {"p1": "Manager 1", "p2": "Person 1"}
    assert item.votes["vote"].tolist() == [-1, 1]


def test_tables(publication: Publication) -> None:
    """The tables are those of the data page and the votes, people by their names; empty ones are left out."""
    tables = published_tables(publication, read_item(publication, "small"))
    assert {"posts", "authors", "votes", "shape"} <= tables.keys()
    assert all(len(table) for table in tables.values())
    assert "description" not in tables["authors"] and "html" not in tables["posts"]
    assert tables["votes"]["author_name"].tolist() == ["Manager 1", "Person 1"]


def test_cells() -> None:
    """What is missing is nothing, a moment is ISO text, a number is a number."""
    table = pd.DataFrame({
        "n": pd.array([1, pd.NA], dtype="Int64"),
        "at": pd.to_datetime(pd.Series(["2024-01-01T10:00:00.5Z", None]), utc=True, format="ISO8601"),
        "yes": pd.array([True, pd.NA], dtype="boolean"),
    })  # fmt: skip
    assert rows(table) == [
        {"n": 1, "at": "2024-01-01T10:00:00.500000Z", "yes": True}, {"n": None, "at": None, "yes": None},
    ]  # fmt: skip
    assert plain(np.float64(0.5)) == 0.5
