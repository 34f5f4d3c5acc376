"""One record of a source, checked: every field of the right type, or a clause that says what is wrong."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

from generator.model import KINDS, STATES, SourcePost
from generator.sources import markup

_MAX_COUNT = 2**53  # what JSON carries safely
_MILLISECONDS_FROM = 100_000_000_000  # an epoch above this (year 5138 in seconds) counts milliseconds
_DIGITS = re.compile(r"-?\d{1,16}(\.\d+)?")


class RecordError(ValueError):
    """Why one record is not kept, as a clause."""


def checked(record: dict[str, Any]) -> SourcePost:
    """One post with every field of the right type; raises RecordError with what is wrong."""
    field = record.get
    state = field("state") or "present"
    if state not in STATES or state == "missing":  # only the tree makes those
        raise RecordError(f"state is none of {', '.join(STATES)}: {_short(state)}")
    post_id = identifier(field("post_id"))
    if post_id is None:
        raise RecordError("id is missing")
    text, html = _words(field("html"), field("text")) if state == "present" else ("", None)
    url, lang, kind = field("url"), field("lang"), field("kind") or "post"
    if url and web_address(url) is None:
        raise RecordError(f"url is not a web address: {_short(url)}")
    if kind not in KINDS:
        raise RecordError(f"kind is none of {', '.join(KINDS)}: {_short(kind)}")
    likes, shares, replies, edits = (
        field("like_count"),
        field("share_count"),
        field("declared_reply_count"),
        field("edit_count"),
    )
    return SourcePost(
        post_id,
        identifier(field("parent_id"), "parent"),
        field("author_id"),
        moment(field("published_at")),
        text,
        html,
        lang if isinstance(lang, str) and len(lang) <= 35 else "",
        None if likes is None else count(likes, "like_count"),
        None if shares is None else count(shares, "share_count"),
        None if replies is None else count(replies, "declared_reply_count"),
        url or "",
        kind,
        state,
        identifier(field("quoted_id"), "quoted"),
        None if edits is None else count(edits, "edit_count"),
    )


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


def _words(html: Any, text: Any) -> tuple[str, str | None]:
    """Plain text and cleaned markup of the same words; None for markup that is but the text's paragraphs."""
    for name, value in (("html", html), ("text", text)):
        if value is not None and not isinstance(value, str):
            raise RecordError(f"{name} is not text: {_short(value)}")
        if value and markup.too_long(value):
            raise RecordError(f"{name} is too long for a post: {len(value):,} characters")
    if not html:
        return markup.printable(text or "").strip(), None
    # Where a source has both, its plain text is the words to the letter.
    return (markup.printable(text).strip(), markup.clean_html(html)) if text else markup.words_and_markup(html)


def _short(value: Any) -> str:
    """The value as it may stand in a message."""
    try:
        shown = ascii(value) if not isinstance(value, str) else repr(value)
    except ValueError:
        return "a very long number"
    return shown if len(shown) <= 60 else shown[:57] + "…"
