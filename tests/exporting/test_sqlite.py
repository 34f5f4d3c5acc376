"""The database is sound, typed, and holds the exact text."""

from __future__ import annotations

import sqlite3

import pandas as pd

from generator.exporting import export_thread, sqlite
from generator.settings import Publication


def test_database(publication: Publication) -> None:
    """Every table is there, with the exact words, NULL for what is missing, and votes that join with posts."""
    path = export_thread(publication, "small", "sqlite").folder / "small.sqlite"
    database = sqlite3.connect(path)
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert database.execute("SELECT text, like_count, published_at FROM posts WHERE post_id = 't1'").fetchall() == [
        ("=1+1 & <root> 🏳️‍🌈", 3, "2024-01-01T10:00:00Z")
    ]
    assert database.execute("SELECT count(*) FROM posts WHERE author_id IS NULL").fetchall() == [(2,)]
    joined = "SELECT v.author_name, p.text FROM votes v JOIN posts p USING (post_id) WHERE vote = 1"
    assert database.execute(joined).fetchall() == [("Person 1", "=1+1 & <root> 🏳️‍🌈")]
    database.close()


def test_odd_names_and_values() -> None:
    """A column may be called anything; numbers that are none are NULL."""
    table = pd.DataFrame({'a "b"; DROP': [float("nan"), 0.5], "select": [True, False], "t": ["y", "x"]})
    (content,) = sqlite.files("s", {"order": table}).values()
    database = sqlite3.connect(":memory:")
    database.deserialize(content)
    assert database.execute('SELECT * FROM "order"').fetchall() == [(None, 1, "y"), (0.5, 0, "x")]
    database.close()
