"""Camps: who is on which side of a thread, from independent witnesses, and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from generator.measures import chains, elsewhere, hubs, labels, meetings, polarisation, quotations
from generator.measures.evidence import SHIPPED, Coefficients, Evidence, evidence
from generator.measures.tree import answered_rows
from generator.measures.words import FUNCTION_WORDS, Tokens

Array = NDArray[Any]
# Half expects camps as unequal as those of labelled debates, where the larger has some 70 % of the people.
# The witnesses of one person lean on each other, so that all together they count for less than their sum (coldest):
# confidence then ranks people better, in either topic where it is chosen on the other.
SCHEDULE = chains.Schedule(chains=48, cooling=60, steps=60, coldest=0.7, unequal=0.5)
LEAST_ROLE_PEOPLE = 3
LEAST_ROLE_PAIRS = 15
LEVEL = 0.05


@dataclass(frozen=True)
class Basis:
    """What is known of the people and their meetings before anybody is put into a camp."""

    posts: pd.DataFrame
    nodes: meetings.People
    quoting: quotations.Quoting
    met: meetings.Meetings
    pairs: meetings.Pairs
    evidence: Evidence
    roles: Array  # per node a number within its thread, -1 for none
    role_names: Array
    role_draws: Array  # threads × 1 + nulls: how far the roles differ, against roles dealt anew
    roles_apart: polarisation.Position
    seeds: Array
    seed_names: Array
    words: Any  # people × words of a thread


def stance_odds(stance: pd.DataFrame) -> Array:
    """The log-odds of agreeing against disagreeing, not a number where the stance is not told."""
    chances = stance[["stance_agree", "stance_disagree"]].to_numpy(dtype=float, na_value=np.nan)
    return np.log(np.maximum(chances[:, 0], 1e-6)) - np.log(np.maximum(chances[:, 1], 1e-6))


def basis(
    posts: pd.DataFrame,
    authors: pd.DataFrame,
    tokens: Tokens,
    stance: Array,
    seed: int = 0,
    coefficients: Coefficients = SHIPPED,
) -> Basis:
    """The people and their meetings; posts in order of thread and time, tokens of their texts.

    `stance` is per post the log-odds of agreeing with its parent against disagreeing.
    """
    parents = answered_rows(posts)
    quoting = quotations.quoting(posts, tokens, parents)
    nodes = meetings.people(posts)
    met = meetings.meetings(posts, nodes, parents, tokens, quoting, stance)
    pairs = meetings.pairs(met, len(nodes.threads))
    found = evidence(nodes, met, pairs, coefficients)
    roles, role_names = hubs.codes_of(nodes, authors, "role")
    seeds, seed_names = hubs.codes_of(nodes, authors, "camp_seed")
    is_function = np.isin(tokens.vocabulary, list(FUNCTION_WORDS)) if len(tokens.vocabulary) else np.zeros(0, bool)
    used = ~quoting.quoted & ~is_function[tokens.codes]
    words = labels.people_words(nodes, tokens.rows, tokens.codes, len(tokens.vocabulary), used)
    figures = polarisation.groups(nodes, pairs, found.words, words, roles, seed)
    draws = polarisation.together(figures)
    apart = polarisation.position(draws, _roles_able(nodes, pairs, roles))
    return Basis(posts, nodes, quoting, met, pairs, found, roles, role_names, draws, apart, seeds, seed_names, words)


def with_disputes(known: Basis, shown: Array) -> Basis:
    """The same, replies being taken to disagree in the threads `shown` as well."""
    return replace(known, evidence=known.evidence.with_disputes(known.nodes.threads[known.pairs.first], shown))


def _roles_able(nodes: meetings.People, pairs: meetings.Pairs, roles: Array) -> Array:
    """Whether a thread has two roles of enough people, and enough pairs of people with roles."""
    count, width = len(nodes.thread_ids), int(roles.max(initial=0)) + 1
    has = roles >= 0
    sizes = np.bincount(nodes.threads[has] * width + roles[has], minlength=count * width).reshape(count, width)
    both = has[pairs.first] & has[pairs.second]
    met = np.bincount(nodes.threads[pairs.first][both], minlength=count)
    return ((sizes >= LEAST_ROLE_PEOPLE).sum(axis=1) >= 2) & (met >= LEAST_ROLE_PAIRS)


@dataclass(frozen=True)
class Found:
    """The camps of all threads."""

    chances: Array  # people × camps; camp 0 has the thread's first person
    number: Array  # per thread how many camps there are
    ties: list[tuple[str, Array, Array, Array]]  # witness, first, second, evidence; second may be a hub
    hub_chances: Array
    hubs: hubs.Hubs


def found(known: Basis, spaces: Array | None = None, camps: Array | None = None, seed: int = 0) -> Found:
    """The chance of each person to be in each camp.

    `spaces` names per thread the place where author_ids mean the same people, None: use no other threads; `camps` says
    per thread how many camps to look for (two where it is not given).
    """
    nodes, pairs = known.nodes, known.pairs
    apart = np.nan_to_num(known.roles_apart.p, nan=1.0) <= LEVEL
    roles = np.where(apart[nodes.threads], known.roles, -1)
    held = hubs.hubs(
        nodes,
        [
            ("role", roles, known.role_names, hubs.ROLE_WEIGHT),
            ("seed", known.seeds, known.seed_names, hubs.SEED_WEIGHT),
        ],
    )
    quoted = pairs.means[:, 0] + pairs.means[:, 4] > 0
    ties = [
        ("replies", pairs.first[~quoted], pairs.second[~quoted], known.evidence.structure[~quoted]),
        ("quotes", pairs.first[quoted], pairs.second[quoted], known.evidence.structure[quoted]),
        ("words", pairs.first, pairs.second, known.evidence.words),
    ]
    for kind in ("role", "seed"):
        of_kind = held.kinds == kind
        ties.append((kind, held.first[of_kind], held.second[of_kind], held.evidence[of_kind]))
    number = np.full(len(nodes.thread_ids), 2) if camps is None else np.clip(camps, 2, 3)
    chances = _chances(nodes, held, ties, number, seed)
    if spaces is not None and len(nodes.threads):
        people = chances[: len(nodes.threads)]
        other = elsewhere.elsewhere(nodes, spaces[nodes.threads], pairs, known.evidence.total, people)
        ties.insert(3, ("other threads", other.first, other.second, other.evidence))
        if len(other.first):
            chances = _chances(nodes, held, ties, number, seed)
    count = len(nodes.threads)
    return Found(chances[:count], number, ties, chances[count:], held)


def _chances(
    nodes: meetings.People, held: hubs.Hubs, ties: list[tuple[str, Array, Array, Array]], number: Array, seed: int
) -> Array:
    """The chance of each node to be in each camp, the camps of a thread in order of their first person."""
    first, second, weights = (np.concatenate([tie[place] for tie in ties]) for place in (1, 2, 3))
    threads, ranks = np.r_[nodes.threads, held.threads], np.r_[nodes.ranks, held.ranks]
    people = np.r_[np.ones(len(nodes.threads)), np.zeros(len(held.threads))]
    net = chains.network(first, second, weights, threads, ranks, people)
    chances = np.zeros((len(threads), 3))
    for camps in (2, 3):
        chosen = number[threads] == camps
        if chosen.any():
            part = net if chosen.all() else net.of_threads(chosen)
            chances[chosen, :camps] = chains.marginals(part, camps, SCHEDULE, seed)
    return _in_order(chances, threads, ranks, people > 0)


def _in_order(chances: Array, threads: Array, ranks: Array, people: Array) -> Array:
    """The camps of each thread renamed so that the first has the thread's first person, the second the first other."""
    lean = chances.argmax(axis=1)
    table = pd.DataFrame({"thread": threads, "lean": lean, "rank": np.where(people, ranks, np.iinfo(np.int32).max)})
    firsts = table.groupby(["thread", "lean"])["rank"].min().unstack("lean").reindex(columns=range(3))
    order = firsts.fillna(np.iinfo(np.int64).max).to_numpy().argsort(axis=1, kind="stable")
    return np.take_along_axis(chances, order[threads], axis=1)
