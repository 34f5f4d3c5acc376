"""Politeness."""

from __future__ import annotations

from generator.measures.politeness import POLITENESS_COLUMNS, politeness
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
