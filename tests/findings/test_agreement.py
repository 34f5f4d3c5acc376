"""What nearly all agree with, and what parts those who voted."""

from __future__ import annotations

from generator.findings import agreement

from .material import material, rows

POSTS = rows("posts", ("p1", "Repair the lift", "present", 0, 1), ("p2", "Sell the flats", "present", 0, 2))
VOTES = rows("agreement", ("p1", 9, 1, 2, 0.9, 0.6, 0.98, 10), ("p2", 5, 5, 0, 0.5, 0.24, 0.76, 10))


def test_agreed_and_split() -> None:
    """The statement with the highest lower bound, and the one closest around one half."""
    first, second = agreement.findings(material(posts=POSTS, agreement=VOTES))
    assert first.sentence == "Most agreed with is “Repair the lift”: 9 of the 10 who took a side agree."
    assert second.sentence == (
        "What parts those who voted most is “Sell the flats”: 5 of the 10 who took a side agree."
    )
    assert (first.low, second.evidence) == (0.6, ("p2",))


def test_nobody_voted() -> None:
    """Without votes nothing is said of them."""
    assert agreement.findings(material(posts=POSTS)) == []
