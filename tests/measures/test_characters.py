"""Signs in texts."""

from __future__ import annotations

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from generator.measures.characters import COLUMNS, SIGNS, signs


def test_signs_are_counted_by_hand():
    """Capitals of any script, shouted words, repeated marks, runs of dots and emoji count as one sees them."""
    table = signs(pd.Series(["WHY ÄÖÜ no?! So... ok.", "", "ДА НЕТ 😂😂\n“x”", None], dtype="string"))
    first = table.iloc[0]
    assert [first[name] for name in ("letters", "capitals", "shouted_words")] == [12, 7, 2]
    assert [first[name] for name in ("repeated_marks", "dot_runs", "full_stops", "question_marks")] == [1, 1, 4, 1]
    third = table.iloc[2]
    assert [third[name] for name in ("capitals", "shouted_words", "laughing_emoji", "line_ends")] == [5, 1, 2, 1]
    assert third["quote_marks"] == 2
    assert table.iloc[[1, 3]].to_numpy().sum() == 0


def test_a_character_makes_one_sign():
    """No character stands in two lists of signs."""
    every = "".join(SIGNS.values())
    assert len(every) == len(set(every))


@given(st.lists(st.text(max_size=20), max_size=6))
def test_texts_do_not_run_into_each_other(texts):
    """The counts of many texts are those of each alone."""
    together = signs(pd.Series(texts, dtype="string"))
    assert list(together.columns) == list(COLUMNS)
    for row, text in enumerate(texts):
        alone = signs(pd.Series([text], dtype="string"))
        assert together.iloc[row].tolist() == alone.iloc[0].tolist()
