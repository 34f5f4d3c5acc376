"""Quotations in markup as marked lines."""

from __future__ import annotations

from generator.sources.mail_quotes import with_marks


def test_quotations_get_marks() -> None:
    """Each line of a quotation is marked, once for each quotation around it."""
    cleaned = "<p>no</p><blockquote><p>a<br>b</p><blockquote><p>&lt;c</p></blockquote></blockquote><p>d</p>"
    assert with_marks(cleaned) == "no\n\n> a\n> b\n>\n> > <c\n\nd"


def test_markup_without_quotations() -> None:
    """Without quotations the words are those of the markup."""
    assert with_marks("<p>a &amp; b</p>") == "a & b"
