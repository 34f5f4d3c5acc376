"""Plain text as markup."""

from __future__ import annotations

from generator.paragraphs import paragraphs


def test_paragraphs() -> None:
    """Blank lines part paragraphs, line ends are breaks, and markup in the words is shown, not obeyed."""
    assert paragraphs(" one\ntwo\n\n\n<b>&amp; ") == "<p>one<br>two</p><p>&lt;b&gt;&amp;amp;</p>"
    assert paragraphs(" \n ") == ""
