"""Worst cases of a thread's form, against every way in which the unseen posts could stand."""

from __future__ import annotations

import random
from itertools import product

import numpy as np
import pandas as pd
import pytest

from generator.measures.tree import depths, parent_rows
from generator.measures.tree_bounds import half_time_bounds, leaf_bounds, virality_bounds


def posts(parents: list[int | None], missing: frozenset[int] = frozenset(), kind: str = "post") -> pd.DataFrame:
    """A thread of posts below each other, by their numbers."""
    answered = [parent for number, parent in enumerate(parents) if parent is not None and number not in missing]
    return pd.DataFrame(
        {
            "thread_id": "t",
            "post_id": [f"p{number}" for number in range(len(parents))],
            "parent_id": [None if parent is None else f"p{parent}" for parent in parents],
            "state": ["missing" if number in missing else "present" for number in range(len(parents))],
            "kind": [kind if parent is not None else "post" for parent in parents],
            "reply_count": [answered.count(number) for number in range(len(parents))],
            "since_root_seconds": pd.array([float(number) for number in range(len(parents))], dtype="Float64"),
        }
    )


def virality(parents: list[int | None]) -> float:
    """The mean distance over all pairs, counted one by one."""
    count = len(parents)
    steps = np.full((count, count), 99.0)
    np.fill_diagonal(steps, 0)
    for number, parent in enumerate(parents):
        if parent is not None:
            steps[number, parent] = steps[parent, number] = 1
    for middle in range(count):
        steps = np.minimum(steps, steps[:, [middle]] + steps[[middle], :])
    return float(steps.sum() / (count * (count - 1)))


def is_tree(parents: list[int | None]) -> bool:
    """Whether every post leads up to the first."""
    rows = np.array([number if parent is None else parent for number, parent in enumerate(parents)])
    try:
        return bool((depths(rows)[1] == 0).all())
    except ValueError:
        return False


@pytest.mark.parametrize("seed", range(25))
def test_virality_against_every_completion(seed: int) -> None:
    """Without placeholders both ends are reached; with one no way to complete the tree leads beyond them."""
    chance = random.Random(seed)
    parents: list[int | None] = [None, *(chance.randrange(number) for number in range(1, chance.randint(2, 5)))]
    hidden = chance.randint(1, 3)
    gap = frozenset([chance.randrange(1, len(parents))]) if seed % 3 == 0 else frozenset[int]()
    found = virality_bounds(posts(parents, gap), pd.Series({"t": hidden + len(gap)}))
    low, high = found["low"].iloc[0], found["high"].iloc[0]
    whole = len(parents) + hidden
    places = [range(whole)] * (hidden + len(gap))
    reached = []
    for above in product(*places):
        tried = [*parents, *above[:hidden]]
        for number, place in zip(gap, above[hidden:], strict=True):
            tried[number] = place
        if is_tree(tried):
            reached.append(virality(tried))
    value = virality(parents)
    assert found["value"].iloc[0] == pytest.approx(value)
    assert low <= min(reached) + 1e-9 and high >= max(reached) - 1e-9
    if not gap:
        assert (low, high) == pytest.approx((min(value, *reached), max(value, *reached)))


def test_no_bounds_for_a_tree_that_nobody_states() -> None:
    """Posts that are only placed make no tree whose distances mean something; with nothing unseen there is no row."""
    assert virality_bounds(posts([None, 0, 0], kind="placed"), pd.Series({"t": 2})).empty
    assert leaf_bounds(posts([None, 0, 0], kind="placed"), pd.Series({"t": 2})).empty
    assert virality_bounds(posts([None, 0, 0]), pd.Series(dtype="int64")).empty


def test_long_chains() -> None:
    """A chain of many posts is summed without an error of numbers, and parent rows are as ever."""
    chain = posts([None, *range(499)])
    found = virality_bounds(chain, pd.Series({"t": 1}))
    assert found["value"].iloc[0] == pytest.approx(501 / 3) and found["high"].iloc[0] == pytest.approx(502 / 3)
    assert (parent_rows(chain)[1:] == np.arange(499)).all()


def test_half_time() -> None:
    """The middle of all posts moves by the unseen, all earlier or all later; beyond the held there is no end."""
    held = posts([None, 0, 0, 0, 0, 0])
    [row] = half_time_bounds(held, pd.Series({"t": 2})).to_dict("records")
    assert (row["value"], row["low"], row["high"]) == (2.0, 1.0, 3.0)
    [row] = half_time_bounds(held, pd.Series({"t": 9})).to_dict("records")
    assert row["low"] == 0.0 and np.isnan(row["high"])


def test_leaves() -> None:
    """Of four held posts three are unanswered; a placeholder may answer one of them, a further post none or itself."""
    [row] = leaf_bounds(posts([None, 0, 0, 0, 3], frozenset([3])), pd.Series({"t": 2})).to_dict("records")
    assert (row["value"], row["low"], row["high"]) == pytest.approx((3 / 4, 2 / 6, 4 / 6))
