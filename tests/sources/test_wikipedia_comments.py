"""Comments of talk pages: small pages told by hand, and the trees that MediaWiki publishes beside real pages."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from generator.sources.wikipedia_comments import Comment, Heading, comments
from generator.sources.wikipedia_page import Page

WIKIPEDIA = Path(__file__).resolve().parents[2].parent / "shared" / "threads" / "wikipedia"


def signed(name: str, minute: int) -> str:
    """A signature."""
    links = f'<a href="/wiki/User:{name}">{name}</a> (<a href="/wiki/User_talk:{name}">talk</a>)'
    return f"{links} 10:{minute:02}, 2 May 2020 (UTC)"


def told(html: str) -> list[tuple[str, int, int, str]]:
    """Of each comment: author, minute, level, and whom it answers."""
    _, found = comments(Page(html))
    return [
        (each.author, each.at.minute, each.level, each.parent.author if isinstance(each.parent, Comment) else "heading")
        for each in found
    ]


def test_indentation_tells_who_is_answered() -> None:
    """A comment answers the nearest one before it that is less indented, even over a level that is skipped."""
    html = (
        f"<h2>T</h2><p>a {signed('Ann', 1)}</p><dl><dd>b {signed('Bob', 2)}<dl><dd>c {signed('Cy', 3)}</dd></dl></dd>"
        f"<dd>d {signed('Di', 4)}</dd></dl><ul><li><ul><li><ul><li>e {signed('Ed', 5)}</li></ul></li></ul></li></ul>"
        f"<p>f {signed('Flo', 6)}</p>"
    )
    assert told(html) == [
        ("Ann", 1, 1, "heading"),
        ("Bob", 2, 2, "Ann"),
        ("Cy", 3, 3, "Bob"),
        ("Di", 4, 2, "Ann"),
        ("Ed", 5, 4, "Di"),
        ("Flo", 6, 1, "heading"),
    ]


def test_list_and_paragraphs_within_one_comment() -> None:
    """Paragraphs and lists before a signature are one comment, on the level on which it begins or ends."""
    html = f"<h2>T</h2><p>one</p><ul><li>two</li><li>three {signed('Ann', 1)}</li></ul><p>x {signed('Bob', 2)}</p>"
    assert told(html) == [("Ann", 1, 1, "heading"), ("Bob", 2, 1, "heading")]


def test_second_signature_in_a_paragraph() -> None:
    """A later note in the same paragraph stays a part of the comment."""
    html = f"<h2>T</h2><p>a {signed('Ann', 1)} amended {signed('Bob', 2)}</p><p>b {signed('Cy', 3)}</p>"
    assert told(html) == [("Ann", 1, 1, "heading"), ("Cy", 3, 1, "heading")]


def test_times_that_sign_nothing() -> None:
    """Copied times, and signatures in quotations, sources and headings, begin no comment."""
    html = (
        f"<h2>T {signed('No', 9)}</h2><p>at 10:00, 1 May 2020 (UTC) it rained</p>"
        f"<p><blockquote>x {signed('No', 8)}</blockquote> <q>y {signed('No', 7)}</q> z {signed('Ann', 1)}</p>"
        f'<ol class="references"><li>{signed("No", 6)}</li></ol>'
    )
    assert told(html) == [("Ann", 1, 1, "heading")]


def test_section_within_a_section() -> None:
    """A heading stands in the section of the one above it; the top of a page has one without words."""
    html = (
        f"<p>0 {signed('Zoe', 0)}</p><h2>A</h2><p>a {signed('Ann', 1)}</p>"
        f"<h3>B</h3><p>b {signed('Bob', 2)}</p><h2>C</h2>"
    )
    headings, found = comments(Page(html))
    assert [(each.words, each.above.words if each.above else None) for each in headings] == [
        ("", None),
        ("A", None),
        ("B", "A"),
        ("C", None),
    ]
    assert [each.heading.words for each in found] == ["", "A", "B"]


def test_outdent_ends_a_comment() -> None:
    """What follows an outdent template in the same paragraph is a comment of its own."""
    html = f'<h2>T</h2><p>a {signed("Ann", 1)} <span class="outdent-template">┌</span>b {signed("Bob", 2)}</p>'
    assert told(html) == [("Ann", 1, 1, "heading"), ("Bob", 2, 1, "heading")]


def test_what_is_marked_as_no_talk() -> None:
    """Boxes that the wiki marks as no talk hold no comments; a style belongs to the separator that follows it."""
    html = (
        f'<h2>T</h2><div class="mw-notalk">no {signed("No", 9)}</div><dl><dd>a {signed("Ann", 1)}</dd></dl>'
        f"<dl><dd><style>x</style><hr></dd></dl><p>b {signed('Bob', 2)}</p>"
    )
    assert told(html) == [("Ann", 1, 2, "heading"), ("Bob", 2, 1, "heading")]


def test_link_to_oneself() -> None:
    """On a person's own page the link without address leads to that person."""
    html = (
        '<title>User talk:Ann</title><h2>T</h2><p>a <a class="mw-selflink selflink">Ann</a> 10:01, 2 May 2020 (UTC)</p>'
    )
    assert told(html) == [("Ann", 1, 1, "heading")]


def gold_of(name: str) -> list[tuple[Any, ...]]:
    """Author, time, level and whom it answers, of each comment in the tree that MediaWiki publishes beside a page.

    A section within a section stands in that file twice, for itself and in the one around it.
    """
    rows: dict[str, tuple[Any, ...]] = {}
    waiting = [(item, None) for item in json.loads((WIKIPEDIA / name / f"{name}.json").read_text("utf-8"))]
    while waiting:
        item, above = waiting.pop()
        if item["type"] == "comment":
            answered = (above["author"], above["timestamp"]) if above["type"] == "comment" else None
            rows[item["id"]] = (item["author"], item["timestamp"], item["level"], answered)
        waiting += [(reply, item) for reply in item["replies"]]
    return sorted(rows.values(), key=repr)


@pytest.mark.parametrize(("name", "count"), [("en-big-oldparser", 1070), ("signatures-funny", 22)])
def test_trees_of_real_pages(name: str, count: int) -> None:
    """All comments are those of MediaWiki's own tree in author, time, level and parent."""
    if not WIKIPEDIA.exists():
        pytest.skip("the talk pages are not here")

    def iso(item: Comment) -> str:
        return f"{item.at:%Y-%m-%dT%H:%M:%S}.000Z"

    _, found = comments(Page((WIKIPEDIA / name / f"{name}.html").read_text("utf-8")))
    mine = [
        (
            each.author,
            iso(each),
            each.level,
            None if isinstance(each.parent, Heading) else (each.parent.author, iso(each.parent)),
        )
        for each in found
    ]
    assert len(mine) == count
    assert sorted(mine, key=repr) == gold_of(name)
