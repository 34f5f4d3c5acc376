"""Stance of replies."""

from __future__ import annotations

import numpy as np

from generator.measures.cues import cues
from generator.measures.stance import STANCE_COLUMNS, shared_words, stance
from generator.measures.words import tokens
from tests.measures.conftest import posts_of

ROWS = [
    ("p", None, "a", 0, "The board never listens to the people who live in the flats."),
    ("q", "p", "b", 1, "Exactly. So true, I agree completely."),
    ("r", "p", "c", 2, "No, that is simply wrong. You have no evidence for it."),
    ("s", "p", "d", 3, ""),
    ("t", "p", "e", 4, "Das stimmt nicht."),
]


def _posts():
    return posts_of(ROWS).assign(lang=["en", "en", "en", "en", "de"])


def test_plain_agreement_and_plain_contradiction_are_told_apart():
    """“Exactly, I agree” leans to agree, “No, wrong, no evidence” to disagree; shares add up to one."""
    table = stance(_posts()).set_index("post_id")
    assert table.loc["q", "stance_agree"] > 0.5 > table.loc["q", "stance_disagree"]
    assert table.loc["r", "stance_disagree"] > 0.5 > table.loc["r", "stance_agree"]
    shares = table.loc[["q", "r"], ["stance_agree", "stance_neutral", "stance_disagree"]].astype(float)
    np.testing.assert_allclose(shares.sum(axis=1), 1, atol=2e-4)


def test_stance_is_null_where_it_cannot_be_told():
    """A root, a post without words and a post in another language have no stance."""
    table = stance(_posts())
    assert list(table.columns) == list(STANCE_COLUMNS)
    assert table["stance_agree"].isna().tolist() == [True, False, False, True, True]


def test_row_order_and_cues_at_hand_change_nothing():
    """The same post has the same stance wherever it stands, and with cues handed in."""
    posts = _posts()
    table = stance(posts)
    assert stance(posts.iloc[::-1]).sort_index().equals(table)
    assert stance(posts, cues(posts)).equals(table)


def test_shared_words_are_counted_once():
    """Content words of the reply that the parent uses, each once; a root shares nothing with itself."""
    own = tokens(
        posts_of([("p", None, "a", 0, "the boiler broke"), ("q", "p", "b", 1, "the boiler the boiler")])["text"]
    )
    shared, sizes = shared_words(own, np.array([0, 0]))
    assert shared.tolist() == [0, 1]
    assert sizes.tolist() == [2, 1]
