"""Tone of posts."""

from __future__ import annotations

from generator.measures import measure
from generator.measures.tone import tone
from generator.measures.words import tokens
from tests.measures.conftest import posts_of


def test_columns_are_added_for_the_same_rows():
    """Every post gets its columns, in its own row; the root has no stance, a post in another language nothing."""
    rows = [("p", None, "a", 0, "You never listen."), ("q", "p", "b", 1, "So true."), ("r", "p", "c", 2, "Stimmt.")]
    posts = posts_of(rows).assign(lang=["en", "en", "de"])
    added, stances, _ = tone(posts, tokens(posts["text"]))
    assert added["stance_agree"].isna().tolist() == [True, False, True]
    assert added[["friction", "attack", "politeness"]].isna().any(axis=1).tolist() == [False, False, True]
    assert stances["stance_agree"].equals(added["stance_agree"])


def test_the_posts_of_all_measures_carry_them(lively):
    """The table of posts has the columns of the contract, between 0 and 1."""
    posts = measure(*lively)["posts"]
    for column in ("stance_agree", "stance_disagree", "friction", "attack"):
        assert posts[column].dropna().between(0, 1).all()
    assert posts["friction"].notna().any()
    assert posts["repair"].dtype == "string"
