"""How common words are in English at large."""

from __future__ import annotations

import numpy as np

from generator.measures import english


def test_common_and_unknown_words():
    """A word that everybody says is common, one that nobody says is 0, each asked for as often as it is given."""
    values = english.zipf(np.array(["people", "qqxzz", "people"], dtype=object))
    assert values[0] == values[2] > english.COMMON_ZIPF and values[1] == 0


def test_no_words():
    """Nothing is asked of nothing."""
    assert len(english.zipf(np.array([], dtype=object))) == 0
