"""Hacker News: Firebase's list of items, and Algolia's nested item."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.sources.exports.export import Export, Said, below, written, written_lines


def _firebase_item(post: Said) -> dict[str, Any]:
    item = {"id": post.id, "by": post.author, "time": post.at, "text": post.markup}
    return item | ({"type": "story", "score": 4} if post.parent is None else {"type": "comment", "parent": post.parent})


def _firebase(said: list[Said], folder: Path) -> list[Path]:
    return [written(folder / "items.json", [_firebase_item(post) for post in said])]


def _algolia_item(post: Said, children: list[Any]) -> dict[str, Any]:
    return {
        "id": post.id,
        "author": post.author,
        "created_at_i": post.at,
        "type": "story" if post.parent is None else "comment",
        "text": post.markup,
        "parent_id": post.parent,
        "children": children,
    }


def _algolia(said: list[Said], folder: Path) -> list[Path]:
    return [written(folder / f"{n}.json", item) for n, item in enumerate(below(said, _algolia_item))]


def _hits(said: list[Said], folder: Path) -> list[Path]:
    hits = [
        {
            "objectID": str(post.id),
            "author": post.author,
            "created_at_i": post.at,
            "comment_text": None if post.parent is None else post.markup,
            "story_text": post.markup if post.parent is None else None,
            "parent_id": post.parent,
            "story_id": 1,
            "children": [98, 99],
        }
        for post in said
    ]
    return [written(folder / f"{n}.json", {"hits": page}) for n, page in enumerate((hits[:2], hits[2:])) if page]


def _archive(said: list[Said], folder: Path) -> list[Path]:
    rows = [
        {
            "id": str(post.id),
            "by": post.author,
            "time": str(post.at),
            "text": post.markup,
            "parent": None if post.parent is None else str(post.parent),
            "type": "story" if post.parent is None else "comment",
            "dead": None,
            "score": "3",
        }
        for post in said
    ]
    return [written_lines(folder / "archive.jsonl", rows)]


EXPORTS = (
    Export("hackernews_firebase", "hackernews", _firebase, html=True),
    Export("hackernews_algolia", "hackernews", _algolia, html=True),
    Export("hackernews_hits", "hackernews", _hits, html=True),
    Export("hackernews_archive", "hackernews", _archive, html=True, lines=True),
)
