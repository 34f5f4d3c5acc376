"""The posts of a file by their ids."""

from __future__ import annotations

from generator.model import SourcePost
from generator.sources.held import HeldPosts


def test_held_posts_are_a_mapping() -> None:
    """A post is found by its id, changed by being put back, and taken out; what is taken out is a copy."""
    held = HeldPosts()
    held["a"], held["b"] = SourcePost("a"), SourcePost("b", "a")
    held["b"].text = "lost"
    changed = held["b"]
    changed.text = "kept"
    held["b"] = changed
    assert held.pop("a").post_id == "a" and "a" not in held and list(held) == ["b"] and held["b"].text == "kept"
