"""WikiConv: conversations of Wikipedia talk pages as actions on comments.

One record is one action: the creation of a section, the addition, modification, deletion or restoration of a comment
(https://github.com/conversationai/wikidetox/tree/main/wikiconv). A comment is held in its last version, with the
number of its modifications; one that was deleted and not restored is held without its words. In the later schema
`replyTo_id` names what an action answers and `parent_id` the action it changes; in the earlier one (`comment_type`)
every record is a comment in its last version and `parent_id` names what it answers. Files hold conversations as
objects (id to action), a list of these, or one action a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from generator.errors import InputError
from generator.sources.builder import Builder
from generator.sources.forest import Forest, route_of
from generator.sources.reading import Document
from generator.sources.wikipedia_links import mention, of_title

LOOKS_FOR = "WikiConv actions (comment_type or type, with user_text and parent_id)"
_MARKS = ('"comment_type"', '"replyTo_id"', '"ancestor_id"')
_CHANGES = ("MODIFICATION", "DELETION", "REMOVAL", "RESTORATION", "REARRANGEMENT")
_HEADING = re.compile(r"\s*(={1,6})\s*(.*?)\s*\1\s*")
_WIKI_LINK = re.compile(r"\[WIKI_LINK: ([^\]]*)\]")
_EXTERNAL_LINK = re.compile(r"\[EXTERNA_?L_LINK: ([^\]]*)\]")
_LEADING = re.compile(r"^[\s:*#]+")

Action = dict[str, Any]


def recognises(documents: list[Document]) -> bool:
    """Whether every file holds actions."""
    return bool(documents) and all(
        document.looks_like_json and '"page_title"' in document.head and any(mark in document.head for mark in _MARKS)
        for document in documents
    )


def forest(documents: list[Document], mapping: dict[str, str] | None = None) -> Forest:
    """The conversations, the largest first."""
    builder = Builder()
    histories: dict[str, _History] = {}
    comment_of: dict[str, str] = {}  # action to the comment it is about
    waiting: list[tuple[str, Action]] = []
    for document in documents:
        for place, action in _actions(document):
            if not isinstance(action, dict) or not isinstance(action.get("id"), str):
                builder.reject(place, "not an action with an id")
            elif not _kind(action):
                builder.reject(place, "its type is none of WikiConv's")
            else:
                waiting.append((place, action))
    # An action follows those it changes, in whatever order the files have them.
    for place, action in sorted(waiting, key=lambda pair: (str(pair[1].get("timestamp")), pair[1]["id"])):
        comment_id = _comment_id(action, comment_of)
        comment_of[action["id"]] = comment_id
        histories.setdefault(comment_id, _History(comment_id)).take(place, action)
    for history in histories.values():
        history.feed(builder, comment_of)
    return builder.forest(platform="wikipedia", route=route_of(documents))


@dataclass
class _History:
    """All actions on one comment, the earliest first."""

    comment_id: str
    actions: list[tuple[str, Action]] = field(default_factory=list)

    def take(self, place: str, action: Action) -> None:
        """Note one more action."""
        self.actions.append((place, action))

    def feed(self, builder: Builder, comment_of: dict[str, str]) -> None:
        """Give the comment in its last version; earlier ones are counted as such."""
        by_id = {action["id"]: (place, action) for place, action in self.actions}
        place, last = self.actions[-1]
        for earlier, action in self.actions:
            if earlier != place:
                twice = by_id[action["id"]][0] != earlier
                builder.reject(earlier, "the same action again" if twice else "an earlier version of a comment")
        actions = [action for _, action in by_id.values()]
        first = actions[0]
        parent = _answers(first)
        gone = _kind(last) in ("DELETION", "REMOVAL")
        speaker = first if _kind(first) not in ("DELETION", "REMOVAL", "RESTORATION") else {}
        heading = _kind(first) == "CREATION"
        builder.add(
            {
                "post_id": self.comment_id,
                "parent_id": comment_of.get(parent, parent) if parent else None,
                "author_id": builder.author(_user(speaker)),
                "published_at": _time(speaker),
                "text": _words(last.get("content"), heading),
                "state": "deleted" if gone else "present",
                "edit_count": sum(_kind(action) == "MODIFICATION" for action in actions) or None,
            },
            place,
        )
        if heading and not parent:
            builder.about(self.comment_id, title=_words(first.get("content"), True) or first.get("page_title"))


def _actions(document: Document) -> Iterator[tuple[str, Any]]:
    """Each action with its place."""
    if document.looks_like_json_lines:
        for place, line in document.json_lines():
            yield f"{document.name} {place}", line
        return
    whole = document.json
    for number, conversation in enumerate(whole if isinstance(whole, list) else [whole], start=1):
        place = f"{document.name} record {number}"
        if not isinstance(conversation, dict):
            raise InputError(f"{place} is no conversation; expected an object of actions.")
        if "id" in conversation:
            yield place, conversation
        else:
            yield from ((f"{place} {key}", action) for key, action in conversation.items())


def _kind(action: Action) -> str:
    """CREATION, ADDITION, MODIFICATION, DELETION, RESTORATION; empty for anything else."""
    written = str(action.get("comment_type") or action.get("type") or "").upper()
    if "CREATION" in written:
        return "CREATION"
    if "ADD" in written:
        return "ADDITION"
    return next((kind for kind in _CHANGES if kind in written), "")


def _comment_id(action: Action, comment_of: dict[str, str]) -> str:
    """The comment an action is about: itself for a new one."""
    before = action.get("ancestor_id") or None
    if before is None and _kind(action) in _CHANGES and (_is_later(action) or _kind(action) != "MODIFICATION"):
        before = action.get("parent_id") or None
    return comment_of.get(before, before) if isinstance(before, str) else action["id"]


def _answers(action: Action) -> str | None:
    """The action that this one answers."""
    parent = action.get("replyTo_id", action.get("reply_to")) if _is_later(action) else action.get("parent_id")
    return parent if isinstance(parent, str) and parent else None


def _is_later(action: Action) -> bool:
    return "comment_type" not in action


def _user(action: Action) -> str | None:
    user = action.get("user_text") or action.get("user_ip") or action.get("user")
    return user.get("text") if isinstance(user, dict) else user


def _time(action: Action) -> Any:
    return action.get("timestamp")


def _words(content: Any, heading: bool) -> Any:
    """The words without the marks of wikitext that the corpus keeps."""
    if not isinstance(content, str):
        return content
    if heading and (match := _HEADING.match(content)):
        content = match[2] + content[match.end() :]
    content = _EXTERNAL_LINK.sub(r"\1", _WIKI_LINK.sub(_linked, content))
    return _LEADING.sub("", content)


def _linked(match: re.Match[str]) -> str:
    target, _, label = match[1].partition("|")
    person = of_title(target)
    return mention(person.name) if person else label or target
