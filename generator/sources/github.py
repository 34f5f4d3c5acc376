"""GitHub: an issue, pull request or discussion with its comments, as the REST interface gives them.

One record is one issue, pull request, comment, review, review comment (https://docs.github.com/en/rest) or event of a
timeline; discussions come from GraphQL, and issues may. Review comments hang below what they answer, else they are
placed below their review, as are all other comments below the first post.
`author_association` is what the platform says of a person's role.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from generator.model import PLACED
from generator.sources import github_graphql
from generator.sources.builder import Builder
from generator.sources.forest import Forest, route_of
from generator.sources.reading import Document

LOOKS_FOR = "GitHub issues, pull requests or discussions with their comments (REST objects, lists of them, timelines)"
_REMARK = (
    "GitHub says which comment is answered only on lines of code and in discussions; all others stand below the "
    "first post."
)
_THREAD = re.compile(r"github\.com/(?:repos/)?([^/\s]+/[^/\s]+)/(?:issues|pulls?|discussions)/(\d+)")
# The first one that holds of a person counts, as a contributor may have become a member.
_ASSOCIATIONS = ("OWNER", "MEMBER", "COLLABORATOR", "CONTRIBUTOR")
_GLAD = ("+1", "heart", "hooray", "rocket", "laugh")
Record = tuple[str, Any]


def recognises(documents: list[Document]) -> bool:
    """Whether every JSON file holds objects of GitHub."""
    theirs = [each for each in documents if each.looks_like_json]
    return bool(theirs) and all(
        not each.looks_like_json_lines
        and "github.com" in each.head
        and any(_thread_of(record) is not None for _, record in _records(each.json))
        for each in theirs
    )


def forest(documents: list[Document], mapping: dict[str, str] | None = None) -> Forest:
    """The threads of all objects; an issue that comes as a pull request too counts once."""
    builder = Builder()
    builder.remark = _REMARK
    documents = [each for each in documents if each.looks_like_json]
    records = [(f"{each.name} {place}".strip(), one) for each in documents for place, one in _records(each.json)]
    # A review without words is no post, so its comments hang below the pull request.
    reviews = {record.get("id") for _, record in records if _is_review(record) and record.get("body")}
    spoken = Counter(
        root for _, record in records if _is_review(record) and record.get("body") and (root := _thread_of(record))
    )
    # A comment comes again on further pages of its replies.
    below = {(_thread_of(one), one.get("id")): one["declared_replies"] for _, one in records if _declares(one)}
    for (root, _), count in below.items():
        if root is not None:
            spoken[root] += count
    known = [root for _, record in records if isinstance(record, dict) and (root := _thread_of(record))]
    for association in _ASSOCIATIONS:
        for _, record in records:
            if isinstance(record, dict) and record.get("author_association") == association:
                _author(builder, record)
    for place, record in records:
        if not isinstance(record, dict):
            builder.reject(place, "not an object")
            continue
        root_id = _thread_of(record) or (known[0] if len(set(known)) == 1 else None)
        if root_id is None:
            builder.reject(place, "of no issue, pull request or discussion")
        elif _is_thread(record):
            _take_thread(builder, record, root_id, spoken[root_id], place)
        else:
            _take_comment(builder, record, root_id, reviews, place)
    return builder.forest(platform="github", route=route_of(documents))


def _records(value: Any, place: str = "") -> Iterator[Record]:
    """Every object of a file, whether alone, in lists, recorded with its request, or in a back-up of a thread."""
    if isinstance(value, list):
        for number, each in enumerate(value):
            yield from _records(each, f"{place}[{number}]")
    elif not isinstance(value, dict):
        yield place, value
    elif "response" in value and "method" in value:
        yield from _records(value["response"], f"{place}.response")
    elif value.get("event") in ("line-commented", "commit-commented") and isinstance(value.get("comments"), list):
        yield from _records(value["comments"], f"{place}.comments")
    elif isinstance(value.get("data"), dict):
        yield from github_graphql.threads(value["data"])
    elif github_graphql.is_saved(value):
        yield from github_graphql.records(value)
    elif value.get("type") in ("pull", "issue") and isinstance(value.get(value["type"]), dict):
        yield f"{place}.{value['type']}", value[value["type"]]
        for name in ("events", "comments"):
            if isinstance(value.get(name), list):
                yield from _records(value[name], f"{place}.{name}")
    else:
        yield place, value


def _thread_of(record: Any) -> str | None:
    """The thread an object belongs to, "owner/name#number", by any of its addresses."""
    if not isinstance(record, dict):
        return None
    for name in ("issue_url", "pull_request_url", "discussion_url", "html_url", "url"):
        address = record.get(name)
        found = _THREAD.search(address) if isinstance(address, str) else None
        if found:
            return f"{found[1]}#{found[2]}"
    return None


def _is_thread(record: dict[str, Any]) -> bool:
    return "title" in record and "number" in record and "body" in record


def _is_review(record: Any) -> bool:
    return isinstance(record, dict) and ("submitted_at" in record or record.get("event") == "reviewed")


def _declares(record: Any) -> bool:
    return isinstance(record, dict) and "declared_replies" in record


def _take_thread(builder: Builder, record: dict[str, Any], root_id: str, reviews: int, place: str) -> None:
    """Take what begins a thread; its count of comments leaves out reviews, so those that are here are added."""
    counts = [record.get(name) for name in ("comments", "review_comments")]
    told = [count for count in counts if type(count) is int]
    builder.about(
        root_id, title=record.get("title"), url=record.get("html_url"), declared=sum(told) + reviews if told else None
    )
    body, title = record.get("body"), record.get("title")
    words = "\n\n".join(each for each in (title, body) if isinstance(each, str) and each.strip())
    _add(builder, record, root_id, None, place, words if body is None or isinstance(body, str) else body, root_id)


def _take_comment(builder: Builder, record: dict[str, Any], root_id: str, reviews: set[Any], place: str) -> None:
    event = record.get("event")
    if event not in (None, "commented", "reviewed", "line-commented", "commit-commented"):
        builder.reject(place, f"an event, not a post ({str(event)[:40]})")
        return
    if _is_review(record) and not record.get("body"):
        builder.reject(place, "a review without words")
        return
    number = record.get("id")
    if number is None:
        builder.reject(place, "id is missing")
        return
    answered, review = record.get("in_reply_to_id"), record.get("pull_request_review_id")
    if answered is not None:
        parent_id = f"{_kind(record)}-{answered}"
    else:
        parent_id = f"review-{review}" if review in reviews and not _is_review(record) else root_id
    # What begins a line of a discussion answers its first post; below an issue all stands in one line.
    stated = answered is not None or "discussion_url" in record
    _add(builder, record, f"{_kind(record)}-{number}", parent_id, place, record.get("body"), root_id, not stated)


def _kind(record: dict[str, Any]) -> str:
    """What an id counts: each kind of comment has numbers of its own."""
    if _is_review(record):
        return "review"
    if "discussion_url" in record:
        return "discussioncomment"
    return "line" if "diff_hunk" in record or "pull_request_review_id" in record else "comment"


def _add(
    builder: Builder,
    record: dict[str, Any],
    post_id: str,
    parent_id: str | None,
    place: str,
    body: Any,
    root_id: str,
    placed: bool = False,
) -> None:
    builder.add(
        {
            "post_id": post_id,
            "parent_id": parent_id,
            "kind": PLACED if placed else None,
            "author_id": _author(builder, record),
            "published_at": record.get("created_at") or record.get("submitted_at"),
            "html": record.get("body_html"),
            "text": _shown(body) if isinstance(body, str) else "" if body is None else body,
            "like_count": record.get("likes", _likes(record.get("reactions"))),
            "url": record.get("html_url"),
        },
        place,
        root_id=root_id,
    )


def _author(builder: Builder, record: dict[str, Any]) -> str | None:
    user = record.get("user") or record.get("actor")
    if not isinstance(user, dict):
        return None
    association, kind = record.get("author_association"), user.get("type")
    role = association.lower() if isinstance(association, str) and association not in ("NONE", "") else None
    return builder.author(
        user.get("login"),
        name=user.get("name"),
        profile_url=user.get("html_url") or user.get("url"),
        role="bot" if kind == "Bot" else role,
        is_organisation=kind == "Organization",
    )


def _shown(body: str) -> str:
    """The words without what GitHub does not show: comments, mostly the instructions of a form."""
    first, *rest = body.split("<!--")
    closed = (piece.partition("-->") for piece in rest)
    return first + "".join(after if end else f"<!--{piece}" for piece, end, after in closed)


def _likes(reactions: Any) -> int | None:
    if not isinstance(reactions, dict):
        return None
    counts = [reactions.get(name) for name in _GLAD]
    return sum(count for count in counts if type(count) is int)
