"""The tests that claims rest on: which of two sets of numbers is higher, and whether one person carries it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
Z = 1.96
LEAST = 5  # numbers on each side


@dataclass(frozen=True)
class Higher:
    """The chance that a number of the first set is above one of the second (ties half), with its 95 % interval."""

    value: float
    low: float
    high: float
    n: int
    carried_by: str  # whose absence makes the interval hold one half; "" where nobody's does

    @property
    def sign(self) -> int:
        """1 or −1 where the interval leaves one half out and nobody carries it alone, else 0."""
        if self.carried_by:
            return 0
        return 1 if self.low > 0.5 else -1 if self.high < 0.5 else 0


def higher(first: Array, second: Array, first_people: Any, second_people: Any) -> Higher | None:
    """Whether the first numbers are higher, each with the person it comes from; None below the least data."""
    if min(len(first), len(second)) < LEAST:
        return None
    value, low, high = chance_of_higher(first, second)
    side = 1 if low > 0.5 else -1 if high < 0.5 else 0
    carried = ""
    people_a, people_b = np.array(first_people, dtype=object), np.array(second_people, dtype=object)
    for person in sorted({*map(str, people_a), *map(str, people_b)} if side else ()):
        rest_a, rest_b = first[people_a != person], second[people_b != person]
        if min(len(rest_a), len(rest_b)) < LEAST:
            carried = carried or person
            continue
        _, below, above = chance_of_higher(rest_a, rest_b)
        if not (below > 0.5 if side > 0 else above < 0.5):
            carried = carried or person
    return Higher(value, low, high, len(first) + len(second), carried)


def chance_of_higher(first: Array, second: Array) -> tuple[float, float, float]:
    """P(first > second) + ½ P(equal), and its 95 % interval.

    Source: Hanley and McNeil 1982, Radiology 143, eq. 2, solved for the interval's ends as in Newcombe 2006, Statistics
    in Medicine 25, 559–573, method 4.
    """
    ordered = np.sort(second)
    below = np.searchsorted(ordered, first, side="left")
    up_to = np.searchsorted(ordered, first, side="right")
    value = float((below + up_to).sum() / 2 / (len(first) * len(second)))
    return value, _end(value, len(first), len(second), -1), _end(value, len(first), len(second), 1)


def _end(value: float, m: int, n: int, side: int) -> float:
    """The parameter on this side of the value that lies 1.96 of its own standard errors away."""
    near, far = value, 1.0 if side > 0 else 0.0
    for _ in range(60):
        middle = (near + far) / 2
        if abs(value - middle) <= Z * _error(middle, m, n):
            near = middle
        else:
            far = middle
    return near


def _error(theta: float, m: int, n: int) -> float:
    q1, q2 = theta / (2 - theta), 2 * theta**2 / (1 + theta)
    half = (m + n) / 2 - 1  # Newcombe's method 4 takes the mean size on both sides, so that sides may be exchanged
    variance = theta * (1 - theta) + half * (q1 - theta**2) + half * (q2 - theta**2)
    return math.sqrt(max(variance, 0.0) / (m * n))
