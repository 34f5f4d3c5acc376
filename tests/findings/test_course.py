"""How the thread grew."""

from __future__ import annotations

from generator.findings import course

from .material import material, rows


def test_pace_and_shape() -> None:
    """Half the posts, the last one, the replies to the root and the longest chain."""
    pace, depth = course.findings(material(shape=rows("shape", (20, 5400.0, 90000.0, 1, 4, 3.25, 2))))
    assert pace.sentence == (
        "Half of the 20 posts were written within 1\u00a0h 30\u00a0min; the last came after 25\u00a0h."
    )
    assert depth.sentence == "1 reply went to the first post itself; the longest chain of replies runs 4 steps deep."
    assert (pace.value, depth.value) == (5400, 4)
    assert "structural virality 3.2" in depth.note


def test_one_post_has_no_course() -> None:
    """A first post alone has neither pace nor shape."""
    [finding] = course.findings(material(shape=rows("shape", (1, 0.0, 0.0, 0, 0, None, 0))))
    assert finding.refused == "at least two posts; there is 1"


def test_refused() -> None:
    """A thread too small for its shape says what it needs."""
    [finding] = course.findings(material(refusals=rows("refusals", ("shape", "at least 2 posts; there is 1"))))
    assert finding.refused == "at least 2 posts; there is 1"
