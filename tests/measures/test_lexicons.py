"""The lists of words."""

from __future__ import annotations

import pandas as pd

from generator.measures import lexicons
from generator.measures.phrases import LONGEST
from generator.measures.words import tokens


def test_entries_are_cut_as_texts_are():
    """Every entry is one to four words exactly as texts are cut into, so that it can be found at all."""
    for lists in (lexicons.ANYWHERE, lexicons.OPENING):
        for name, entries in lists.items():
            cut = tokens(pd.Series(entries, dtype="string"))
            words = [" ".join(cut.vocabulary[cut.codes[cut.rows == row]]) for row in range(len(entries))]
            assert words == list(entries), name
            assert cut.counts.max() <= LONGEST, name
            assert len(set(entries)) == len(entries), name
