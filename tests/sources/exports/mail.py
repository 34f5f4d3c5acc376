"""Mailing lists: a month of mails, in plain text or in markup. Bodies are encoded, so that any text fits."""

from __future__ import annotations

import base64
from email.utils import formatdate
from pathlib import Path

from tests.sources.exports.export import Export, Said


def _word(text: str) -> str:
    """Any text in a header (RFC 2047)."""
    return f"=?utf-8?B?{base64.b64encode(text.encode('utf-8', 'replace')).decode()}?="


def _mail(post: Said, kind: str, body: str) -> str:
    lines = [
        f"From {post.id} at example.org  Sun Sep 13 12:00:00 2020",
        f"From: {_word(post.author)} <{post.id % 3}@example.org>",
        f"Date: {formatdate(post.at)}",
        f"Subject: {'' if post.parent is None else 'Re: '}Bins",
        f"Message-ID: <{_id(post.id)}>",
        f"Content-Type: {kind}; charset=utf-8",
        "Content-Transfer-Encoding: base64",
    ]
    if post.parent is not None:
        lines += [f"In-Reply-To: <{_id(post.parent)}>", f"References: <{_id(1)}> <{_id(post.parent)}>"]
    return "\n".join([*lines, "", base64.encodebytes(body.encode("utf-8", "replace")).decode(), ""])


def _id(number: int) -> str:
    return f"{number}@example.org"


def _month(said: list[Said], folder: Path) -> list[Path]:
    path = folder / "2020-September.txt"
    path.write_text("".join(_mail(post, "text/plain", post.text) for post in said), "utf-8")
    return [path]


def _mbox(said: list[Said], folder: Path) -> list[Path]:
    path = folder / "list.mbox"
    path.write_text("".join(_mail(post, "text/html", post.markup) for post in said), "utf-8")
    return [path]


EXPORTS = (
    Export("mail_month", "mail", _month, post_id=_id, marks=(" at ",)),
    Export("mail_mbox", "mail", _mbox, post_id=_id, html=True, marks=(" at ",)),
)
