"""Zulip: the messages of one topic; a reply links what it answers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.sources.exports.export import Export, Said, written


def _message(post: Said) -> dict[str, Any]:
    return {"id": post.id, "sender_full_name": post.author, "timestamp": post.at, "content": post.markup}


def _topic(said: list[Said], folder: Path) -> list[Path]:
    return [written(folder / "topic.json", [_message(post) for post in said])]


EXPORTS = (Export("zulip_topic", "zulip", _topic, needs_root=True, deepest=1, html=True),)
