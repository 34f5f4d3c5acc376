"""Whether there is a divide, as a position against chance; no divide is a result."""

from __future__ import annotations

import pandas as pd

from generator.findings import divide

from .material import material, rows

POSITIONS = rows(
    "divide",
    ("replies", 0.6, 0.5, 0.7, 0.3, -1.8, 2.1, 0.4, 87, "pairs", 80),
    ("roles", 0.99, 0.95, 1.0, 3.4, -1.8, 1.9, 0.02, 26, "people", 120),
)


def test_a_divide() -> None:
    """The yardstick that shows it most is told with its place among the nulls."""
    verdicts = rows("verdicts", (True, 0.03, "roles", 2))
    [finding] = divide.findings(material(divide=POSITIONS, verdicts=verdicts))
    assert finding.sentence.startswith("There is a divide: people of different roles keep apart")
    assert "more than in 99 of 100 threads" in finding.sentence
    assert (finding.value, finding.low, finding.high, finding.n) == (0.99, 0.95, 1.0, 26)
    assert finding.headline == "A divide" and "p = 0.030" in finding.note


def test_no_divide() -> None:
    """No divide is told as firmly, and by which yardsticks."""
    verdicts = rows("verdicts", (False, 0.6, "replies", 1))
    [finding] = divide.findings(material(divide=POSITIONS, verdicts=verdicts))
    assert finding.sentence.startswith("No divide can be seen") and "60 of 100" in finding.sentence
    assert finding.headline == "No divide" and finding.strength > 0.5


def test_no_divide_by_one_yardstick() -> None:
    """With one yardstick it is named, and its place is said in whole words."""
    verdicts = rows("verdicts", (False, 1.0, "replies", 1))
    [finding] = divide.findings(material(divide=POSITIONS.head(1).assign(percentile=0.0), verdicts=verdicts))
    assert finding.sentence == (
        "No divide can be seen: by who answers whom the thread is not clearly more divided than threads that chance "
        "made of it; none of those is less divided than it is."
    )
    assert "over both" not in finding.note


def test_chance_that_cannot_differ() -> None:
    """Where everybody answers one person, every thread of chance looks alike, and nothing is claimed."""
    stiff = POSITIONS.head(1).assign(null_low_z=-1.0, null_high_z=-1.0)
    [finding] = divide.findings(material(divide=stiff, verdicts=rows("verdicts", (False, 1.0, "replies", 1))))
    assert finding.value is None and "answer different people" in finding.refused


def test_too_few() -> None:
    """Without a yardstick that can be laid on, what was missing is said."""
    refusals = rows("refusals", ("divide", "20 pairs of 6 people"))
    [finding] = divide.findings(material(verdicts=rows("verdicts", (False, None, None, 1)), refusals=refusals))
    assert finding.refused == "20 pairs of 6 people"
    unknown = rows("verdicts", (False, pd.NA, None, 1)).assign(p=pd.array([pd.NA], dtype="Float64"))
    [finding] = divide.findings(material(divide=POSITIONS, verdicts=unknown, refusals=refusals))
    assert finding.refused == "20 pairs of 6 people"
