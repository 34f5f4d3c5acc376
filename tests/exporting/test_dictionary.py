"""Whoever finds an export can read what its tables hold."""

from __future__ import annotations

import json

from generator.exporting import export_thread
from generator.settings import Publication


def test_every_table_says_what_a_row_is(publication: Publication) -> None:
    """Each table of an export says what a row is, and each column of the thread's own tables what it holds."""
    folder = export_thread(publication, "small", "csv").folder
    tables = json.loads((folder / "export.json").read_text("utf-8"))["tables"]
    assert {f"{name}.csv" for name in tables} | {"export.json"} == {path.name for path in folder.iterdir()}
    assert not [name for name, table in tables.items() if not table["row"].startswith("A row is")]
    assert tables["votes"]["columns"]["vote"] == "1 agrees, 0 passes, -1 disagrees; each author's last one"
    assert tables["posts"]["columns"]["author_name"] == "the author’s name on the site"
    assert tables["posts"]["columns"]["like_count"] == "likes, favourites or points at capture"


def test_other_formats(publication: Publication) -> None:
    """A format without tables says what it is, and no more."""
    folder = export_thread(publication, "small", "graphml").folder
    assert "tables" not in json.loads((folder / "export.json").read_text("utf-8"))
