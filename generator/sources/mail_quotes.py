"""Quotations in the markup of a mail as lines that begin with ">"."""

from __future__ import annotations

import html as entities
import re

from generator.sources import markup

# A quotation without another one in it; these are marked first, then those around them.
_INNERMOST = re.compile(r"<blockquote>((?:(?!</?blockquote>).)*)</blockquote>", re.S)
_DEEPEST = 20


def with_marks(cleaned: str) -> str:
    """The words of cleaned markup, with each line of a quotation marked."""
    for _ in range(_DEEPEST):
        cleaned, count = _INNERMOST.subn(_marked, cleaned)
        if not count:
            break
    return markup.plain_text(cleaned)


def _marked(match: re.Match[str]) -> str:
    lines = markup.plain_text(match[1]).split("\n")
    return "<p>" + "<br>".join(f"&gt; {entities.escape(line, quote=False)}".rstrip() for line in lines) + "</p>"
