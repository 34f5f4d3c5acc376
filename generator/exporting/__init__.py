"""A thread in other programs' formats, under the pseudonyms it is kept with."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from generator import __version__
from generator.errors import UsageError
from generator.exporting import convokit, graphml, sqlite, tables
from generator.exporting.dictionary import described
from generator.exporting.folder import STAMP, check_free, put
from generator.exporting.item import Item, published_tables, read_item
from generator.settings import Publication
from generator.vocabulary import plural

Tables = dict[str, pd.DataFrame]
Files = dict[str, bytes]


@dataclass(frozen=True)
class Format:
    """One format: its name after `--to`, what it is, and how its files are made."""

    id: str
    title: str
    make: Callable[[Item, Tables], Files]
    of_tables: bool = False  # whether it is made of the published tables, which have to be measured


FORMATS = (
    Format("convokit", "a ConvoKit corpus folder", lambda item, _: convokit.files(item)),
    Format("graphml", "graphs of posts and of replies between authors", lambda item, _: graphml.files(item)),
    Format(
        "sqlite",
        "a database of every table",
        lambda item, made: sqlite.files(item.thread.slug, made),
        of_tables=True,
    ),
    Format("parquet", "a Parquet file for each table", lambda _, made: tables.parquet_files(made), of_tables=True),
    Format("csv", "a CSV file for each table", lambda _, made: tables.csv_files(made), of_tables=True),
)


@dataclass(frozen=True)
class ExportReport:
    """What an export wrote."""

    slug: str
    format: Format
    folder: Path
    sizes: dict[str, int]  # bytes by file name
    post_count: int
    author_count: int

    @property
    def lines(self) -> list[str]:
        """The account in plain sentences, for the screen."""
        amount = f"{plural(self.post_count, 'post')} of {plural(self.author_count, 'person', 'people')}"
        return [
            f"{self.slug}: {self.format.title}, {amount}, under the ids and names of the site",
            *(f"  {name}: {size:,} bytes" for name, size in self.sizes.items()),
            f"kept in {self.folder}",
        ]


def export_thread(publication: Publication, slug: str, to: str, out: Path | None = None) -> ExportReport:
    """Write a thread in one of FORMATS into a folder of its own, by default `exports/SLUG-FORMAT`.

    Raises UsageError for another format or a folder with other things in it, PublicationError where the thread is
    not there or not in order; then nothing is written.
    """
    known = {each.id: each for each in FORMATS}
    if to not in known:
        raise UsageError(f"--to {to!r} is no format; expected one of {', '.join(known)}.")
    item = read_item(publication, slug)
    folder = out if out is not None else publication.root / "exports" / f"{slug}-{to}"
    check_free(folder)
    made = published_tables(publication, item) if known[to].of_tables else {}
    files = known[to].make(item, made)
    put(folder, files | {STAMP: _stamp(item, to, made)})
    sizes = {name: len(content) for name, content in files.items()}
    held = int((item.posts["state"] != "missing").sum())
    return ExportReport(slug, known[to], folder, sizes, held, len(item.authors))


def _stamp(item: Item, to: str, made: Tables) -> bytes:
    """What the folder holds, for whoever finds it; it marks the folder as an export."""
    thread = item.thread
    about: dict[str, Any] = {
        "title": thread.title,
        "slug": thread.slug,
        "platform": thread.platform,
        "captured_at": thread.captured_at,
        "constructed": thread.constructed,
        "format": to,
        "made_by": f"Disconnections {__version__}",
        "people": "Ids and names are those of the site; who asked to be left out is not here.",
        "licence": "Posts belong to their authors.",
    }
    if made:
        about["tables"] = described(made)
    return (json.dumps(about, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")
