"""Markup: clean, and plain text of the same words."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from generator.sources import markup

SHARED = Path(__file__).resolve().parents[2].parent / "shared"


def test_mastodon_link() -> None:
    """The hidden parts of a shortened address stay in the text."""
    source = '<p>See <a href="https://a.org/b"><span class="invisible">https://</span><span>a.org/b</span></a></p>'
    cleaned = markup.clean_html(source)
    assert cleaned == '<p>See <a href="https://a.org/b" rel="nofollow noopener">https://a.org/b</a></p>'
    assert markup.plain_text(cleaned) == "See https://a.org/b"


def test_script_and_relative_links_go() -> None:
    """No script, no address without a host."""
    cleaned = markup.clean_html('<script>x()</script><a href="/u/me" onclick="x()">me</a><i>so</i><p>a &lt; b<br>c')
    assert cleaned == '<p><a rel="nofollow noopener">me</a><em>so</em></p><p>a &lt; b<br>c</p>'
    assert markup.plain_text(cleaned) == "meso\n\na < b\nc"


def test_plain_paragraphs() -> None:
    """Plain text is escaped, and comes back."""
    assert markup.paragraphs("a <b>\nc\n\nd") == "<p>a &lt;b&gt;<br>c</p><p>d</p>"
    assert markup.plain_text(markup.paragraphs("a <b>\nc\n\nd")) == "a <b>\nc\n\nd"


def test_slow_inputs() -> None:
    """Each slow input is refused or done within two seconds."""
    vectors = SHARED / "vectors" / "slow_inputs_a.json"
    if not vectors.exists():
        pytest.skip("the vectors are not here")
    texts = [
        each.get("pre", "") + each["unit"] * each["n"] + each.get("post", "")
        for each in json.loads(vectors.read_text())["vectors"]
        if "unit" in each
    ]
    for text in [*texts, " " * 190_000 + "x", "\n " * 90_000]:
        started = time.process_time()
        if not markup.too_long(text):
            markup.plain_text(markup.clean_html(text))
            markup.paragraphs(text)
        assert time.process_time() - started < 2
