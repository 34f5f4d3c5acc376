"""Who quotes whom."""

from __future__ import annotations

import pandas as pd
import pytest

from generator.measures import quotations, tree, words

from .conftest import posts_of

SAID = "the lift has been out of order since the fourth of may"


def quoted(rows, html=None):
    """The table of quotes, and the quoted words of each post."""
    posts = posts_of(rows)
    posts["html"] = pd.array(html or [""] * len(rows), dtype="string")
    tokens = words.tokens(posts["text"])
    found = quotations.quoting(posts, tokens, tree.parent_rows(posts))
    marked = [[] for _ in rows]
    for row, code, is_quoted in zip(tokens.rows, tokens.codes, found.quoted, strict=True):
        if is_quoted:
            marked[row].append(tokens.vocabulary[code])
    return quotations.quotes(posts, found), marked


def test_six_words_of_an_earlier_post_are_a_quotation():
    """A run of six words names the earliest post that has it, whoever was answered."""
    table, marked = quoted([
        ("p0", None, "a", 0, SAID),
        ("p1", "p0", "b", 1, "not again"),
        ("p2", "p1", "c", 2, "out of order since the fourth is a lie"),
    ])  # fmt: skip
    row = table.iloc[0]
    assert (row["post_id"], row["quoted_post_id"], row["quoted_author_id"], row["word_count"]) == ("p2", "p0", "a", 6)
    assert marked[2] == ["out", "of", "order", "since", "the", "fourth"]


def test_five_words_are_not():
    """Five words in a row are common speech."""
    table, marked = quoted([("p0", None, "a", 0, SAID), ("p1", "p0", "b", 1, "out of order since the rain")])
    assert table.empty and not marked[1]


def test_own_words_are_not_a_quotation():
    """Who repeats himself quotes nobody."""
    table, marked = quoted([("p0", None, "a", 0, SAID), ("p1", "p0", "a", 1, SAID)])
    assert table.empty and not marked[1]


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("> out of order\n\nsays who", ""),
        ("out of order\n\nsays who", "<blockquote><p>out of order</p></blockquote><p>says who</p>"),
    ],
)
def test_short_marked_quotations_are_the_parents(text, html):
    """A marked quotation too short to be looked for counts as the parent's."""
    table, marked = quoted([("p0", None, "a", 0, SAID), ("p1", "p0", "b", 1, text)], ["", html])
    assert marked[1] == ["out", "of", "order"]
    assert table["quoted_post_id"].tolist() == ["p0"]


def test_threads_do_not_quote_each_other():
    """The same words in two threads are a chance."""
    posts = pd.concat([posts_of([("p0", None, "a", 0, SAID)], "t"), posts_of([("p0", None, "b", 0, SAID)], "u")])
    posts = posts.reset_index(drop=True)
    found = quotations.quoting(posts, words.tokens(posts["text"]), tree.parent_rows(posts))
    assert not found.quoted.any()
