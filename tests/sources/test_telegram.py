"""Telegram: replies, service messages, entities, forwarded messages, many chats."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from generator.errors import InputError
from generator.sources import read
from tests.sources.reading import only_thread
from tests.sources.test_sources import THREADS


def message(number: int, text: Any = "words", **fields: object) -> dict[str, Any]:
    """A message of Ann Ash."""
    made = {"id": number, "type": "message", "date_unixtime": str(1_700_000_000 + number), "from": "Ann Ash",
            "from_id": "user77", "text": text}  # fmt: skip
    return {**made, **fields}


def export(tmp_path: Path, *messages: Any, **fields: object) -> Path:
    """The export of a chat with these messages."""
    path = tmp_path / "result.json"
    path.write_text(
        json.dumps({"name": "T", "type": "private_group", "id": 9, "messages": messages, **fields}), "utf-8"
    )
    return path


def test_replies_and_service_messages(tmp_path: Path) -> None:
    """A reply hangs below what it answers; one to another chat begins a thread; service messages are rejected."""
    forest = read([export(
        tmp_path, {"id": 1, "type": "service", "action": "invite_members", "date_unixtime": "1700000000"}, message(2),
        message(3, reply_to_message_id=2, edited_unixtime="1700000100"),
        message(4, reply_to_message_id=2, reply_to_peer_id="channel5"), "nonsense",
    )])  # fmt: skip
    held = {post.post_id: (post.parent_id, post.edit_count) for posts in forest.trees.values() for post in posts}
    assert held == {"9/2": (None, 0), "9/3": ("9/2", 1), "9/4": (None, 0)}
    assert [each.reason for each in forest.builder.rejections] == [
        "a service message, not a post (invite_members)", "not an object",
    ]  # fmt: skip


def test_entities(tmp_path: Path) -> None:
    """Text in pieces becomes one text with its markup; a person meant by name is meant by handle."""
    text = ["See ", {"type": "bold", "text": "this"}, " ", {"type": "text_link", "text": "page", "href": "https://a.org/"},
            "\n\n", {"type": "mention_name", "text": "Ann", "user_id": 77}, " <b>"]  # fmt: skip
    post = only_thread([export(tmp_path, message(1, text))]).posts[0]
    assert post.text == "See this page\n\n@user77 <b>"
    assert post.html == (
        '<p>See <strong>this</strong> <a href="https://a.org/" rel="nofollow noopener">page</a></p>'
        "<p>@user77 &lt;b&gt;</p>"
    )


def test_forwarded_and_stickers(tmp_path: Path) -> None:
    """A forwarded message is a quotation; a sticker is its emoji; reactions are likes."""
    likes = [{"type": "emoji", "count": 2, "emoji": "👍"}, {"type": "emoji", "count": 1, "emoji": "❤"}]
    forest = read([export(
        tmp_path, message(1, "News.", forwarded_from="Somebody"), message(2, "", sticker_emoji="😂", reactions=likes),
    )])  # fmt: skip
    first, second = forest.trees["9/1"][0], forest.trees["9/2"][0]
    assert first.html == "<blockquote><p>News.</p></blockquote>"
    assert (second.text, second.like_count) == ("😂", 3)


def test_topics_and_chats(tmp_path: Path) -> None:
    """In a forum each topic is a thread with its title; of an export of everything each chat is kept apart."""
    topic = {"id": 1, "type": "service", "action": "topic_created", "title": "Damp", "date_unixtime": "1700000000"}
    built = only_thread([export(tmp_path, topic, message(2, reply_to_message_id=1), message(3, reply_to_message_id=1))])
    assert (built.title, built.capture.placeholders) == ("Damp", 1)
    chats = [{"id": number, "messages": [message(1)]} for number in (5, 6)]
    (tmp_path / "all.json").write_text(json.dumps({"chats": {"list": chats}}), "utf-8")
    assert set(read([tmp_path / "all.json"]).root_ids) == {"5/1", "6/1"}


def test_lost_ids_are_refused() -> None:
    """An export whose messages all bear one id tells nobody what answers what, and is refused with that reason."""
    path = THREADS / "telegram" / "sample_result.json"
    if not path.exists():
        pytest.skip(f"{path.name} is not here")
    with pytest.raises(InputError, match="256 messages share the id 69420"):
        read([path])
