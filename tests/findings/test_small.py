"""A thread too small to tell: each chapter is there, and says in one sentence what was missing and what there is."""

from __future__ import annotations

import pytest

from generator.findings import find
from generator.measures import measure
from generator.model import Capture, Thread
from tests.measures.conftest import authors_of, posts_of, threads_of

ROWS = [
    ("p0", None, "a", 0, "The gate is shut again. Who has the key?"),
    ("p1", "p0", "b", 5, "The porter has it, I think."),
    ("p2", "p1", "a", 9, "Thank you, I will ask."),
    ("p3", "p0", "c", 30, "It was open this morning."),
]


def told(rows: list[tuple]) -> dict[int, list]:
    """The findings of a thread without roles, by question."""
    people = dict.fromkeys(row[2] for row in rows)
    tables = measure(posts_of(rows), authors_of(people), threads_of("t"))
    found = find(tables, Thread("t", "T", "constructed"), Capture("constructed", "2024-01-02", "test", 4, 4))
    return {question: [each for each in found if each.question == question] for question in range(1, 9)}


@pytest.mark.parametrize("rows", [ROWS, ROWS[:1]])
def test_every_chapter_says_what_was_missing(rows) -> None:
    """No chapter of sides, divide, friction or words vanishes; each that cannot tell says what it would take."""
    by_question = told(rows)
    for question in (1, 2, 3, 4, 5, 6, 7):
        assert by_question[question], question
    for question in (2, 4):
        [finding] = by_question[question]
        assert finding.sentence == "Cannot be told from this thread." and finding.value is None


def test_what_is_missing_is_said_with_what_there_is() -> None:
    """Least data and the counts of this thread stand beside each other."""
    by_question = told(ROWS)
    assert by_question[2][0].refused == (
        "at least 20 pairs of people who met, among 6 people, or two roles of 3 people each and 15 pairs of them who "
        "met; there are 2 pairs among 3 people"
    )
    assert by_question[4][0].refused == (
        "at least 200 words in each of two groups; no role is known of anybody who writes"
    )
