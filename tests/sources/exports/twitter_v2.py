"""X/Twitter v2: pages with their users apart, and flattened tweets."""

from __future__ import annotations

import html
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.sources.exports.export import Export, Said, written_lines


def _tweet(post: Said) -> dict[str, Any]:
    answered = [] if post.parent is None else [{"type": "replied_to", "id": str(post.parent)}]
    return {
        "id": str(post.id),
        "text": html.escape(post.text, quote=False),
        "author_id": f"u{post.author}",
        "conversation_id": "1",
        "created_at": datetime.fromtimestamp(post.at, UTC).isoformat(timespec="milliseconds"),
        "referenced_tweets": answered,
        "public_metrics": {"like_count": 2, "retweet_count": 0, "reply_count": 1},
        "edit_history_tweet_ids": [str(post.id)],
    }


def _user(post: Said) -> dict[str, Any]:
    return {"id": f"u{post.author}", "username": post.author, "name": "A", "public_metrics": {"followers_count": 3}}


def _pages(said: list[Said], folder: Path) -> list[Path]:
    pages = [
        {"data": [_tweet(post) for post in some], "includes": {"users": [_user(post) for post in some]}}
        for start in range(0, len(said), 3)
        for some in [said[start : start + 3]]
    ]
    return [written_lines(folder / "pages.jsonl", pages)]


def _flat(said: list[Said], folder: Path) -> list[Path]:
    return [written_lines(folder / "flat.jsonl", (_tweet(post) | {"author": _user(post)} for post in said))]


EXPORTS = (
    Export("twitter_v2_pages", "twitter_v2", _pages),
    Export("twitter_v2_flat", "twitter_v2", _flat, lines=True),
)
