"""Every evaluation, in the order of the table; written by hand, so a new one is a module and a line here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.evaluate import camps, coverage, derailment, divide, drift, friction, planted, politeness, stance
from tests.evaluate.rows import Row


@dataclass(frozen=True)
class Evaluation:
    """One measure against its labelled sets."""

    name: str  # what `run.py evaluate NAME` takes
    sets: tuple[str, ...]  # folders in shared/labelled that it needs; () for planted truth
    rows: Callable[[], list[Row]]


EVALUATIONS = (
    Evaluation("camps", camps.SETS, camps.rows),
    Evaluation("divide", divide.SETS, divide.rows),
    Evaluation("stance", stance.SETS, stance.rows),
    Evaluation("friction", friction.SETS, friction.rows),
    Evaluation("derailment", derailment.SETS, derailment.rows),
    Evaluation("politeness", politeness.SETS, politeness.rows),
    Evaluation("drift", drift.SETS, drift.rows),
    Evaluation("planted", planted.SETS, planted.rows),
    Evaluation("coverage", coverage.SETS, coverage.rows),
)
