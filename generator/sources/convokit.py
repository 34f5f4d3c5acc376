"""ConvoKit: a corpus folder (utterances, speakers, conversations).

One record is one utterance (https://convokit.cornell.edu/documentation/data_format.html), in `utterances.jsonl` or
`utterances.json`, in the present names or the older ones (user, root). Titles stand in the meta of conversations, and
what our own export adds (state, kind, role, counts) in the meta of utterances and speakers.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.errors import InputError
from generator.model import KINDS, Rejection
from generator.sources.builder import Builder
from generator.sources.forest import Forest, route_of
from generator.sources.reading import Document

LOOKS_FOR = "a ConvoKit corpus folder (utterances.jsonl, speakers.json, conversations.json)"
_UTTERANCES = ("utterances.jsonl", "utterances.json")
_GONE = {"[deleted]": "deleted", "[removed]": "withheld"}
_COUNTS = ("share_count", "declared_reply_count", "edit_count")


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
    _name_roots(builder)
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
    meta = _object(utterance.get("meta"))
    about = speakers.get(str(speaker), {})
    author_id = None
    if speaker not in (None, "[deleted]"):
        author_id = builder.author(
            speaker,
            name=about.get("name") or about.get("display_name"),
            description=about.get("description"),
            follower_count=about.get("follower_count"),
            role=about.get("role"),
            is_organisation=about.get("is_organisation"),
        )
    answered = utterance.get("reply-to", utterance.get("reply_to"))
    conversation = utterance.get("conversation_id", utterance.get("root"))
    post_id, text = utterance.get("id"), utterance.get("text")
    if meta.get("state") == "missing" and isinstance(post_id, str) and isinstance(answered, str | None):
        builder.reject(place, "stands for a post that was never seen")
        builder.known(post_id, answered)
        return
    score = meta.get("score", meta.get("like_count"))
    builder.add(
        {
            "post_id": post_id,
            "parent_id": answered,
            "author_id": author_id,
            "published_at": utterance.get("timestamp"),
            "text": "" if text is None else text,
            "lang": meta.get("lang"),
            "like_count": max(score, 0) if type(score) is int else None,
            "kind": meta.get("kind") if meta.get("kind") in KINDS else None,
            "state": _state(text, meta),
            "quoted_id": meta.get("quoted_id") if isinstance(meta.get("quoted_id"), str) else None,
        }
        | {name: meta[name] for name in _COUNTS if type(meta.get(name)) is int and meta[name] >= 0},
        place,
        root_id=conversation,
    )
    title = conversations.get(str(conversation), {}).get("title")
    if conversation is not None and title:
        builder.about(str(conversation), title=title)


def _state(text: Any, meta: dict[str, Any]) -> str | None:
    """What has become of an utterance: Reddit's words for it, or what our export says."""
    said = meta.get("state")
    return said if said in ("deleted", "withheld") else _GONE.get(text) if isinstance(text, str) else None


def _object(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _name_roots(builder: Builder) -> None:
    """Let the name of a conversation that is no utterance's mean its first utterance that answers nothing."""
    openings: dict[str, list[tuple[str, str]]] = {}
    for post_id, root_id in builder.roots.items():
        post = builder.posts.get(post_id)
        if post is not None and root_id not in builder.posts and post.parent_id is None:
            openings.setdefault(root_id, []).append((post.published_at or "9", post_id))
    for root_id, found in openings.items():
        first = min(found)[1]
        builder.alias(root_id, first)
        if root_id in builder.told:
            builder.told.setdefault(first, builder.told[root_id])
