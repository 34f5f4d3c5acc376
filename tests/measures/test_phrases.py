"""Phrases in cut texts."""

from __future__ import annotations

import pandas as pd
import pytest

from generator.measures.phrases import found
from generator.measures.words import tokens


def test_phrases_are_found_where_they_begin():
    """Phrases of one to three words are found, overlapping ones too, and none runs from one post into the next."""
    cut = tokens(pd.Series(["I do agree, you do agree", "agree I do", "agree"], dtype="string"))
    places, matched = found(cut, ["agree", "do agree", "i do agree", "agree agree", "absent"])
    assert sorted(zip(places.tolist(), matched.tolist(), strict=True)) == [
        (0, 2), (1, 1), (2, 0), (4, 1), (5, 0), (6, 0), (9, 0),
    ]  # fmt: skip


def test_nothing_to_look_for_or_in():
    """No phrases, and no texts, give no places."""
    cut = tokens(pd.Series(["a b"], dtype="string"))
    assert [part.tolist() for part in found(cut, [])] == [[], []]
    assert [part.tolist() for part in found(tokens(pd.Series([], dtype="string")), ["a"])] == [[], []]


def test_a_phrase_too_long_is_refused():
    """Five words are one more than a key holds."""
    with pytest.raises(ValueError, match="at most 4"):
        found(tokens(pd.Series(["a"], dtype="string")), ["a b c d e"])
