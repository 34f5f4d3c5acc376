"""Derailment."""

from __future__ import annotations

import pytest

from generator.measures.cues import cues
from generator.measures.derailment import DERAILMENT_COLUMNS, derailment, features
from tests.measures.conftest import posts_of

ROWS = [
    ("p", None, "a", 0, "Thanks for the link, I had not seen that study."),
    ("q", "p", "b", 1, "You clearly did not read it. You people never do. What is wrong with you?"),
    ("r", "q", "a", 2, "yes"),
]


def test_older_posts_fade():
    """A cue of the post counts 1, of its parent 1/2, of the one before 1/4, over the sum of the three."""
    posts = posts_of(ROWS).assign(lang="en")
    path = features(posts, cues(posts))
    assert path["path:has:gratitude"].tolist() == pytest.approx([1, 1 / 3, 1 / 7])
    assert path["path:has:question_marks"].tolist() == pytest.approx([0, 2 / 3, 2 / 7])


def test_hostile_talk_raises_the_risk():
    """After accusations the next answer is likelier to be an attack than after thanks."""
    table = derailment(posts_of(ROWS).assign(lang="en"))
    assert table["derailment_risk"][1] > 0.6 > table["derailment_risk"][0]
    assert list(table.columns) == list(DERAILMENT_COLUMNS)
