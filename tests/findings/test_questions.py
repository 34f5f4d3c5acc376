"""The question ledger, the oldest question that hangs, and the odds of an answer."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from generator.findings import questions
from generator.model import Finding

from .material import material, rows

ASKED = rows(
    "questions",
    ("p1", "manager", "yes", True, False), ("p2", "manager", "yes", False, False), ("p3", "tenant", "yes", True, False),
    ("p4", "tenant", "deflected", True, False), ("p5", "tenant", "no", None, True),
    ("p6", "tenant", "censored", None, False), ("p7", "none", "no", None, False),
)  # fmt: skip
POSTS = rows("posts", *((f"p{n}", "?", "present", 0, n) for n in range(1, 8))).assign(
    author_id=[f"a{n}" for n in range(7)],
    published_at=pd.date_range("2024-04-30", periods=7, freq="h", tz="UTC"),
)


def of(name: str, found: list[Finding]) -> Finding:
    """The finding of this id."""
    [one] = [each for each in found if each.id == name]
    return one


def test_the_ledger_counts_each_fate() -> None:
    """Answered, by the other side, turned away, left, and too late to tell, for each group."""
    found = of("answered.questions", questions.findings(material(questions=ASKED, posts=POSTS)))
    assert found.sentence == (
        "Of 2 questions by housing people 2 were answered (1 by the other side), none left without an answer; of 4 "
        "questions by tenants 1 was answered (1 by the other side), 1 was turned away, 1 left without an answer and 1 "
        "asked too late to tell."
    )
    assert found.n == 6 and found.evidence == ("p4", "p5") and found.value is None


def test_a_difference_that_could_be_chance() -> None:
    """With enough questions on both sides the shares are compared, and a weak difference is called so."""
    shares = rows("question_shares", ("manager", 0.8, 0.5, 0.95, 10), ("tenant", 0.5, 0.25, 0.75, 10))
    found = of("answered.questions", questions.findings(material(questions=ASKED, posts=POSTS, question_shares=shares)))
    assert found.sentence.endswith("; the difference could be chance.")
    assert found.value == pytest.approx(0.3) and found.low == pytest.approx(0.3 - math.hypot(0.3, 0.25))


def test_the_oldest_question_that_hangs() -> None:
    """The earliest question without an answer, how long it stood, and that it was put again."""
    found = of("answered.hanging", questions.findings(material(questions=ASKED, posts=POSTS)))
    assert found.sentence == (
        "2 questions had no answer when the thread was captured. The oldest, by @a4, had waited 20\u00a0h by then and "
        "was put again later."
    )
    assert found.value == 20 * 3600 and found.evidence == ("p5", "p7")


def test_no_questions_no_findings() -> None:
    """Where nobody asks anything there is nothing to tell."""
    assert questions.findings(material(posts=POSTS)) == []


def odds(group: tuple[float, float, float]) -> pd.DataFrame:
    """Odds of tenants against managers, of length clearly more, of depth not clearly."""
    return rows(
        "reply_odds",
        ("tenant", "manager", *group, 0.04, 60), ("depth", None, -1.0, -2.1, 0.1, 0.02, 60),
        ("length", None, 1.0, 0.5, 1.5, 0.001, 60),
    )  # fmt: skip


def test_what_the_chance_of_an_answer_goes_with() -> None:
    """A covariate is told at one in a hundred, the groups at equal length, depth and hour."""
    [found] = questions.findings(material(reply_odds=odds((-1.0, -1.9, -0.1))))
    assert found.sentence == (
        "Longer posts were answered more often. At the same length, depth and hour posts by tenants are answered less "
        "often than posts by housing people."
    )
    assert found.value == pytest.approx(math.exp(-1)) and "of twice the words × 2 (1.4–2.8)" in found.note


def test_a_difference_that_length_and_depth_explain() -> None:
    """Where the interval holds no difference, it could be chance."""
    [found] = questions.findings(material(reply_odds=odds((-1.0, -2.2, 0.2))))
    assert found.sentence.endswith("the difference between housing people and tenants could be chance.")
    assert found.strength == 0.2


def test_refused() -> None:
    """Below the least data the refusal is repeated."""
    [found] = questions.findings(material(refusals=rows("refusals", ("reply_odds", "10 posts each"))))
    assert found.refused == "10 posts each"
