"""From loose posts to trees: what hangs where when something is not held."""

from __future__ import annotations

from generator.model import SourcePost
from generator.sources.tree import branches, grown, joined


def posts(*rows: tuple[str, str | None], **quotes: str) -> dict[str, SourcePost]:
    """Posts as (id, parent); a keyword says what a post quotes."""
    return {name: SourcePost(name, parent, quoted_id=quotes.get(name)) for name, parent in rows}


def edges(trees: list[list[SourcePost]]) -> list[dict[str, str | None]]:
    """Each tree as a mapping of post to parent."""
    return [{post.post_id: post.parent_id for post in tree} for tree in trees]


def test_forest_by_size() -> None:
    """Posts without a parent begin trees, the largest first; a reply to what is not held begins one of its own."""
    trees, rejections = grown(posts(("a", None), ("b", None), ("c", "b"), ("d", "x"), ("e", "d"), ("f", "d")), {}, None)
    assert edges(trees) == [{"x": None, "d": "x", "e": "d", "f": "d"}, {"b": None, "c": "b"}, {"a": None}]
    assert not rejections


def test_one_thread() -> None:
    """Where the source says that all is one thread, everything hangs below its root."""
    [tree], _ = grown(posts(("b", "x"), ("c", None), ("r", None)), {}, "r")
    assert edges([tree]) == [{"r": None, "b": "x", "c": "r", "x": "r"}]
    assert next(post.state for post in tree if post.post_id == "x") == "missing"


def test_stated_roots() -> None:
    """A parent that is not held hangs below the root stated for its reply, held or not."""
    trees, _ = grown(posts(("b", "x"), ("c", "y"), ("s", None)), {"b": "r", "c": "s"}, None)
    found = {next(iter(tree)): tree for tree in edges(trees)}
    assert found == {"r": {"r": None, "x": "r", "b": "x"}, "s": {"s": None, "c": "y", "y": "s"}}


def test_a_stated_root_below_its_own_reply_makes_no_loop() -> None:
    """A source that states a root below the parent it is to anchor is not believed."""
    trees, rejections = grown(posts(("r", "x"), ("b", "x")), {"b": "r"}, None)
    assert edges(trees) == [{"x": None, "r": "x", "b": "x"}] and not rejections


def test_quotes_are_edges_of_their_own_kind() -> None:
    """What answers nothing and quotes a held post hangs below it as a quote; what answers keeps both."""
    [tree], _ = grown(posts(("a", None), ("q", None), ("b", "a"), q="a", b="q"), {}, None)
    found = {post.post_id: (post.parent_id, post.kind, post.quoted_id) for post in tree}
    assert found == {"a": (None, "post", None), "q": ("a", "quote", None), "b": ("a", "post", "q")}


def test_branches_count_what_is_below() -> None:
    """Held replies are counted below each direct reply; stubs stand for those that are not there."""
    [tree], _ = grown(posts(("r", None), ("a", "r"), ("b", "a"), ("c", "b")), {}, None)
    assert branches(tree, {"b": 4}) == ({"post_id": "a", "declared": 6, "held": 2},)
    listed = list(tree)
    listed[1].declared_reply_count = 3
    assert branches(listed, {}) == ({"post_id": "a", "declared": 3, "held": 2},)


def test_joined() -> None:
    """Posts of two captures are one tree below the root, in order."""
    ordered = joined(posts(("b", "a"), ("a", "r"), ("r", None), ("z", None)), "r")
    assert [(post.post_id, post.parent_id) for post in ordered] == [("r", None), ("a", "r"), ("b", "a"), ("z", "r")]


def test_what_nothing_is_said_of_is_placed() -> None:
    """Below a root that is only stated for its thread a post is placed; what it answers or quotes is no such edge."""
    [tree], _ = grown(posts(("a", None), ("b", None), ("c", "a"), ("q", None), q="c"), {"b": "a", "q": "a"}, None)
    assert {post.post_id: post.kind for post in tree} == {"a": "post", "b": "placed", "c": "post", "q": "quote"}
    [whole], _ = grown(posts(("a", None), ("b", None)), {}, "a")
    assert [(post.parent_id, post.kind) for post in whole] == [(None, "post"), ("a", "placed")]
