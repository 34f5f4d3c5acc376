"""Common ground: words of both camps, people whom both answer kindly, and posts that part the camps."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from generator.measures.camps import Basis
from generator.measures.distinct import distinct
from generator.measures.words import FUNCTION_WORDS, Tokens
from generator.model import typed

Array = NDArray[Any]
LEAST_CAMP = 3  # people placed in each camp
LEAST_USERS = 2  # people of each camp who use a word
MOST_WORDS = 30  # per thread
COMMON_WORD_COLUMNS = {
    "thread_id": "string",
    "word": "string",
    "least_share": "Float64",
    "author_count": "Int64",
    "camp_author_count": "Int64",
}
KIND_COLUMNS = {
    "thread_id": "string",
    "author_id": "string",
    "camp": "string",
    "reply_count": "Int64",
    "kind_count": "Int64",
    "kind_share": "Float64",
}
SPLIT_COLUMNS = {
    "thread_id": "string",
    "post_id": "string",
    "camp": "string",
    "own_count": "Int64",
    "other_count": "Int64",
    "own_stance": "Float64",
    "other_stance": "Float64",
    "split": "Float64",
}


def common_words(known: Basis, tokens: Tokens, authors: pd.DataFrame) -> pd.DataFrame:
    """Which words people of all camps use.

    A row is a word of a thread, the 30 that are most common to all camps; `least_share` 0 to 1 of the people of the
    camp that uses it least, `author_count` people placed who use it, of `camp_author_count` placed.

    Formula: least over camps of people who use the word / people of the camp.
    Source: definition.
    Least data: three people placed in each of two camps, two users in each.
    Limits: the same word may mean two things; function words and words quoted do not count.
    """
    camp = authors["camp"].astype(object).where(authors["camp"].notna(), None).to_numpy()
    places = np.array([-1 if name is None else "ABC".index(name) for name in camp], dtype=np.int64)
    nodes, count = known.nodes, len(known.nodes.thread_ids)
    sizes = np.bincount((nodes.threads * 3 + places)[places >= 0], minlength=count * 3).reshape(count, 3)
    node = nodes.of_post[tokens.rows]
    plain = ~np.isin(tokens.vocabulary, list(FUNCTION_WORDS)) if len(tokens.vocabulary) else np.zeros(0, bool)
    used = ~known.quoting.quoted & plain[tokens.codes] & (node >= 0)
    used[used] = places[node[used]] >= 0
    size = np.int64(max(len(tokens.vocabulary), 1))
    keys = distinct(node[used] * size + tokens.codes[used])
    node, code = keys // size, keys % size
    words, of = np.unique(nodes.threads[node] * size + code, return_inverse=True)
    users = np.bincount(of * 3 + places[node], minlength=len(words) * 3).reshape(-1, 3)
    camps = sizes[words // size]
    there = camps >= LEAST_CAMP
    share = np.where(there, users / np.maximum(camps, 1), np.inf).min(axis=1)
    kept = (there.sum(axis=1) >= 2) & np.where(there, users >= LEAST_USERS, True).all(axis=1)
    table = pd.DataFrame(
        {
            "thread_id": nodes.thread_ids[(words // size)[kept]],
            "word": tokens.vocabulary[(words % size)[kept]],
            "least_share": share[kept],
            "author_count": users[kept].sum(axis=1),
            "camp_author_count": camps[kept].sum(axis=1),
        }
    )
    table = table.sort_values(["thread_id", "least_share", "word"], ascending=[True, False, True], ignore_index=True)
    return typed(table.groupby("thread_id", sort=False).head(MOST_WORDS).reset_index(drop=True), COMMON_WORD_COLUMNS)


def _replies(known: Basis, parents: Array, stance: pd.DataFrame, authors: pd.DataFrame) -> pd.DataFrame:
    """The replies of people placed to other people: post, parent, camps of both, stance between −1 and 1."""
    nodes = known.nodes
    # The last place is that of nobody: a post without a known author has the node −1.
    camp = np.array([*authors["camp"].astype(object).where(authors["camp"].notna(), None), None], dtype=object)
    rows = np.flatnonzero((parents != np.arange(len(parents))) & (nodes.of_post != nodes.of_post[parents]))
    agree, disagree = (
        stance[f"stance_{name}"].to_numpy(dtype=float, na_value=np.nan)[rows] for name in ("agree", "disagree")
    )
    table = pd.DataFrame(
        {
            "parent": parents[rows],
            "target": nodes.of_post[parents[rows]],
            "camp": camp[nodes.of_post[rows]],
            "of_parent": camp[nodes.of_post[parents[rows]]],
            "stance": agree - disagree,
        }
    )
    return table[table["camp"].notna() & table["stance"].notna() & (table["target"] >= 0)]


def kind_answers(known: Basis, parents: Array, stance: pd.DataFrame, authors: pd.DataFrame) -> pd.DataFrame:
    """How kindly the people of each camp answer each person.

    A row is a person and a camp that answered; `kind_count` of `reply_count` replies agree more than they disagree,
    `kind_share` 0 to 1. Who has a high share with both camps is answered kindly by both.

    Formula: count of replies with P(agree) > P(disagree).
    Source: `stance`.
    Least data: one reply by somebody placed.
    Limits: irony counts as what it says; one reply is not much.
    """
    replies = _replies(known, parents, stance, authors)
    replies = replies.assign(kind=replies["stance"] > 0)
    table = replies.groupby(["target", "camp"]).agg(reply_count=("kind", "size"), kind_count=("kind", "sum"))
    table = table.reset_index()
    people = known.nodes.table.iloc[table["target"].to_numpy(dtype=np.int64)].reset_index(drop=True)
    table = table.assign(
        thread_id=people["thread_id"],
        author_id=people["author_id"],
        kind_share=table["kind_count"] / table["reply_count"],
    )
    return typed(table, KIND_COLUMNS)


def splitting_posts(known: Basis, parents: Array, stance: pd.DataFrame, authors: pd.DataFrame) -> pd.DataFrame:
    """Which posts part the camps: answered with agreement by the author's own and with disagreement by others.

    A row is a post with answers from its author's camp and from another; `own_count` and `other_count` replies,
    `own_stance` and `other_stance` their mean P(agree) − P(disagree), −1 to 1, `split` the difference of the two
    times the log of 1 + the smaller count; positive = parts the camps. The strongest of a thread comes first.

    Formula: split = (own − other) · ln(1 + min(n own, n other)).
    Source: definition.
    Least data: one reply from each side.
    Limits: most posts have no answer from either side, so few can be looked at.
    """
    replies = _replies(known, parents, stance, authors)
    replies = replies[replies["of_parent"].notna()]
    replies = replies.assign(side=np.where(replies["camp"] == replies["of_parent"], "own", "other"))
    grouped = replies.groupby(["parent", "of_parent", "side"])["stance"].agg(["size", "mean"]).unstack("side")
    table = pd.DataFrame(index=grouped.index).reset_index()
    for side in ("own", "other"):
        held = ("size", side) in grouped
        table[f"{side}_count"] = grouped["size", side].to_numpy() if held else np.nan
        table[f"{side}_stance"] = grouped["mean", side].to_numpy() if held else np.nan
    table = table.dropna().rename(columns={"of_parent": "camp"})
    least = np.minimum(table["own_count"], table["other_count"])
    rows = table["parent"].to_numpy(dtype=np.int64)
    table = table.assign(
        split=(table["own_stance"] - table["other_stance"]) * np.log1p(least.astype(float)),
        thread_id=known.posts["thread_id"].to_numpy(dtype=object)[rows],
        post_id=known.posts["post_id"].to_numpy(dtype=object)[rows],
    )
    table = table.sort_values(["thread_id", "split", "post_id"], ascending=[True, False, True], ignore_index=True)
    return typed(table, SPLIT_COLUMNS)
