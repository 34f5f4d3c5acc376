"""Hacker News: Firebase's list of items, and Algolia's nested item."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.sources.exports.export import Export, Said, below, written


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


EXPORTS = (
    Export("hackernews_firebase", "hackernews", _firebase, html=True),
    Export("hackernews_algolia", "hackernews", _algolia, html=True),
)
