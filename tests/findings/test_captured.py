"""What of the thread is held."""

from __future__ import annotations

from generator.findings import captured
from generator.model import Capture

from .material import material, rows

POSTS = rows(
    "posts",
    ("p1", "a", "present", 0, 1),
    ("p2", "b", "present", 0, 2),
    ("p3", "", "deleted", 0, 3),
    ("p4", "", "withheld", 0, 4),
    ("p5", "", "missing", 0, 5),
)


def test_held_of_declared() -> None:
    """Three of ten declared replies are held; stubs and placeholders were never seen."""
    capture = Capture("reddit", "", "", 6, 5, declared_reply_count=10, more_stub_count=1, more_hidden_count=6)
    [finding] = captured.findings(material(capture=capture, posts=POSTS))
    assert finding.sentence == (
        "2 posts are held, 3 of the 10 replies the platform counts; 1 deleted, 1 withheld, 7 known of and never seen."
    )
    assert finding.value == 0.3


def test_nothing_declared() -> None:
    """A platform that counts no replies gives no share."""
    [finding] = captured.findings(material(posts=POSTS))
    assert finding.value is None
    assert finding.sentence == "2 posts are held; 1 deleted, 1 withheld, 1 known of and never seen."
