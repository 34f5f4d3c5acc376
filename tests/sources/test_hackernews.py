"""Hacker News: dead and deleted items, nesting of any depth Python can parse."""

from __future__ import annotations

import json
from pathlib import Path

from tests.sources.reading import only_thread


def test_firebase(tmp_path: Path) -> None:
    """A dead item is withheld and a deleted one deleted; both keep their place."""
    items = [
        {"id": 1, "type": "story", "by": "Ann", "time": 1000000000, "title": "T", "kids": [2, 3], "descendants": 3},
        {"id": 2, "type": "comment", "by": "ben", "time": 1000000001, "parent": 1, "text": "bad", "dead": True},
        {"id": 3, "type": "comment", "time": 1000000002, "parent": 1, "deleted": True},
        {"id": 4, "type": "comment", "by": "ben", "time": 1000000003, "parent": 3, "text": "a<p>b"},
    ]
    path = tmp_path / "items.json"
    path.write_text(json.dumps(items))
    built = only_thread([path])
    assert [post["state"] for post in built.posts] == ["present", "withheld", "deleted", "present"]
    assert [post["text"] for post in built.posts] == ["T", "", "", "a\n\nb"]
    assert built.title == "T" and built.capture.declared_reply_count == 3


def test_deep_algolia(tmp_path: Path) -> None:
    """Three hundred levels are walked without recursion of our own."""
    item: dict = {"id": 300, "author": "a", "created_at_i": 1000000300, "text": "x", "children": []}
    for number in range(299, 0, -1):
        item = {"id": number, "author": "a", "created_at_i": 1000000000 + number, "text": "x", "children": [item]}
    path = tmp_path / "item.json"
    path.write_text(json.dumps(item))
    built = only_thread([path])
    assert [post["parent_id"] for post in built.posts] == [None, *map(str, range(1, 300))]
