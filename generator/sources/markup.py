"""Other people's markup: cleaned HTML for the page and plain text for the measures."""

from __future__ import annotations

import html as entities
import re

import nh3

from generator.paragraphs import paragraphs

__all__ = ["clean_html", "paragraphs", "plain_text", "printable", "too_long", "words_and_markup"]

TAGS = {"p", "br", "a", "em", "strong", "del", "code", "pre", "blockquote", "ul", "ol", "li"}
# Spelt otherwise by some platforms; renamed after cleaning, when the markup is known to be well-formed.
_SYNONYMS = {"i": "em", "b": "strong", "s": "del"}
_CLEANER = nh3.Cleaner(
    tags=TAGS | set(_SYNONYMS),
    attributes={"a": {"href"}, "*": set()},  # without "*", `title` and `lang` stay, and names in them
    url_schemes={"http", "https", "mailto"},
    url_relative="deny",
    link_rel="nofollow noopener",
    strip_comments=True,
)
# Chosen by judgement: no platform here lets a post be longer, and cleaning stays below a second.
LIMIT_CHARACTERS = 200_000
LIMIT_TAGS = 5_000  # a person does not write more; deep nesting slows every parser after us

_HEADING = re.compile(r"<(/?)h[1-6]\b[^>]*>", re.I)
_CELL = re.compile(r"</t[dh]\s*>", re.I)
_ROW = re.compile(r"</tr\s*>", re.I)
_OPENS_WITH_BLOCK = re.compile(r"\s*<(?:p|pre|blockquote|ul|ol|div|!--|h[1-6]|table)\b", re.I)
_EMPTY_PARAGRAPH = re.compile(r"<p>\s*</p>")
_SYNONYM = re.compile(r"<(/?)([ibs])>")
_BREAK = re.compile(r"<br ?/?>\n?")
_BLOCK_END = re.compile(r"</(?:p|pre|blockquote|ul|ol)>\s*")
_ITEM_END = re.compile(r"</li>\s*")
_TAG = re.compile(r"<[^>]*>")
_BLANK_LINES = re.compile(r"\n{3,}")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029]")


def too_long(source: str) -> bool:
    """Whether the markup is beyond what a person writes in one post."""
    return len(source) > LIMIT_CHARACTERS or source.count("<") > LIMIT_TAGS


def clean_html(source: str) -> str:
    """Markup from outside as paragraphs of a few harmless tags; links carry rel and an absolute address."""
    source = printable(source)
    if "<h" in source or "<H" in source:
        source = _HEADING.sub(r"<\1p>", source)
    if "<t" in source or "<T" in source:
        source = _ROW.sub("<br>", _CELL.sub(" ", source))
    if not _OPENS_WITH_BLOCK.match(source):
        source = f"<p>{source}"
    cleaned = _CLEANER.clean(source)
    cleaned = _SYNONYM.sub(lambda match: f"<{match[1]}{_SYNONYMS[match[2]]}>", cleaned)
    return _EMPTY_PARAGRAPH.sub("", cleaned).strip()


def words_and_markup(source: str) -> tuple[str, str | None]:
    """What `plain_text` and `clean_html` make of markup from outside; None for mere paragraphs of the text."""
    plain = _plain_paragraphs(source)
    if plain is not None:
        return plain, None
    cleaned = clean_html(source)
    return plain_text(cleaned), cleaned


def _plain_paragraphs(source: str) -> str | None:
    """The words where the markup is nothing but paragraphs and needs no cleaning, else None."""
    if not (source.startswith("<p>") and source.endswith("</p>") and source.isprintable()):
        return None
    words = "\n\n".join([part.rstrip() for part in source[3:-4].split("</p><p>")])
    if "<" in words or ">" in words or "&" in words or "<p></p>" in source or "<p> " in source:
        return None
    return words


def plain_text(cleaned: str) -> str:
    """The words of cleaned markup: a blank line between paragraphs, a new line for a break.

    Takes what `clean_html` gives, where every tag is closed and every bare `<` is an entity.
    """
    text = _BREAK.sub("\n", cleaned)
    text = _BLOCK_END.sub("\n\n", _ITEM_END.sub("\n", text))
    text = entities.unescape(_TAG.sub("", text)).replace("\xa0", " ")
    lines = "\n".join([line.rstrip() for line in printable(text).split("\n")])
    return _BLANK_LINES.sub("\n\n", lines).strip()


def printable(text: str) -> str:
    """The text without control characters, with one kind of line ending."""
    if text.isprintable():  # so it is with most text, and this is told ten times faster than searched for
        return text
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _CONTROL.sub("", text)
