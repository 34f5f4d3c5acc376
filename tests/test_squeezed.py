"""Words in fewer bytes: every character comes back, and posts of a large file read as those of a small one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import squeezed
from generator.model import SourcePost
from generator.packed import fields, packed

ANY_TEXT = st.none() | st.text() | st.just("\ud800 half a pair")


@given(text=ANY_TEXT, html=ANY_TEXT)
def test_comes_back_as_it_was(text: str | None, html: str | None) -> None:
    """Whatever the words, also none of them and halves of characters."""
    assert squeezed.as_said(squeezed.words(text, html), None) == (text, html)
    assert squeezed.as_said(text, html) == (text, html)


def test_a_post_of_a_large_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its fields and the post itself are those of a small file; words and HTML take less than half their bytes."""
    text = "Who do I ring about the damp? \U0001f98b e\u0301 " * 20
    posts = [SourcePost(f"p{n}", None, "a", None, text, f"<p>{text}</p>") for n in range(5)]
    posts += [SourcePost("q", "p1", "b", None, "short"), SourcePost("r", "p1", "b", None, text)]
    monkeypatch.setattr(squeezed, "FROM_POSTS", 2)
    held = packed(posts)
    assert list(held) == posts
    assert list(fields(held, "post_id", "text", "html")) == [(each.post_id, each.text, each.html) for each in posts]
    changed = held.packed[4]
    changed.like_count = 3
    held.packed[4] = changed
    assert held.packed[4] == changed and held.packed[4].text == text
    sizes = [len(each or b"") for each in held.packed._packed]
    assert sizes[4] < sizes[0] / 2 and sizes[6] < sizes[0] / 2
