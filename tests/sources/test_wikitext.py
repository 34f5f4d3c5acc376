"""Wikitext as HTML."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from generator.sources.wikipedia_comments import comments
from generator.sources.wikipedia_page import Page
from generator.sources.wikitext import as_html

WIKIPEDIA = Path(__file__).resolve().parents[2].parent / "shared" / "threads" / "wikipedia"
PIECES = {
    "== A ==": "<h2>A</h2>",
    "=== A == ": "<h2>= A</h2>",
    "=" * 9: "<p>\n" + "=" * 9 + "\n</p>",
    "a '''b''' ''c''": "<p>\na <b>b</b> <i>c</i>\n</p>",
    "[[User:Ann Bee|Ann]]": '<p>\n<a href="/wiki/User:Ann_Bee">Ann</a>\n</p>',
    "[https://example.org x y]": '<p>\n<a href="https://example.org">x y</a>\n</p>',
    "a<!-- no -->b": "<p>\nab\n</p>",
    "<nowiki>[[x]] ~~~~</nowiki>": "<p>\n[[x]] ~~~~\n</p>",
    "{{ping|Ann}} hi": '<p>\n<a href="/wiki/User:Ann">@Ann</a> hi\n</p>',
    "{{done}} {{color|red}}": "<p>\n red\n</p>",
    "[[File:X.jpg|thumb|y]]z": "<p>\nz\n</p>",
    "{|\n|-\n| a\n|}": "<p>\n\n\na\n\n</p>",
}


@pytest.mark.parametrize("text", PIECES)
def test_pieces(text: str) -> None:
    """Each kind of wikitext that talk pages use becomes the markup MediaWiki makes of it, or its words."""
    assert as_html(text) == PIECES[text]


def test_lists_step_in_and_out() -> None:
    """Lists open and close by the signs before a line, as MediaWiki puts them together."""
    html = "".join(as_html(":a\n:*b\n:c\n*d").split("\n"))
    assert html == "<dl><dd>a<ul><li>b</li></ul></dd><dd>c</dd></dl><ul><li>d</li></ul>"


def test_unsigned_template_signs() -> None:
    """Somebody's comment that others signed later counts as signed."""
    _, found = comments(Page(as_html("==T==\nhi {{unsigned|Ann|10:22, 22 November 2017 (UTC)}}")))
    assert [each.author for each in found] == ["Ann"]


def test_wikitext_and_its_page_are_one_tree() -> None:
    """The wikitext of a real page gives the comments that its rendered page gives."""
    if not WIKIPEDIA.exists():
        pytest.skip("the talk pages are not here")
    folder = WIKIPEDIA / "split-list"
    _, written = comments(Page(as_html((folder / "split-list.wikitext").read_text("utf-8"))))
    _, rendered = comments(Page((folder / "split-list.html").read_text("utf-8")))
    assert [(each.author, each.at, each.level) for each in written] == [
        (each.author, each.at, each.level) for each in rendered
    ]


def test_long_lines() -> None:
    """A line of any signs without end is read soon."""
    began = time.process_time()
    for unit in ("= ", " ", "'", "[", "[[", "{", "|", ":*", "<", "<!--", "<nowiki>"):
        as_html("== a" + unit * 50_000 + "\n" + unit * 50_000)
    assert time.process_time() - began < 11


def test_braces_that_never_close() -> None:
    """Templates nested without end, or never closed, end soon."""
    assert as_html("{{" * 5000 + "x")
    assert as_html("{{a|" * 200 + "x" + "}}" * 200)
