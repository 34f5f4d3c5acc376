"""Rows of a measure's table as plain values: what a sentence looks at, without a copy of the table for each look."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pandas as pd


class Columns:
    """A table as lists of plain values, None where one is missing; each column is turned when it is first asked for."""

    def __init__(self, table: pd.DataFrame) -> None:
        self._table = table
        self._lists: dict[str, list[Any]] = {}

    def __contains__(self, name: str) -> bool:
        return name in self._table.columns

    def __getitem__(self, name: str) -> list[Any]:
        found = self._lists.get(name)
        if found is None:
            found = self._lists[name] = plain(self._table[name])
        return found


def plain(column: pd.Series) -> list[Any]:
    """The values of a column, None for whatever pandas calls missing."""
    values: list[Any] = column.tolist()
    gone = column.isna()
    if not gone.any():
        return values
    return [None if missing else value for value, missing in zip(values, gone.tolist(), strict=True)]


class Row:
    """One row: `row["share"]`."""

    __slots__ = ("_columns", "_place")

    def __init__(self, columns: Columns, place: int) -> None:
        self._columns, self._place = columns, place

    def __getitem__(self, name: str) -> Any:
        return self._columns[name][self._place]

    def __contains__(self, name: str) -> bool:
        return name in self._columns


class Rows:
    """Some rows of a table in an order; cutting and sorting copies numbers of rows and no values."""

    __slots__ = ("_columns", "_places")

    def __init__(self, columns: Columns, places: Sequence[int]) -> None:
        self._columns, self._places = columns, places

    def __len__(self) -> int:
        return len(self._places)

    def __contains__(self, name: str) -> bool:
        """Whether the table has the column."""
        return name in self._columns

    def __iter__(self) -> Iterator[Row]:
        columns = self._columns
        return (Row(columns, place) for place in self._places)

    def __getitem__(self, number: int) -> Row:
        return Row(self._columns, self._places[number])

    def column(self, name: str) -> list[Any]:
        """The values of a column, in the order of the rows."""
        values, places = self._columns[name], self._places
        if isinstance(places, range) and places.step == 1:
            return values[places.start : places.stop]
        return [values[place] for place in places]

    def first(self, count: int) -> Rows:
        """The first rows."""
        return Rows(self._columns, self._places[:count])

    def last(self, count: int) -> Rows:
        """The last rows."""
        return Rows(self._columns, self._places[len(self) - min(count, len(self)) :])

    def keep(self, chosen: Sequence[Any]) -> Rows:
        """The rows where a list as long as the rows holds what is true."""
        return Rows(self._columns, [place for place, kept in zip(self._places, chosen, strict=True) if kept])

    def where(self, **wanted: Any) -> Rows:
        """The rows with these values."""
        found = self
        for name, value in wanted.items():
            found = found.keep([held == value for held in found.column(name)])
        return found

    def having(self, test: Callable[[Row], Any]) -> Rows:
        """The rows that pass a test."""
        return self.keep([test(row) for row in self])

    def known(self, name: str) -> Rows:
        """The rows where a column has a value."""
        return self.keep([value is not None for value in self.column(name)])

    def ordered(self, *names: str) -> Rows:
        """The rows by these columns; "-name" with the greatest first; what is missing last, equals as they stood."""
        places = list(range(len(self)))
        for name in reversed(names):
            values = self.column(name.removeprefix("-"))
            down = name.startswith("-")
            known = [place for place in places if values[place] is not None]
            known.sort(key=values.__getitem__, reverse=down)  # reverse keeps the order of equals
            places = [*known, *(place for place in places if values[place] is None)]
        return Rows(self._columns, [self._places[place] for place in places])


def rows_of(table: pd.DataFrame) -> Rows:
    """All rows of a table."""
    return Rows(Columns(table), range(len(table)))
