"""The tables of many threads cut into those of each: as tables where one is asked for, and as rows for sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import pandas as pd

from generator.findings.rows import Columns, Rows, rows_of

AT_ONCE = 100  # threads whose rows are turned into plain values together: pandas costs by the call, memory by the row
Bounds = dict[str, tuple[int, int]]


class ThreadTables(Mapping[str, pd.DataFrame]):
    """The tables of one thread by name."""

    def __init__(self, shelf: Shelf, slug: str) -> None:
        self._shelf, self._slug = shelf, slug

    def __getitem__(self, name: str) -> pd.DataFrame:
        return self._shelf.table(name, self._slug)

    def __iter__(self) -> Iterator[str]:
        return iter(self._shelf.tables)

    def __len__(self) -> int:
        return len(self._shelf.tables)

    def rows(self, name: str) -> Rows:
        """The rows of one table; none where there is no such table."""
        return self._shelf.rows(name, self._slug)


class Shelf:
    """Tables of many threads, each with where its threads begin and end."""

    def __init__(self, tables: Mapping[str, pd.DataFrame], slugs: list[str]) -> None:
        self.tables = {name: together(table) for name, table in tables.items()}
        self._bounds = {name: bounds(table) for name, table in self.tables.items()}
        self._batches = [slugs[start : start + AT_ONCE] for start in range(0, len(slugs), AT_ONCE)]
        self._batch_of = {slug: number for number, batch in enumerate(self._batches) for slug in batch}
        self._batch = -1
        self._turned: dict[str, tuple[int, Columns]] = {}

    def table(self, name: str, slug: str) -> pd.DataFrame:
        """One table of a thread."""
        start, end = self._bounds[name].get(slug, (0, 0))
        return self.tables[name].iloc[start:end].reset_index(drop=True)

    def rows(self, name: str, slug: str) -> Rows:
        """The rows of one table of a thread; those of its batch are kept until another batch is asked for."""
        if self._batch_of[slug] != self._batch:
            self._batch, self._turned = self._batch_of[slug], {}
        if name not in self._turned:
            self._turned[name] = self._turn(name)
        offset, columns = self._turned[name]
        start, end = self._bounds.get(name, {}).get(slug, (offset, offset))
        return Rows(columns, range(start - offset, end - offset))

    def _turn(self, name: str) -> tuple[int, Columns]:
        """The part of a table that holds the batch, and where it begins."""
        held = self._bounds.get(name, {})
        ends = [held[slug] for slug in self._batches[self._batch] if slug in held]
        if not ends:
            return 0, Columns(self.tables[name].iloc[:0] if name in self.tables else pd.DataFrame())
        start, end = min(start for start, _ in ends), max(end for _, end in ends)
        return start, Columns(self.tables[name].iloc[start:end])


def split(tables: Mapping[str, pd.DataFrame], slugs: list[str]) -> dict[str, ThreadTables]:
    """Tables of many threads as tables of each; best asked for in the order of `slugs`."""
    shelf = Shelf(tables, slugs)
    return {slug: ThreadTables(shelf, slug) for slug in slugs}


def together(table: pd.DataFrame) -> pd.DataFrame:
    """The table thread by thread, as nearly all come."""
    codes, _ = pd.factorize(table["thread_id"])
    return table.iloc[np.argsort(codes, kind="stable")] if (np.diff(codes) < 0).any() else table


def bounds(table: pd.DataFrame) -> Bounds:
    """Of each thread its first row and the one after its last."""
    codes, slugs = pd.factorize(table["thread_id"])
    ends = np.searchsorted(codes, np.arange(len(slugs)), side="right").tolist()
    return {str(slug): (start, end) for slug, start, end in zip(slugs, [0, *ends], ends, strict=False)}


def rows_in(tables: Mapping[str, Any], name: str) -> Rows:
    """The rows of a table of one thread, whichever way its tables came."""
    if isinstance(tables, ThreadTables):
        return tables.rows(name)
    return rows_of(tables[name] if name in tables else pd.DataFrame())
