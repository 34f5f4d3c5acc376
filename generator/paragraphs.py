"""Plain text as markup: the one rule by which a post without markup of its own gets some."""

from __future__ import annotations

import html
import re

_PARAGRAPHS = re.compile(r"\n\s*\n")


def paragraphs(text: str) -> str:
    """Plain text as escaped paragraphs."""
    text = text.strip()
    parts = [part.strip() for part in _PARAGRAPHS.split(text)] if "\n" in text else [text]
    return "".join(["<p>" + html.escape(part, quote=False).replace("\n", "<br>") + "</p>" for part in parts if part])
