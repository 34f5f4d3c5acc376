"""What becomes of each group's questions."""

from __future__ import annotations

import pandas as pd

from generator.measures.question_shares import most_questions, question_shares
from generator.measures.questions import QUESTION_COLUMNS
from generator.model import typed


def questions(outcomes, group="tenant"):
    """Questions of one thread and group with these outcomes."""
    return typed(pd.DataFrame({"thread_id": "t", "group": group, "answered": outcomes}), QUESTION_COLUMNS)


def test_censored_questions_do_not_count():
    """Six answers of ten questions that could be observed make .6, however many were cut off."""
    table = questions(["yes"] * 6 + ["no"] * 3 + ["deflected"] + ["censored"] * 5)
    table.loc[:1, "is_other_side"] = True
    [row] = question_shares(table).to_dict("records")
    assert (row["n"], row["share"], row["censored_count"], row["other_side_count"]) == (10, 0.6, 5, 2)
    assert 0.3 < row["low"] < 0.6 < row["high"] < 0.9


def test_too_few_questions_give_no_row():
    """Below 10 questions that could be observed a group has no row, and the count is told."""
    table = questions(["yes"] * 9 + ["censored"] * 3)
    assert question_shares(table).empty
    assert most_questions(table).to_dict() == {"t": 9}


def test_questions_of_one_person_tell_less():
    """Of two people with six questions each one is always answered and one never: the interval is that of few."""
    table = questions(["yes"] * 6 + ["no"] * 6).assign(author_id=["a"] * 6 + ["b"] * 6)
    [few] = question_shares(table).to_dict("records")
    [many] = question_shares(table.assign(author_id=[f"a{number}" for number in range(12)])).to_dict("records")
    assert few["share"] == many["share"] == 0.5
    assert few["high"] - few["low"] > 1.3 * (many["high"] - many["low"])
