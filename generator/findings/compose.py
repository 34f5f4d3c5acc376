"""What the sentences share: the two groups compared, coloured numbers, refusals."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import pandas as pd

from generator import vocabulary
from generator.findings.by_thread import rows_in
from generator.findings.rows import Rows
from generator.model import Capture, Finding, Part, Thread

# An interval that excludes chance is firm (1); one that does not is still told, last (0.2).
FIRM = 1.0
WEAK = 0.2
# Percentages of fewer cases than this are given as counts (rule 8 of the design).
LEAST_FOR_PERCENT = 10


@dataclass(frozen=True)
class Material:
    """Everything about one thread that a finding may draw on."""

    tables: Mapping[str, pd.DataFrame]
    thread: Thread
    capture: Capture
    turned: dict[str, Rows] = field(default_factory=dict, repr=False, compare=False)  # tables asked for as rows
    kept: dict[Any, Any] = field(default_factory=dict, repr=False, compare=False)  # what several findings look up

    def rows(self, name: str) -> Rows:
        """A table as rows of plain values, which is what sentences are made from; tables are for whole columns."""
        if name not in self.turned:
            self.turned[name] = rows_in(self.tables, name)
        return self.turned[name]

    @cached_property
    def group_of_post(self) -> dict[str, Any]:
        """Each post's group."""
        posts = self.rows("posts")
        return dict(zip(posts.column("post_id"), posts.column("group"), strict=True)) if "group" in posts else {}

    @cached_property
    def author_of_post(self) -> dict[str, Any]:
        """Each post's author, None where unknown."""
        posts = self.rows("posts")
        return dict(zip(posts.column("post_id"), posts.column("author_id"), strict=True))

    @cached_property
    def people_by_group(self) -> Counter[str]:
        """How many people each group has."""
        return Counter(self.rows("authors").column("group"))

    @cached_property
    def labels(self) -> dict[str, str]:
        """Group id to the plural the site shows."""
        return vocabulary.group_labels(self.thread)

    def two_groups(self) -> tuple[str, str] | None:
        """The two groups with most people, in the order of thread.toml; None where there are not two."""
        return self._two_groups

    @cached_property
    def _two_groups(self) -> tuple[str, str] | None:
        people = self.people_by_group
        declared = [role.id for role in self.thread.roles if people[role.id] > 0]
        if len(declared) < 2:
            return None
        largest = sorted(declared, key=lambda group: (-people[group], declared.index(group)))[:2]
        first, second = sorted(largest, key=declared.index)
        return first, second

    def refusals(self, measure: str) -> list[str]:
        """What a measure says was missing in this thread."""
        table = self.rows("refusals")
        if not len(table):
            return []
        return [str(needs) for needs in table.where(measure=measure).column("needs")]


def sentence(*pieces: str | Part) -> tuple[Part, ...]:
    """Strings and coloured numbers as the parts of one sentence."""
    return tuple(piece if isinstance(piece, Part) else Part(piece) for piece in pieces)


def coloured(text: str, group: str) -> Part:
    """A number that belongs to a group."""
    return Part(text, group=group, strong=True)


def row_of(table: Rows, **wanted: str) -> Any:
    """The first row with these values, or None."""
    found = table.where(**wanted) if len(table) else table
    return found[0] if len(found) else None


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
