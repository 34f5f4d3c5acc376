"""Mastodon: a status and its `/context`, as the client API gives them.

One record is one Status (https://docs.joinmastodon.org/entities/Status/); a context holds the ancestors and the
descendants of a status that is not itself part of it (https://docs.joinmastodon.org/methods/statuses/#context). A
`/history` beside them (https://docs.joinmastodon.org/entities/StatusEdit/) tells how often a status was changed.
Branches: `replies_count` is the number of direct replies the server knows of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from generator.errors import InputError
from generator.model import Rejection
from generator.sources import markup
from generator.sources.builder import Builder
from generator.sources.forest import Forest, route_of
from generator.sources.reading import Document, json_files
from generator.sources.records import RecordError, moment

LOOKS_FOR = "a Mastodon status (id, content, account) or its context (ancestors, descendants)"
_PARTS = ("ancestors", "descendants")
PUBLIC = ("public", "unlisted")
_LINK = re.compile(r'<a\b[^>]*\bhref="([^"]*)"[^>]*>(.*?)</a>', re.S)


def recognises(documents: list[Document]) -> bool:
    """Whether every file is a status, statuses, a context or, beside one of those, a history."""
    kinds = [_kind(each) for each in json_files(documents)]
    return all(kinds) and any(kind != "history" for kind in kinds)


def forest(documents: list[Document], mapping: dict[str, str] | None = None) -> Forest:
    """The threads of all statuses together; what one context holds is one thread."""
    builder = Builder()
    contexts: list[set[str]] = []
    histories: list[tuple[str, list[Any]]] = []
    for document in json_files(documents):
        kind = _kind(document)
        if kind == "history":
            histories.append((document.name, document.json))
            continue
        ids = set[str]()
        for place, status in _records(document, kind):
            _take(builder, status, f"{document.name} {place}")
            ids |= _ids(status) if kind == "context" else set()
        if kind == "context":
            contexts.append(ids)
    _state_roots(builder, contexts)
    for name, versions in histories:
        _take_history(builder, versions, name)
    return builder.forest(platform="mastodon", route=route_of(documents))


def _kind(document: Document) -> str:
    """What a file holds: "context", "status", "statuses", "lines", "history" or "" for something else."""
    # A big file of another kind is not parsed for nothing.
    if not document.looks_like_json or not any(f'"{mark}"' in document.head for mark in ("account", "ancestors")):
        return ""
    if document.looks_like_json_lines:
        return "lines" if _is_status(document.first_json) else ""
    if document.head.lstrip().startswith("["):
        values = document.beginning()
        if any(_is_status(each) for each in values):
            return "statuses"
        return "history" if values and all(_is_version(each) for each in values) else ""
    try:
        value = document.without(*_PARTS)
    except InputError:
        return ""
    return "context" if _is_context(value) else "status" if _is_status(value) else ""


def _is_context(value: Any) -> bool:
    return (
        isinstance(value, dict)
        and isinstance(value.get("ancestors"), list)
        and isinstance(value.get("descendants"), list)
    )


def _is_status(value: Any) -> bool:
    return isinstance(value, dict) and "id" in value and "content" in value and isinstance(value.get("account"), dict)


def _is_version(value: Any) -> bool:
    return isinstance(value, dict) and "id" not in value and {"content", "created_at", "account"} <= value.keys()


def _records(document: Document, kind: str) -> Iterator[tuple[str, Any]]:
    if kind == "lines":
        yield from document.json_lines()
    elif kind == "context":
        for part in _PARTS:
            yield from ((f"{part}[{number}]", each) for number, each in enumerate(document.items(f"{part}.item")))
    elif kind == "status":
        yield "status", document.json
    else:
        yield from ((f"[{number}]", status) for number, status in enumerate(document.items("item")))


def _ids(status: Any) -> set[str]:
    """A status of a context, and the one it answers."""
    found = [status.get("id"), status.get("in_reply_to_id")] if isinstance(status, dict) else []
    return {each for each in found if isinstance(each, str)}


def _state_roots(builder: Builder, contexts: list[set[str]]) -> None:
    """State the root of what each context holds; contexts with a status in common are of one thread."""
    threads: list[set[str]] = []
    for ids in contexts:
        apart = [thread for thread in threads if not thread & ids]
        threads = [*apart, ids.union(*(thread for thread in threads if thread & ids))]
    for ids in threads:
        held = {post_id: builder.posts[post_id] for post_id in ids & builder.posts.keys()}
        # Ids grow with time.
        root_id = min(ids, key=lambda post_id: (len(post_id), post_id), default="")
        builder.roots |= dict.fromkeys(held, root_id)
        if root_id in held:
            builder.about(root_id, declared=sum(post.declared_reply_count or 0 for post in held.values()))


def _take_history(builder: Builder, versions: list[Any], name: str) -> None:
    """Count the versions of the status that was first written at the moment of the first of them."""
    first = versions[0]
    author_id = str(first["account"].get("acct", "")).lower() if isinstance(first["account"], dict) else ""
    try:
        written_at = moment(first["created_at"])
    except RecordError:
        written_at = None
    status = next(
        (post for post in builder.posts.values() if (post.author_id, post.published_at) == (author_id, written_at)),
        None,
    )
    if status is not None:
        status.edit_count = len(versions) - 1
        builder.posts[status.post_id] = status
    for number in range(len(versions)):
        builder.reject(
            f"{name} [{number}]", f"a version of {status.post_id}" if status else "a version of a status not held"
        )


def _take(builder: Builder, status: Any, place: str) -> None:
    if not isinstance(status, dict) or not isinstance(status.get("account"), dict):
        builder.reject(place, status.reason if isinstance(status, Rejection) else "not a status with an account")
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
        description=_described(note) if isinstance(note, str) and note else "",
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
            "quoted_id": _quoted(status),
            # How often is told by the history alone.
            "edit_count": 1 if status.get("edited_at") else None,
        },
        place,
    )


@lru_cache(maxsize=4096)
def _described(note: str) -> str:
    """What people say of themselves, as text; it comes again with each of their statuses."""
    return markup.plain_text(markup.clean_html(note))


def _quoted(status: dict[str, Any]) -> Any:
    """The id of the status it quotes: whole or by its id, within `quote` since Mastodon 4.4, elsewhere beside it."""
    quote = status.get("quote")
    if not isinstance(quote, dict):
        return status.get("quote_id") if isinstance(status.get("quote_id"), str) else None
    inner = quote.get("quoted_status")
    quoted_id = quote.get("quoted_status_id") or (inner if isinstance(inner, dict) else quote).get("id")
    return quoted_id if isinstance(quoted_id, str) else None


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
