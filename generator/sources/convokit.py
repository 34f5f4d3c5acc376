"""ConvoKit: a corpus folder (utterances, speakers, conversations).

One record is one utterance (https://convokit.cornell.edu/documentation/data_format.html), in `utterances.jsonl` or
`utterances.json`, in the present names or the older ones (user, root). Titles stand in the meta of conversations.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.errors import InputError
from generator.model import Rejection
from generator.sources.builder import Builder
from generator.sources.forest import Forest, route_of
from generator.sources.reading import Document

LOOKS_FOR = "a ConvoKit corpus folder (utterances.jsonl, speakers.json, conversations.json)"
_UTTERANCES = ("utterances.jsonl", "utterances.json")


def recognises(documents: list[Document]) -> bool:
    """Whether utterances are among the files, in the form ConvoKit gives them."""
    return any(_is_utterance(_first(each)) for each in documents if each.base_name in _UTTERANCES)


def forest(documents: list[Document], mapping: dict[str, str] | None = None) -> Forest:
    """The conversations of the corpus."""
    builder = Builder()
    details = _details(documents, ("speakers.json", "users.json"))
    conversations = _details(documents, ("conversations.json",))
    for document in documents:
        if document.base_name in _UTTERANCES:
            for place, utterance in _records(document):
                _take(builder, utterance, f"{document.name} {place}", details, conversations)
    return builder.forest(platform="convokit", route=route_of(documents))


def _first(document: Document) -> Any:
    try:
        first = document.first_json
    except InputError:
        return None
    return first[0] if isinstance(first, list) and first else first


def _is_utterance(value: Any) -> bool:
    return (
        isinstance(value, dict)
        and {"id", "text"} <= value.keys()
        and bool({"speaker", "user"} & value.keys())
        and bool({"conversation_id", "root", "reply-to", "reply_to"} & value.keys())
    )


def _records(document: Document) -> Iterator[tuple[str, Any]]:
    if document.looks_like_json_lines:
        yield from document.json_lines()
    else:
        for number, utterance in enumerate(document.items("item")):
            yield f"[{number}]", utterance


def _details(documents: list[Document], names: tuple[str, ...]) -> dict[str, dict[str, Any]]:
    """What a file says of each id: its meta, or all of it in the older form."""
    found: dict[str, dict[str, Any]] = {}
    for document in documents:
        if document.base_name in names and isinstance(document.json, dict):
            for name, value in document.json.items():
                meta = value.get("meta", value) if isinstance(value, dict) else {}
                found[name] = meta if isinstance(meta, dict) else {}
    return found


def _take(
    builder: Builder,
    utterance: Any,
    place: str,
    speakers: dict[str, dict[str, Any]],
    conversations: dict[str, dict[str, Any]],
) -> None:
    if isinstance(utterance, Rejection):
        builder.reject(place, utterance.reason)
        return
    if not isinstance(utterance, dict):
        builder.reject(place, "not an object")
        return
    speaker = utterance.get("speaker", utterance.get("user"))
    if isinstance(speaker, dict):
        speaker = speaker.get("id", speaker.get("name"))
    meta = utterance.get("meta") if isinstance(utterance.get("meta"), dict) else {}
    about = speakers.get(str(speaker), {})
    author_id = None
    if speaker not in (None, "[deleted]"):
        author_id = builder.author(
            speaker,
            name=about.get("name") or about.get("display_name"),
            description=about.get("description"),
            follower_count=about.get("follower_count"),
        )
    answered = utterance.get("reply-to", utterance.get("reply_to"))
    conversation = utterance.get("conversation_id", utterance.get("root"))
    post_id, text = utterance.get("id"), utterance.get("text")
    score = meta.get("score", meta.get("like_count")) if isinstance(meta, dict) else None
    builder.add(
        {
            "post_id": post_id,
            "parent_id": answered,
            "author_id": author_id,
            "published_at": utterance.get("timestamp"),
            "text": "" if text is None else text,
            "like_count": max(score, 0) if type(score) is int else None,
            "state": {"[deleted]": "deleted", "[removed]": "withheld"}.get(text) if isinstance(text, str) else None,
        },
        place,
        root_id=conversation,
    )
    # In some corpora a conversation has a name of its own that is no utterance's.
    title = conversations.get(str(conversation), {}).get("title")
    if answered is None and post_id is not None and title:
        builder.about(str(post_id), title=title)
