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


def test_a_parent_that_is_not_found_stands_in_its_thread(tmp_path: Path) -> None:
    """What is not found above a post hangs below the root which that post names, not apart from it."""
    views = [{"thread": view(post("c", "ann.example", "x", "b"), parent=stand_in("notFoundPost", "b"))},
             {"thread": view(post("r", "ben.example", "root"))}]  # fmt: skip
    for order in (views, views[::-1]):
        built = only_thread([written(tmp_path, order)])
        assert {each.post_id[-1]: (each.parent_id and each.parent_id[-1], each.state) for each in built.posts} == {
            "r": (None, "present"), "b": ("r", "deleted"), "c": ("b", "present"),
        }  # fmt: skip


def test_authors_who_are_not_for_strangers(tmp_path: Path) -> None:
    """A post whose author hides from people who are not signed in is withheld, and names nobody."""
    hidden = post("c", "ann.example", "for friends", "r")
    hidden["author"]["labels"] = [{"val": "!no-unauthenticated"}]
    built = only_thread([written(tmp_path, [view(post("r", "ben.example", "root")), view(hidden)])])
    assert (built.posts[1].state, built.posts[1].text, built.posts[1].author_id) == ("withheld", "", None)
    assert [each["handle"] for each in built.authors] == ["ben.example"]


def test_lists_of_posts_and_feeds(tmp_path: Path) -> None:
    """Quotations from a list hang below what they quote; a repost in a feed is no post of its own."""
    quote = {"$type": "app.bsky.embed.recordWithMedia", "record": {"record": {"uri": ROOT}}}
    reason = {"$type": "app.bsky.feed.defs#reasonRepost"}
    files = [
        written(tmp_path, {"uri": ROOT, "posts": [post("q", "ann.example", "look", embed=quote)]}, "quotes.json"),
        written(tmp_path, {"feed": [{"post": post("r", "ben.example", "root"), "reason": reason},
                                    {"post": post("r", "ben.example", "root")}]}, "feed.json"),
    ]  # fmt: skip
    built = only_thread(files)
    assert [(each.post_id[-1], each.kind) for each in built.posts] == [("r", "post"), ("q", "quote")]
    assert [each.reason for each in built.capture.rejections] == ["a repost, not a post of its own"]


def test_odd_handles_times_and_words(tmp_path: Path) -> None:
    """Unconfirmed handles do not make two people one, a senseless time gives way, and words are kept to the letter."""
    words = "a\u00a0b  \n\n\nc \u200d https://x.example/ d"
    facets = [{"index": {"byteStart": 14, "byteEnd": 32}, "features": [{"uri": "https://x.example/"}]}]
    one, two = post("r", "handle.invalid", words, facets=facets), post("b", "handle.invalid", "x", "r")
    one["record"]["createdAt"], one["indexedAt"] = "soon", "2024-05-02T00:00:00Z"
    two["author"]["did"] = "did:plc:b"
    built = only_thread([written(tmp_path, [view(one), view(two)])])
    assert [each["author_id"] for each in built.authors] == ["did:plc:a", "did:plc:b"]
    assert (built.posts[0].text, built.posts[0].published_at) == (words, "2024-05-02T00:00:00.000Z")
    assert built.posts[0].html is not None and 'href="https://x.example/"' in built.posts[0].html
