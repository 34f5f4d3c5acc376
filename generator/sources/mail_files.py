"""Files of mail as single mails, read as a stream: mbox, the monthly text of Pipermail, or one mail a file."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.errors import InputError
from generator.sources.opening import reading
from generator.sources.reading import Document

# A line that begins a mail (RFC 4155); archives disguise the address and some add quotes.
_ENVELOPE = (
    rb"From [^\n]{1,200}?(?:\d{1,2}:\d{2}(?::\d{2})?[^\n]{0,20}? \d{4}|\d{4} \d{1,2}:\d{2}(?::\d{2})?)[^\n]{0,20}\r?\n"
)
_FIRST = re.compile(_ENVELOPE)
# The line end in front belongs to the mail before; with it the search is for a fixed word, which is fast.
_NEXT = re.compile(rb"\n" + _ENVELOPE + rb"(?=[ \t]*[\w-]+:[ \t\r\n]|>From )")
_HEADER_LINE = re.compile(r"[A-Za-z][A-Za-z0-9-]{1,40}:[ \t]?\S?")
_TELLING = re.compile(
    r"^(?:From|Date|Message-ID|Subject|Received|Return-Path|MIME-Version|Delivered-To|To):", re.M | re.I
)
_CHUNK = 1024 * 1024
_LONGEST_ENVELOPE = 1024
# A single mail beyond this is not read: it would be held whole, and its words are not what makes it so big.
LONGEST_MAIL = 64 * 1024 * 1024


def is_mail(document: Document) -> bool:
    """Whether a file begins as mbox does, or as a single mail does."""
    head = document.head.lstrip("\r\n")
    if head.startswith("From "):
        return _FIRST.match(head[:400].encode("utf-8", "replace")) is not None
    if not _HEADER_LINE.match(head):
        return False
    headers = re.split(r"\r?\n\r?\n", head, maxsplit=1)[0]
    lines = headers.split("\n")
    if not all(_HEADER_LINE.match(line) or line[:1] in (" ", "\t", "\r", "") for line in lines):
        return False
    told = {match.rstrip(":").lower() for match in _TELLING.findall(headers)}
    return "from" in told and len(told) >= 3


def mails(document: Document) -> Iterator[tuple[str, bytes]]:
    """Each mail as (its place, its bytes with the line that begins it)."""
    for number, raw in enumerate(_split(document), start=1):
        yield f"{document.name} mail {number}", raw


def _split(document: Document) -> Iterator[bytes]:
    with reading(document.name), document.stream() as stream:
        held = stream.read(_LONGEST_ENVELOPE + _CHUNK).removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")
        if not held.startswith(b"From "):
            yield held + stream.read(LONGEST_MAIL)
            return
        searched = 0
        while True:
            more = stream.read(_CHUNK)
            # The last envelope of what is held may be cut, or the header that must follow it.
            limit = len(held) - _LONGEST_ENVELOPE if more else len(held)
            start = 0
            for match in _NEXT.finditer(held, searched):
                if match.end() > limit:
                    break
                yield held[start : match.start() + 1]
                start = match.start() + 1
            searched = max(len(held) - start - 2 * _LONGEST_ENVELOPE, 0)
            held = held[start:] + more
            if not more:
                yield held
                return
            if len(held) > LONGEST_MAIL:
                raise InputError(
                    f"{document.name} holds a mail of more than {LONGEST_MAIL // 1024**2} MB; split the file, or take "
                    "that mail out."
                )


def without_envelope(raw: bytes) -> tuple[str, bytes]:
    """The line that begins a mail, and the mail without it."""
    if not raw.startswith(b"From "):
        return "", raw
    line, _, rest = raw.partition(b"\n")
    while rest.startswith(b">From "):  # a mail that went through two boxes
        rest = rest.partition(b"\n")[2]
    return line.decode("utf-8", "replace"), rest
