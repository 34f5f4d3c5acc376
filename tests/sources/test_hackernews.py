"""Hacker News: dead and deleted items, nesting of any depth Python can parse."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator.sources import read
from tests.sources.reading import only_thread

REAL = Path(__file__).resolve().parents[2].parent / "shared/threads"


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


def test_archive(tmp_path: Path) -> None:
    """Lines of the archive have numbers as text and null for what is not known; the type may be left out."""
    rows = [
        {"id": "1", "by": "ann", "time": "1000000000", "title": "T", "type": "story", "score": "7", "descendants": "3"},
        {"id": "2", "by": "ben", "time": "1000000001", "parent": "1", "text": "it&#x27;s<p>b", "dead": None},
        {"id": "3", "by": None, "time": "1000000002", "parent": "2", "text": None, "deleted": True, "type": "comment"},
        {"id": "4", "by": "ann", "time": None, "timestamp": "2001-09-09 01:46:43 UTC", "parent": "2", "dead": True},
        {"id": "5", "by": "ann", "time": "1000000004", "type": "pollopt", "parent": "1"},
    ]
    path = tmp_path / "archive.json"
    path.write_text("\n".join(map(json.dumps, rows)) + "\nnull\n")
    built = only_thread([path])
    assert {post.post_id: (post.parent_id, post.state, post.text) for post in built.posts} == {
        "1": (None, "present", "T"),
        "2": ("1", "present", "it's\n\nb"),
        "3": ("2", "deleted", ""),
        "4": ("2", "withheld", ""),
    }
    assert built.posts[3].published_at == "2001-09-09T01:46:43.000Z"
    assert (built.posts[0].like_count, built.capture.declared_reply_count) == (7, 3)
    assert (built.capture.records_read, built.capture.records_rejected) == (6, 2)


def test_search(tmp_path: Path) -> None:
    """Hits of a search hang below the story they name, whose title they tell."""
    hit = {"author": "ann", "created_at_i": 1000000000, "story_id": 1, "story_title": "T", "points": None}
    hits = [
        {**hit, "objectID": "5", "comment_text": "<i>a</i>", "parent_id": 1, "children": [6]},
        {**hit, "objectID": "7", "comment_text": "b", "parent_id": 4},
    ]
    path = tmp_path / "search.json"
    path.write_text(json.dumps({"hits": hits, "nbHits": 2}))
    built = only_thread([path])
    assert {post.post_id: (post.parent_id, post.state) for post in built.posts} == {
        "1": (None, "missing"), "4": ("1", "missing"), "5": ("1", "present"), "7": ("4", "present"),
    }  # fmt: skip
    assert (built.title, built.url) == ("T", "https://news.ycombinator.com/item?id=1")
    assert built.capture.branches == ({"post_id": "5", "declared": 1, "held": 0},)


def test_items_keyed_by_id(tmp_path: Path) -> None:
    """Items under their ids are read; one that the server did not give is a rejection."""
    items = {
        "8": {"id": 8, "type": "story", "by": "ann", "time": 1000000000, "title": "T", "kids": [9, 10]},
        "9": {"id": 9, "type": "comment", "by": "ben", "time": 1000000001, "parent": 8, "text": "a"},
        "10": None,
    }
    path = tmp_path / "items.json"
    path.write_text(json.dumps(items))
    built = only_thread([path])
    assert [post.post_id for post in built.posts] == ["8", "9"]
    assert [each.reason for each in built.capture.rejections] == ["not an item"]


@pytest.mark.parametrize(
    ("name", "kept", "threads"),
    [
        ("hackernews/algolia_search_comments.json", 1, 1),
        ("hackernews/algolia_items_nested_edited.json", 14, 3),
        ("hackernews/firebase_comments.json", 21, 3),
        ("csv/hn-comments-1000-sample.jsonl", 1000, 972),
    ],
)
def test_real_items(name: str, kept: int, threads: int) -> None:
    """Real items are all held, each in its thread."""
    if not (REAL / name).exists():
        pytest.skip(f"{name} is not here")
    forest = read([REAL / name])
    assert forest.platform == "hackernews"
    assert (sum(map(forest.post_count, forest.root_ids)), len(forest.root_ids)) == (kept, threads)
