"""Fits the tables that ship with the program anew: `python -m tests.evaluate.fit [NAME...]`.

Coefficients, means and short phrases of common words go into a table, never a text.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from generator.measures.linear import Table, written
from tests.evaluate import derailment, friction, politeness, stance
from tests.evaluate.fitting import COMMON_WORDS, sure

FOLDER = Path(__file__).resolve().parents[2] / "generator" / "measures" / "tables"
KEPT_OUT = (
    f"No text: phrases of up to three words that stand in several threads, of the {COMMON_WORDS:,} commonest words of "
    "English, without those written with a capital inside sentences and a list of names and words of the subjects."
)


@dataclass(frozen=True)
class Card:
    """What stands at the head of a table: what it tells, what it was learned from, how measured, where it fails."""

    what: str
    trained_on: str
    measured: str
    fails: str


def fitted(table: Callable[..., Table], examples: Any, labels: Any, rows: Any, weigh: bool, card: Card) -> Table:
    """A table with its card, on these rows of the examples."""
    head = asdict(card) | {"measured": f"{card.measured}; see evaluation.json", "kept_out": KEPT_OUT}
    return sure(lambda part: table(part, head), examples, labels, rows, weigh=weigh)


def stance_table() -> Table:
    """Stance, on all pairs of both subreddits."""
    replies, labels, _ = stance.material()
    card = Card(
        "Whether a reply agrees with, is neutral towards or disagrees with the post it answers.",
        "1,455 pairs of two subreddits, labelled by people (Lei and Huang 2022).",
        "AUC of agree against disagree, trained on the other subreddit",
        "Irony; agreement told as a story; long replies with several points; text that is not English.",
    )
    return fitted(stance.table, replies, labels, np.flatnonzero(labels >= 0), True, card)


def friction_table() -> Table:
    """Incivility, on all comments."""
    comments, uncivil, _ = friction.material()
    card = Card(
        "Whether a post is likely to be taken as uncivil.",
        "3,201 comments of 213 locked issues of software projects, labelled by people (Ehsani et al. 2024).",
        "AUC of uncivil against civil, by issue",
        "Dry mockery, irony, pictures; quarrels in polite words; loud joy; text that is not English.",
    )
    return fitted(friction.table, comments, uncivil, np.arange(len(uncivil)), False, card)


def attack_table() -> Table:
    """Attack, on all comments."""
    comments, _, attacks = friction.material()
    card = Card(
        "Whether a post is likely to be taken as an insult, name-calling, a threat or vulgar, all else put apart.",
        "The same comments as for friction, 170 of them labelled so (Ehsani et al. 2024).",
        "AUC of attack against all other comments, and against other uncivil ones, by issue",
        "Insults in rare words; attacks in a quotation; vulgar words among friends; text that is not English.",
    )
    return fitted(friction.attack_table, comments, attacks, np.arange(len(attacks)), False, card)


def politeness_table() -> Table:
    """Politeness, on all requests."""
    requests, places, _ = politeness.material()
    card = Card(
        "How polite a request sounds.",
        "6,603 requests of Stack Exchange, scored by people (Danescu-Niculescu-Mizil et al. 2013).",
        "AUC of the top against the bottom quartile, by request",
        "Long posts; posts that ask for nothing; other ideas of politeness; text that is not English.",
    )
    return fitted(politeness.table, requests, (places > 0).astype(int), np.arange(len(places)), True, card)


def derailment_table() -> Table:
    """Derailment, on the last posts of all conversations."""
    posts, derails, last = derailment.material()
    card = Card(
        "Whether the next answer is likely to be a personal attack.",
        "1,368 conversations of Change My View, half of which end in an attack that moderators removed.",
        "AUC, by conversation",
        "A weak signal: two in three. Conversations of another kind; text that is not English.",
    )
    return fitted(derailment.table, posts, derails, last, True, card)


TABLES = {
    "stance": stance_table,
    "friction": friction_table,
    "attack": attack_table,
    "politeness": politeness_table,
    "derailment": derailment_table,
}


def main(names: list[str]) -> int:
    """Write the tables named, or all."""
    FOLDER.mkdir(exist_ok=True)
    for name in names or TABLES:
        text = written(TABLES[name]())
        (FOLDER / f"{name}.json").write_text(text, encoding="utf-8")
        print(f"{name}: {len(text.encode()):,} bytes")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
