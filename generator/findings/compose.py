"""What the sentences share: the two groups compared, coloured numbers, refusals."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from generator import vocabulary
from generator.model import Capture, Finding, Part, Thread

# An interval that excludes chance is firm (1); one that does not is still told, last (0.2).
FIRM = 1.0
WEAK = 0.2
# Percentages of fewer cases than this are given as counts (rule 8 of the design).
LEAST_FOR_PERCENT = 10


@dataclass(frozen=True)
class Material:
    """Everything about one thread that a finding may draw on."""

    tables: dict[str, pd.DataFrame]
    thread: Thread
    capture: Capture

    @property
    def labels(self) -> dict[str, str]:
        """Group id to the plural the site shows."""
        return vocabulary.group_labels(self.thread)

    def two_groups(self) -> tuple[str, str] | None:
        """The two groups with most people, in the order of thread.toml; None where there are not two."""
        return self._two_groups

    @cached_property
    def _two_groups(self) -> tuple[str, str] | None:
        people = self.tables["authors"]["group"].value_counts()
        declared = [role.id for role in self.thread.roles if people.get(role.id, 0) > 0]
        if len(declared) < 2:
            return None
        largest = sorted(declared, key=lambda group: (-int(people[group]), declared.index(group)))[:2]
        first, second = sorted(largest, key=declared.index)
        return first, second

    def refusals(self, measure: str) -> list[str]:
        """What a measure says was missing in this thread."""
        table = self.tables.get("refusals")
        if table is None or table.empty:
            return []
        return [str(needs) for needs in table.loc[table["measure"] == measure, "needs"]]


def sentence(*pieces: str | Part) -> tuple[Part, ...]:
    """Strings and coloured numbers as the parts of one sentence."""
    return tuple(piece if isinstance(piece, Part) else Part(piece) for piece in pieces)


def coloured(text: str, group: str) -> Part:
    """A number that belongs to a group."""
    return Part(text, group=group, strong=True)


def row_of(table: pd.DataFrame, **wanted: str) -> Any:
    """The first row with these values, or None."""
    # Compared one by one: a thread's findings ask this forty times, of tables that a filter would copy each time.
    columns = [[found == value for found in strings(table[column])] for column, value in wanted.items()]
    places = (place for place, row in enumerate(zip(*columns, strict=True)) if all(row))
    place = next(places, None) if columns else (0 if len(table) else None)
    return None if place is None else table.iloc[place]


def strings(column: pd.Series) -> list[str | None]:
    """The texts of a column; None for anything else."""
    return [value if isinstance(value, str) else None for value in column.tolist()]


def apart(low_a: float, high_a: float, low_b: float, high_b: float) -> bool:
    """Whether two intervals do not touch: a stricter test than one of the difference."""
    return bool(low_a > high_b or low_b > high_a)


def difference(first: Any, second: Any) -> tuple[float, float, float]:
    """The difference of two shares with its 95 % interval, out of their own Wilson intervals.

    Source: Newcombe (1998), Statistics in Medicine 17, 873–890, method 10.
    """
    value = float(first["share"] - second["share"])
    below = math.hypot(first["share"] - first["low"], second["high"] - second["share"])
    above = math.hypot(first["high"] - first["share"], second["share"] - second["low"])
    return value, value - below, value + above


def refusal(material: Material, finding_id: str, question: int, measure: str) -> list[Finding]:
    """One finding that says what was missing, where the measure refused."""
    missing = material.refusals(measure)
    if not missing:
        return []
    return [
        Finding(
            id=finding_id,
            thread_id=material.thread.slug,
            question=question,
            parts=sentence("Cannot be told from this thread."),
            value=None,
            low=None,
            high=None,
            unit="",
            n=0,
            n_unit="",
            method=measure,
            refused="; ".join(missing),
        )
    ]


def listed(words: list[str]) -> str:
    """“a”, “b” and “c”."""
    quoted = [f"“{word}”" for word in words]
    return quoted[0] if len(quoted) == 1 else ", ".join(quoted[:-1]) + " and " + quoted[-1]


plural = vocabulary.plural
