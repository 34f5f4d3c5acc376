"""The words of a comment without its signature."""

from __future__ import annotations

import pytest

from generator.sources.wikipedia_comments import comments
from generator.sources.wikipedia_page import Page
from generator.sources.wikipedia_words import unsigned_after, words_of
from tests.sources.test_wikipedia_comments import signed

SIGNED = signed("Ann", 1)
CASES = {
    f"<p>hi — {SIGNED}</p>": "hi",
    f"<p>hi <small>({SIGNED})</small> more</p>": "hi more",
    f"<p>sad :( {SIGNED}</p>": "sad :(",
    f"<p>(as {SIGNED})</p>": "(as)",
    f"<p>a <b>b</b> <i>{SIGNED}</i></p>": "a <b>b</b><i></i>",
    f'<p>hi <small class="autosigned">— Preceding unsigned comment added by {SIGNED}</small></p>': "hi",
    f"<p>@<a href='/wiki/User:Bob'>Bob</a>: hi {SIGNED}</p>": "@Bob: hi",
    f"<p><a href='//x.org/a?b=1&amp;c=2'>l</a> {SIGNED}</p>": '<a href="https://x.org/a?b=1&amp;c=2">l</a>',
    f"<p><a href='/wiki/Page'>l</a> <img alt='a&lt;b' src=x><style>no</style>{SIGNED}</p>": "l a&lt;b",
    f"<dl><dd>a<ul><li>b</li><li>c {SIGNED}</li></ul></dd></dl>": "a<ul><li>b</li><li>c</li></ul>",
}


@pytest.mark.parametrize("html", CASES)
def test_words(html: str) -> None:
    """The signature and what leads over to it go, everything else stays, links to people are mentions."""
    page = Page(html)
    _, found = comments(page)
    words = words_of(page, found[0])
    assert " ".join(words.replace(" </li>", "</li>").split()) == CASES[html]


def test_words_that_nobody_signed() -> None:
    """Rules and spaces are no words."""
    page = Page("<p>a</p><hr><p> — </p>")
    assert unsigned_after(page, 1, 3)
    assert not unsigned_after(page, 3, len(page.nodes))
