"""How each group speaks."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from generator.measures.registers import REGISTERS, registers


def tables(words):
    """Posts of a tenant each, with these counts of own words; every tenth word is "we"."""
    posts = pd.DataFrame({"thread_id": "t", "group": "tenant", "author_id": [f"a{i}" for i in range(len(words))]})
    cues = pd.DataFrame({cue: np.zeros(len(words)) for cue in REGISTERS.values()}).assign(words=np.array(words, float))
    return posts, cues.assign(first_plural=cues["words"] / 10)


def test_by_hand():
    """Three people who say "we" every tenth word do so 10 times in 100, without any doubt."""
    table = registers(*tables([100, 50, 150])).set_index("register")
    row = table.loc["we"]
    assert (row["use_count"], row["word_count"], row["n"]) == (30, 300, 3)
    assert row["per_100_words"] == row["low"] == row["high"] == pytest.approx(10.0)
    assert table.index.tolist() == list(REGISTERS)


def test_people_who_differ_widen_the_interval():
    """With equal lengths the interval is that of the mean of the people's rates, taken on the scale of the root."""
    posts, cues = tables([100, 100, 100])
    cues["hedge"] = [1.0, 2.0, 6.0]
    row = registers(posts, cues).set_index("register").loc["hedges"]
    assert row["per_100_words"] == pytest.approx(3.0)
    reach = 4.302653 * np.std([1, 2, 6], ddof=1) / np.sqrt(3)
    assert row["high"] == pytest.approx((np.sqrt(3) + reach / (2 * np.sqrt(3))) ** 2, abs=1e-5)
    assert row["low"] == 0


@pytest.mark.parametrize("words", [[100, 50, 40], [300, 300]])
def test_too_little_gives_no_row(words):
    """Below 200 words or 3 people a group has no row."""
    assert registers(*tables(words)).empty


def test_what_nobody_said_is_not_sure_to_be_never_said():
    """Without a use the interval ends where a Poisson count of 0 does."""
    row = registers(*tables([100, 50, 150])).set_index("register").loc["hedges"]
    assert (row["use_count"], row["low"]) == (0, 0.0) and row["high"] == pytest.approx(3.689 / 3)
