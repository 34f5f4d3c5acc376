"""Verdicts from positions, and how many camps to look for."""

from __future__ import annotations

import pandas as pd
import pytest

from generator.measures import camps, divide, stance, words

from .planted import thread


def verdict(rows):
    """The verdict on a thread with these yardsticks and their p."""
    table = pd.DataFrame([("t", name, p) for name, p in rows], columns=["thread_id", "yardstick", "p"])
    sides = pd.DataFrame({"thread_id": ["t"], "camp_count": [2]})
    return divide.verdicts(table, sides).iloc[0]


def test_two_yardsticks_halve_the_level():
    """Of two yardsticks the better p counts double; the language of the camps found does not count."""
    row = verdict([("replies", 0.015), ("roles", 0.5), ("language", 0.001)])
    assert row["p"] == pytest.approx(0.03) and row["divided"] and row["by"] == "replies"
    assert not verdict([("replies", 0.03), ("roles", 0.5)])["divided"]
    assert verdict([("replies", 0.03)])["divided"]


def test_without_a_yardstick_there_is_no_verdict():
    """A thread of which neither replies nor roles can be told has no verdict."""
    row = verdict([("language", 0.001)])
    assert pd.isna(row["divided"]) and pd.isna(row["p"]) and pd.isna(row["by"])


@pytest.mark.parametrize("sides", [2, 3])
def test_the_number_of_camps_is_tested(sides):
    """A thread planted with two camps is looked at for two, one with three for three."""
    posts, authors = thread([place % sides for place in range(18)], 260, 8)
    posts = posts.sort_values(["thread_id", "published_at", "post_id"], ignore_index=True)
    known = camps.basis(posts, authors, words.tokens(posts["text"]), camps.stance_odds(stance.stance(posts)))
    assert divide.camps_to_look_for(known, divide.network_draws(known)).tolist() == [sides]
