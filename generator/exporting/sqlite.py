"""One SQLite database (https://sqlite.org/fileformat.html) with the published tables and the votes."""

from __future__ import annotations

import sqlite3
from typing import Any

import pandas as pd

from generator.exporting.item import rows

# Which SQLite wrote a file stands in it, and nothing else depends on the machine.
_WRITER = slice(96, 100)
_INDEXED = {"posts": ("post_id", "parent_id", "author_id"), "authors": ("author_id",), "votes": ("post_id",)}


def files(slug: str, tables: dict[str, pd.DataFrame]) -> dict[str, bytes]:
    """The database: moments as ISO text in UTC, true and false as 1 and 0."""
    database = sqlite3.connect(":memory:")
    try:
        for name, table in tables.items():
            columns = ", ".join(f"{_name(column)} {_kind(table[column])}" for column in table.columns)
            database.execute(f"CREATE TABLE {_name(name)} ({columns})")
            places = ", ".join("?" * len(table.columns))
            database.executemany(f"INSERT INTO {_name(name)} VALUES ({places})", _values(table))
            for column in _INDEXED.get(name, ()):
                database.execute(f"CREATE INDEX {_name(f'{name}_{column}')} ON {_name(name)} ({_name(column)})")
        database.commit()
        content = bytearray(database.serialize())
    finally:
        database.close()
    content[_WRITER] = bytes(4)
    return {f"{slug}.sqlite": bytes(content)}


def _values(table: pd.DataFrame) -> list[tuple[Any, ...]]:
    return [tuple(map(_value, row.values())) for row in rows(table)]


def _value(value: Any) -> Any:
    if isinstance(value, bool):
        return int(value)
    # A number that is none has no place in SQL but NULL; lists are told as text.
    if isinstance(value, float) and value != value:
        return None
    return value if value is None or isinstance(value, int | float | str) else str(value)


def _kind(column: pd.Series) -> str:
    if pd.api.types.is_bool_dtype(column) or pd.api.types.is_integer_dtype(column):
        return "INTEGER"
    return "REAL" if pd.api.types.is_float_dtype(column) else "TEXT"


def _name(word: str) -> str:
    return '"' + word.replace('"', '""') + '"'
