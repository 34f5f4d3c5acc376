"""A table with one post a row: CSV, TSV or JSON Lines, its columns named by `--map` or guessed.

A row needs an id and a text; `parent` names the id it answers. Times are ISO (without a zone: UTC) or an epoch.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from itertools import chain, islice
from typing import Any

from generator.errors import InputError, UsageError
from generator.model import Rejection
from generator.sources.builder import Builder
from generator.sources.forest import Forest, route_of
from generator.sources.reading import Document

LOOKS_FOR = "a table (CSV, TSV, JSON Lines) with columns for id and text, or --map id=…,text=…,parent=…"
FIELD_LIMIT = 10_000_000
# What the columns are chosen from; a column that is empty in all of these says nothing.
SAMPLE_ROWS = 5_000
# What `--map` may name, and the columns it is looked for in, the likeliest first.
GUESSES = {
    "id": ("post_id", "comment_id", "id", "tweet_id", "status_id", "message_id"),
    "parent": (
        "parent_id parent parent_comment_id parent_post_id reply_to reply_to_id in_reply_to in_reply_to_id "
        "in_reply_to_status_id replied_to"
    ).split(),
    "text": ("text", "body", "content", "message", "comment", "full_text", "post", "title"),
    "author": "author_id author by user username user_name screen_name handle user_id author_name name".split(),
    "published_at": ("published_at created_at created_utc timestamp time datetime date created posted_at".split()),
    "likes": "like_count likes favourites_count favorite_count favorites score points upvotes".split(),
    "shares": "share_count shares reposts retweets retweet_count reblogs_count".split(),
    "replies": "declared_reply_count reply_count replies_count num_replies replies".split(),
    "url": ("url", "permalink", "link"),
    "lang": ("lang", "language"),
    "name": ("display_name", "author_name", "name"),
    "description": ("author_description", "description", "bio"),
    "followers": ("follower_count", "followers_count", "followers"),
}
_ALIASES = {
    "post_id": "id",
    "parent_id": "parent",
    "author_id": "author",
    "time": "published_at",
    "date": "published_at",
}
_ALIASES |= {"like_count": "likes", "share_count": "shares", "follower_count": "followers"}
_FLOAT_ID = re.compile(r"\d+\.0")  # pandas writes a whole number so where a column has gaps
Row = dict[str, Any]
Rows = list[tuple[str, "Row | Rejection"]]


def recognises(documents: list[Document]) -> bool:
    """Whether every file is a table in which an id and a text are found."""
    for each in documents:
        if each.looks_like_json and not each.looks_like_json_lines:
            return False
        try:
            columns = _columns(next((row for _, row in _rows(each) if isinstance(row, dict)), {}))
        except InputError:
            return False
        if not columns.keys() & set(GUESSES["id"]) or not columns.keys() & set(GUESSES["text"]):
            return False
    return True


def forest(documents: list[Document], mapping: dict[str, str] | None = None) -> Forest:
    """The threads of all rows; raises InputError where a column is not there, UsageError for an unknown field."""
    builder = Builder()
    for document in documents:
        rows = _rows(document)
        sample = list(islice(rows, SAMPLE_ROWS))
        columns = _chosen(document, sample, mapping or {})
        for place, row in chain(sample, rows):
            where = f"{document.name} {place}"
            if isinstance(row, Rejection):
                builder.reject(where, row.reason)
            else:
                _take(builder, {name: row.get(column) for name, column in columns.items()}, where)
    return builder.forest(platform="table", route=route_of(documents))


def _take(builder: Builder, row: Row, place: str) -> None:
    handle = row.get("author")
    author_id = builder.author(
        handle,
        name=row.get("name"),
        description=row.get("description"),
        follower_count=_number(row.get("followers")),
    )
    text = row.get("text")
    if text is None:
        builder.reject(place, "text is missing")
        return
    builder.add(
        {
            "post_id": _id(row.get("id")),
            "parent_id": _id(row.get("parent")),
            "author_id": author_id,
            "published_at": row.get("published_at"),
            "text": text,
            "lang": row.get("lang"),
            "like_count": _number(row.get("likes")),
            "share_count": _number(row.get("shares")),
            "declared_reply_count": _number(row.get("replies")),
            "url": row.get("url"),
            "state": {"[deleted]": "deleted", "[removed]": "withheld"}.get(text) if isinstance(text, str) else None,
        },
        place,
    )


def _rows(document: Document) -> Iterator[tuple[str, Row | Rejection]]:
    if document.looks_like_json:
        yield from document.json_lines()
        return
    csv.field_size_limit(FIELD_LIMIT)
    first = document.head.lstrip("\n\r").split("\n", 1)[0]
    delimiter = max(",\t;", key=lambda mark: (first.count(mark), mark == ","))
    with document.stream() as stream:
        reader = csv.reader(
            io.TextIOWrapper(stream, encoding="utf-8-sig", newline=""), delimiter=delimiter, strict=True
        )
        try:
            header = [name.strip() for name in next(iter(reader), [])]
            if len(set(header)) < len(header):
                raise InputError(f"{document.name} has two columns of one name in its first line; rename one.")
            line = reader.line_num + 1
            for cells in reader:
                place, line = f"line {line}", reader.line_num + 1
                if not cells:
                    continue
                if len(cells) != len(header):
                    yield place, Rejection(place, f"{len(cells)} fields where the first line has {len(header)}")
                else:
                    yield place, dict(zip(header, cells, strict=True))
        except csv.Error as error:
            raise InputError(f"{document.name} is not a sound table: {error} at line {reader.line_num}.") from error
        except UnicodeDecodeError as error:
            raise InputError(
                f"{document.name} is not UTF-8: byte 0x{error.object[error.start]:02x} after line {reader.line_num}; "
                "save it as UTF-8."
            ) from error


def _columns(row: Row) -> dict[str, str]:
    """The columns by their names in small letters, "Comment ID" as comment_id."""
    return {re.sub(r"[\s-]+", "_", name.strip().lower()): name for name in row}


def _chosen(document: Document, rows: Rows, mapping: dict[str, str]) -> dict[str, str]:
    """Field to column: what the mapping says, else what is guessed from the names."""
    there: Row = {}
    for _, row in rows:
        if isinstance(row, dict):
            there |= dict.fromkeys(row)
    columns = _columns(there)
    chosen: dict[str, str] = {}
    for asked, column in mapping.items():
        field = _ALIASES.get(asked, asked)
        if field not in GUESSES:
            raise UsageError(f"--map does not know {asked!r}; it knows {', '.join(GUESSES)}.")
        if column not in there:
            raise InputError(
                f"{document.name} has no column {column!r}; it has {', '.join(map(str, there)) or 'none'}."
            )
        chosen[field] = column
    for field, names in GUESSES.items():
        taken = set(chosen.values())
        found = [columns[name] for name in names if name in columns and columns[name] not in taken]
        if field not in chosen and found:
            chosen[field] = found[0]
    if "id" not in mapping and "parent" in chosen:
        chosen["id"] = _answered(rows, columns, chosen)
    missing = [field for field in ("id", "text") if not chosen.get(field)]
    if missing and there:
        raise InputError(
            f"{document.name} has no column for {' and '.join(missing)}; it has {', '.join(map(str, there))}; "
            f"name it with --map {missing[0]}=COLUMN."
        )
    return chosen


def _answered(rows: Rows, columns: dict[str, str], chosen: dict[str, str]) -> str:
    """Of the columns that may be the id, the one whose values the parent column names most often."""
    kept = [row for _, row in rows if isinstance(row, dict)]
    parents = {str(row.get(chosen["parent"])) for row in kept} - {"", "None"}
    candidates = [columns[name] for name in GUESSES["id"] if name in columns and columns[name] != chosen["parent"]]
    hits = {column: len(parents & {str(row.get(column)) for row in kept}) for column in candidates}
    return max(hits, key=lambda column: hits[column], default=chosen.get("id", ""))


def _id(value: Any) -> Any:
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value[:-2] if isinstance(value, str) and _FLOAT_ID.fullmatch(value) else value


def _number(value: Any) -> Any:
    """A count as it stands in a cell; what is no number is left for the check to refuse."""
    if not isinstance(value, str):
        return value
    value = value.strip()
    if not value:
        return None
    try:
        return float(value) if _FLOAT_ID.fullmatch(value) else int(value)
    except ValueError:
        return value
