"""YouTube: pages of comment threads and of replies, and comments alone, all below one video."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.sources.exports.export import Export, Said, below, written

VIDEO = "abcdefghijk"


def post_id(number: int) -> str:
    """The video, or a comment below it."""
    return VIDEO if number == 1 else f"Ug{number}"


def comment(post: Said) -> dict[str, Any]:
    """One comment."""
    at = datetime.fromtimestamp(post.at, UTC).isoformat().replace("+00:00", "Z")
    snippet = {
        "videoId": VIDEO,
        "textOriginal": post.text,
        "textDisplay": post.markup,
        "authorDisplayName": post.author,
        "authorChannelId": {"value": f"UC{post.author}"},
        "authorChannelUrl": "http://www.youtube.com/channel/UC",
        "likeCount": 2,
        "publishedAt": at,
        "updatedAt": at,
    }
    if post.parent not in (None, 1):
        snippet["parentId"] = post_id(post.parent or 1)
    return {"kind": "youtube#comment", "id": post_id(post.id), "snippet": snippet}


def _thread(post: Said, replies: list[Any]) -> dict[str, Any]:
    if post.parent != 1:
        return comment(post)
    snippet = {"videoId": VIDEO, "topLevelComment": comment(post), "totalReplyCount": 3, "isPublic": True}
    return {
        "kind": "youtube#commentThread",
        "id": post_id(post.id),
        "snippet": snippet,
        "replies": {"comments": replies},
    }


def _threads(said: list[Said], folder: Path) -> list[Path]:
    items = below(said, _thread)
    threads = [item for item in items if item["kind"] == "youtube#commentThread"]
    replies = [item for item in items if item["kind"] == "youtube#comment"]
    pages = {"threads": threads, "replies": replies}
    return [
        written(folder / f"{name}.json", {"kind": f"youtube#comment{name}", "items": items})
        for name, items in pages.items()
    ]


def _comments(said: list[Said], folder: Path) -> list[Path]:
    return [written(folder / "comments.json", [comment(post) for post in said])]


EXPORTS = (
    Export("youtube_threads", "youtube", _threads, post_id, root_stands_in=True, deepest=2),
    Export("youtube_comments", "youtube", _comments, post_id, root_stands_in=True, deepest=2),
)
