"""WikiConv: actions, in one file of conversations or one a line."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.sources.exports.export import Export, Said, written, written_lines


def _earlier(post: Said) -> dict[str, Any]:
    return {
        "id": str(post.id),
        "comment_type": "SECTION_CREATION" if post.parent is None else "COMMENT_ADDING",
        "content": post.text,
        "timestamp": f"{datetime.fromtimestamp(post.at, UTC):%Y-%m-%d %H:%M:%S} UTC",
        "status": "just added",
        "page_title": "Talk:Bins",
        "user_text": post.author,
        "parent_id": "" if post.parent is None else str(post.parent),
    }


def _later(post: Said) -> dict[str, Any]:
    return {
        "id": str(post.id),
        "type": "CREATION" if post.parent is None else "ADDITION",
        "content": post.text,
        "timestamp": f"{datetime.fromtimestamp(post.at, UTC):%Y-%m-%d %H:%M:%S} UTC",
        "page_title": "Talk:Bins",
        "user_text": post.author,
        "replyTo_id": None if post.parent is None else str(post.parent),
        "parent_id": None,
        "ancestor_id": None,
    }


def _conversations(said: list[Said], folder: Path) -> list[Path]:
    return [written(folder / "x.json", [{str(post.id): _earlier(post)} for post in said])]


def _lines(said: list[Said], folder: Path) -> list[Path]:
    return [written_lines(folder / "x.jsonl", map(_later, said))]


_MARKS = (":", "*", "#", "[WIKI_LINK", "==")

EXPORTS = (
    Export("wikiconv_conversations", "wikiconv", _conversations, marks=_MARKS),
    Export("wikiconv_lines", "wikiconv", _lines, lines=True, marks=_MARKS),
)
