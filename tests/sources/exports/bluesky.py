"""Bluesky: a list of nested thread views, and the flat list of the second version."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.sources.exports.export import Export, Said, below, written


def address(number: int) -> str:
    """The at:// address of a post."""
    return f"at://did:plc:a/app.bsky.feed.post/p{number}"


def post_view(post: Said) -> dict[str, Any]:
    """A post with its record."""
    record: dict[str, Any] = {"text": post.text, "createdAt": datetime.fromtimestamp(post.at, UTC).isoformat()}
    if post.parent is not None:
        record["reply"] = {"root": {"uri": address(1)}, "parent": {"uri": address(post.parent)}}
    author = {"did": f"did:plc:{post.author}", "handle": post.author, "displayName": "A"}
    return {"uri": address(post.id), "author": author, "record": record, "replyCount": 1, "likeCount": 2}


def _view(post: Said, replies: list[Any]) -> dict[str, Any]:
    return {"$type": "app.bsky.feed.defs#threadViewPost", "post": post_view(post), "replies": replies}


def _nested(said: list[Said], folder: Path) -> list[Path]:
    return [written(folder / "threads.json", below(said, _view))]


def _flat(said: list[Said], folder: Path) -> list[Path]:
    items = [
        {
            "uri": address(post.id),
            "depth": 0 if post.parent is None else 1,
            "value": {"$type": "app.bsky.unspecced.defs#threadItemPost", "post": post_view(post), "moreReplies": 0},
        }
        for post in said
    ]
    return [written(folder / "thread.json", {"thread": items, "hasOtherReplies": False})]


EXPORTS = (
    Export("bluesky_nested", "bluesky", _nested, address),
    Export("bluesky_flat", "bluesky", _flat, address),
)
