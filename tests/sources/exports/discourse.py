"""Discourse: the page of a topic, and a list of posts."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.sources.exports.export import Export, Said, written


def post_id(number: int) -> str:
    """The topic with the number of the post in it."""
    return f"7/{number}"


def post_of(post: Said) -> dict[str, Any]:
    """A post of topic 7."""
    return {
        "id": 100 + post.id,
        "topic_id": 7,
        "post_number": post.id,
        "post_type": 1,
        "username": post.author,
        "cooked": post.markup,
        "reply_to_post_number": post.parent,
        "created_at": datetime.fromtimestamp(post.at, UTC).isoformat(),
        "actions_summary": [],
    }


def _topic(said: list[Said], folder: Path) -> list[Path]:
    topic = {"id": 7, "title": "T", "posts_count": 9, "post_stream": {"posts": [post_of(post) for post in said]}}
    return [written(folder / "topic.json", topic)]


def _posts(said: list[Said], folder: Path) -> list[Path]:
    return [written(folder / "posts.json", {"latest_posts": [post_of(post) for post in said]})]


EXPORTS = (
    Export("discourse_topic", "discourse", _topic, post_id, html=True),
    Export("discourse_posts", "discourse", _posts, post_id, html=True),
)
