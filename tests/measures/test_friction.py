"""Friction and attack."""

from __future__ import annotations

from generator.measures.cues import cues
from generator.measures.friction import FRICTION_COLUMNS, friction
from generator.measures.lexicons import ANYWHERE
from tests.measures.conftest import posts_of

ROWS = [
    ("p", None, "a", 0, "The lift in block C has been repaired and works again since Monday."),
    ("q", "p", "b", 1, "You people are pathetic liars, you idiot. Why do you never do anything?"),
    ("r", "p", "c", 2, "I disagree: the evidence in the report points the other way, for example on page four."),
    ("s", "p", "d", 3, "Thanks, good to know, and the stairs are clean too."),
    ("t", "p", "e", 4, "Ihr seid doch alle Lügner"),
    ("u", "p", "e", 5, ""),
]


def _scores():
    posts = posts_of(ROWS).assign(lang=["en", "en", "en", "en", "de", "en"])
    return posts, friction(posts)


def test_an_insult_stands_out_and_disagreement_is_no_attack():
    """Insults score high on both; a sharp contradiction with reasons stays far below on attack; thanks lowest."""
    _, table = _scores()
    scores = table.set_index("post_id")
    assert scores.loc["q", "friction"] > 0.8
    assert scores.loc["q", "attack"] > 0.5
    assert scores.loc["r", "attack"] < 0.1
    assert scores.loc["s", "friction"] < 0.25
    assert list(table.columns) == list(FRICTION_COLUMNS)


def test_the_cues_that_made_it_are_there():
    """Named cues are lists of words or signs that the post has; none are named where none pushed."""
    posts, table = _scores()
    named = table["friction_cues"][1].split(", ")
    assert 1 <= len(named) <= 3
    assert {"second_person", "insult", "contempt", "you_insult"} & set(named) & (set(ANYWHERE) | {"you_insult"})
    assert (cues(posts).loc[1, named] > 0).all()


def test_null_where_it_cannot_be_told():
    """Posts in another language and posts without words have neither friction nor attack nor cues."""
    _, table = _scores()
    assert table[["friction", "attack", "friction_cues"]].isna().all(axis=1).tolist() == [False] * 4 + [True] * 2


def test_row_order_changes_nothing():
    """A post's scores are the same wherever it stands in the table."""
    posts, table = _scores()
    assert friction(posts.iloc[::-1]).sort_index().equals(table)
