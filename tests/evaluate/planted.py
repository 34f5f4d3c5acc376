"""Facts planted in whole threads: how often what is published tells them, and how often it tells them falsely."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import pandas as pd

from generator.measures.responses import wilson
from tests.evaluate.rows import Row
from tests.planted.facts import Facts, facts
from tests.planted.threads import LOST, NOTHING, Plan

SETS: tuple[str, ...] = ()
THREADS = 200
RECALL, FALSE = 0.90, 0.05
FALSE_SEAMS = 0.2  # per thread of one subject
TOLD = {
    "sides": ("divide", "two sides, .8 of replies across"),
    "people": ("author_camps", "two sides, people placed"),
    "ignored": ("reply_chance", "a group answered half as often"),
    "jargon": ("term_life", "a word brought by one and taken up by 3"),
    "crossing": ("term_life", "the word crosses to the other side"),
    "turn": ("phases", "the subject turns, ± 3 posts"),
    "hot": ("friction_by_branch", "a hot branch of 8 posts"),
    "last": ("last_words", "a side has more last words"),
    "counterpart": ("counterparts", "a word of the other side"),
    "losses": ("capture_bounds", "a tenth of the posts lost, and known to be"),
}


@cache
def found(plan: Plan, seed: int) -> Facts:
    """What is told of many threads of one plan."""
    return facts(THREADS, plan, seed)


def rows() -> list[Row]:
    """Recall with all facts in one thread, after losses, and false alarms in twins without them."""
    whole, lossy, twins = found(Plan(), 1), found(Plan(lost=LOST), 2), found(NOTHING, 3)
    made = [_row(name, values, "recall", "", RECALL) for name, values in whole.right.items()]
    made += [_row(name, values, "recall", ", a tenth lost", RECALL) for name, values in lossy.right.items()]
    silent, silent_twins = (found(replace(plan, roles=False), 4) for plan in (Plan(), NOTHING))
    # Without roles the network of replies and its words are all there is to tell sides by.
    made.append(_row("sides", silent.right["sides"], "recall", ", no roles declared", RECALL))
    no_side = silent_twins.false["sides"]
    made.append(_row("sides", no_side, "false alarms", ", twins without, no roles declared", FALSE, lower=True))
    for name, values in twins.false.items():
        made.append(_row(name, values, "false alarms", ", twins without", FALSE, lower=True))
    made.append(_seams(twins.seams))
    return made


def _row(name: str, values: np.ndarray, figure: str, more: str, target: float, lower: bool = False) -> Row:
    measure, data = TOLD[name]
    values = values[~pd.isna(values)].astype(float)
    low, high = wilson(np.array([values.sum()]), np.array([len(values)]))
    return Row(
        measure=measure, data=data + more, how="planted truth", figure=figure, value=float(values.mean()),
        low=float(low[0]), high=float(high[0]), n=len(values), n_unit="people" if name == "people" else "threads",
        target=target, lower_is_better=lower,
    )  # fmt: skip


def _seams(counts: np.ndarray) -> Row:
    error = 1.96 * counts.std() / np.sqrt(len(counts))
    mean = float(counts.mean())
    return Row(
        measure="phases", data="threads of one subject", how="planted truth", figure="false seams per thread",
        value=mean, low=max(0.0, mean - error), high=mean + error, n=len(counts), n_unit="threads",
        target=FALSE_SEAMS, lower_is_better=True,
    )  # fmt: skip
