"""Mastodon: statuses as a list, and as the context of the first one."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.sources.exports.export import Export, Said, written, written_lines


def status(post: Said) -> dict[str, Any]:
    """One status."""
    return {
        "id": str(100 + post.id),
        "in_reply_to_id": None if post.parent is None else str(100 + post.parent),
        "created_at": datetime.fromtimestamp(post.at, UTC).isoformat(),
        "content": post.markup,
        "visibility": "public",
        "url": f"https://a.example/@{post.author}/{100 + post.id}",
        "replies_count": 1,
        "favourites_count": 2,
        "account": {"id": "7", "acct": post.author, "display_name": post.author.title(), "followers_count": 3},
        "mentions": [],
    }


def _list(said: list[Said], folder: Path) -> list[Path]:
    return [written(folder / "statuses.json", [status(post) for post in said])]


def _context(said: list[Said], folder: Path) -> list[Path]:
    roots = [post for post in said if post.parent is None]
    replies = [post for post in said if post.parent is not None]
    context = {"ancestors": [], "descendants": [status(post) for post in replies]}
    files = [written(folder / f"status{n}.json", status(post)) for n, post in enumerate(roots)]
    return [*files, written(folder / "context.json", context)]


def _lines(said: list[Said], folder: Path) -> list[Path]:
    return [written_lines(folder / "statuses.jsonl", map(status, said))]


def _post_id(number: int) -> str:
    return str(100 + number)


EXPORTS = (
    Export("mastodon_list", "mastodon", _list, _post_id, html=True),
    Export("mastodon_lines", "mastodon", _lines, _post_id, html=True, lines=True),
    Export("mastodon_context", "mastodon", _context, _post_id, html=True),
)
