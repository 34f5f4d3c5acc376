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
).assign(parent_id=[None, "p1", "p1", "p1", "p1"])
BRANCHES = rows(
    "capture_by_branch",
    ("p1", None, None, 1, 0, 0, 0, 0), ("p2", None, 6, 1, 0, 0, 1, 6), ("p3", None, None, 0, 1, 1, 0, 1),
)  # fmt: skip
BOUNDS = rows(
    "capture_bounds",
    ("reply_chance", "manager", 0.5, 0.5, 0.75, 7), ("reply_chance", "tenant", 0.25, 0.25, 0.25, 7),
    ("depth", None, 3, 3, None, 7),
)  # fmt: skip


def test_held_of_declared() -> None:
    """Three of ten declared replies are held; stubs and placeholders were never seen, one post vanished later."""
    capture = Capture("reddit", "", "file: x", 6, 5, declared_reply_count=10, more_stub_count=1, more_hidden_count=6)
    found = captured.findings(material(capture=capture, posts=POSTS, capture_by_branch=BRANCHES, capture_bounds=BOUNDS))
    assert found[0].sentence == (
        "2 posts are held, 3 of the 10 replies the platform counts; 1 deleted, 1 withheld, 7 known of and never seen. "
        "The source stopped at 1 place, where it hides 6 of them. 1 was gone at a later capture."
    )
    assert found[0].value == 0.3 and found[0].note.endswith("by way of file: x")


def test_a_stop_of_unknown_length() -> None:
    """A source that stops and does not say before how many is not told as hiding none."""
    capture = Capture("youtube", "", "file: x", 5, 5, more_stub_count=1)
    found = captured.findings(material(capture=capture, posts=POSTS, capture_by_branch=BRANCHES, capture_bounds=BOUNDS))
    assert "stopped at 1 place, where it does not say how many more there are." in found[0].sentence


def test_bounds_are_told() -> None:
    """Where posts were never seen, the chance of an answer is a range."""
    found = captured.findings(material(posts=POSTS, capture_by_branch=BRANCHES, capture_bounds=BOUNDS))
    assert found[1].sentence == (
        "Counting the 7 posts never seen, wherever they stand: of posts by housing people 50–75\u00a0%, "
        "posts by tenants 25\u00a0% are answered; the longest chain has at least 3 steps."
    )
    assert (found[1].low, found[1].high) == (0.5, 0.75)


def test_nothing_declared() -> None:
    """A platform that counts no replies gives no share, and where nothing is unseen there are no bounds."""
    [finding] = captured.findings(material(posts=POSTS, capture_by_branch=BRANCHES))
    assert finding.value is None
    assert finding.sentence.startswith("2 posts are held; 1 deleted, 1 withheld, 0 known of and never seen.")
