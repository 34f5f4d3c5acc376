"""Mastodon: what is not public stays out, a mention carries the whole handle."""

from __future__ import annotations

import json
from pathlib import Path

from tests.sources.reading import only_thread


def status(status_id: str, parent: str | None, content: str, **more: object) -> dict:
    """A small status."""
    return {"id": status_id, "in_reply_to_id": parent, "content": content, "account": {"acct": "Ann@a.org"}} | more


def test_context(tmp_path: Path) -> None:
    """The focus becomes a placeholder root, a private reply is rejected, a mention is rewritten."""
    mention = {"url": "https://b.org/@ben", "acct": "Ben@b.org"}
    content = '<p><a href="https://b.org/@ben" class="u-url mention">@<span>ben</span></a> hi</p>'
    context = {
        "ancestors": [],
        "descendants": [
            status("11", "10", content, mentions=[mention]),
            status("12", "10", "secret", visibility="private"),
            status("14", "13", "<p>below a deleted one</p>"),
        ],
    }
    path = tmp_path / "context.json"
    path.write_text(json.dumps(context))
    built = only_thread([path])
    assert {post["post_id"]: (post["parent_id"], post["state"]) for post in built.posts} == {
        "10": (None, "missing"),
        "11": ("10", "present"),
        "13": ("10", "missing"),
        "14": ("13", "present"),
    }
    assert [post["text"] for post in built.posts if post["post_id"] == "11"] == ["@ben@b.org hi"]
    assert [each.reason for each in built.capture.rejections] == ["not public (visibility private)"]
