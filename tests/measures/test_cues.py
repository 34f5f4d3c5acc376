"""Cues."""

from __future__ import annotations

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from generator.measures.cues import COLUMNS, CUES, ENGLISH, GENERAL, cues
from tests.measures.conftest import posts_of


def _one(text, lang="en"):
    return cues(posts_of([("p", None, "a", 0, text)]).assign(lang=lang)).iloc[0]


def test_cues_can_be_counted_by_hand():
    """Words, phrases, negated words, openings and signs of one sentence."""
    row = _one("Sorry, but I don't really AGREE with you, you idiot! Could you please explain?")
    expected = {
        "words": 14, "apology": 1, "first_person": 1, "negation": 1, "agree": 1, "not_agree": 1, "second_person": 3,
        "insult": 1, "you_insult": 1, "could_you": 1, "please": 1, "starts_thanks": 1, "starts_no": 0,
        "question_marks": 1, "exclamations": 1, "shouted_words": 1, "swearing": 0,
    }  # fmt: skip
    assert {name: row[name] for name in expected} == expected


def test_quoted_words_do_not_count():
    """What a reply quotes is the other's; only its own words make cues."""
    table = cues(
        posts_of(
            [
                ("p", None, "a", 0, "You are all idiots and liars, every one"),
                ("q", "p", "b", 1, "> You are all idiots and liars, every one\nThank you"),
            ]
        )
    )
    assert table["insult"].tolist() == [2, 0]
    assert table["quoted_words"].tolist() == [0, 8]
    assert table["gratitude"].tolist()[1] > 0


def test_other_languages_have_no_english_cues():
    """A post said to be in another language, or of a thread without English words, has signs and no word cues."""
    german = "Das ist doch Unsinn, was soll das? Die Miete ist viel zu hoch und der Vermieter tut nichts!"
    for row in (_one("die die die", "de"), _one(german, "")):
        assert not row["english"]
        assert row[list(ENGLISH)].isna().all()
        assert row[list(GENERAL)].notna().all()
    assert _one("the rent is too high and they do nothing", "")["english"]
    assert _one("nonsense", "en-GB")["english"]


def test_a_post_without_text_has_no_cues():
    """Deleted and empty posts have no cues at all, rather than none counted."""
    posts = posts_of([("p", None, "a", 0, "you"), ("q", "p", "b", 1, "  "), ("r", "p", "b", 2, "you")])
    posts["state"] = ["present", "present", "deleted"]
    table = cues(posts.assign(lang="en"))
    assert table[list(CUES)].isna().all(axis=1).tolist() == [False, True, True]
    assert list(table.columns) == list(COLUMNS)


@given(
    st.lists(st.sampled_from(["you are wrong", "Thanks!", "I agree", "किराया", "no, never"]), min_size=1, max_size=6)
)
def test_row_order_does_not_matter(texts):
    """A post's cues are the same wherever it stands in the table."""
    posts = posts_of([(f"p{place}", None, "a", place, text) for place, text in enumerate(texts)])
    backwards = posts.iloc[::-1]
    pd.testing.assert_frame_equal(cues(backwards).sort_index(), cues(posts))
