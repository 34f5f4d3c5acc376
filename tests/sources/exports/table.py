"""Tables: CSV and JSON Lines."""

from __future__ import annotations

import csv
from pathlib import Path

from tests.sources.exports.export import Export, Said, written_lines

_COLUMNS = ("id", "parent_id", "author", "created_at", "text", "likes")


def _rows(said: list[Said]) -> list[dict[str, object]]:
    return [
        dict(zip(_COLUMNS, (post.id, post.parent, post.author, post.at, post.text, 5), strict=True)) for post in said
    ]


def _csv(said: list[Said], folder: Path) -> list[Path]:
    path = folder / "posts.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, _COLUMNS)
        writer.writeheader()
        writer.writerows(_rows(said))
    return [path]


def _lines(said: list[Said], folder: Path) -> list[Path]:
    return [written_lines(folder / "posts.jsonl", _rows(said))]


EXPORTS = (Export("table_csv", "table", _csv), Export("table_lines", "table", _lines, lines=True))
