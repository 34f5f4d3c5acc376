"""Slack: the day of a channel, in which replies answer the message that began their thread."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.sources.exports.export import START, Export, Said, written


def stamp(number: int) -> str:
    """The time of a message, which is its name."""
    return f"{START + 60 * number}.000100"


def post_id(number: int) -> str:
    """The channel and the time."""
    return f"general/{stamp(number)}"


def _message(post: Said) -> dict[str, Any]:
    thread = stamp(post.parent if post.parent is not None else post.id)
    return {"type": "message", "user": f"U{post.author}", "text": post.text, "ts": stamp(post.id), "thread_ts": thread}


def _days(said: list[Said], folder: Path) -> list[Path]:
    export = folder / "export"
    (export / "general").mkdir(parents=True, exist_ok=True)
    written(export / "users.json", [{"id": f"U{name}", "name": name} for name in ("ann", "ben", "cleo")])
    written(export / "general" / "2020-09-13.json", [_message(post) for post in said])
    return [export]


EXPORTS = (Export("slack_days", "slack", _days, post_id, deepest=1, marks=("<", "&")),)
