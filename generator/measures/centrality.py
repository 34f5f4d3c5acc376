"""Who stands in the middle of the reply graph, and who has the last word."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from generator.measures.attention import answers_to_others
from generator.measures.groups import GROUPING
from generator.measures.responses import wilson
from generator.model import typed
from generator.vocabulary import NO_GROUP

LEAST_PEOPLE = 5  # who reply or are replied to
LEAST_REPLIES = 10  # of a group to people of another
DAMPING = 0.85  # of Brin and Page
STEPS = 150  # each leaves 85 % of the error: 10⁻¹⁰ is left
CENTRALITY_COLUMNS = {
    "thread_id": "string",
    "author_id": "string",
    "page_rank": "Float64",
    "answered_by_count": "Int64",
    "answers_count": "Int64",
}
LAST_WORD_COLUMNS = {
    "thread_id": "string",
    "grouping": "string",
    "group": "string",
    "last_word_count": "Int64",
    "share": "Float64",
    "low": "Float64",
    "high": "Float64",
    "n": "Int64",
    "top_share": "Float64",
}


def centrality(pairs: pd.DataFrame) -> pd.DataFrame:
    """How central each person is in the graph of who replied to whom.

    A row is an author of a thread who replied or was replied to; `page_rank` 0 to 1, adding up to 1 in a thread: how
    often one arrives at the person who follows replies at random from whoever wrote them to whom they answer;
    `answered_by_count` people who replied to them, `answers_count` people they replied to.

    Formula: r = 0.15/n + 0.85 · (Σ over repliers of r · replies to this person / all their replies, and an even part
    of who replied to nobody), 150 steps from r = 1/n.
    Source: Brin and Page 1998, Computer Networks 30(1–7).
    Least data: 5 people who replied or were replied to.
    Limits: being answered is counted, whether kindly or not.
    """
    people = _people(pairs)
    people = people[people.groupby("thread_id")["author_id"].transform("size") >= LEAST_PEOPLE]
    people = people.sort_values(["thread_id", "author_id"], ignore_index=True)
    if people.empty:
        return typed(people, CENTRALITY_COLUMNS)
    edges = pairs[pairs["thread_id"].isin(people["thread_id"].unique())]
    index = pd.MultiIndex.from_frame(people)
    source = index.get_indexer(pd.MultiIndex.from_frame(edges[["thread_id", "author_id"]]))
    target = index.get_indexer(pd.MultiIndex.from_frame(edges[["thread_id", "to_author_id"]]))
    weight, count = edges["reply_count"].to_numpy(dtype=float), len(people)
    out = np.bincount(source, weight, count)
    weight = weight / out[source]
    threads = pd.factorize(people["thread_id"])[0]
    size = np.bincount(threads)[threads]
    rank = 1 / size
    for _ in range(STEPS):
        stray = np.bincount(threads, np.where(out == 0, rank, 0))[threads] / size
        arriving = np.bincount(target, rank[source] * weight, count)
        rank = (1 - DAMPING) / size + DAMPING * (arriving + stray)
    table = people.assign(
        page_rank=rank,
        answered_by_count=np.bincount(target, minlength=count),
        answers_count=np.bincount(source, minlength=count),
    )
    return typed(table, CENTRALITY_COLUMNS)


def last_words(posts: pd.DataFrame) -> pd.DataFrame:
    """How often a reply of each group to another group was the last word.

    A row is a group of a thread; `n` its replies to people of another role, `last_word_count` of them answered by
    nobody else, `share` 0 to 1 with a 95 % interval `low`, `high`; `top_share` 0 to 1 of the `n` are of the one who
    wrote most of them.

    Formula: share = last words / replies to another role; interval by Wilson, with as many replies as would tell as
    much if each were of another person: n / max(1, variance between people / binomial variance).
    Source: Wilson 1927, Journal of the American Statistical Association 22(158); Kish 1965, Survey Sampling, ch. 8.
    Least data: 10 replies of the group to people of another role.
    Limits: silence may be consent, weariness or the capture; read beside the chance of an answer.
    """
    answers = answers_to_others(posts)
    replies = _between_groups(answers)
    answered = pd.MultiIndex.from_frame(answers[["thread_id", "parent_id"]].drop_duplicates())
    last = ~pd.MultiIndex.from_frame(replies[["thread_id", "post_id"]]).isin(answered)
    table = (
        replies.assign(last=last)
        .groupby(["thread_id", "group"], as_index=False)
        .agg(last_word_count=("last", "sum"), n=("last", "size"))
    )
    table = table[table["n"] >= LEAST_REPLIES].reset_index(drop=True)
    count, n = (table[name].to_numpy(dtype=float) for name in ("last_word_count", "n"))
    effect = _design_effect(replies.assign(last=last), table)
    by_person = replies.groupby(["thread_id", "group", "author_id"]).size().groupby(["thread_id", "group"]).max()
    top = by_person.reindex(pd.MultiIndex.from_frame(table[["thread_id", "group"]])).to_numpy(dtype=float) / n
    low, high = wilson(count / effect, n / effect)
    table = table.assign(grouping=GROUPING, share=count / n, low=low, high=high, top_share=top)
    return typed(table, LAST_WORD_COLUMNS)


def _design_effect(replies: pd.DataFrame, groups: pd.DataFrame) -> NDArray[np.float64]:
    """How many times as much the share varies as it would if every reply were of another person; 1 or more."""
    people = replies.groupby(["thread_id", "group", "author_id"], as_index=False).agg(
        last=("last", "sum"), replies=("last", "size")
    )
    people = people.merge(groups, on=["thread_id", "group"])
    share = people["last_word_count"] / people["n"]
    people["residue"] = (people["last"] - share * people["replies"]) ** 2
    sums = people.groupby(["thread_id", "group"]).agg(residue=("residue", "sum"), people=("residue", "size"))
    sums = sums.reindex(pd.MultiIndex.from_frame(groups[["thread_id", "group"]]))
    residue, many = sums["residue"].to_numpy(dtype=float), sums["people"].to_numpy(dtype=float)
    count, n = (groups[name].to_numpy(dtype=float) for name in ("last_word_count", "n"))
    with np.errstate(invalid="ignore", divide="ignore"):
        effect = residue * many / (many - 1) / (count * (1 - count / n))
    # One person alone says nothing of how people differ, and no reply differs where all ended alike.
    return np.maximum(np.where(np.isfinite(effect), effect, 1.0), 1.0)


def people_in_graph(pairs: pd.DataFrame) -> pd.Series:
    """Per thread the people who replied or were replied to."""
    return _people(pairs).groupby("thread_id").size()


def most_replies(posts: pd.DataFrame) -> pd.Series:
    """Per thread the most replies of one group to people of another role."""
    replies = _between_groups(answers_to_others(posts))
    return replies.groupby(["thread_id", "group"], as_index=False).size().groupby("thread_id")["size"].max()


def _people(pairs: pd.DataFrame) -> pd.DataFrame:
    ends = [pairs[["thread_id", "author_id"]], pairs[["thread_id", "to_author_id"]]]
    return pd.concat([end.set_axis(["thread_id", "author_id"], axis=1) for end in ends]).drop_duplicates()


def _between_groups(answers: pd.DataFrame) -> pd.DataFrame:
    own, other = answers["group"], answers["to_group"]
    return answers[(own != NO_GROUP) & (other != NO_GROUP) & (own != other) & (answers["state"] == "present")]
