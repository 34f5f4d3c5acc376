"""What the program publishes of planted threads, beside what was planted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from generator.findings import find
from generator.findings.standing import LEVEL
from generator.measures import measure
from generator.model import Capture, Finding, Role, Thread
from tests.planted.threads import POSTS, ROLES, Plan, Truth, many

Array = NDArray[Any]
FALSE = ("sides", "ignored", "last", "counterpart")  # what may be told falsely
NEAR = 3  # posts between a turn that was planted and one that is told
Tables = dict[str, pd.DataFrame]


@dataclass(frozen=True)
class Facts:
    """Per thread (for `people` per person) whether each planted fact is told, and what is told that was not planted."""

    right: dict[str, Array]
    false: dict[str, Array]
    seams: Array


def facts(count: int, plan: Plan, seed: int) -> Facts:
    """All facts of many threads of one plan."""
    posts, authors, threads, truths = many(count, plan, seed)
    tables = measure(posts, authors, threads)
    told = [one_thread(tables, name, truth) for name, truth in truths.items()]
    right: dict[str, list[Any]] = {}
    for rights, _ in told:
        for name, values in rights.items():
            right.setdefault(name, []).extend(values)
    phases = tables["phases"].groupby("thread_id").size().reindex(list(truths), fill_value=1)
    return Facts(
        {name: np.array(values) for name, values in right.items()},
        {name: np.array([falses[name] for _, falses in told]) for name in FALSE},
        phases.to_numpy(dtype=float) - 1,
    )


def one_thread(tables: Tables, name: str, truth: Truth) -> tuple[dict[str, list[Any]], dict[str, bool]]:
    """Of one thread what is rightly told, and whether sides, being ignored, last words or another word are told."""
    own = {key: table[table["thread_id"] == name] for key, table in tables.items() if "thread_id" in table}
    said = {finding.id: finding for finding in published(own, name)}
    divided = bool(own["verdicts"]["divided"].fillna(False).any())
    chance = said.get("answered.chance")
    firm = chance is not None and chance.low is not None and (chance.low > 0 or (chance.high or 0) < 0)
    last = own["last_words"]
    falses = {
        "sides": divided,
        "ignored": firm,
        "last": len(last) == len(ROLES) and bool(last["p_value"].max() <= LEVEL),
        "counterpart": bool(own["counterparts"]["is_told"].fillna(False).any()),
    }
    rights: dict[str, list[Any]] = {}
    if truth.ignored:
        rights["sides"] = [divided]
        rights["people"] = sides_of_people(own["authors"], truth)
        less = ROLES[int((chance.value or 0) > 0)] if firm and chance else ""
        rights["ignored"] = [less == truth.ignored]
    if len(truth.word_posts) >= 3:
        rights["jargon"], rights["crossing"] = jargon(own, truth)
    if truth.turn < POSTS:
        first = own["phases"].loc[own["phases"]["phase"] > 1, "first_post_id"]
        rights["turn"] = [any(abs(int(post[1:]) - truth.turn) <= NEAR for post in first)]
    if truth.hot_branch:
        hottest = own["friction_by_branch"][own["friction_by_branch"]["is_hottest"].astype(bool)]
        rights["hot"] = [truth.hot_branch in set(hottest["branch_id"])]
    if truth.lost:
        rights["losses"] = [bool((own["capture_bounds"]["unseen_count"] == truth.lost).any())]
    return rights, falses


def published(own: Tables, name: str) -> tuple[Finding, ...]:
    """The findings of one thread."""
    thread = Thread(
        name, name, "constructed", captured_at="2024-02-01T00:00:00Z",
        roles=tuple(Role(role, f"{role.capitalize()}s", role.capitalize()) for role in ROLES),
    )  # fmt: skip
    count = len(own["posts"])
    return find(own, thread, Capture("constructed", "2024-02-01T00:00:00Z", "planted", count, count))


def sides_of_people(authors: pd.DataFrame, truth: Truth) -> list[bool]:
    """For each person placed in a camp whether it is the camp of their side, under the better naming."""
    placed = authors[authors["camp"].notna()]
    first = (placed["camp"] == "A").to_numpy(dtype=bool)
    side = (placed["author_id"].map(truth.sides) == ROLES[0]).to_numpy(dtype=bool)
    right = first == side
    return list(right if right.mean() >= 0.5 else ~right) if len(right) else []


def jargon(own: Tables, truth: Truth) -> tuple[list[bool], list[bool]]:
    """Whether the word is told with its side, who brought it and how many used it; and who took it across and where."""
    authors = own["posts"].set_index("post_id")["author_id"]
    posts = [post for post in truth.word_posts if post in authors.index and isinstance(authors[post], str)]
    row = own["term_life"][own["term_life"]["word"] == truth.word]
    crosses = [post for post in posts if truth.sides[authors[post]] != truth.sides[authors[posts[0]]]] if posts else []
    if row.empty or not posts:
        return [False], [False] if crosses else []
    told = row.iloc[0]
    right = (
        told["group"] == truth.sides[authors[posts[0]]]
        and told["introduced_post_id"] == posts[0]
        and told["introduced_by"] == authors[posts[0]]
        and told["author_count"] == len(posts)
    )
    crossing = [told["adopted_post_id"] == crosses[0] and told["adopted_by"] == authors[crosses[0]]] if crosses else []
    return [bool(right)], crossing
