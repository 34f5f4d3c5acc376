"""Polis: an exported conversation (comments.csv, votes.csv, summary.csv): agreement known rather than guessed.

One record is one comment, or the question itself (https://compdemocracy.org/export/). A vote of 1 agrees, of -1
disagrees, 0 passes; the last one of a participant counts. Comments that the moderators left out are withheld.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any

from generator.errors import InputError
from generator.model import PLACED
from generator.sources.builder import Builder
from generator.sources.forest import Forest, route_of
from generator.sources.reading import LIMIT_LINE, Document

LOOKS_FOR = "a Polis export (a folder with comments.csv, votes.csv and summary.csv)"
ROOT = "question"
_REMARK = "In Polis nobody answers a comment: people vote, and all comments stand below the question."
_MODERATED_OUT = "-1"
_YES = ("true", "t", "1")
_VOTES = {"1": 1, "0": 0, "-1": -1}


def recognises(documents: list[Document]) -> bool:
    """Whether the comments of an export are among the files."""
    comments = _named(documents, "comments.csv")
    return comments is not None and {"comment-id", "comment-body"} <= set(_header(comments))


def forest(documents: list[Document], mapping: dict[str, str] | None = None) -> Forest:
    """The question with its comments below it, and who agreed with which."""
    several = [each.name for each in documents if each.base_name == "comments.csv"]
    if len(several) > 1:
        raise InputError(f"{' and '.join(several[:2])} are of different conversations; give one folder at a time.")
    builder = Builder()
    builder.remark = _REMARK
    comments, votes, summary = (_named(documents, name) for name in ("comments.csv", "votes.csv", "summary.csv"))
    said = _summary(summary) if summary else {}
    question = said.get("topic", "")
    words = "\n\n".join(each for each in (question, said.get("conversation-description", "")) if each)
    if summary is not None:
        builder.add({"post_id": ROOT, "text": words}, summary.name)
    builder.about(ROOT, title=question, url=said.get("url"))
    for place, row in _rows(comments) if comments else ():
        _take(builder, row, place)
    cast: dict[tuple[str, str], int] = {}
    for _, row in _rows(votes) if votes else ():
        _take_vote(builder, row, cast)
    return builder.forest(platform="polis", route=route_of(documents), root_id=ROOT)


def _named(documents: list[Document], name: str) -> Document | None:
    return next((each for each in documents if each.base_name == name), None)


def _header(document: Document) -> list[str]:
    return next(csv.reader(io.StringIO(document.head.split("\n", 1)[0])), [])


def _rows(document: Document) -> Iterator[tuple[str, dict[str, str]]]:
    csv.field_size_limit(LIMIT_LINE)
    with document.stream() as stream:
        reader = csv.reader(io.TextIOWrapper(stream, encoding="utf-8-sig", newline=""), strict=True)
        try:
            header = next(reader, [])
            for cells in reader:
                if cells:
                    yield f"{document.name} line {reader.line_num}", dict(zip(header, cells, strict=False))
        except csv.Error as error:
            raise InputError(f"{document.name} is not a sound table: {error} at line {reader.line_num}.") from error
        except UnicodeDecodeError as error:
            raise InputError(f"{document.name} is not UTF-8 after line {reader.line_num}; save it as UTF-8.") from error


def _summary(document: Document) -> dict[str, str]:
    """The facts of the conversation, one a line."""
    csv.field_size_limit(LIMIT_LINE)
    pairs = (cells for cells in csv.reader(io.StringIO(document.text, newline="")) if len(cells) >= 2)
    return {cells[0]: cells[1].strip() for cells in pairs}


def _take(builder: Builder, row: dict[str, str], place: str) -> None:
    number = row.get("comment-id")
    agrees: Any = row.get("agrees")
    builder.add(
        {
            "post_id": f"comment-{number}" if number else None,
            "parent_id": ROOT,
            "kind": PLACED,
            "author_id": _participant(builder, row.get("author-id"), row.get("is-seed", "").lower() in _YES),
            "published_at": row.get("timestamp"),
            "text": row.get("comment-body", ""),
            "like_count": int(agrees) if agrees and agrees.isdecimal() else None,
            "state": "withheld" if row.get("moderated") == _MODERATED_OUT else None,
        },
        place,
    )


def _take_vote(builder: Builder, row: dict[str, str], cast: dict[tuple[str, str], int]) -> None:
    """A vote on a comment that is held, if it is the participant's last one; any other says nothing here."""
    post_id, value = f"comment-{row.get('comment-id')}", _VOTES.get(row.get("vote", ""))
    voter = _participant(builder, row.get("voter-id"))
    if voter is None or value is None or post_id not in builder.posts:
        return
    said = row.get("timestamp", "")
    moment = int(said) if said.isdecimal() and len(said) < 20 else 0
    if moment >= cast.get((voter, post_id), 0):
        cast[voter, post_id] = moment
        builder.vote(voter, post_id, value)


def _participant(builder: Builder, number: str | None, seeded: bool = False) -> str | None:
    """A participant by number; who wrote comments to begin with has a role, where the export tells them."""
    return builder.author(f"participant-{number}", role="seed author" if seeded else None) if number else None
