"""Roles and seeds as nodes."""

from __future__ import annotations

import numpy as np
import pandas as pd

from generator.measures import hubs
from generator.measures.meetings import People

TABLE = pd.DataFrame({"thread_id": ["t"] * 3 + ["u"], "author_id": ["a", "b", "c", "a"]}, dtype="string")
THREADS = np.array(["t", "u"], dtype=object)
NODES = People(TABLE, np.array([0, 0, 0, 1]), np.array([0, 1, 2, 0]), np.zeros(0, int), THREADS)
AUTHORS = TABLE.assign(role=pd.array(["z", None, "k", "z"], dtype="string"))


def test_codes_are_in_order_of_first_post():
    """Roles are numbered by whose people spoke first, not by their names."""
    codes, names = hubs.codes_of(NODES, AUTHORS, "role")
    assert codes.tolist() == [0, -1, 1, 0] and names.tolist() == ["z", None, "k", "z"]
    assert hubs.codes_of(NODES, AUTHORS, "camp_seed")[0].tolist() == [-1] * 4


def test_hubs_hold_their_people_and_part():
    """Each role of a thread is a node; its people hang on it, and two roles of a thread are apart."""
    codes, names = hubs.codes_of(NODES, AUTHORS, "role")
    made = hubs.hubs(NODES, [("role", codes, names, 2.0)])
    assert made.threads.tolist() == [0, 0, 1] and made.names.tolist() == ["z", "k", "z"]
    assert made.ranks.tolist() == [3, 4, 1]
    ties = list(zip(made.first.tolist(), made.second.tolist(), made.evidence.tolist(), strict=True))
    assert ties == [(0, 4, 2.0), (2, 5, 2.0), (3, 6, 2.0), (4, 5, -hubs.APART_WEIGHT)]
