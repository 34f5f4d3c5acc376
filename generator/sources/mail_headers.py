"""The headers of a mail that a thread is made of; only these are looked at, as reading all of them is slow."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.errors import HeaderParseError
from email.header import decode_header
from email.utils import parsedate_tz

WANTED = frozenset(
    "from date subject message-id in-reply-to references content-type content-transfer-encoding content-disposition "
    "archived-at x-original-from".split()
)
_ID = re.compile(r"<\s*([^<>\s]+(?: at [^<>\s]+)?)\s*>")
_IN_BRACKETS = re.compile(r"(.*)<\s*([^<>]*)\s*>\s*(?:\((.*)\)\s*)?$", re.S)
_IN_COMMENT = re.compile(r"(\S+(?: at \S+)?)\s*\((.*)\)\s*$", re.S)
_AT = re.compile(r"\s+at\s+|\(at\)|\s*\[at\]\s*|_at_(?=[\w-]+\.\w+$)", re.I)
# A list that must not forge its senders puts its own address in their place.
_VIA = re.compile(r"\s+via\s+\S.*$|\s+\(via .*\)$", re.I)
_REPLY = re.compile(
    r"\s*(?:(?:re|aw|antw|antwort|sv|vs|odp|rif|r|res|ref|fwd?|wg|tr|rv|enc|vb|vl)\s*(?:\[\d+\]|\(\d+\)|\^\d+)?\s*[:：]"
    r"|\[[^\]\n]{1,40}\]|\(fwd\))\s*",
    re.I,
)
_ANSWERS = re.compile(
    r"\s*(?:\[[^\]\n]{1,40}\]\s*)*(?:re|aw|antw|antwort|sv|vs|odp|rif|res|ref)\s*(?:\[\d+\]|\(\d+\)|\^\d+)?\s*[:：]",
    re.I,
)
_WAS = re.compile(r"\s*\(was:?\s.*\)\s*$", re.I)
_SPACE = re.compile(r"\s+")
_LONGEST_FIELD = 20_000  # signs; some two hundred references
_LONGEST_NAME = 1_000  # signs of a sender with the address
_MOST_HOURS = 15  # no zone is further from Greenwich
_STATEFUL = ("iso-2022", "utf-7", "utf-16", "utf-32", "hz")


@dataclass(slots=True)
class Person:
    """Who sent a mail."""

    handle: str  # the address; the name where the list put its own in place of it
    name: str


def header_fields(head: bytes) -> dict[str, str]:
    """The wanted headers, unfolded, by name in small letters; of one given twice the first."""
    fields: dict[str, str] = {}
    name = ""
    for line in decoded(head, "").split("\n"):
        if line[:1] in (" ", "\t"):
            if name:
                fields[name] += " " + line.strip()
            continue
        written, colon, value = line.partition(":")
        name = written.strip().lower()
        if not colon or name not in WANTED or name in fields:
            name = ""
        else:
            fields[name] = value.strip()
    for name, value in fields.items():
        if len(value) > _LONGEST_FIELD:
            fields[name] = value[:_LONGEST_FIELD]
    return fields


def decoded(content: bytes, charset: str) -> str:
    """Bytes as text: what is sound UTF-8 is that, whatever was declared; then as declared; then as Windows has it."""
    if content.isascii() and not charset.startswith(_STATEFUL):
        return content.decode("ascii")
    order = (charset, "utf-8") if charset.startswith(_STATEFUL) else ("utf-8", charset)
    for each in order:
        try:
            if each:
                return content.decode(each)
        except (UnicodeError, LookupError, ValueError):
            continue
    return content.decode("cp1252", "replace")


def unencoded(value: str) -> str:
    """A header with its encoded words (RFC 2047) as text."""
    if "=?" not in value:
        return value
    try:
        pieces = decode_header(value)
    except (HeaderParseError, ValueError):
        return value
    words = [
        decoded(piece, (charset or "").lower()) if isinstance(piece, bytes) else piece for piece, charset in pieces
    ]
    return _SPACE.sub(" ", "".join(words)).strip()


def message_ids(value: str) -> list[str]:
    """The ids of a Message-ID, In-Reply-To or References header."""
    return [_AT.sub("@", match) for match in _ID.findall(value)]


def person(value: str) -> Person | None:
    """Who a From header names, or None."""
    address, name = _address_and_name(" ".join(value[:_LONGEST_NAME].split()))
    plain = unencoded(name).strip().strip("\"'").replace('\\"', '"').strip()
    address = _AT.sub("@", unencoded(address).strip()).strip("<>\"' ")
    via = _VIA.search(plain)
    if via:
        plain = plain[: via.start()].strip().strip("\"'")
        return Person(plain, plain) if plain else None
    if not address and not plain:
        return None
    # Some mailers put the address as the name.
    return Person(address or plain, "" if "@" in _AT.sub("@", plain) else plain)


def _address_and_name(value: str) -> tuple[str, str]:
    if match := _IN_BRACKETS.match(value):
        return match[2], match[1].strip() or match[3] or ""
    if match := _IN_COMMENT.match(value):
        return match[1], match[2]
    return value, ""


def moment(value: str) -> str | None:
    """A Date header as ISO time, or None; a zone that is none counts as Greenwich."""
    parsed = parsedate_tz(value) if value else None
    if parsed is None:
        return None
    seconds = parsed[9] or 0
    if abs(seconds) > _MOST_HOURS * 3600:
        seconds = 0
    try:
        at = datetime(*parsed[:5], min(parsed[5], 59), tzinfo=UTC) - timedelta(seconds=seconds)
    except (ValueError, OverflowError):
        return None
    return at.isoformat()


def subject_words(value: str) -> str:
    """A subject without the marks of lists, answers and forwards."""
    words = _SPACE.sub(" ", unencoded(value)).strip()
    while (match := _REPLY.match(words)) and match.end() < len(words):
        words = words[match.end() :]
    return _WAS.sub("", words).strip()


def answers_something(value: str) -> bool:
    """Whether a subject says that the mail is an answer."""
    return _ANSWERS.match(unencoded(value)) is not None


def parameter(content_type: str, name: str) -> str:
    """A parameter of a Content-Type, in small letters; empty where it is absent."""
    match = re.search(rf"[;\s]{name}\s*=\s*(?:\"([^\"]*)\"|([^\s;\"]+))", content_type, re.I)
    return (match[1] or match[2] or "").strip().lower() if match else ""
