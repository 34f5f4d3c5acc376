"""Zulip: one topic, as a list of messages of an archive or as an answer of `GET /messages`.

One record is one message (https://zulip.com/api/get-messages). A topic is one thread: a message that quotes or links
one of the topic's messages answers it, any other answers the first.
"""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import Any
from urllib.parse import unquote

from generator.errors import InputError
from generator.sources.builder import Builder
from generator.sources.forest import Forest, route_of
from generator.sources.reading import Document

LOOKS_FOR = "a Zulip topic (a list of messages with content, sender_full_name and timestamp)"
_NEAR = re.compile(r"#narrow/[^\s\"')]*?/(?:near|with)/(\d+)")
# "@**Name**" in what was written, a span in what is rendered; the name alone is found by the pseudonyms.
_MENTION = re.compile(r"@_?\*\*([^*|]+)(?:\|\d+)?\*\*|(<span class=\"user-mention[^\"]*\"[^>]*>)@")


def recognises(documents: list[Document]) -> bool:
    """Whether every file is a list of messages."""
    return all(
        each.looks_like_json
        and not each.looks_like_json_lines
        and '"sender_full_name"' in each.head
        and any(_is_message(message) for message in _messages(each))
        for each in documents
    )


def forest(documents: list[Document], mapping: dict[str, str] | None = None) -> Forest:
    """The topic; several files are read as pages of one."""
    builder = Builder()
    placed = [
        (f"{document.name} [{number}]", message)
        for document in documents
        for number, message in enumerate(_messages(document))
    ]
    ids = {message["id"] for _, message in placed if _is_message(message) and type(message["id"]) is int}
    if not ids:
        raise InputError(f"{route_of(documents)}: no message has an id, so there is no topic in it.")
    first = min(ids)
    topics = {str(message.get("subject")) for _, message in placed if _is_message(message) and message.get("subject")}
    if len(topics) > 1:
        raise InputError(f"{route_of(documents)} holds {len(topics)} topics; give the messages of one.")
    for place, message in placed:
        _take(builder, message, place, ids, first)
    builder.about(first, title=next(iter(topics), "") or _topic(documents[0].base_name))
    return builder.forest(platform="zulip", route=route_of(documents), root_id=first)


def _messages(document: Document) -> list[Any]:
    value = document.json
    inside = value.get("messages") if isinstance(value, dict) else value
    return inside if isinstance(inside, list) else []


def _is_message(value: Any) -> bool:
    return isinstance(value, dict) and {"id", "content", "sender_full_name"} <= value.keys()


def _topic(name: str) -> str:
    """The topic in the name of an archive's file, "113488-general__Some.20topic.json"."""
    _, _, topic = PurePath(name).stem.rpartition("__")
    return unquote(re.sub(r"\.([0-9A-F]{2})", r"%\1", topic)) if topic else ""


def _take(builder: Builder, message: Any, place: str, ids: set[int], first: int) -> None:
    if not _is_message(message):
        builder.reject(place, "not a message with id, content and sender_full_name")
        return
    content, number = message["content"], message["id"]
    author_id = builder.author(message.get("sender_full_name"), name=message.get("sender_full_name"))
    if isinstance(content, str):
        content = _MENTION.sub(lambda found: found[1] or found[2], _without_formulas(content))
    is_markup = message.get("content_type", "text/html") == "text/html"
    reactions, edits = message.get("reactions"), message.get("edit_history")
    builder.add(
        {
            "post_id": number,
            "parent_id": None if number == first else _answered(content, number, ids) or first,
            "author_id": author_id,
            "published_at": message.get("timestamp"),
            "html": content if is_markup else None,
            "text": None if is_markup and content else content,
            "like_count": len(reactions) if isinstance(reactions, list) else None,
            "edit_count": len(edits) if isinstance(edits, list) else None,
        },
        place,
    )


def _without_formulas(content: str) -> str:
    """The markup with each formula as TeX: drawn, one takes hundreds of tags."""
    if "katex" not in content:
        return content
    from selectolax.lexbor import LexborHTMLParser  # few topics have formulas

    tree = LexborHTMLParser(content)
    for node in tree.css(".katex"):
        annotation = node.css_first("annotation")
        node.replace_with(f"${annotation.text().strip()}$" if annotation else node.text())
    return tree.body.inner_html or "" if tree.body else ""


def _answered(content: Any, number: Any, ids: set[int]) -> int | None:
    """The message of the topic that is quoted or linked first, if it is an earlier one."""
    for found in _NEAR.findall(content) if isinstance(content, str) else ():
        target = int(found) if len(found) < 19 else 0
        if target in ids and type(number) is int and target < number:
            return target
    return None
