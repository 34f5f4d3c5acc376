"""Telegram: the messages of one chat, and of an account with all its chats."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.sources.exports.export import Export, Said, written


def post_id(number: int) -> str:
    """The chat and the number of a message."""
    return f"chat/{number}"


def _message(post: Said) -> dict[str, Any]:
    message = {"id": post.id, "type": "message", "date_unixtime": str(post.at), "from": post.author, "text": post.text}
    return message | {"from_id": f"user{post.author}", "reply_to_message_id": post.parent}


def _chat(said: list[Said], folder: Path) -> list[Path]:
    return [written(folder / "result.json", {"name": "T", "type": "group", "messages": [_message(x) for x in said]})]


def _account(said: list[Said], folder: Path) -> list[Path]:
    chat = {"name": "T", "type": "group", "id": 5, "messages": [_message(post) for post in said]}
    return [written(folder / "result.json", {"about": "All chats.", "chats": {"list": [chat]}})]


EXPORTS = (
    Export("telegram_chat", "telegram", _chat, post_id, copies=False),
    Export("telegram_account", "telegram", _account, lambda number: f"5/{number}", copies=False),
)
