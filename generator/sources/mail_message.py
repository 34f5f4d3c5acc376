"""One mail: its headers, and its body as plain text or markup. What is simple is read here, the rest by `email`."""

from __future__ import annotations

import binascii
import quopri
import re
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message
from email.policy import compat32

from generator.sources.mail_body import attachment_note
from generator.sources.mail_headers import decoded, header_fields, parameter, unencoded

_HEAD_ENDS = re.compile(rb"\r?\n\r?\n")
_MOST_PARTS = 200  # a mail of more is an attack, or no mail


@dataclass(slots=True)
class Mail:
    """A mail taken apart."""

    fields: dict[str, str]
    text: str = ""
    html: str = ""  # only where there is no plain text
    attachments: list[str] = field(default_factory=list)


def parsed(raw: bytes) -> Mail:
    """The mail in these bytes, which begin with its headers."""
    ends = _HEAD_ENDS.search(raw)
    head, body = (raw[: ends.start()], raw[ends.end() :]) if ends else (raw, b"")
    if b"\r" in head:
        head = head.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    mail = Mail(header_fields(head))
    kind = mail.fields.get("content-type", "")
    main = kind.split(";")[0].strip().lower()
    encoding = mail.fields.get("content-transfer-encoding", "").lower()
    if main.startswith(("multipart/", "message/")):
        _take_parts(mail, message_from_bytes(raw, policy=compat32))
        return mail
    if main and "/" in main and not main.startswith("text/"):
        mail.attachments.append(attachment_note("", main))
        return mail
    text = decoded(_unpacked(body, encoding), parameter(kind, "charset"))
    if main == "text/html":
        mail.html = text
    else:
        mail.text = text
    return mail


def _unpacked(body: bytes, encoding: str) -> bytes:
    """The body without its transfer encoding; as it stands where that is broken."""
    if encoding == "quoted-printable":
        return quopri.decodestring(body)
    if encoding == "base64":
        try:
            return binascii.a2b_base64(body)
        except binascii.Error:
            return body
    return body


def _take_parts(mail: Mail, message: Message) -> None:
    """The first plain text, all further plain texts beside it, markup where there is none; the rest as attachments."""
    plain: list[str] = []
    marked: list[str] = []
    for number, part in enumerate(message.walk()):
        if number > _MOST_PARTS:
            break
        kind = part.get_content_type()
        if part.is_multipart():
            continue
        name = unencoded(str(part.get_filename() or ""))
        if kind in ("text/plain", "text/html") and not name and part.get_content_disposition() != "attachment":
            (plain if kind == "text/plain" else marked).append(_text_of(part))
        elif kind not in ("application/pgp-signature", "application/pkcs7-signature"):
            mail.attachments.append(attachment_note(name, kind))
    mail.text = "\n".join(plain)
    if not mail.text.strip():
        mail.html = "\n".join(marked)


def _text_of(part: Message) -> str:
    content = part.get_payload(decode=True)
    charset = str(part.get_param("charset") or "").lower()
    return decoded(content, charset) if isinstance(content, bytes) else ""
