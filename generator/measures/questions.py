"""The question ledger: who asked what of whom, and what became of it."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from generator.measures.asking import deflecting
from generator.measures.seams import PostWords
from generator.measures.words import Tokens
from generator.model import typed
from generator.vocabulary import NO_GROUP

Array = NDArray[Any]
LEAST_ANSWERED = 5  # posts of a thread, to know how long an answer takes there
USUAL_SHARE = 0.9  # of answers that come within the time after which a question counts as left
SHARED_WORDS = 2  # that two questions of one person share, for the second to be the first again
RARE_SHARE = 0.1  # of the thread's posts that hold such a word, at most
ANSWERS = ("yes", "deflected", "no", "censored")
QUESTION_COLUMNS = {
    "thread_id": "string",
    "post_id": "string",
    "author_id": "string",
    "group": "string",
    "to_author_id": "string",
    "to_group": "string",
    "answered": "string",
    "answer_post_id": "string",
    "answer_author_id": "string",
    "answer_group": "string",
    "is_addressee": "boolean",
    "is_other_side": "boolean",
    "is_asked_again": "boolean",
    "waiting_seconds": "Float64",
}


def questions(
    posts: pd.DataFrame, tokens: Tokens, words: PostWords, parents: Array, responses: pd.DataFrame
) -> pd.DataFrame:
    """The question ledger: every question, by whom, to whom, and what became of it.

    A row is a post that asks; `author_id` and `group` who asks, `to_author_id` and `to_group` who is asked: the first
    participant the post mentions, else whom it answers; <NA> for a question to all. `answered` is yes (a reply by
    someone else), deflected (replies, which only turn it away), no, or censored (no reply yet, and the capture came
    sooner than nine tenths of the thread's answers do). `answer_post_id` with its author and group is the first reply
    that answers, else the first that deflects; `is_addressee` whether the one who was asked gave it, `is_other_side`
    whether someone of another role did (<NA> without roles); `is_asked_again` where the same person puts the question
    again later, which then counts as not answered; `waiting_seconds` until the answer.

    Formula: lists of words and forms of sentences; see the source code.
    Source: definition.
    Least data: one question.
    Limits: English; a reply counts as an answer whatever it says, unless it is a formula that turns away or a
    question back, so that `yes` is an upper bound; answers given elsewhere than in a direct reply are not seen.
    """
    asked = np.flatnonzero(posts["is_question"].fillna(False).to_numpy(dtype=bool))
    if not len(asked):
        return typed(pd.DataFrame(), QUESTION_COLUMNS)
    ids, names, groups = (posts[name].astype("object").to_numpy() for name in ("post_id", "author_id", "group"))
    threads = pd.factorize(posts["thread_id"])[0]
    people = posts.groupby(["thread_id", "author_id"], dropna=True).ngroup().fillna(-1).to_numpy(dtype=np.int64)
    to = _addressees(posts, asked, parents, threads, people)
    turned = deflecting(posts, tokens, posts["is_question"])
    answer, is_turned = _answers(posts, asked, parents, turned, people)
    again = _asked_again(asked, words, threads, people)
    held = answer >= 0
    answered = np.where(held, np.where(is_turned, "deflected", "yes"), "no").astype(object)
    answered[again & held] = "no"
    answered[~held & _censored(posts, asked, responses)] = "censored"
    table = pd.DataFrame(
        {
            "thread_id": posts["thread_id"].to_numpy(dtype=object)[asked],
            "post_id": ids[asked],
            "author_id": names[asked],
            "group": groups[asked],
            "to_author_id": _of(names, to),
            "to_group": _of(groups, to),
            "answered": answered,
            "is_asked_again": again,
        }
    )
    return typed(_with_answers(table, posts, np.where(again, -1, answer), asked), QUESTION_COLUMNS)


def with_outcomes(posts: pd.DataFrame, questions: pd.DataFrame) -> pd.DataFrame:
    """The posts with `answered`, what became of their question; <NA> where they ask none."""
    outcome = questions[["thread_id", "post_id", "answered"]]
    return posts.merge(outcome, on=["thread_id", "post_id"], how="left", validate="one_to_one")


def _with_answers(table: pd.DataFrame, posts: pd.DataFrame, answer: Array, asked: Array) -> pd.DataFrame:
    """The questions with what the rows of their answers say (−1 = none)."""
    held = answer >= 0
    times = posts["published_at"]
    later = times.iloc[np.maximum(answer, 0)].reset_index(drop=True)
    waiting = (later - times.iloc[asked].reset_index(drop=True)).dt.total_seconds().clip(lower=0)
    columns = {"answer_post_id": "post_id", "answer_author_id": "author_id", "answer_group": "group"}
    table = table.assign(
        **{name: _of(posts[source].astype("object").to_numpy(), answer) for name, source in columns.items()},
        waiting_seconds=waiting.where(held),
    )
    sided = held & (table["group"] != NO_GROUP) & (table["answer_group"] != NO_GROUP)
    addressed = held & table["to_author_id"].notna()
    return table.assign(
        is_other_side=(table["group"] != table["answer_group"]).astype("boolean").where(sided),
        is_addressee=(table["answer_author_id"] == table["to_author_id"]).astype("boolean").where(addressed),
    )


def _of(values: Array, rows: Array) -> Array:
    """The values of these rows, None where the row is −1."""
    taken = values[np.maximum(rows, 0)]
    taken[rows < 0] = None
    return taken


def _addressees(posts: pd.DataFrame, asked: Array, parents: Array, threads: Array, people: Array) -> Array:
    """For each question a post of the one who is asked, or −1."""
    to = np.where(parents[asked] != asked, parents[asked], -1)
    mention = posts["text"].iloc[asked].str.extract(r"@(\w[\w.\-]*\w|\w)", expand=False).to_numpy(dtype=object)
    first = posts[["author_id"]].assign(thread=threads).drop_duplicates().dropna()
    row_of = pd.Series(
        first.index, index=pd.MultiIndex.from_arrays([first["thread"], first["author_id"].astype(object)])
    )
    wanted = row_of.index.get_indexer(pd.MultiIndex.from_arrays([threads[asked], mention]))
    to = np.where(wanted >= 0, row_of.to_numpy()[np.maximum(wanted, 0)], to) if len(row_of) else to
    asker, addressee = people[asked], people[np.maximum(to, 0)]
    return np.where((addressee >= 0) & (addressee != asker), to, -1)


def _answers(posts: pd.DataFrame, asked: Array, parents: Array, turned: Array, people: Array) -> tuple[Array, Array]:
    """For each question its first reply by another that answers, else that deflects, or −1; and whether it deflects."""
    present = (posts["state"] == "present").to_numpy(dtype=bool)
    rows = np.flatnonzero(present & (people >= 0) & (people != people[parents]))
    # Posts come in order of time, so the first of each parent is the first reply.
    rows = rows[np.lexsort((rows, turned[rows], parents[rows]))]
    parent, first = np.unique(parents[rows], return_index=True)
    answer = np.full(len(posts), -1, dtype=np.int64)
    answer[parent] = rows[first]
    found = answer[asked]
    return found, (found >= 0) & turned[np.maximum(found, 0)]


def _asked_again(asked: Array, words: PostWords, threads: Array, people: Array) -> Array:
    """For each question whether its author puts it again later: a question that shares two words rare in the thread."""
    place_of = np.full(len(threads), -1, dtype=np.int64)
    place_of[asked] = np.arange(len(asked))
    size = np.int64(len(words.vocabulary) + 1)
    key = threads[words.rows] * size + words.codes
    _, sign, uses = np.unique(key, return_inverse=True, return_counts=True)
    lengths = np.bincount(threads)
    rare = uses[sign] <= np.maximum(RARE_SHARE * lengths[threads[words.rows]], SHARED_WORDS)
    kept = rare & (place_of[words.rows] >= 0) & (uses[sign] > 1)
    table = pd.DataFrame({"place": place_of[words.rows[kept]], "sign": sign[kept], "who": people[words.rows[kept]]})
    table = table[table["who"] >= 0]
    pairs = table.merge(table, on=["sign", "who"], suffixes=("", "_later"))
    shared = pairs[pairs["place"] < pairs["place_later"]].groupby(["place", "place_later"]).size()
    again = np.zeros(len(asked), dtype=bool)
    again[shared[shared >= SHARED_WORDS].index.get_level_values("place").to_numpy(dtype=np.int64)] = True
    return again


def _censored(posts: pd.DataFrame, asked: Array, responses: pd.DataFrame) -> Array:
    """For each question whether it was observed for less than the time within which most answers come."""
    answered = responses[responses["is_answered"].fillna(False).astype(bool) & responses["waiting_seconds"].notna()]
    waits = answered.groupby("thread_id")["waiting_seconds"]
    usual = waits.quantile(USUAL_SHARE)[waits.size() >= LEAST_ANSWERED].astype(float)
    keys = posts[["thread_id", "post_id"]].iloc[asked]
    observed = keys.merge(responses, on=["thread_id", "post_id"], how="left")["waiting_seconds"].astype(float)
    limit = keys["thread_id"].map(usual).astype(float).to_numpy()
    return (observed < limit).to_numpy(dtype=bool)
