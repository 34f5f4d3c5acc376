"""A ConvoKit corpus folder: https://convokit.cornell.edu/documentation/data_format.html."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from generator import __version__
from generator.exporting.item import Item, rows

NOBODY = "[deleted]"  # who speaks where that is unknown, as in ConvoKit's own Reddit corpora
# What ConvoKit has no place of its own for.
META = (
    "like_count", "share_count", "declared_reply_count", "edit_count", "lang", "kind", "state", "quoted_id",
    "vanished_at", "url",
)  # fmt: skip
SPEAKER_META = ("role", "role_source", "follower_count", "is_organisation")


def files(item: Item) -> dict[str, bytes]:
    """The corpus: one utterance a post, in order of time; one conversation. A post never seen has no words."""
    utterances = [_utterance(post, item.root_id) for post in rows(item.posts)]
    speakers: dict[str, dict[str, Any]] = {author["author_id"]: _speaker(author, item) for author in rows(item.authors)}
    if any(each["speaker"] == NOBODY for each in utterances):
        speakers[NOBODY] = {"meta": {}, "vectors": []}
    conversations: dict[str, dict[str, Any]] = {item.root_id: {"meta": _about(item), "vectors": []}}
    corpus = {"name": item.thread.slug, "made_by": f"Disconnections {__version__}"}
    index = {
        "utterances-index": _index(each["meta"] for each in utterances),
        "speakers-index": _index(each["meta"] for each in speakers.values()),
        "conversations-index": _index(each["meta"] for each in conversations.values()),
        "overall-index": _index([corpus]),
        "version": 1,
        "vectors": [],
    }
    return {
        "utterances.jsonl": b"".join(_json(each) for each in utterances),
        "speakers.json": _json(dict(sorted(speakers.items()))),
        "conversations.json": _json(conversations),
        "corpus.json": _json(corpus),
        "index.json": _json(index),
    }


def _utterance(post: dict[str, Any], root_id: str) -> dict[str, Any]:
    return {
        "id": post["post_id"],
        "conversation_id": root_id,
        "text": post["text"] or "",
        "speaker": post["author_id"] or NOBODY,
        "meta": {name: post[name] for name in META if post[name] not in (None, "")},
        "reply-to": post["parent_id"],
        "timestamp": _seconds(post["published_at"]),
        "vectors": [],
    }


def _speaker(author: dict[str, Any], item: Item) -> dict[str, Any]:
    known = {name: author[name] for name in SPEAKER_META if author[name] not in (None, "")}
    return {"meta": {"shown_name": item.names[author["author_id"]]} | known, "vectors": []}


def _about(item: Item) -> dict[str, Any]:
    thread, declared = item.thread, item.capture.declared_reply_count
    said = {"title": thread.title, "platform": thread.platform, "url": thread.url, "captured_at": thread.captured_at}
    told = {name: value for name, value in said.items() if value}
    return told | {"constructed": thread.constructed} | ({} if declared is None else {"declared_reply_count": declared})


def _seconds(moment: str | None) -> int | float | None:
    """Seconds since 1970, whole where they are."""
    if moment is None:
        return None
    seconds = datetime.fromisoformat(moment).timestamp()
    return int(seconds) if seconds.is_integer() else seconds


def _index(metas: Iterable[dict[str, Any]]) -> dict[str, list[str]]:
    """The types of each key, as ConvoKit lists them."""
    found: dict[str, set[str]] = {}
    for meta in metas:
        for name, value in meta.items():
            found.setdefault(name, set()).add(str(type(value)))
    return {name: sorted(types) for name, types in sorted(found.items())}


def _json(value: Any) -> bytes:
    # In ASCII, as ConvoKit opens files in the encoding of the machine it runs on.
    return (json.dumps(value, allow_nan=False) + "\n").encode("ascii")
