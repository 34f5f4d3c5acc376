"""What an export is made of: one thread as it may be shown, under the pseudonyms it is kept with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from generator import build, downloads, store, vocabulary
from generator.model import Capture, Thread
from generator.settings import Publication


@dataclass(frozen=True)
class Item:
    """One thread, without what was taken down."""

    thread: Thread
    posts: pd.DataFrame  # POST_COLUMNS, by time
    authors: pd.DataFrame  # AUTHOR_COLUMNS, with roles
    votes: pd.DataFrame  # VOTE_COLUMNS
    capture: Capture
    names: dict[str, str]  # author id to the name on the page

    @property
    def root_id(self) -> str:
        """The first post."""
        return str(self.posts.loc[self.posts["parent_id"].isna(), "post_id"].iloc[0])


def read_item(publication: Publication, slug: str) -> Item:
    """The thread of this slug; raises PublicationError where it is not there or not in order."""
    thread, posts, authors, capture = store.read_thread(publication, slug)
    names = vocabulary.shown_names(authors, posts, thread)
    return Item(thread, posts, authors, store.read_votes(publication, slug), capture, names)


def published_tables(publication: Publication, item: Item) -> dict[str, pd.DataFrame]:
    """The tables of the thread's data page, measured where that is not done yet, and its votes."""
    slug = item.thread.slug
    measured = next(each for each in build.analyse(publication) if each.thread.slug == slug)
    tables = downloads.published_tables(measured.tables, measured.names)
    tables = {name: table for name, table in tables.items() if len(table)}
    return tables | ({"votes": downloads.with_names(item.votes, item.names)} if len(item.votes) else {})


def plain(value: Any) -> Any:
    """A cell of a table as JSON has it: None for what is missing, ISO text for a moment."""
    if value is None or value is pd.NA or value is pd.NaT:
        return None
    if isinstance(value, pd.Timestamp):
        return value.isoformat().replace("+00:00", "Z")
    return value.item() if hasattr(value, "item") else value


def rows(table: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of a table with cells as JSON has them."""
    columns = [[plain(value) for value in table[name].astype("object")] for name in table.columns]
    return [dict(zip(table.columns, cells, strict=True)) for cells in zip(*columns, strict=True)]
