"""One record of a source, checked: every field of the right type, or a clause that says what is wrong."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

from generator.model import STATES
from generator.sources import markup

_COUNTS = ("like_count", "share_count", "declared_reply_count", "edit_count")
_MAX_COUNT = 2**53  # what JSON carries safely
_MILLISECONDS_FROM = 100_000_000_000  # an epoch above this (year 5138 in seconds) counts milliseconds
_DIGITS = re.compile(r"-?\d{1,16}(\.\d+)?")


class RecordError(ValueError):
    """Why one record is not kept, as a clause."""


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
    post["quoted_id"] = identifier(record.get("quoted_id"), "quoted")
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


def _short(value: Any) -> str:
    """The value as it may stand in a message."""
    try:
        shown = ascii(value) if not isinstance(value, str) else repr(value)
    except ValueError:
        return "a very long number"
    return shown if len(shown) <= 60 else shown[:57] + "…"
