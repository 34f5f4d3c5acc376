"""Zulip: topics, as lists of messages of an archive or as answers of `GET /messages`.

One record is one message (https://zulip.com/api/get-messages). A topic is one thread: a message that quotes or links
an earlier message of the topic answers it, any other is placed below the first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import PurePath
from typing import Any
from urllib.parse import unquote

from generator.errors import InputError
from generator.model import PLACED
from generator.sources.builder import Builder
from generator.sources.emoji import emoji_numbered
from generator.sources.forest import Forest, route_of
from generator.sources.reading import Document

LOOKS_FOR = "a Zulip topic (a list of messages with content, sender_full_name and timestamp)"
_REMARK = (
    "Zulip says which topic a message is in; which message it answers is known only where it quotes or links one, and "
    "all others stand below the first."
)
_NEAR = re.compile(r"#narrow/[^\s\"')]*?/(?:near|with)/(\d{1,18})")
# "@**Name**" in what was written, a span in what is rendered.
_MENTION = re.compile(
    r"@_?\*\*([^*|]+)(?:\|\d+)?\*\*"
    r"|<span class=\"user-mention[^\"]*\"(?: data-user-id=\"(\d+)\")?[^>]*>@?([^<]*)</span>"
)
_EMOJI = re.compile(r"<span\b[^>]*?class=\"emoji emoji-([0-9a-f-]{2,40})\"[^>]*>[^<]*</span>")
# Highlighted code is hundreds of spans, of which nothing is kept.
_SPAN = re.compile(r"</?span\b[^>]*>")
_NOTICES = "Notification Bot"  # who tells that messages were moved or a topic was closed
_NO_NAME = re.compile(r"[^\w-]+")


@dataclass
class _Topic:
    """One topic: its messages are placed below the first."""

    title: str
    ids: set[int] = field(default_factory=set)

    @cached_property
    def first(self) -> str:
        """The first message, as one text for all that stand below it."""
        return str(min(self.ids))


@dataclass
class _Names:
    """Who is called what, as a mention writes it: names of two people carry the number too."""

    numbers: dict[str, set[Any]] = field(default_factory=dict)

    def learn(self, name: Any, number: Any) -> None:
        if isinstance(name, str):
            self.numbers.setdefault(name.strip(), set()).add(number if isinstance(number, int) else None)

    def handle(self, name: Any, number: Any = None) -> Any:
        """A name as one word, as only such are told from the words around them."""
        if not isinstance(name, str):
            return name
        name = name.strip()
        word = _NO_NAME.sub(".", name).strip(".-")
        if not word:
            return name
        return f"{word}.{number}" if number is not None and len(self.numbers.get(name, ())) > 1 else word


def recognises(documents: list[Document]) -> bool:
    """Whether every JSON file is a list of messages."""
    theirs = [each for each in documents if each.looks_like_json]
    return bool(theirs) and all(
        not each.looks_like_json_lines
        and '"sender_full_name"' in each.head
        and any(_is_message(message) for message in _messages(each))
        for each in theirs
    )


def forest(documents: list[Document], mapping: dict[str, str] | None = None) -> Forest:
    """The topics; files whose messages name their topic are pages, any other file is a topic of its own."""
    builder = Builder()
    builder.remark = _REMARK
    documents = [each for each in documents if each.looks_like_json]
    topics: dict[Any, _Topic] = {}
    names = _Names()
    for document in documents:
        for message in _messages(document):
            key, title = _topic_of(message, document)
            if _is_message(message) and type(message["id"]) is int and message["sender_full_name"] != _NOTICES:
                topics.setdefault(key, _Topic(title)).ids.add(message["id"])
                names.learn(message["sender_full_name"], message.get("sender_id"))
    if not topics:
        raise InputError(f"{route_of(documents)}: no message has an id, so there is no topic in it.")
    for document in documents:
        for number, message in enumerate(_messages(document)):
            key, _ = _topic_of(message, document)
            _take(builder, message, f"{document.name} [{number}]", topics.get(key), names)
    for topic in topics.values():
        builder.about(topic.first, title=topic.title)
    only = next(iter(topics.values())).first if len(topics) == 1 else None
    return builder.forest(platform="zulip", route=route_of(documents), root_id=only)


def _messages(document: Document) -> Iterator[Any]:
    """The messages of a file, read anew each time, as the archive of a channel would fill the memory."""
    yield from document.items("item" if document.head.lstrip().startswith("[") else "messages.item")


def _is_message(value: Any) -> bool:
    return isinstance(value, dict) and {"id", "content", "sender_full_name"} <= value.keys()


def _topic_of(message: Any, document: Document) -> tuple[Any, str]:
    """What tells a topic from others, and its title."""
    subject = message.get("subject") if isinstance(message, dict) else None
    if not isinstance(subject, str) or not subject.strip():
        return document.name, _topic(document.base_name)
    stream = message.get("display_recipient")
    return (stream if isinstance(stream, str) else "", subject.casefold()), subject


def _topic(name: str) -> str:
    """The topic in the name of an archive's file, "113488-general__Some.20topic.json"."""
    topic = PurePath(name).stem.rpartition("__")[2]
    return unquote(re.sub(r"\.([0-9A-F]{2})", r"%\1", topic))


def _take(builder: Builder, message: Any, place: str, topic: _Topic | None, names: _Names) -> None:
    if _is_message(message) and message["sender_full_name"] == _NOTICES:
        builder.reject(place, "a notice of Zulip itself, not a post")
        return
    if not _is_message(message) or topic is None:
        builder.reject(place, "not a message with id, content and sender_full_name")
        return
    content, number, name = message["content"], message["id"], message["sender_full_name"]
    author_id = builder.author(names.handle(name, message.get("sender_id")), name=name)
    is_markup = message.get("content_type", "text/html") == "text/html"
    if isinstance(content, str):
        content = _plainer(content, names)
    reactions, edits = message.get("reactions"), message.get("edit_history")
    is_first = str(number) == topic.first
    answered = None if is_first else _answered(content, number, topic.ids)
    builder.add(
        {
            "post_id": number,
            "parent_id": None if is_first else answered or topic.first,
            "kind": None if is_first or answered else PLACED,
            "author_id": author_id,
            "published_at": message.get("timestamp"),
            "html": content if is_markup else None,
            "text": None if is_markup and content else content,
            "like_count": len(reactions) if isinstance(reactions, list) else None,
            "edit_count": len(edits) if isinstance(edits, list) else None,
        },
        place,
        root_id=topic.first,
    )


def _plainer(content: str, names: _Names) -> str:
    """The content with mentions by handle, emoji as such, formulas as TeX, and code without its colours."""

    def mentioned(match: re.Match[str]) -> str:
        name = match[1] or match[3] or ""
        return f"@{names.handle(name, int(match[2]) if match[2] else None)}"

    content = _MENTION.sub(mentioned, _without_formulas(content))
    if "<span" not in content:
        return content
    return _SPAN.sub("", _EMOJI.sub(lambda match: emoji_numbered(match[1].split("-")) or match[0], content))


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
        if int(found) in ids and type(number) is int and int(found) < number:
            return int(found)
    return None
