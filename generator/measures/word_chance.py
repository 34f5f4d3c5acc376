"""How far a word stands out where roles are dealt at random: what a marking word has to exceed."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from generator.measures import pairs, resampling
from generator.measures.words import FUNCTION_WORDS, LEAST_PEOPLE, PRIOR_TOTAL, Tokens, log_odds
from generator.model import typed

Array = NDArray[Any]
DEALS = 100
LEVEL = 0.05
CHANCE_COLUMNS = {"thread_id": "string", "z_by_chance": "Float64", "n": "Int64"}


def word_chance(posts: pd.DataFrame, tokens: Tokens, terms: pd.DataFrame, seed: int = 0) -> pd.DataFrame:
    """How far the word that marks a group most stands out where roles are dealt at random among the people.

    A row is a thread with marking words (see terms); `z_by_chance` the z-score that the strongest word of any group
    exceeds in one deal of twenty, among words said by 3 people of the group and no function words; `n` people dealt.

    Formula: the 95th of 100 ordered values of max z, z as for the words of groups; each person's words stay together.
    Source: Westfall and Young 1993, Resampling-Based Multiple Testing (the greatest of many).
    Least data: that of the words of groups.
    Limits: people who speak of one subject together are dealt apart, so a subject of a few can still mark a group.
    """
    if terms.empty:
        return typed(pd.DataFrame(), CHANCE_COLUMNS)
    groups_of = terms[["thread_id", "group"]].drop_duplicates().groupby("thread_id")["group"].agg(list).to_dict()
    ids, groups = (posts[name].to_numpy(dtype=object) for name in ("thread_id", "group"))
    present = (posts["state"] == "present").to_numpy(dtype=bool)
    people = posts.groupby(["thread_id", "author_id"], dropna=False).ngroup().to_numpy()
    keys = resampling.person_keys(posts.assign(author_id=posts["author_id"].fillna("")), seed)
    function = np.isin(tokens.vocabulary, list(FUNCTION_WORDS))
    edges = np.flatnonzero(np.r_[True, ids[1:] != ids[:-1]])
    rows = []
    for start, end in zip(edges, [*edges[1:], len(ids)], strict=True):
        names = groups_of.get(ids[start])
        if names is None:
            continue
        here = slice(start, end)
        role = np.full(end - start, -1)
        for number, name in enumerate(names):
            role[(groups[here] == name) & present[here]] = number
        first, last = np.searchsorted(tokens.rows, [start, end])
        row, code = tokens.rows[first:last] - start, tokens.codes[first:last]
        used = role[row] >= 0
        who, one, of_post = np.unique(people[here][role >= 0], return_index=True, return_inverse=True)
        person = np.full(end - start, -1)
        person[role >= 0] = of_post
        roles, own_keys = role[role >= 0][one], keys[here][role >= 0][one]
        greatest = _greatest(person[row[used]], code[used], function, roles, own_keys, len(names))
        rows.append((ids[start], float(np.quantile(greatest, 1 - LEVEL, method="higher")), len(who)))
    return typed(pd.DataFrame(rows, columns=list(CHANCE_COLUMNS)), CHANCE_COLUMNS)


def _greatest(person: Array, code: Array, function: Array, roles: Array, keys: Array, group_count: int) -> Array:
    """In each deal the greatest z of a word for its group."""
    words, column = np.unique(code, return_inverse=True)
    uses = np.zeros((len(words), len(roles)))
    np.add.at(uses, (column, person), 1.0)
    total = uses.sum(axis=0)
    kept = ((uses > 0).sum(axis=1) >= LEAST_PEOPLE) & ~function[words]
    uses = uses[kept]
    said, everybody, whole = (uses > 0).astype(float), uses.sum(axis=1)[:, None], total.sum()
    prior = PRIOR_TOTAL * everybody / max(whole, 1.0)
    dealt = pairs.dealt(roles, np.zeros(len(roles), dtype=np.int64), keys)[:DEALS]
    best = np.zeros(len(dealt))
    for group in range(group_count):
        mine = (dealt == group).astype(float).T
        own, own_total = uses @ mine, (total @ mine)[None, :]
        z = log_odds(own, everybody - own, prior, (own_total, whole - own_total, PRIOR_TOTAL))[1]
        best = np.maximum(best, np.where(said @ mine >= LEAST_PEOPLE, z, 0.0).max(axis=0, initial=0.0))
    return best
