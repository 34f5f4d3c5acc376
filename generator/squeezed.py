"""The words of a post in fewer bytes: its HTML mostly says its text again, and a large file is mostly words."""

from __future__ import annotations

import marshal
import zlib

FROM_POSTS = 10_000  # held; in a small file it would only take time
LONG = 300  # characters of text and HTML together; shorter ones become no shorter
# A small window and little memory: with the usual ones making ready takes seven times as long as squeezing a post.
_WINDOW, _MEMORY = -12, 3


def words(text: str | None, html: str | None) -> bytes:
    """Text and HTML as one string of bytes."""
    squeezer = zlib.compressobj(1, zlib.DEFLATED, _WINDOW, _MEMORY)
    return squeezer.compress(marshal.dumps((text, html))) + squeezer.flush()


def as_said(text: str | bytes | None, html: str | None) -> tuple[str | None, str | None]:
    """Text and HTML again, where `text` may be what `words` made of both."""
    if not isinstance(text, bytes):
        return text, html
    said: tuple[str | None, str | None] = marshal.loads(zlib.decompress(text, _WINDOW))
    return said
