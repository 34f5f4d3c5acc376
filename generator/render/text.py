"""The one door through which other people's text enters a page, already safe to place."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping

import markdown
import nh3
from markupsafe import Markup

POST_TAGS = {
    "a", "b", "blockquote", "br", "code", "del", "em", "i", "li", "ol", "p", "pre", "s", "strong", "sub", "sup", "u",
    "ul",
}  # fmt: skip
COMMENTARY_TAGS = POST_TAGS | {"h2", "h3", "h4", "hr", "table", "thead", "tbody", "tr", "th", "td"}
SCHEMES = {"http", "https", "mailto"}
MENTION = re.compile(r"@([\w][\w.\-@]*)")
TAG = re.compile(r"(<[^>]*>)")
# What is left of a link whose address was refused; the theme's script stumbles over a click on it.
LINK_TO_NOWHERE = re.compile(r"<a(?![^>]*\shref=)[^>]*>(.*?)</a>", re.DOTALL)
PATH = re.compile(r"[\w./#-]+\Z")
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def plain(text: object) -> str:
    """Text without characters that no page may carry; anything but text is empty."""
    return CONTROLS.sub("\ufffd", text) if isinstance(text, str) else ""


def named(text: str, names: Mapping[str, str], show: Callable[[str], str] = str, mark: str = "@") -> str:
    """Plain text in which each "@" + author id reads `mark` + the name that is shown, by way of `show`."""

    def shown(match: re.Match[str]) -> str:
        word = match.group(1)
        stem = word.rstrip(".-@")  # "@a1." ends a sentence
        for author_id in (word, stem):
            if author_id in names:
                return f"{mark}{show(plain(names[author_id]))}{word[len(author_id) :]}"
        return match.group(0)

    return MENTION.sub(shown, plain(text))


def told(text: str, names: Mapping[str, str]) -> str:
    """A sentence of ours, in which people have their shown names and no "@" before them."""
    return named(text, names, mark="")


def post_html(markup: object, text: object, names: Mapping[str, str]) -> Markup:
    """A post's words as clean markup: its own where it has some, else paragraphs of its plain text."""
    source = plain(markup) or "".join(
        f"<p>{html.escape(part.strip())}</p>" for part in re.split(r"\n\s*\n", plain(text)) if part.strip()
    )
    # Cleaned again although the import cleaned it: files under data/ can be edited by hand.
    clean = nh3.clean(
        source, tags=POST_TAGS, attributes={"a": {"href"}}, url_schemes=SCHEMES, url_relative="deny",
        link_rel="noopener noreferrer nofollow ugc",
    )  # fmt: skip
    pieces = TAG.split(LINK_TO_NOWHERE.sub(r"\1", clean))
    return Markup("".join(piece if piece.startswith("<") else named(piece, names, html.escape) for piece in pieces))


def commentary_address(_tag: str, name: str, value: str) -> str | None:
    """An address the editor may link to: another site's, or a plain path within this one."""
    if name == "href" and not value.lower().startswith(("https://", "http://", "mailto:")) and not PATH.match(value):
        return None
    return value


def commentary_html(words: str) -> Markup:
    """The editor's Markdown as clean markup; HTML in it shows as text."""
    source = markdown.markdown(plain(words).replace("<", "&lt;"), extensions=["tables"])
    clean = nh3.clean(
        source, tags=COMMENTARY_TAGS, attributes={"a": {"href"}}, url_schemes=SCHEMES,
        attribute_filter=commentary_address,
    )  # fmt: skip
    return Markup(LINK_TO_NOWHERE.sub(r"\1", clean))
