"""Mastodon: a status and its `/context`, as the client API gives them.

One record is one Status (https://docs.joinmastodon.org/entities/Status/); a context holds the ancestors and the
descendants of a status that is not itself part of it (https://docs.joinmastodon.org/methods/statuses/#context).
Branches: `replies_count` is the number of direct replies the server knows of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from generator.model import SourcePost
from generator.sources import markup
from generator.sources.builder import Builder
from generator.sources.forest import Forest, route_of
from generator.sources.reading import Document

LOOKS_FOR = "a Mastodon status (id, content, account) or its context (ancestors, descendants)"
PUBLIC = ("public", "unlisted")
_LINK = re.compile(r'<a\b[^>]*\bhref="([^"]*)"[^>]*>(.*?)</a>', re.S)


def recognises(documents: list[Document]) -> bool:
    """Whether every file is a status, a list of statuses or a context."""
    return all(_may_be(each) and (_is_context(each.json) or bool(_statuses(each.json))) for each in documents)


def _may_be(document: Document) -> bool:
    """Whether the beginning allows it, so that a big file of another kind is not parsed for nothing."""
    return (
        document.looks_like_json
        and not document.looks_like_json_lines
        and ('"account"' in document.head or '"ancestors"' in document.head)
    )


def forest(documents: list[Document], mapping: dict[str, str] | None = None) -> Forest:
    """The threads of all statuses together; the files of a context are one thread."""
    builder = Builder()
    for document in documents:
        for place, status in _records(document):
            _take(builder, status, f"{document.name} {place}")
    is_context = any(_is_context(each.json) for each in documents)
    root_id = _root(builder.posts) if is_context else None
    if root_id in builder.posts:
        builder.about(root_id, declared=sum(post.declared_reply_count or 0 for post in builder.posts.values()))
    return builder.forest(platform="mastodon", route=route_of(documents), root_id=root_id)


def _root(posts: dict[str, SourcePost]) -> str | None:
    """The oldest status held or answered: ids grow with time, and what a context holds is one thread."""
    ids = {post.parent_id or post.post_id for post in posts.values()}
    return min(ids, key=lambda post_id: (len(post_id), post_id), default=None)


def _is_context(value: Any) -> bool:
    return (
        isinstance(value, dict)
        and isinstance(value.get("ancestors"), list)
        and isinstance(value.get("descendants"), list)
    )


def _is_status(value: Any) -> bool:
    return isinstance(value, dict) and "id" in value and "content" in value and isinstance(value.get("account"), dict)


def _statuses(value: Any) -> list[Any]:
    """The statuses of a file that holds one or a list; empty where it holds something else."""
    if _is_status(value):
        return [value]
    return value if isinstance(value, list) and any(_is_status(each) for each in value) else []


def _records(document: Document) -> Iterator[tuple[str, Any]]:
    if _is_context(document.json):
        for part in ("ancestors", "descendants"):
            for number, status in enumerate(document.json[part]):
                yield f"{part}[{number}]", status
    elif _is_status(document.json):
        yield "status", document.json
    else:
        for number, status in enumerate(document.json):
            yield f"[{number}]", status


def _take(builder: Builder, status: Any, place: str) -> None:
    if not isinstance(status, dict) or not isinstance(status.get("account"), dict):
        builder.reject(place, "not a status with an account")
        return
    if status.get("visibility", "public") not in PUBLIC:
        builder.reject(place, f"not public (visibility {str(status['visibility'])[:20]})")
        return
    if isinstance(status.get("reblog"), dict):
        builder.reject(place, "a boost, not a post of its own")
        return
    account = status["account"]
    note = account.get("note")
    author_id = builder.author(
        account.get("acct"),
        name=account.get("display_name") or account.get("username"),
        description=markup.plain_text(markup.clean_html(note)) if isinstance(note, str) and note else "",
        profile_url=account.get("url"),
        follower_count=account.get("followers_count"),
    )
    if author_id is None:
        builder.reject(place, "account has no acct")
        return
    builder.add(
        {
            "post_id": status.get("id"),
            "parent_id": status.get("in_reply_to_id"),
            "author_id": author_id,
            "published_at": status.get("created_at"),
            "html": _content(status),
            "lang": status.get("language"),
            "like_count": status.get("favourites_count"),
            "share_count": status.get("reblogs_count"),
            "declared_reply_count": status.get("replies_count"),
            "url": status.get("url"),
            "kind": "quote" if status.get("quote") else "post",
        },
        place,
    )


def _content(status: dict[str, Any]) -> Any:
    """The markup, the content warning first, each mention as "@" and the full handle, without its link."""
    content, warning = status.get("content"), status.get("spoiler_text")
    if not isinstance(content, str):
        return content
    mentions = status.get("mentions")
    handles = {
        each["url"]: each["acct"].lower()
        for each in (mentions if isinstance(mentions, list) else [])
        if isinstance(each, dict) and isinstance(each.get("url"), str) and isinstance(each.get("acct"), str)
    }
    if handles:
        content = _LINK.sub(
            lambda link: markup.paragraphs("@" + handles[link[1]])[3:-4] if link[1] in handles else link[0], content
        )
    return markup.paragraphs(warning) + content if isinstance(warning, str) and warning else content
