"""What the rows and columns of exported tables mean, in the words of the data page."""

from __future__ import annotations

from typing import Any

import pandas as pd

from generator.pages.data import ROWS, columns_of

_CANONICAL = {
    "posts": ("A row is a post.", "POST_COLUMNS"),
    "authors": ("A row is a person or an organisation of the thread.", "AUTHOR_COLUMNS"),
    "votes": ("A row is somebody's vote on a post.", "VOTE_COLUMNS"),
}
_NAMES = {"author_name": "the author’s name on the site", "name": "the author’s name on the site"}


def described(tables: dict[str, pd.DataFrame]) -> dict[str, Any]:
    """By table what a row is, and by column what it holds; of measures' columns the method cards say more."""
    return {name: _described(name, table) for name, table in tables.items()}


def _described(name: str, table: pd.DataFrame) -> dict[str, Any]:
    row, columns = _CANONICAL.get(name, (ROWS.get(name, "").replace("`", ""), ""))
    known = {each.name: each.meaning for each in columns_of(columns)} if columns else {}
    known |= _NAMES
    return {"row": row, "columns": {str(column): known.get(str(column), "") for column in table.columns}}
