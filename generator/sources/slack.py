"""Slack: an export, as a folder or zip archive (users.json, channels.json, a folder of day files per channel).

One record is one message (https://slack.com/help/articles/220556107). Messages with a `thread_ts` other than their own
time stand in that message's thread, and are placed below it, as Slack does not say which of the thread's messages
they answer; any other begins a thread. What a channel says of itself ("has joined") is no post.
"""

from __future__ import annotations

import html as entities
import re
from collections.abc import Iterator
from pathlib import PurePath
from typing import Any

from generator.errors import InputError
from generator.model import PLACED
from generator.sources.builder import Builder
from generator.sources.emoji import with_emoji
from generator.sources.forest import Forest, route_of
from generator.sources.reading import Document

LOOKS_FOR = "a Slack export (a folder or zip with users.json and day files such as general/2024-05-01.json)"
# A day given without its folder is of a channel without a name.
_DAY = re.compile(r"(?:^|(?:^|/)([^/]+)/)\d{4}-\d{2}-\d{2}\.json$")
_SPOKEN = (None, "", "thread_broadcast", "bot_message", "me_message", "file_share", "file_comment", "reply_broadcast")
_REMARK = "Slack says which thread a message is in, not which message it answers: all stand below the first."
_MARK = re.compile(r"<([@#!]?)([^<>|]*)(?:\|([^<>]*))?>")
_NO_NAME = "channel"
Handles = dict[str, str]


def recognises(documents: list[Document]) -> bool:
    """Whether day files are among the files, and what they hold are messages."""
    days = [each for each in documents if _DAY.search(each.name) and each.looks_like_json]
    return any('"ts"' in each.head and '"type"' in each.head for each in days)


def forest(documents: list[Document], mapping: dict[str, str] | None = None) -> Forest:
    """The threads of all channels."""
    builder = Builder()
    builder.remark = _REMARK
    handles: Handles = {}
    for document in documents:
        if document.base_name == "users.json":
            _take_users(builder, document, handles)
    days = [(day[1] or _NO_NAME, document) for document in documents if (day := _DAY.search(document.name))]
    # A mention may come before the first message that says who is meant.
    for _, document in days:
        for message in _messages(document):
            _learn(message, handles)
    for channel, document in days:
        for number, message in enumerate(_messages(document)):
            _take(builder, message, channel, handles, f"{document.name} [{number}]")
    return builder.forest(platform="slack", route=_route(documents))


def _messages(document: Document) -> Iterator[Any]:
    """The messages of a day, read anew each time, as years of them would fill the memory."""
    if not document.head.lstrip().startswith("["):
        raise InputError(f"{document.name} should be a list of messages, as the days of a Slack export are.")
    yield from document.items("item")


def _route(documents: list[Document]) -> str:
    """The channels, as a year of days would fill a page."""
    channels = sorted({day[1] or _NO_NAME for each in documents if (day := _DAY.search(each.name))})
    days = sum(bool(_DAY.search(each.name)) for each in documents)
    return f"file: {', '.join(channels)} ({days} day{'' if days == 1 else 's'})" if channels else route_of(documents)


def _take_users(builder: Builder, document: Document, handles: Handles) -> None:
    for user in document.json if isinstance(document.json, list) else ():
        if isinstance(user, dict) and isinstance(user.get("id"), str):
            handle = handles[user["id"]] = _named(user.get("name")) or user["id"]
            said = _object(user.get("profile"))
            builder.author(
                handle,
                name=user.get("real_name") or said.get("real_name") or said.get("display_name"),
                description=said.get("title"),
                role="bot" if user.get("is_bot") is True else None,
            )


def _take(builder: Builder, message: Any, channel: str, handles: Handles, place: str) -> None:
    if not isinstance(message, dict) or message.get("type") != "message":
        builder.reject(place, "not a message")
        return
    subtype, ts, thread_ts = message.get("subtype"), message.get("ts"), message.get("thread_ts")
    if subtype not in (*_SPOKEN, "tombstone"):
        builder.reject(place, f"what the channel says of itself, not a post ({str(subtype)[:40]})")
        return
    if not isinstance(ts, str) or not ts:
        builder.reject(place, "ts is missing")
        return
    text, replies, reactions = message.get("text"), message.get("reply_count"), message.get("reactions")
    if type(replies) is int:
        builder.about(f"{channel}/{ts}", declared=replies)
    in_thread = isinstance(thread_ts, str) and thread_ts not in ("", ts)
    builder.add(
        {
            "post_id": f"{channel}/{ts}",
            "parent_id": f"{channel}/{thread_ts}" if in_thread else None,
            "kind": PLACED if in_thread else None,
            "author_id": _author(builder, message, handles),
            "published_at": ts,
            "text": _words(text or _attached(message), handles) if text is None or isinstance(text, str) else text,
            "like_count": _sum(reactions),
            "declared_reply_count": replies if type(replies) is int else None,
            "state": "deleted" if subtype == "tombstone" else None,
            "edit_count": 1 if isinstance(message.get("edited"), dict) else 0,
        },
        place,
    )


def _learn(message: Any, handles: Handles) -> None:
    """Note the name of who wrote a message, where the list of people lacks it."""
    if isinstance(message, dict) and (number := _number(message)):
        name = _named(_object(message.get("user_profile")).get("name"))
        if name:
            handles.setdefault(number, name)


def _number(message: dict[str, Any]) -> str:
    """The id of who wrote a message; "" where unknown."""
    return next((each for name in ("user", "bot_id", "username") if (each := _named(message.get(name)))), "")


def _author(builder: Builder, message: dict[str, Any], handles: Handles) -> str | None:
    number = _number(message)
    if not number:
        return None
    said = _object(message.get("user_profile"))
    name = said.get("real_name") or said.get("display_name") or _object(message.get("bot_profile")).get("name")
    is_bot = not message.get("user") and bool(message.get("bot_id") or message.get("subtype") == "bot_message")
    return builder.author(handles.get(number, number), name=name, role="bot" if is_bot else None)


def _object(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _named(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""


def _words(text: str, handles: Handles) -> str:
    """The words as they are shown: mentions by handle, links by their label or address."""

    def shown(match: re.Match[str]) -> str:
        kind, inside, label = match[1], match[2], match[3]
        if kind == "@":
            return f"@{handles.get(inside, label or inside)}"
        if kind == "#":
            return f"#{label or inside}"
        if kind == "!":
            return f"@{PurePath(inside.split('^')[0]).name}"
        return f"{label} ({inside})" if label and label not in inside else inside

    return entities.unescape(with_emoji(_MARK.sub(shown, text)))


def _attached(message: dict[str, Any]) -> str:
    """The words of what a programme attached to a message that has none of its own."""
    attachments = message.get("attachments")
    parts = [_object(each) for each in attachments] if isinstance(attachments, list) else []
    return "\n\n".join(said for each in parts if (said := _named(each.get("text")) or _named(each.get("fallback"))))


def _sum(reactions: Any) -> int:
    counts = [each.get("count") for each in reactions if isinstance(each, dict)] if isinstance(reactions, list) else []
    return sum(count for count in counts if type(count) is int)
