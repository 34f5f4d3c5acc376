"""Discourse: a topic (`/t/ID.json`, with further pages of posts), or lists of posts (`/posts.json`).

One record is one post (https://docs.discourse.org/). A post names the number of the post it answers within its topic;
one that names none answers the first. Small actions ("closed this topic") and whispers are no public posts.
"""

from __future__ import annotations

import html as entities
import re
from collections.abc import Iterator
from typing import Any

from generator.sources.builder import Builder
from generator.sources.emoji import with_emoji
from generator.sources.forest import Forest, route_of
from generator.sources.reading import Document

LOOKS_FOR = "a Discourse topic (/t/ID.json: post_stream with posts) or a list of its posts (post_number, cooked)"
_SMALL_ACTION, _WHISPER = 3, 4
_LIKE = 2  # post action type
_QUOTE = re.compile(r'<aside class="quote[^"]*"[^>]*?>', re.I)
_QUOTE_TITLE = re.compile(
    r'(<aside class="quote[^"]*"[^>]*>)\s*<div class="title">'
    r'(?:\s*<div class="quote-controls">[^<]*</div>)?.*?</div>\s*',
    re.I | re.S,
)
# What stands below a picture: its file's name and size.
_PICTURE_SIZE = re.compile(r'<div class="meta">.*?</div>', re.S)
_ATTRIBUTE = re.compile(r'data-(post|topic)="(\d{1,12})"')
_EMOJI = re.compile(r'<img\b[^>]*?\bclass="emoji[^"]*"[^>]*>', re.I)
_EMOJI_NAME = re.compile(r'\b(?:title|alt)="(:[^":]{1,50}:)(?:t([2-6]):)?"', re.I)
_ASIDE = re.compile(r"</?aside\b[^>]*>", re.I)


def recognises(documents: list[Document]) -> bool:
    """Whether every JSON file holds posts of Discourse."""
    theirs = [each for each in documents if each.looks_like_json]
    return bool(theirs) and all(
        not each.looks_like_json_lines
        and ('"post_stream"' in each.head or '"cooked"' in each.head)
        and any(_is_post(post) for _, post in _posts(each))
        for each in theirs
    )


def forest(documents: list[Document], mapping: dict[str, str] | None = None) -> Forest:
    """The topics of all files together."""
    builder = Builder()
    documents = [each for each in documents if each.looks_like_json]
    for document in documents:
        if '"post_stream"' in document.head:
            _tell(builder, document.json_once())
        for place, post in _posts(document):
            _take(builder, post, f"{document.name} {place}")
    return builder.forest(platform="discourse", route=route_of(documents))


def _tell(builder: Builder, topic: Any) -> None:
    """Note what a topic says of itself."""
    if isinstance(topic, dict) and isinstance(topic.get("post_stream"), dict) and topic.get("id") is not None:
        count = topic.get("posts_count")
        declared = count - 1 if type(count) is int and count > 0 else None
        builder.about(f"{topic['id']}/1", title=topic.get("title"), declared=declared)


def _posts(document: Document) -> Iterator[tuple[str, Any]]:
    """Every post of a topic, of an answer of posts, or of a list; nothing where it is something else."""
    if document.head.lstrip().startswith("["):
        for number, post in enumerate(document.items("item")):
            yield f"[{number}]", post
        return
    found = False
    for place in ("post_stream.posts", "latest_posts"):
        for number, post in enumerate(document.items(f"{place}.item")):
            found = True
            yield f"{place}[{number}]", post
    if not found and _is_post(post := document.json_once()):
        yield "", post


def _is_post(value: Any) -> bool:
    return isinstance(value, dict) and "post_number" in value and ("cooked" in value or "raw" in value)


def _take(builder: Builder, post: Any, place: str) -> None:
    if not _is_post(post):
        builder.reject(place, "not a post with post_number and cooked")
        return
    kind = post.get("post_type")
    if kind == _SMALL_ACTION:
        builder.reject(place, f"a small action, not a post ({str(post.get('action_code') or 'no code')[:40]})")
        return
    if kind == _WHISPER:
        builder.reject(place, "not public (a whisper)")
        return
    topic, number, answered = post.get("topic_id"), post.get("post_number"), post.get("reply_to_post_number")
    if type(number) is not int:
        builder.reject(place, f"post_number is not a whole number: {str(number)[:40]!r}")
        return
    is_first = number == 1
    author_id = builder.author(
        post.get("username"),
        name=post.get("name") or post.get("display_username"),
        description=post.get("user_title"),
        role="staff" if post.get("staff") is True or post.get("moderator") is True else None,
    )
    cooked, version = post.get("cooked"), post.get("version")
    builder.add(
        {
            "post_id": f"{topic}/{number}",
            "parent_id": None if is_first else f"{topic}/{answered if type(answered) is int else 1}",
            "author_id": author_id,
            "published_at": post.get("created_at"),
            "html": _markup(cooked) if isinstance(cooked, str) else cooked,
            "text": post.get("raw") if cooked is None else None,
            "like_count": _likes(post.get("actions_summary")),
            "declared_reply_count": post.get("reply_count"),
            "state": _state(post),
            "quoted_id": _quoted(cooked, topic),
            "edit_count": version - 1 if type(version) is int and version > 0 else None,
        },
        place,
        root_id=f"{topic}/1",
    )
    if isinstance(post.get("topic_title"), str):
        builder.about(f"{topic}/1", title=post["topic_title"])


def _state(post: dict[str, Any]) -> str:
    if post.get("deleted_at") or post.get("user_deleted") is True:
        return "deleted"
    return "withheld" if post.get("hidden") is True else "present"


def _likes(actions: Any) -> int | None:
    """Likes, where the site tells its actions; a post nobody liked has no such action."""
    if not isinstance(actions, list):
        return None
    counts = [each.get("count") for each in actions if isinstance(each, dict) and each.get("id") == _LIKE]
    return counts[0] if counts and type(counts[0]) is int else 0


def _quoted(cooked: Any, topic: Any) -> str | None:
    """The post of the same topic that is quoted first."""
    for opening in _QUOTE.findall(cooked) if isinstance(cooked, str) else ():
        said = dict(_ATTRIBUTE.findall(opening))
        if "post" in said and said.get("topic", str(topic)) == str(topic):
            return f"{topic}/{said['post']}"
    return None


def _markup(cooked: str) -> str:
    """The markup with quotations as such, without who is quoted, and with emoji as characters."""
    if "<aside" in cooked:
        cooked = _ASIDE.sub("", _QUOTE_TITLE.sub(r"\1", cooked))
    if "lightbox-wrapper" in cooked:
        cooked = _PICTURE_SIZE.sub("", cooked)
    return _EMOJI.sub(_emoji, cooked) if "emoji" in cooked else cooked


def _emoji(match: re.Match[str]) -> str:
    """The emoji that a picture shows, or its name where it is one of the site's own."""
    name = _EMOJI_NAME.search(match[0])
    if name is None:
        return ""
    return entities.escape(with_emoji(name[1] + (f":skin-tone-{name[2]}:" if name[2] else "")))
