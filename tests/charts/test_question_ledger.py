"""The question ledger: of very many questions a fair selection, and said to be one."""

from __future__ import annotations

import pandas as pd

from generator.charts import question_ledger
from generator.model import Role, Thread

THREAD = Thread("t", "T", "x", roles=(Role("tenant", "Tenants", "Tenant"),))


def tables(fates: list[str]) -> dict[str, pd.DataFrame]:
    """Questions of one tenant with these fates, each answered by the post after it."""
    ids = [f"p{place:03}" for place in range(len(fates) + 1)]
    posts = pd.DataFrame(
        {"post_id": ids, "position": range(1, len(ids) + 1), "author_id": "a1",
         "published_at": pd.date_range("2018-01-23", periods=len(ids), tz="UTC")}
    )  # fmt: skip
    answered = [fate == "yes" for fate in fates]
    questions = pd.DataFrame(
        {"thread_id": "t", "post_id": ids[:-1], "author_id": "a1", "group": "tenant", "answered": fates,
         "answer_group": ["tenant" if given else None for given in answered],
         "answer_post_id": [after if given else None for after, given in zip(ids[1:], answered, strict=True)],
         "answer_author_id": ["a1" if given else None for given in answered],
         "waiting_seconds": [120.0 if given else None for given in answered],
         "is_asked_again": False}
    )  # fmt: skip
    authors = pd.DataFrame({"author_id": ["a1"], "name": [""], "role": ["tenant"]})
    return {"posts": posts, "questions": questions, "authors": authors}


def test_few_questions_are_all_shown() -> None:
    """In order of time, each with what became of it."""
    rows = question_ledger.rows(tables(["yes", "no"]), THREAD)
    assert rows["label"].tolist() == ["answered by Tenant 1, 2\u00a0min", "left without an answer"]
    assert question_ledger.alt_text(rows) == "2 questions in order of time: 1 left without an answer, 1 answered."


def test_a_selection_is_as_the_whole() -> None:
    """Of a hundred, half of them answered, forty are shown, half of them answered; and that is said."""
    rows = question_ledger.rows(tables(["yes"] * 50 + ["no"] * 50), THREAD)
    assert len(rows) == 40 and (rows["answered"] == "yes").sum() == 20
    assert question_ledger.alt_text(rows) == (
        "40 of 100 questions, spread evenly over the thread in order of time: 20 left without an answer, 20 answered."
    )
    assert question_ledger.alt_text(rows.iloc[:0]) == "No questions to show."
