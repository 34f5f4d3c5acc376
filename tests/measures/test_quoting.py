"""Quoted words."""

from __future__ import annotations

import pandas as pd

from generator.measures.quoting import own_words, quoted
from generator.measures.words import tokens
from tests.measures.conftest import posts_of

PARENT = "We asked for a new boiler in March and got a newsletter"


def _marked(rows):
    posts = posts_of(rows)
    cut = tokens(posts["text"])
    theirs = quoted(posts, cut)
    return [" ".join(cut.vocabulary[cut.codes[(cut.rows == row) & theirs]]) for row in range(len(posts))]


def test_runs_of_the_parent_are_quoted():
    """Six words in a row that the parent has are quoted; five are not, nor are words of another post."""
    rows = [
        ("p", None, "a", 0, PARENT),
        ("q", "p", "b", 1, "You asked for a new boiler in March? Who did?"),
        ("r", "p", "b", 2, "asked for a new boiler"),
        ("s", "q", "b", 3, PARENT),
    ]
    assert _marked(rows) == ["", "asked for a new boiler in march", "", "asked for a new boiler in march"]


def test_marked_lines_are_quoted():
    """Lines that begin with > are quoted wherever they come from."""
    rows = [("p", None, "a", 0, "x"), ("q", "p", "b", 1, "> so you say\nno\n\n >> and more > ok\nend > here")]
    assert _marked(rows) == ["", "so you say and more ok"]


def test_own_words_and_quoted_ones_add_up():
    """What is left and what was taken make the whole, for posts in any order and threads apart."""
    rows = [("p", None, "a", 0, PARENT), ("q", "p", "b", 1, f"{PARENT} and mould")]
    posts = pd.concat([posts_of(rows, "t"), posts_of(rows[1:], "u")], ignore_index=True)
    for table in (posts, posts.iloc[[2, 1, 0]].reset_index(drop=True)):
        cut = tokens(table["text"])
        own, count = own_words(table, cut)
        assert (own.counts + count).tolist() == cut.counts.tolist()
        by_post = dict(zip(zip(table["thread_id"], table["post_id"], strict=True), count, strict=True))
        assert by_post == {("t", "p"): 0, ("t", "q"): 12, ("u", "q"): 0}
