"""Reddit: stubs, deleted and removed comments, hidden scores."""

from __future__ import annotations

import json
from pathlib import Path

from tests.sources.reading import only_thread


def listing(*things: tuple[str, dict]) -> dict:
    """A listing of things."""
    return {"kind": "Listing", "data": {"children": [{"kind": kind, "data": fields} for kind, fields in things]}}


def test_listing(tmp_path: Path) -> None:
    """Gone bodies, stubs and scores below zero become states, counts and zero."""
    comments = listing(
        (
            "t1",
            {
                "id": "a",
                "parent_id": "t3_s",
                "author": "Ann",
                "body": "<hi>",
                "body_html": '&lt;div class="md"&gt;&lt;p&gt;&amp;lt;hi&amp;gt;&lt;/p&gt;&lt;/div&gt;',
                "score": -4,
                "created_utc": 1000000000.0,
                "replies": listing(
                    ("t1", {"id": "b", "parent_id": "t1_a", "author": None, "body": "[deleted]", "replies": ""}),
                    ("more", {"parent_id": "t1_a", "count": 5, "children": ["x"]}),
                ),
            },
        ),
        ("t1", {"id": "c", "parent_id": "t3_s", "author": "ben", "body": "[removed]", "score": 2}),
        ("t1", {"id": "d", "parent_id": "t3_s", "author": "ben", "body": 7}),
    )
    submission = listing(("t3", {"id": "s", "title": "T &amp; U", "author": "ann", "selftext": "", "num_comments": 9}))
    path = tmp_path / "thread.json"
    path.write_text(json.dumps([submission, comments]))
    built = only_thread([path])
    posts = {post["post_id"]: post for post in built.posts}
    assert built.title == "T & U"
    assert posts["t1_a"]["text"] == "<hi>" and posts["t1_a"]["like_count"] == 0
    assert posts["t1_a"]["published_at"] == "2001-09-09T01:46:40.000Z"
    assert [posts[each]["state"] for each in ("t1_b", "t1_c")] == ["deleted", "withheld"]
    assert (built.capture.more_stub_count, built.capture.more_hidden_count) == (1, 5)
    assert built.capture.branches == ({"post_id": "t1_a", "declared": 6, "held": 1},)
    assert (built.capture.records_read, built.capture.posts_kept, len(built.capture.rejections)) == (5, 4, 1)
