"""Robustness of findings: what flips is weaker, and the words say how far each number moves."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from generator.findings import leading
from generator.findings.compose import sentence
from generator.findings.robust import flips, penalty, robust_words, tried_by_finding, with_robustness
from generator.model import Finding, Robust

from .material import material


def finding(finding_id: str = "answered.chance", value: float | None = 0.35, unit: str = "share", **more) -> Finding:
    """A firm finding."""
    return Finding(finding_id, "t", 5, sentence("x"), value, None, None, unit, 9, "posts", "m", strength=1.0, **more)


def table(*rows) -> pd.DataFrame:
    """The measure's table of one thread."""
    columns = ["finding", "kind", "value", "low", "high", "flips", "tried_count", "worst"]
    return pd.DataFrame([("t", *row) for row in rows], columns=["thread_id", *columns])


HOLDS = (
    ("answered.chance", "author", 0.35, 0.28, 0.41, 0.0, 12, "a1"),
    ("answered.chance", "loss05", 0.35, 0.3, 0.4, 0.0, 5, None),
    ("answered.chance", "loss20", 0.35, 0.25, 0.45, 0.0, 5, None),
)


def test_a_finding_that_holds() -> None:
    """Its strength stays, and the words give both ranges."""
    made = with_robustness(finding(), tried_by_finding(material(robustness=table(*HOLDS))))
    assert made.strength == 1.0 and not flips(made)
    assert robust_words(made) == (
        "Leaving out any one of the 12 people who weigh most, it stays between 28 and 41 points. With a fifth of the "
        "posts lost it stays between 25 and 45 points and flips in none of 5 tries."
    )


def test_a_difference_that_is_negative_is_told_without_its_sign() -> None:
    """A difference of −35 points that ranges from −41 to −28 is told as 28 to 41."""
    rows = table(("answered.chance", "author", -0.35, -0.41, -0.28, 0.0, 12, "a1"))
    made = with_robustness(finding(value=-0.35), tried_by_finding(material(robustness=rows)))
    assert "between 28 and 41 points" in robust_words(made)


def test_a_finding_that_one_person_carries() -> None:
    """It loses half its strength, and the words name who carries it."""
    rows = table(
        ("answered.chance", "author", 0.35, 0.05, 0.41, 2 / 12, 12, "a7"),
        ("answered.chance", "loss10", 0.35, 0.2, 0.4, 0.2, 5, None),
        ("answered.chance", "loss20", 0.35, 0.1, 0.4, 0.4, 5, None),
    )
    made = with_robustness(finding(), tried_by_finding(material(robustness=rows)))
    assert made.strength == pytest.approx(0.5) and flips(made)
    assert robust_words(made) == (
        "It rests on single people: without @a7, or without one other, it would say something else; leaving out "
        "any one of the 12 people who weigh most, it lies between 5 and 41 points. Where posts are lost it flips: "
        "with a tenth in 1 of 5, with a fifth in 2 of 5."
    )


@pytest.mark.parametrize(
    ("tests", "cost"),
    [
        ((Robust("loss20", 0, 1, 0.4, 5),), 0.2),
        ((Robust("loss10", 0, 1, 0.6, 5), Robust("loss20", 0, 1, 1.0, 5)), 0.6),
        ((Robust("author", 0, 1, 1 / 12, 12),), 0.5),
        ((Robust("author", 0, 1, 0.75, 12),), 0.75),
        ((), 0.0),
    ],
)
def test_what_flips_cost(tests: tuple[Robust, ...], cost: float) -> None:
    """One person costs half, a lost tenth its share of flips, a lost fifth half of that."""
    assert penalty(tests) == pytest.approx(cost)


def test_refused_and_untested_findings_stay_as_they_are() -> None:
    """Where nothing was tried nothing is said."""
    refused = finding(value=None, refused="more")
    assert with_robustness(refused, tried_by_finding(material(robustness=table(*HOLDS)))) is refused
    other = with_robustness(finding("course.shape", 3.0, "count"), tried_by_finding(material(robustness=table(*HOLDS))))
    assert other.robust == () and robust_words(other) == "" and other.strength == 1.0


@pytest.mark.parametrize(
    ("unit", "low", "high", "words"),
    [
        ("share", 0.28, 0.41, "between 28 and 41\u00a0%"),
        ("seconds", 60.0, 7200.0, "between 1\u00a0min and 2\u00a0h"),
        ("count", 3.0, 3.0, "at 3"),
        ("z", 2.0, 2.5, "between 2.00 and 2.50 z"),
        ("gini", 0.3, 0.35, "between 0.30 and 0.35"),
    ],
)
def test_ranges_in_their_unit(unit: str, low: float, high: float, words: str) -> None:
    """Each range is told in the unit of its finding."""
    made = finding("other", 1.0, unit, robust=(Robust("author", low, high, 0.0, 12, "a1"),))
    assert words in robust_words(made)


def test_first_screen_prefers_what_holds() -> None:
    """Of two equally firm findings the one that does not flip comes first."""
    rows = table(*HOLDS, ("words.marking", "loss10", 0.35, 0.2, 0.4, 0.4, 5, None))
    pair = [
        with_robustness(finding(name), tried_by_finding(material(robustness=rows)))
        for name in ("words.marking", "answered.chance")
    ]
    assert [each.id for each in leading(tuple(pair))] == ["answered.chance", "words.marking"]


def test_why_a_finding_is_not_tried() -> None:
    """A finding with a number that no test holds says why; one without a number, or refused, says nothing."""
    assert robust_words(finding("course.drift", 4.0, "count")) == (
        "Not tried with people left out or posts lost: the stages would have to be found anew each time."
    )
    assert robust_words(replace(finding("course.drift"), value=None)) == ""
    assert robust_words(replace(finding("course.drift"), refused="more posts")) == ""
