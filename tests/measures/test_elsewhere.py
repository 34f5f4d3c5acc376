"""What people did in other threads."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from generator.measures.elsewhere import CAMPS_WEIGHT, MEETINGS_WEIGHT, elsewhere
from generator.measures.meetings import Pairs, People

TABLE = pd.DataFrame({"thread_id": ["t", "t", "t", "u", "u"], "author_id": ["a", "b", "c", "b", "a"]}, dtype="string")
NODES = People(TABLE, np.array([0, 0, 0, 1, 1]), np.array([0, 1, 2, 0, 1]), np.zeros(0, int), np.array(["t", "u"]))
PAIRS = Pairs(np.array([3]), np.array([4]), np.array([3]), np.zeros((1, 0)))
CHANCES = np.array([[0.5, 0.5], [0.5, 0.5], [0.5, 0.5], [0.9, 0.1], [0.2, 0.8]])


def test_evidence_from_the_other_thread():
    """That two met three times elsewhere, and were in two camps there, counts where they did not meet."""
    found = elsewhere(NODES, np.array([""] * 5), PAIRS, np.array([-np.log(4.0)]), CHANCES)
    ties = {(int(a), int(b)): value for a, b, value in zip(found.first, found.second, found.evidence, strict=True)}
    sides = 2 * (0.9 * 0.2 + 0.1 * 0.8) - 1
    assert set(ties) == {(0, 1), (3, 4)}
    assert ties[0, 1] == pytest.approx(-MEETINGS_WEIGHT * np.log(4.0) + CAMPS_WEIGHT * sides * np.log(2))
    assert ties[3, 4] == pytest.approx(0)


def test_the_same_id_in_another_space_is_somebody_else():
    """An author_id means the same person only within a space."""
    spaces = np.array(["x", "x", "x", "y", "y"])
    assert not len(elsewhere(NODES, spaces, PAIRS, np.array([-1.0]), CHANCES).first)
