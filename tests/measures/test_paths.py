"""Paths from the root to the leaves, and where they turn."""

from __future__ import annotations

import numpy as np

from generator.measures import measure
from generator.measures.paths import paths
from generator.measures.tree import depths
from tests.measures.conftest import authors_of, posts_of, threads_of
from tests.measures.test_seams import GARDEN, HOUSE, texts_of


def chain(*lengths):
    """Parents of a chain from the root, and of further chains that leave it after its third post."""
    parents = [0]
    for place, length in enumerate(lengths):
        last = 0 if place == 0 else 2
        for _ in range(length):
            parents.append(last)
            last = len(parents) - 1
    return np.array(parents)


def of_chains(*lengths):
    """The lengths of the paths that are looked at."""
    parents = chain(*lengths)
    owner, _ = paths(parents, depths(parents)[0], np.ones(len(parents), dtype=bool))
    return np.bincount(owner).tolist()


def test_short_paths_and_mere_copies_are_left_out():
    """A path has 20 posts, 8 of them its own; the longest of its branches has them all."""
    assert of_chains(30) == [31]
    assert of_chains(18) == []
    assert of_chains(30, 25) == [31, 28]
    assert of_chains(30, 7) == [31]
    assert of_chains(24, 30) == [25, 33]


def test_posts_come_from_the_root_down():
    """Each post of a path answers the one before."""
    parents = chain(30, 25)
    owner, rows = paths(parents, depths(parents)[0], np.ones(len(parents), dtype=bool))
    for number in (0, 1):
        path = rows[owner == number]
        assert path[0] == 0 and (parents[path[1:]] == path[:-1]).all()


def test_one_branch_turns_and_the_other_does_not():
    """A branch that takes up another subject turns at its first post on it, in its own path only."""
    texts = texts_of(HOUSE, 26) + texts_of(GARDEN, 20, seed=1)
    rows = [("p00", None, "a", 0, texts[0])]
    rows += [(f"p{place:02}", f"p{place - 1:02}", "ab"[place % 2], place, texts[place]) for place in range(1, 26)]
    rows += [
        (f"q{place:02}", f"q{place - 1:02}" if place else "p14", "ab"[place % 2], 30 + place, texts[26 + place])
        for place in range(20)
    ]
    tables = measure(posts_of(rows), authors_of({"a": None, "b": None}), threads_of("t"))
    [turn] = tables["path_turns"].to_dict("records")
    assert (turn["post_id"], turn["turned_count"], turn["path_count"], turn["depth"]) == ("q00", 1, 1, 15)
    assert turn["gain"] > 0
