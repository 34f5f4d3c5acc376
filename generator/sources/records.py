"""What every source feeds: records are checked, made into one tree, and all accounted for."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

from generator.errors import InputError
from generator.model import STATES, Capture, Rejection, SourceThread
from generator.sources import markup, tree

_COUNTS = ("like_count", "share_count", "declared_reply_count")
_MAX_COUNT = 2**53  # what JSON carries safely
_MILLISECONDS_FROM = 100_000_000_000  # an epoch above this (year 5138 in seconds) counts milliseconds
_DIGITS = re.compile(r"-?\d{1,16}(\.\d+)?")
_TITLE_LENGTH = 80
_LEADING_MENTIONS = re.compile(r"^(?:@\S+\s+)+")


class RecordError(ValueError):
    """Why one record is not kept, as a clause."""


class Builder:
    """Collects the records of one thread; `finish` gives the thread and its ledger."""

    def __init__(self) -> None:
        self.records_read = 0
        self.rejections: list[Rejection] = []
        self.posts: dict[str, dict[str, Any]] = {}
        self.places: dict[str, str] = {}
        self.authors: dict[str, dict[str, Any]] = {}
        self.stubs: list[tuple[str, int]] = []  # (post_id below which posts are hidden, how many)

    def add(self, record: dict[str, Any], place: str) -> None:
        """Take one record (POST_COLUMNS with raw values; `html` or `text`), or reject it with its reason."""
        self.records_read += 1
        try:
            post = checked(record)
        except RecordError as error:
            self.rejections.append(Rejection(place, str(error)))
            return
        post_id = post["post_id"]
        held = self.posts.get(post_id)
        if held is not None:
            # The fuller copy stays, so that the order of the files does not decide.
            if _fullness(post) <= _fullness(held):
                self.rejections.append(Rejection(place, f"duplicate of {self.places[post_id]}"))
                return
            self.rejections.append(Rejection(self.places[post_id], f"duplicate of {place}"))
        self.posts[post_id] = post
        self.places[post_id] = place

    def reject(self, place: str, reason: str) -> None:
        """Count one record that the source itself cannot take."""
        self.records_read += 1
        self.rejections.append(Rejection(place, reason))

    def author(self, handle: Any, **details: Any) -> str | None:
        """Note who wrote (name, description, profile_url, follower_count); gives the author's id or None."""
        if handle is None or handle == "":
            return None
        if isinstance(handle, bool) or not isinstance(handle, (str, int)):
            return None
        shown = markup.printable(str(handle)).strip()
        author_id = shown.lower()
        if not author_id:
            return None
        known = self.authors.get(author_id)
        if known is None:
            known = self.authors[author_id] = {
                "author_id": author_id,
                "handle": shown,
                "name": "",
                "description": "",
                "profile_url": "",
                "follower_count": None,
                "role": None,
                "role_source": None,
                "is_organisation": None,
            }
        if details:
            _describe(known, details)
        return author_id

    def stub(self, parent_id: str, hidden: int) -> None:
        """Note a "load more" stub below a post."""
        self.stubs.append((parent_id, hidden))

    def finish(
        self,
        *,
        title: str = "",
        url: str = "",
        platform: str,
        route: str,
        captured_at: str = "",
        root_id: str | None = None,
        declared: int | None = None,
    ) -> SourceThread:
        """The thread with every reply below one root; raises InputError where no post is left."""
        grown = tree.grown(self.posts, self.places, root_id)
        rejections = (*self.rejections, *grown.rejections)
        if not grown.posts or all(post["state"] == "missing" for post in grown.posts):
            raise InputError(_nothing_kept(route, self.records_read, rejections))
        used = {post["author_id"] for post in grown.posts}
        kept = sum(post["state"] != "missing" for post in grown.posts)
        hidden = dict[str, int]()
        for parent_id, count in self.stubs:
            hidden[parent_id] = hidden.get(parent_id, 0) + count
        return SourceThread(
            posts=grown.posts,
            authors=sorted((a for a in self.authors.values() if a["author_id"] in used), key=lambda a: a["author_id"]),
            title=markup.printable(title).strip() or _opening(grown.posts[0]),
            url=web_address(url) or grown.posts[0]["url"],
            capture=Capture(
                platform=platform,
                captured_at=captured_at,
                route=route,
                records_read=self.records_read,
                posts_kept=kept,
                rejections=rejections,
                placeholders=len(grown.posts) - kept,
                declared_reply_count=declared,
                more_stub_count=len(self.stubs),
                more_hidden_count=sum(hidden.values()),
                branches=tree.branches(grown.posts, hidden),
            ),
        )


def checked(record: dict[str, Any]) -> dict[str, Any]:
    """One post with every field of the right type; raises RecordError with what is wrong."""
    state = record.get("state") or "present"
    if state not in STATES or state == "missing":  # only the tree makes those
        raise RecordError(f"state is none of {', '.join(STATES)}: {_short(state)}")
    post_id = identifier(record.get("post_id"))
    if post_id is None:
        raise RecordError("id is missing")
    text, html = _words(record) if state == "present" else ("", "")
    url = record.get("url")
    if url and web_address(url) is None:
        raise RecordError(f"url is not a web address: {_short(url)}")
    lang = record.get("lang")
    post = {
        "post_id": post_id,
        "parent_id": identifier(record.get("parent_id"), "parent"),
        "author_id": record.get("author_id"),
        "published_at": moment(record.get("published_at")),
        "text": text,
        "html": html,
        "lang": lang if isinstance(lang, str) and len(lang) <= 35 else "",
    }
    for name in _COUNTS:
        value = record.get(name)
        post[name] = None if value is None else count(value, name)
    post["url"] = url or ""
    post["kind"] = record.get("kind") or "post"
    post["state"] = state
    return post


def identifier(value: Any, name: str = "id") -> str | None:
    """An id as text; None where it is absent."""
    if isinstance(value, str):
        return markup.printable(value).strip() or None
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int):
        raise RecordError(f"{name} is not text or a whole number: {_short(value)}")
    return str(value)


def count(value: Any, name: str) -> int | None:
    """A count of zero or more; None where it is absent."""
    if value is None:
        return None
    if isinstance(value, bool) or not (isinstance(value, int) or (isinstance(value, float) and value.is_integer())):
        raise RecordError(f"{name} is not a whole number: {_short(value)}")
    if not 0 <= value <= _MAX_COUNT:
        raise RecordError(f"{name} is out of range: {_short(value)}")
    return int(value)


def moment(value: Any) -> str | None:
    """An ISO time or an epoch (seconds or milliseconds) as ISO UTC with milliseconds; None where unknown.

    A time without a zone is taken as UTC. Before 1970 means that the source did not know: also None.
    """
    if value is None or value == "":
        return None
    try:
        if isinstance(value, str):
            stripped = value.strip()
            if _DIGITS.fullmatch(stripped):
                value = float(stripped)
            else:
                when = datetime.fromisoformat(stripped.removesuffix(" UTC"))
                when = when.replace(tzinfo=UTC) if when.tzinfo is None else when
                return _written(when.astimezone(UTC)) if when.year > 1 else None
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            raise TypeError
        return _written(datetime.fromtimestamp(value / 1000 if abs(value) >= _MILLISECONDS_FROM else value, UTC))
    except (ValueError, OverflowError, OSError, TypeError) as error:
        raise RecordError(f"published_at is not a time: {_short(value)}") from error


def web_address(value: Any) -> str | None:
    """The address where it is one of the web, else None."""
    if (
        isinstance(value, str)
        and value.startswith(("https://", "http://"))
        and value.isprintable()
        and " " not in value
    ):
        return value
    return None


def _written(when: datetime) -> str | None:
    return when.isoformat(timespec="milliseconds").removesuffix("+00:00") + "Z" if when.year >= 1970 else None


def _words(record: dict[str, Any]) -> tuple[str, str]:
    """Plain text and cleaned markup of the same words."""
    html, text = record.get("html"), record.get("text")
    for name, value in (("html", html), ("text", text)):
        if value is not None and not isinstance(value, str):
            raise RecordError(f"{name} is not text: {_short(value)}")
        if value and markup.too_long(value):
            raise RecordError(f"{name} is too long for a post: {len(value):,} characters")
    if html:
        return markup.words_and_markup(html)
    words = markup.printable(text or "").strip()
    return words, markup.paragraphs(words)


def _describe(known: dict[str, Any], details: dict[str, Any]) -> None:
    """Fill what is not known yet of an author; a wrong detail is left out, the post stays."""
    for name in ("name", "description"):
        value = details.get(name)
        if not known[name] and isinstance(value, str):
            known[name] = markup.printable(value).strip()
    known["profile_url"] = known["profile_url"] or web_address(details.get("profile_url")) or ""
    if known["follower_count"] is None:
        try:
            known["follower_count"] = count(details.get("follower_count"), "follower_count")
        except RecordError:
            known["follower_count"] = None


def _fullness(post: dict[str, Any]) -> tuple[bool, str, str]:
    return post["state"] == "present", post["text"], repr(sorted(post.items(), key=lambda item: item[0]))


def _opening(root: dict[str, Any]) -> str:
    """The first words of the root, for a thread that has no title."""
    first = _LEADING_MENTIONS.sub("", root["text"]).split("\n")[0].strip()
    if len(first) <= _TITLE_LENGTH:
        return first or "Untitled thread"
    return first[:_TITLE_LENGTH].rsplit(" ", 1)[0].rstrip(" ,.;:–-") + " …"


def _short(value: Any) -> str:
    """The value as it may stand in a message."""
    try:
        shown = ascii(value) if not isinstance(value, str) else repr(value)
    except ValueError:
        return "a very long number"
    return shown if len(shown) <= 60 else shown[:57] + "…"


def _nothing_kept(route: str, records_read: int, rejections: tuple[Rejection, ...]) -> str:
    if not rejections:
        return f"{route}: there is no post in it."
    first = rejections[0]
    return f"{route}: none of its {records_read} records is a post; the first is {first.place}: {first.reason}."
