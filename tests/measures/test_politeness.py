"""Politeness."""

from __future__ import annotations

import pandas as pd
import pytest

from generator.measures.politeness import POLITENESS_COLUMNS, politeness, politeness_by_group
from tests.measures.conftest import posts_of


def test_thanks_and_indirect_requests_sound_politer_than_blunt_questions():
    """Gratitude and hedges raise the score, a blunt direct question lowers it; another language has none."""
    rows = [
        ("p", None, "a", 0, "Hi, thanks for this, great work! Could you perhaps explain how the meter is read?"),
        ("q", "p", "b", 1, "Why would you do that? What did you expect?"),
        ("r", "p", "b", 2, "Danke schön"),
    ]
    table = politeness(posts_of(rows).assign(lang=["en", "en", "de"]))
    assert table["politeness"][0] > 0.7
    assert table["politeness"][1] < 0.4
    assert table["politeness"].isna().tolist() == [False, False, True]
    assert list(table.columns) == list(POLITENESS_COLUMNS)


def test_the_mean_of_a_group_with_people_resampled():
    """Three people of four posts each: the mean of all posts, and an interval from how the people differ."""
    posts = pd.DataFrame(
        {
            "thread_id": "t",
            "group": ["manager"] * 12 + ["none"] * 12,
            "author_id": [f"a{place // 4}" for place in range(24)],
            "politeness": pd.array([0.2] * 4 + [0.4] * 4 + [0.6] * 4 + [0.9] * 12, dtype="Float64"),
        }
    )
    [row] = politeness_by_group(posts).to_dict("records")
    # Residues per person 4 · (−0.2, 0, 0.2); √(3/2 · 1.28)/12 = 0.1155; t(2) = 4.303.
    assert row["politeness"] == pytest.approx(0.4) and (row["n"], row["post_count"]) == (3, 12)
    assert row["high"] == pytest.approx(0.4 + 4.302653 * 0.115470, abs=1e-5) and row["low"] == 0


def test_too_few_people_or_posts_have_no_mean():
    """Below 10 posts or 3 people of a group there is no row."""
    posts = pd.DataFrame(
        {"thread_id": "t", "group": "manager", "author_id": ["a", "b", "c"] * 3, "politeness": [0.5] * 9}
    )
    assert politeness_by_group(posts).empty
    assert politeness_by_group(posts.iloc[:0]).empty
    assert politeness_by_group(pd.concat([posts.assign(author_id="a")] * 2)).empty
