"""Posts of few people tell less than as many of many."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from generator.findings.compose import difference
from generator.measures import responses, tree
from generator.measures.clustered import design_effect
from generator.measures.responses import wilson
from generator.model import AUTHOR_COLUMNS, typed
from tests.planted.threads import Plan, many


def posts(answered: list[bool], authors: list[str]) -> pd.DataFrame:
    """Posts of one group."""
    return pd.DataFrame({"thread_id": "t", "group": "g", "author_id": authors, "is_answered": answered})


def test_by_hand() -> None:
    """Ten posts of one person all answered and ten of another none: as much as one post; of twenty people: as 20."""
    groups = pd.DataFrame({"thread_id": ["t"], "group": ["g"]})
    two = posts([True] * 10 + [False] * 10, ["a"] * 10 + ["b"] * 10)
    # Σ residues² = 5² + 5², times 2/1, against 20 · ½ · ½.
    assert design_effect(two, groups, "is_answered").tolist() == pytest.approx([20.0])
    each = posts([True] * 10 + [False] * 10, [f"a{number}" for number in range(20)])
    assert design_effect(each, groups, "is_answered").tolist() == pytest.approx([20 / 19])
    assert design_effect(posts([True] * 5, ["a"] * 5), groups, "is_answered").tolist() == [1.0]


def test_without_people_it_is_wilson() -> None:
    """Who does not say whose the posts are gets an interval for as many people as posts."""
    table = responses.reply_chance(posts([True] * 8 + [False] * 4, ["a"] * 12).assign(post_id="p", waiting_seconds=1.0))
    low, high = wilson(np.array([8.0]), np.array([12.0]))
    assert (table["low"].iloc[0], table["high"].iloc[0]) == (low[0], high[0])


def test_dealt_roles_are_seldom_told() -> None:
    """Where some people are always answered and others never, roles dealt at random differ in one of twenty deals."""
    table, authors, threads, _ = many(1, Plan(), 3)
    chance = np.random.default_rng(2)
    # Nobody answers the people of an even number, so that posts of one person fare alike.
    quiet = table["author_id"].str[1:].astype(int) % 2 == 0
    unheard = set(table.loc[quiet, "post_id"]) - {"p000"}
    table["parent_id"] = table["parent_id"].where(~table["parent_id"].isin(unheard), "p000")
    roles = authors["role"].to_numpy(dtype=object)
    names = [f"d{number}" for number in range(200)]
    dealt = typed(
        pd.concat([authors.assign(thread_id=name, role=chance.permutation(roles)) for name in names]), AUTHOR_COLUMNS
    )
    same = pd.concat([table.assign(thread_id=name) for name in names], ignore_index=True)
    same = same.sort_values(["thread_id", "published_at", "post_id"], kind="stable", ignore_index=True)
    placed = tree.placed(same, dealt, np.ones(len(same), dtype=np.int64))
    moments = pd.concat([threads.assign(thread_id=name) for name in names], ignore_index=True)
    waits = responses.responses(placed, moments)
    told = {}
    for given in (None, placed):
        shares = responses.reply_chance(waits, given)
        pairs = [rows.to_dict("records") for _, rows in shares.groupby("thread_id") if len(rows) == 2]
        ends = np.array([difference(*pair)[1:] for pair in pairs])
        told[given is None] = float(((ends[:, 0] > 0) | (ends[:, 1] < 0)).mean())
        waiting = float((responses.waiting_tests(waits, given)["p_value"] < 0.05).mean())
        assert given is None or waiting <= 0.05 + 3 * np.sqrt(0.05 * 0.95 / 200)
    assert told[False] <= 0.05 + 3 * np.sqrt(0.05 * 0.95 / 200) < told[True]
