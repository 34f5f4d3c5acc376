"""Who is answered: the sentence says a difference only where the intervals do not touch."""

from __future__ import annotations

import pytest

from generator.findings import answered
from generator.findings.compose import FIRM, WEAK

from .material import material, rows


def test_chance_of_an_answer() -> None:
    """Two intervals apart are a firm difference, with the posts that were left as evidence."""
    [finding] = answered.chance(
        material(
            reply_chance=rows("reply_chance", ("manager", 0.8, 0.7, 0.9, 50), ("tenant", 0.4, 0.3, 0.5, 40)),
            responses=rows("responses", ("p1", True), ("p2", False), ("p3", False)),
            posts=rows(
                "posts", ("p1", "a?", "present", 0, 1), ("p2", "b?", "present", 0, 2), ("p3", "c", "present", 0, 3)
            ),
        )
    )
    assert finding.sentence == (
        "Of the posts by housing people 80\u00a0% were answered by someone else, of those by tenants 40\u00a0%."
    )
    assert (finding.value, finding.low, finding.high) == pytest.approx((0.4, 0.4 - 0.02**0.5, 0.4 + 0.02**0.5))
    assert (finding.n, finding.strength, finding.evidence) == (90, FIRM, ("p2",))
    assert [part.group for part in finding.parts if part.strong] == ["manager", "tenant"]
    assert "n = 50 and 40 posts" in finding.note


def test_chance_that_could_be_chance() -> None:
    """Intervals that touch are said to be possible chance."""
    [finding] = answered.chance(
        material(reply_chance=rows("reply_chance", ("manager", 0.6, 0.4, 0.8, 9), ("tenant", 0.5, 0.3, 0.7, 9)))
    )
    assert finding.sentence.endswith("; the difference could be chance.")
    assert finding.strength == WEAK


def test_refusal_says_what_is_missing() -> None:
    """Without a table the finding has no value and repeats what the measure needs."""
    refusals = rows("refusals", ("reply_chance", "at least 20 posts in each of two groups; there are 12 and 3"))
    [finding] = answered.chance(material(refusals=refusals))
    assert finding.value is None and finding.strength == 0
    assert finding.refused == "at least 20 posts in each of two groups; there are 12 and 3"


def test_waiting_with_a_median_never_reached() -> None:
    """A group of which less than half was answered has no median and the sentence says so."""
    [finding] = answered.waiting(
        material(
            waiting=rows("waiting", ("manager", 420.0, 300.0, 600.0, 50, 40), ("tenant", None, None, None, 40, 10)),
            waiting_tests=rows("waiting_tests", (0.0004, 90)),
        )
    )
    assert finding.sentence == (
        "Of what housing people wrote, half was answered within 7\u00a0min; "
        "of what tenants wrote, less than half was answered before the capture."
    )
    assert "log-rank p < .001" in finding.note
    assert finding.value == 420 and finding.strength > WEAK


def test_waiting_without_a_difference() -> None:
    """A log-rank p above .05 leaves the finding weak."""
    table = rows("waiting", ("manager", 40.0, 30.0, 60.0, 50, 40), ("tenant", 7200.0, 3600.0, 9000.0, 40, 30))
    [finding] = answered.waiting(material(waiting=table, waiting_tests=rows("waiting_tests", (0.25, 90))))
    assert finding.sentence.endswith("; the difference could be chance.")
    assert "40\u00a0s" in finding.sentence and "2\u00a0h" in finding.sentence
    assert "p = .250" in finding.note and finding.strength < WEAK


def test_replies_to_their_own() -> None:
    """A share outside what shuffled roles give is more or less than chance; few replies are left out."""
    pairs = rows(
        "pairs_by_group",
        ("manager", "manager", 0.7, 0.3, 0.6, 60),
        ("manager", "tenant", 0.3, 0.4, 0.7, 60),
        ("tenant", "tenant", 0.5, 0.3, 0.7, 9),
    )
    [finding] = answered.between(material(pairs_by_group=pairs))
    assert (
        finding.sentence == "Housing people give 70\u00a0% of their replies to their own, more than chance would give."
    )
    assert finding.n == 60


def test_left_standing() -> None:
    """The posts nobody answered are counted."""
    [finding] = answered.left_standing(
        material(responses=rows("responses", ("p1", True), ("p2", False), ("p3", False)))
    )
    assert finding.sentence.startswith("2 of 3 posts had no answer")
    assert finding.value == pytest.approx(2 / 3)
