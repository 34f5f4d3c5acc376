"""ConvoKit: a corpus folder of one conversation, in the present form and in the older one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.sources.exports.export import Export, Said, written, written_lines


def _utterance(post: Said) -> dict[str, Any]:
    return {
        "id": str(post.id),
        "conversation_id": "1",
        "speaker": post.author,
        "text": post.text,
        "reply-to": None if post.parent is None else str(post.parent),
        "timestamp": post.at,
        "meta": {},
        "vectors": [],
    }


def _corpus(said: list[Said], folder: Path) -> list[Path]:
    corpus = folder / "corpus"
    corpus.mkdir(exist_ok=True)
    written_lines(corpus / "utterances.jsonl", map(_utterance, said))
    written(corpus / "speakers.json", {post.author: {"meta": {}, "vectors": []} for post in said})
    written(corpus / "conversations.json", {"1": {"meta": {"title": "T"}, "vectors": []}})
    return [corpus]


def _older(said: list[Said], folder: Path) -> list[Path]:
    corpus = folder / "older"
    corpus.mkdir(exist_ok=True)
    records = [_utterance(post) for post in said]
    for record in records:
        record |= {"root": record.pop("conversation_id"), "user": record.pop("speaker")}
        record["reply_to"] = record.pop("reply-to")
    written(corpus / "utterances.json", records)
    return [corpus]


EXPORTS = (
    Export("convokit_corpus", "convokit", _corpus),
    Export("convokit_older", "convokit", _older),
)
