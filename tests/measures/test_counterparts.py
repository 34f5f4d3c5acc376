"""The other side's word for a term: found where it was planted, and hardly anywhere else."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from generator.measures import measure
from generator.measures.counterparts import LEAST_ANSWERS
from tests.planted.threads import Plan, many

THREADS = 40


def told(chance_of_word: float, chance_elsewhere: float = 0.05, seed: int = 7) -> pd.DataFrame:
    """Managers say "engagement" in a third of their posts; tenants who answer such a post say "listened" so often."""
    posts, authors, threads, _ = many(THREADS, Plan(hot=False), 31)
    role = {(row.thread_id, row.author_id): row.role for row in authors.itertuples()}
    place = {(row.thread_id, row.post_id): number for number, row in enumerate(posts.itertuples())}
    chance = np.random.default_rng(seed)
    sides = [role[row.thread_id, row.author_id] for row in posts.itertuples()]
    term = [side == "manager" and chance.random() < 0.35 for side in sides]
    texts = posts["text"].tolist()
    for number, row in enumerate(posts.itertuples()):
        if term[number]:
            texts[number] += " We speak of engagement."
        answers = isinstance(row.parent_id, str) and term[place[row.thread_id, row.parent_id]]
        if sides[number] == "tenant" and chance.random() < (chance_of_word if answers else chance_elsewhere):
            texts[number] += " We want being listened to."
    tables = measure(posts.assign(text=pd.array(texts, dtype="string")), authors, threads)
    return tables["counterparts"]


def test_a_planted_word_is_found():
    """In two of three answers, and seldom elsewhere: in half of the threads or more, and hardly another word."""
    table = told(0.65)
    found = table[table["is_told"]]
    assert (found["word"] == "engagement").sum() >= THREADS / 2
    assert (found["counterpart"] == "listened").mean() >= 0.9
    row = found.iloc[0]
    assert row["answers_with_count"] <= row["answer_count"] and row["author_count"] >= 2
    assert row["answer_count"] >= LEAST_ANSWERS and 0 < row["p_value"] <= 0.05


def test_silence_where_the_word_is_as_frequent_elsewhere():
    """A word that tenants say in any answer stands for nothing: at most one thread in twenty, and errors of chance."""
    table = told(0.3, 0.3)
    share = table.groupby("thread_id")["is_told"].any().mean()
    assert share <= 0.05 + 3 * np.sqrt(0.05 * 0.95 / THREADS)


def test_the_same_in_any_company():
    """A thread's rows do not hang on the threads beside it."""
    posts, authors, threads, _ = many(3, Plan(), 5)
    whole = measure(posts, authors, threads)["counterparts"]
    name = "t0001"
    alone = measure(*(table[table["thread_id"] == name].reset_index(drop=True) for table in (posts, authors, threads)))
    pd.testing.assert_frame_equal(
        whole[whole["thread_id"] == name].reset_index(drop=True), alone["counterparts"].reset_index(drop=True)
    )


@pytest.mark.parametrize("rows", [0, 3])
def test_small_threads_give_no_row(rows: int):
    """Below the least data nothing is looked into."""
    posts, authors, threads, _ = many(1, Plan(), 5)
    assert measure(posts.head(rows), authors, threads)["counterparts"].empty
