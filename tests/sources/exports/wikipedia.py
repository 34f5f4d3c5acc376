"""Wikipedia talk pages: a heading, which is the first post, and signed comments in lists below it.

A wiki keeps markup from going into its pages, so text is there as text; names are what a wiki lets a user be called.
"""

from __future__ import annotations

import html
import re
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

from tests.sources.exports.export import Export, Said

_NOT_IN_NAMES = re.compile(r"[#<>\[\]|{}/@:\s_\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\ufdd0-\ufdef\ud800-\udfff]+")
_ids: dict[int, str] = {}


def _name(post: Said) -> str:
    return _NOT_IN_NAMES.sub(" ", post.author).strip() or "Nobody"


def _time(post: Said) -> str:
    at = datetime.fromtimestamp(post.at, UTC)
    return f"{at:%H:%M}, {at.day} {at:%B %Y} (UTC)"


def _remember(said: list[Said]) -> None:
    """The ids of these posts: that of a heading holds the time of the first comment below it."""
    replies = [post for post in said if post.parent is not None]
    first = min((post.at for post in replies), default=0)
    _ids.clear()
    for post in replies:
        _ids[post.id] = (
            f"c-{_name(post)[0].upper()}{_name(post)[1:]}-{datetime.fromtimestamp(post.at, UTC):%Y-%m-%dT%H:%MZ}"
        )
    _ids[1] = f"h-{_heading(said).replace(' ', '_')}-{datetime.fromtimestamp(first, UTC):%Y-%m-%dT%H:%MZ}"


def _heading(said: list[Said]) -> str:
    return next(post.text for post in said if post.parent is None)


def _levels(said: list[Said]) -> list[tuple[int, Said]]:
    """The comments in the order of a page, each with its level."""
    below: dict[int, list[Said]] = {}
    for post in sorted(said, key=lambda each: each.id):
        below.setdefault(post.parent or 0, []).append(post)
    ordered: list[tuple[int, Said]] = []
    waiting = [(1, post) for post in reversed(below.get(1, []))]
    while waiting:
        level, post = waiting.pop()
        ordered.append((level, post))
        waiting += [(level + 1, each) for each in reversed(below.get(post.id, []))]
    return ordered


def _page(said: list[Said], folder: Path) -> list[Path]:
    _remember(said)
    lines = ['<div class="mw-parser-output"><h2><span class="mw-headline">' + _heading(said) + "</span></h2>"]
    for level, post in _levels(said):
        link = f'<a href="/wiki/User:{html.escape(quote(_name(post)))}">x</a>'
        comment = f"<p>{html.escape(post.text)}</p><p>{link} {_time(post)}</p>"
        lines.append("<dl><dd>" * (level - 1) + comment + "</dd></dl>" * (level - 1))
    (folder / "Talk.html").write_text("\n".join([*lines, "</div>"]), "utf-8")
    return [folder / "Talk.html"]


def _wikitext(said: list[Said], folder: Path) -> list[Path]:
    _remember(said)
    lines = [f"== {_heading(said)} =="]
    for level, post in _levels(said):
        # A wiki's own sign for text that is no markup; it holds anything but its own end.
        words = "<nowiki>" + re.sub(r"[\r\n]", " ", post.text) + "</nowiki>"
        lines.append(f"{':' * (level - 1)}{words}<br>[[User:{_name(post)}|x]] {_time(post)}\n")
    (folder / "Talk.wikitext").write_text("\n".join(lines), "utf-8")
    return [folder / "Talk.wikitext"]


_BELOW_A_HEADING = {"needs_root": True, "needs_reply": True, "whole": True, "copies": False, "html": True}

EXPORTS = (
    Export("wikipedia_page", "wikipedia", _page, _ids.__getitem__, **_BELOW_A_HEADING),
    Export("wikipedia_wikitext", "wikipedia", _wikitext, _ids.__getitem__, marks=("nowiki>",), **_BELOW_A_HEADING),
)
