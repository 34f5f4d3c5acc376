"""How often the published 95 % intervals cover what was planted, over a thousand threads and more of each kind."""

from __future__ import annotations

import numpy as np

from generator.measures.responses import wilson
from tests.evaluate.rows import Row
from tests.planted import intervals

SETS: tuple[str, ...] = ()
THREADS = 2000
LEAST, MOST = 0.93, 0.97
TAILS = {
    "posts": "geometric",
    "words": "exponential",
    "likes": "log-normal, spread 0.7",
    "followers": "log-normal, spread 1",
}


def rows() -> list[Row]:
    """A row per kind of interval, and per distribution where that matters."""
    return [
        _row("reply_chance", "100 posts, answered .6 and .3", intervals.reply_chances(THREADS, 21), "groups"),
        _row("reply_chance", "100 posts, difference of .6 and .3", intervals.differences(THREADS, 22)),
        _row("waiting", "100 posts, medians, a part unanswered at capture", intervals.medians(THREADS, 23), "groups"),
        _row("survival", "100 posts, share answered in 2 hours", intervals.curves(THREADS, 24), "groups"),
        _row("reply_odds", "200 posts, log-odds of a group −1", intervals.odds(THREADS, 25)),
        _row("registers", "12 people who differ, “we” in 5 of 100 words", intervals.register_rates(THREADS, 26)),
        _row("coordination", "12 people with 12 replies, echo .25", intervals.echoes(THREADS, 27)),
        _row("pairs_by_group", "30 people, replies without heed of roles", intervals.chance_ranges(THREADS, 28)),
        _row("divide", "positions among 100 draws of chance", intervals.percentiles(THREADS, 29)),
        *_by_tail("group_shares", "12 of 30 people", intervals.group_shares(THREADS, 30)),
        *_by_tail("concentration", "30 people", intervals.ginis(THREADS, 31)),
        *_by_tail("group_shares", "6 of 15 people", intervals.group_shares(THREADS, 32, 15)),
        *_by_tail("concentration", "15 people", intervals.ginis(THREADS, 33, 15)),
    ]


def _by_tail(measure: str, data: str, found: dict[str, np.ndarray]) -> list[Row]:
    """A row per distribution."""
    return [_row(measure, f"{data}, {TAILS[name]}", covered) for name, covered in found.items()]


def _row(measure: str, data: str, covered: np.ndarray, unit: str = "threads") -> Row:
    low, high = wilson(np.array([covered.sum()]), np.array([len(covered)]))
    return Row(
        measure=measure, data=data, how="planted truth", figure="coverage of 95 %", value=float(covered.mean()),
        low=float(low[0]), high=float(high[0]), n=len(covered), n_unit=unit, target=LEAST, most=MOST,
    )  # fmt: skip
