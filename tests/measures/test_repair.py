"""Repair."""

from __future__ import annotations

import pandas as pd
import pytest

from generator.measures import lexicons
from generator.measures.cues import cues
from generator.measures.phrases import LONGEST
from generator.measures.quoting import own_words
from generator.measures.repair import KINDS, repair
from generator.measures.words import tokens
from tests.measures.conftest import posts_of


def _kinds(rows, friction):
    posts = posts_of(rows).assign(lang="en")
    scores = pd.DataFrame({"friction": friction, "attack": 0.0, "stance_disagree": 0.1}).astype("Float64")
    own, _ = own_words(posts, tokens(posts["text"]))
    table = repair(posts, cues(posts), own, scores)
    return table["repair"].fillna("").tolist(), table["eased_post_id"].fillna("").tolist()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("I'm sorry, I shouldn't have said that.", "apology"),
        ("Fair point. I hadn't considered the stairs.", "concession"),
        ("To clarify, I meant the board and not you.", "clarification"),
        ("I'm sorry but you are the one who is late.", ""),
        ("I won't say sorry.", ""),
        ("I am so sorry for your loss.", ""),
        ("I'm sorry to hear that, it must be hard.", ""),
        ("The rent is due on Friday.", ""),
    ],
)
def test_kinds_of_repair(text, kind):
    """Apology, concession and clarification are told after a hot post, and not where the next word turns them."""
    rows = [("p", None, "a", 0, "Rent day."), ("q", "p", "b", 1, "You liar."), ("r", "q", "a", 2, text)]
    assert _kinds(rows, [0.1, 0.9, 0.2]) == (["", "", kind], ["", "", "q" if kind else ""])


def test_a_concession_needs_something_to_ease():
    """“Fair point” in a calm exchange eases nothing; an apology is one all the same."""
    rows = [
        ("p", None, "a", 0, "Hedges live longer."),
        ("q", "p", "b", 1, "Fair point."),
        ("r", "p", "c", 2, "My bad."),
    ]
    assert _kinds(rows, [0.1, 0.1, 0.1])[0] == ["", "", "apology"]


def test_a_joke_must_be_shared():
    """Laughter repairs where the other laughs too, before or after, and something was tense."""
    rows = [
        ("p", None, "a", 0, "You clown."),
        ("q", "p", "b", 1, "haha, the clown brings buns"),
        ("r", "q", "a", 2, "lol, bring two"),
        ("s", "p", "c", 3, "haha"),
    ]
    assert _kinds(rows, [0.9, 0.2, 0.2, 0.2]) == (["", "joke", "joke", ""], ["", "p", "p", ""])


def test_lists_hold_phrases_that_can_be_found():
    """Every phrase is one to four words as texts are cut, under one of the four kinds."""
    assert tuple(lexicons.REPAIR) == KINDS
    for entries in lexicons.REPAIR.values():
        cut = tokens(pd.Series(entries, dtype="string"))
        assert [" ".join(cut.vocabulary[cut.codes[cut.rows == row]]) for row in range(len(entries))] == list(entries)
        assert cut.counts.max() <= LONGEST
