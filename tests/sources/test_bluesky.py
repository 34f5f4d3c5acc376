"""Bluesky: nested and flat answers, stand-ins, quotes, links counted in bytes."""

from __future__ import annotations

import json
from pathlib import Path

from tests.sources.reading import only_thread

ROOT = "at://did:plc:a/app.bsky.feed.post/r"


def post(key: str, handle: str, text: str, parent: str | None = None, **fields: object) -> dict:
    """A post view; its parent by key."""
    record: dict = {"text": text, "createdAt": "2024-05-01T00:00:00Z", "langs": ["en"], **fields}
    if parent is not None:
        record["reply"] = {"root": {"uri": ROOT}, "parent": {"uri": ROOT[:-1] + parent}}
    author = {"did": "did:plc:a", "handle": handle, "displayName": handle.title()}
    return {"uri": ROOT[:-1] + key, "author": author, "record": record, "replyCount": 1, "likeCount": 2}


def view(of: dict, **fields: object) -> dict:
    """A thread view around a post."""
    return {"$type": "app.bsky.feed.defs#threadViewPost", "post": of, **fields}


def stand_in(kind: str, key: str) -> dict:
    """What is there in place of a post."""
    return {"$type": f"app.bsky.feed.defs#{kind}", "uri": ROOT[:-1] + key}


def written(folder: Path, value: object, name: str = "thread.json") -> Path:
    """A file with this JSON."""
    (folder / name).write_text(json.dumps(value))
    return folder / name


def test_nested(tmp_path: Path) -> None:
    """Parents above, replies below, and what stands in for blocked and deleted posts, make one tree."""
    tree = view(
        post("b", "ann.example", "naïve link here", "r", facets=[
            {"index": {"byteStart": 7, "byteEnd": 11}, "features": [{"uri": "https://x.example/"}]},
        ]),
        parent=view(post("r", "Ben.example", "root")),
        replies=[
            view(post("c", "ann.example", "deep", "b")), stand_in("blockedPost", "d"), stand_in("notFoundPost", "e"),
        ],
    )  # fmt: skip
    built = only_thread([written(tmp_path, {"thread": tree})])
    found = {each.post_id[-1]: (each.parent_id and each.parent_id[-1], each.state) for each in built.posts}
    assert found == {
        "r": (None, "present"), "b": ("r", "present"), "c": ("b", "present"),
        "d": ("b", "withheld"), "e": ("b", "deleted"),
    }  # fmt: skip
    assert built.posts[1].html == '<p>naïve <a href="https://x.example/" rel="nofollow noopener">link</a> here</p>'
    assert (built.capture.records_read, built.capture.posts_kept, built.capture.declared_reply_count) == (5, 5, 3)


def test_flat(tmp_path: Path) -> None:
    """The second version's list gives the same tree; what it hides is a stub."""
    items = [
        {"uri": ROOT, "depth": 0, "value": {"$type": "app.bsky.unspecced.defs#threadItemPost", "moreReplies": 4,
                                            "post": post("r", "ben.example", "root")}},
        {"uri": ROOT[:-1] + "b", "depth": 1, "value": {"$type": "app.bsky.unspecced.defs#threadItemNotFound"}},
        {"uri": ROOT[:-1] + "c", "depth": 2, "value": {"$type": "app.bsky.unspecced.defs#threadItemPost",
                                                       "post": post("c", "ann.example", "hi", "b")}},
    ]  # fmt: skip
    built = only_thread([written(tmp_path, {"thread": items, "hasOtherReplies": False})])
    assert [(each.post_id[-1], each.parent_id and each.parent_id[-1]) for each in built.posts] == [
        ("r", None), ("c", "b"), ("b", "r"),
    ]  # fmt: skip
    assert (built.capture.more_stub_count, built.capture.more_hidden_count) == (1, 4)


def test_parent_that_is_not_given_hangs_below_the_stated_root(tmp_path: Path) -> None:
    """A reply whose parent was cut off has a placeholder below the root; a quote is an edge of its kind."""
    quote = {"$type": "app.bsky.embed.record", "record": {"uri": ROOT}}
    views = [view(post("r", "ben.example", "root")), view(post("c", "ann.example", "x", "b")),
             view(post("q", "ann.example", "look at this", embed=quote))]  # fmt: skip
    built = only_thread([written(tmp_path, views)])
    found = {each.post_id[-1]: (each.parent_id and each.parent_id[-1], each.state, each.kind) for each in built.posts}
    assert found == {
        "r": (None, "present", "post"), "c": ("b", "present", "post"), "b": ("r", "missing", "post"),
        "q": ("r", "present", "quote"),
    }  # fmt: skip
