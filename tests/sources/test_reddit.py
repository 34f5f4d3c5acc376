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


def comment(name: str, parent: str) -> tuple[str, dict]:
    """A small comment."""
    return "t1", {"id": name, "name": f"t1_{name}", "parent_id": parent, "author": "ben", "body": f"Comment {name}"}


def test_more_children(tmp_path: Path) -> None:
    """Answers of morechildren join the listing, in any order of the files; only stubs with something left count."""
    submission = listing(("t3", {"id": "s", "title": "T", "author": "ann", "selftext": "", "num_comments": 6}))
    stubs = [
        ("more", {"parent_id": "t3_s", "count": 2, "children": ["b", "c"]}),
        ("more", {"parent_id": "t1_a", "count": 0, "children": [], "id": "_"}),
        ("more", {"parent_id": "t1_d", "count": 3, "children": ["e", "f"]}),
    ]
    more = [comment("b", "t3_s"), comment("c", "t1_b"), comment("e", "t1_d")]
    branch = [submission, listing(comment("g", "t1_a"))]
    contents = {
        "1.json": [submission, listing(comment("a", "t3_s"), comment("d", "t3_s"), *stubs)],
        "2.json": {"json": {"errors": [], "data": {"things": [{"kind": kind, "data": each} for kind, each in more]}}},
        "3.json": branch,
    }
    for name, content in contents.items():
        (tmp_path / name).write_text(json.dumps(content))
    files = sorted(tmp_path.iterdir())
    for order in (files, files[::-1]):
        built = only_thread(order)
        assert {post["post_id"]: post["parent_id"] for post in built.posts} == {
            "t3_s": None,
            **{f"t1_{each}": "t3_s" for each in "abd"},
            "t1_c": "t1_b",
            "t1_e": "t1_d",
            "t1_g": "t1_a",
        }
        assert (built.capture.more_stub_count, built.capture.more_hidden_count) == (1, 2)
