"""X/Twitter v1.1: JSON Lines, and a folder with the tree of ids."""

from __future__ import annotations

import html
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.sources.exports.export import Export, Said, below, written, written_lines


def _tweet(post: Said) -> dict[str, Any]:
    return {
        "id": post.id,
        "id_str": str(post.id),
        "text": html.escape(post.text, quote=False),
        "user": {"id_str": "7", "screen_name": post.author, "name": "A", "followers_count": 3},
        "created_at": datetime.fromtimestamp(post.at, UTC).strftime("%a %b %d %H:%M:%S +0000 %Y"),
        "in_reply_to_status_id_str": None if post.parent is None else str(post.parent),
        "favorite_count": 2,
    }


def _lines(said: list[Said], folder: Path) -> list[Path]:
    return [written_lines(folder / "tweets.jsonl", map(_tweet, said))]


def _folder(said: list[Said], folder: Path) -> list[Path]:
    (folder / "replies").mkdir(exist_ok=True)
    for number, post in enumerate(said):
        written(folder / "replies" / f"{number}.json", _tweet(post))
    edges = below(sorted(set(said), key=lambda post: post.id), lambda post, below: (str(post.id), below))
    written(folder / "structure.json", {} if not edges else _nested(edges))
    return [folder]


def _nested(edges: list[Any]) -> dict[str, Any]:
    return {number: _nested(below) or [] for number, below in edges}


EXPORTS = (
    Export("twitter_v1_lines", "twitter_v1", _lines, lines=True),
    Export("twitter_v1_folder", "twitter_v1", _folder, whole=True),
)
