"""Tests of the one door for other people's text."""

from __future__ import annotations

from generator.render.text import commentary_html, named, post_html

NAMES = {"a1": "Tenant 1", "a2": '<img src=x onerror="alert(1)">'}


def test_refused_addresses_leave_their_words() -> None:
    """A link whose address is refused is no link any more, and its words stay; others stay links."""
    shown = post_html('<a href="javascript:1">one</a> <a href="https://a.example/">two</a>', "", {})
    assert "one <a href" in shown and shown.count("<a") == 1
    assert commentary_html("[one](javascript:1)") == "<p>one</p>"


def test_a_mention_shows_the_name() -> None:
    """A mention reads as the shown name, with the full stop after it kept."""
    assert post_html("", "Ask @a1.", NAMES) == "<p>Ask @Tenant 1.</p>"


def test_a_hostile_name_stays_text() -> None:
    """A shown name that looks like markup is written as text."""
    assert "<img" not in post_html("<p>Ask @a2</p>", "", NAMES)


def test_markup_keeps_words_and_loses_script() -> None:
    """Script, handlers and addresses of other schemes go, the words stay."""
    clean = post_html('<p onclick="x()">Hello <a href="javascript:x()">you</a><script>x()</script></p>', "", {})
    assert "Hello" in clean and "you" in clean
    assert "script" not in clean and "onclick" not in clean


def test_a_relative_address_is_refused() -> None:
    """A link that would lead into this site is no link."""
    assert "href" not in post_html('<a href="../../about/">about</a>', "", {})


def test_an_unknown_mention_stays() -> None:
    """An address sign before anything else is left alone."""
    assert named("me@example.org and @nobody", NAMES) == "me@example.org and @nobody"


def test_commentary_is_markdown_without_html() -> None:
    """The editor's Markdown is set; HTML in it shows as text."""
    clean = commentary_html("Read *slowly* <script>x()</script>")
    assert "<em>slowly</em>" in clean and "<script" not in clean
