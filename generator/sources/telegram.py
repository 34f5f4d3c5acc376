"""Telegram Desktop: `result.json` of one chat, or of all chats.

One record is one message (https://core.telegram.org/import-export). A message answers the one in
`reply_to_message_id`; any other begins a thread, as does one that answers something in another chat. Service messages
("joined the group") are no posts. What was forwarded stands as a quotation, as it is somebody else's words.
"""

from __future__ import annotations

import html as entities
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from generator.errors import InputError
from generator.sources.builder import Builder
from generator.sources.forest import Forest, route_of
from generator.sources.reading import Document

LOOKS_FOR = "a Telegram export (result.json: name, type, messages)"
_CHAT = re.compile(r'"id"\s*:\s*(\d{1,20})')
_TAGS = {
    "bold": "strong",
    "italic": "em",
    "strikethrough": "del",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
}


def recognises(documents: list[Document]) -> bool:
    """Whether one of the files is an export; pictures and other files of its folder may lie beside it."""
    return any(_may_be(each) for each in documents)


def forest(documents: list[Document], mapping: dict[str, str] | None = None) -> Forest:
    """The threads of all chats; raises InputError where the export has lost the ids of its messages."""
    builder = Builder()
    exports = [each for each in documents if _may_be(each)]
    shared: Counter[str] = Counter()
    for document in exports:
        for chat, place, message in _messages(document):
            if isinstance(message, dict):
                shared[f"{chat}/{message.get('id')}"] += 1
            _take(builder, message, chat, f"{document.name} {place}")
    name, count = max(shared.items(), key=lambda pair: pair[1], default=("", 0))
    if count > 2 and count > len(shared):
        raise InputError(
            f"{route_of(exports)}: {count} messages share the id {name.rpartition('/')[2]}, so nobody can tell which "
            "answers which; export the chat again, with its own ids."
        )
    return builder.forest(platform="telegram", route=route_of(exports))


def _may_be(document: Document) -> bool:
    head = document.head
    return (
        document.looks_like_json
        and not document.looks_like_json_lines
        and '"messages"' in head
        and ('"date_unixtime"' in head or '"from_id"' in head or '"text_entities"' in head)
    )


def _messages(document: Document) -> Iterator[tuple[str, str, Any]]:
    """Every message with its chat and place; a big file is read as a stream."""
    if '"chats"' not in document.head:
        stated = _CHAT.search(document.head.partition('"messages"')[0])
        for number, message in enumerate(document.items("messages.item")):
            yield stated[1] if stated else "chat", f"messages[{number}]", message
        return
    for name in ("chats", "left_chats"):
        for place, chat in enumerate(document.items(f"{name}.list.item")):
            messages = chat.get("messages") if isinstance(chat, dict) else None
            for number, message in enumerate(messages if isinstance(messages, list) else []):
                yield str(chat.get("id", place)), f"{name}[{place}].messages[{number}]", message


def _take(builder: Builder, message: Any, chat: str, place: str) -> None:
    if not isinstance(message, dict):
        builder.reject(place, "not an object")
        return
    if message.get("action") == "topic_created":
        builder.about(f"{chat}/{message.get('id')}", title=message.get("title"))
    if message.get("type") != "message":
        builder.reject(place, f"a service message, not a post ({str(message.get('action'))[:40]})")
        return
    number, answered = message.get("id"), message.get("reply_to_message_id")
    if type(number) is not int:
        builder.reject(place, "id is missing" if number is None else f"id is not a whole number: {str(number)[:40]!r}")
        return
    reactions = message.get("reactions")
    author_id = builder.author(message.get("from_id") or message.get("from"), name=message.get("from"))
    elsewhere = message.get("reply_to_peer_id") is not None
    markup = _markup(message.get("text") or message.get("sticker_emoji") or "")
    if markup is None:
        builder.reject(place, f"text is neither text nor a list: {str(message.get('text'))[:40]!r}")
        return
    builder.add(
        {
            "post_id": f"{chat}/{number}",
            "parent_id": f"{chat}/{answered}" if type(answered) is int and not elsewhere else None,
            "author_id": author_id,
            "published_at": message.get("date_unixtime") or message.get("date"),
            "html": f"<blockquote>{markup}</blockquote>" if message.get("forwarded_from") and markup else markup,
            "like_count": _sum(reactions),
            "edit_count": 1 if message.get("edited") or message.get("edited_unixtime") else 0,
        },
        place,
    )


def _markup(text: Any) -> str | None:
    """The words with their markup; None where they are no text."""
    if isinstance(text, str):
        text = [text]
    if not isinstance(text, list):
        return None
    pieces = []
    for part in text:
        words = part.get("text") if isinstance(part, dict) else part
        if not isinstance(words, str):
            continue
        kind = part.get("type") if isinstance(part, dict) else None
        if kind == "mention_name" and isinstance(part.get("user_id"), int):
            words = f"@user{part['user_id']}"
        escaped = entities.escape(words, quote=False)
        if kind in _TAGS:
            escaped = f"<{_TAGS[kind]}>{escaped}</{_TAGS[kind]}>"
        elif kind in ("link", "text_link"):
            escaped = f'<a href="{entities.escape(str(part.get("href") or words))}">{escaped}</a>'
        pieces.append(escaped)
    whole = "".join(pieces)
    return "<p>" + whole.replace("\n\n", "</p><p>").replace("\n", "<br>") + "</p>" if whole.strip() else ""


def _sum(reactions: Any) -> int | None:
    if not isinstance(reactions, list):
        return None
    counts = [each.get("count") for each in reactions if isinstance(each, dict)]
    return sum(count for count in counts if type(count) is int)
