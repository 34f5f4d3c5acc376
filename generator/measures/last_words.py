"""Who has the last word, and whether a group has it more often than roles dealt at random would."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from generator.measures import pairs, resampling
from generator.measures.attention import answers_to_others
from generator.measures.clustered import design_effect
from generator.measures.groups import GROUPING
from generator.measures.responses import wilson
from generator.model import typed
from generator.vocabulary import NO_GROUP

Array = NDArray[Any]
LEAST_REPLIES = 10  # of a group to people of another
REPLIES_AT_ONCE = 20_000  # 200 deals of each are 4 MB, and some ten such tables are held
LAST_WORD_COLUMNS = {
    "thread_id": "string",
    "grouping": "string",
    "group": "string",
    "last_word_count": "Int64",
    "share": "Float64",
    "low": "Float64",
    "high": "Float64",
    "p_value": "Float64",
    "n": "Int64",
    "top_share": "Float64",
}


def last_words(posts: pd.DataFrame, seed: int = 0) -> pd.DataFrame:
    """How often a reply of each group to another group was the last word.

    A row is a group of a thread; `n` its replies to people of another role, `last_word_count` of them answered by
    nobody else, `share` 0 to 1 with a 95 % interval `low`, `high`; `p_value` the chance of as great a difference
    between the group and all the others where roles are dealt at random; `top_share` 0 to 1 of the `n` are of the one
    who wrote most of them.

    Formula: share = last words / replies to another role; interval by Wilson, with as many replies as would tell as
    much if each were of another person: n / max(1, variance between people / binomial variance). p = (1 + deals at
    least as far from the mean of all deals) / 201, of the difference in standard errors, over 200 deals of the roles
    among the people of the thread who have one; who began the thread keeps theirs. Replies to the first post are left
    out: only one side can write them, and they are seldom answered.
    Source: Wilson 1927, Journal of the American Statistical Association 22(158); Kish 1965, Survey Sampling, ch. 8;
    Krackhardt 1988, Social Networks 10(4) (permutation of the people of a network).
    Least data: 10 replies of the group to people of another role.
    Limits: silence may be consent, weariness or the capture; read beside the chance of an answer.
    """
    answers = answers_to_others(posts)
    answered = pd.MultiIndex.from_frame(answers[["thread_id", "parent_id"]].drop_duplicates())
    told = between_roles(answers)
    told = told.assign(last=~pd.MultiIndex.from_frame(told[["thread_id", "post_id"]]).isin(answered))
    replies = told[told["group"] != told["to_group"]]
    table = replies.groupby(["thread_id", "group"], as_index=False).agg(
        last_word_count=("last", "sum"), n=("last", "size")
    )
    table = table[table["n"] >= LEAST_REPLIES].reset_index(drop=True)
    count, n = (table[name].to_numpy(dtype=float) for name in ("last_word_count", "n"))
    effect = design_effect(replies, table, "last")
    by_person = replies.groupby(["thread_id", "group", "author_id"]).size().groupby(["thread_id", "group"]).max()
    top = by_person.reindex(pd.MultiIndex.from_frame(table[["thread_id", "group"]])).to_numpy(dtype=float) / n
    low, high = wilson(count / effect, n / effect)
    chance = chances(exchange(posts, told, table["thread_id"], seed), table)
    table = table.assign(grouping=GROUPING, share=count / n, low=low, high=high, top_share=top, p_value=chance)
    return typed(table, LAST_WORD_COLUMNS)


@dataclass(frozen=True)
class Exchange:
    """Replies between people with a role, whichever, thread after thread, and what is dealt."""

    threads: Array  # per reply the number of the thread
    source: Array  # people
    target: Array
    last: Array  # whether nobody else answered the reply
    people: pd.DataFrame  # thread_id, author_id, group
    person_threads: Array
    roles: Array  # per person a number of the group within the thread
    keys: Array
    held: Array  # per person whether they began the thread

    def deals(self, part: slice) -> Array:
        """The roles of these people as they are, then dealt anew among those who did not begin their thread."""
        roles, free = self.roles[part], ~self.held[part]
        dealt = np.tile(roles, (resampling.RESAMPLES + 1, 1))
        if free.any():
            dealt[1:, free] = pairs.dealt(roles[free], self.person_threads[part][free], self.keys[part][free])
        return dealt


def exchange(posts: pd.DataFrame, answers: pd.DataFrame, threads: pd.Series, seed: int) -> Exchange:
    """What is dealt in these threads; `answers` with `last`."""
    has_role = (posts["group"] != NO_GROUP) & posts["author_id"].notna() & posts["thread_id"].isin(threads)
    people = posts[has_role].drop_duplicates(["thread_id", "author_id"])[["thread_id", "author_id", "group"]]
    people = people.sort_values(["thread_id", "author_id"], ignore_index=True)
    index = pd.MultiIndex.from_frame(people[["thread_id", "author_id"]])
    numbers, _ = pd.factorize(people["thread_id"])
    told = answers[answers["thread_id"].isin(threads)].sort_values("thread_id", kind="stable")
    ends = [
        index.get_indexer(pd.MultiIndex.from_frame(told[["thread_id", name]])) for name in ("author_id", "to_author_id")
    ]
    began = posts[posts["parent_id"].isna() & posts["author_id"].notna()].drop_duplicates("thread_id")
    return Exchange(
        threads=numbers[ends[0]],
        source=ends[0],
        target=ends[1],
        last=told["last"].to_numpy(dtype=bool),
        people=people,
        person_threads=numbers,
        roles=people.groupby("thread_id")["group"].transform(lambda own: pd.factorize(own)[0]).to_numpy(dtype=np.int64),
        keys=resampling.person_keys(people, seed),
        held=np.asarray(index.isin(pd.MultiIndex.from_frame(began[["thread_id", "author_id"]]))),
    )


def chances(made: Exchange, table: pd.DataFrame) -> Array:
    """For each row of the table how often a deal sets its group as far apart from the others."""
    found: dict[tuple[str, str], float] = {}
    for part in resampling.chunks(made.threads, REPLIES_AT_ONCE):
        number = made.threads[part]
        first, count = number[0], int(number[-1] - number[0] + 1)
        here = slice(*np.searchsorted(made.person_threads, [first, number[-1] + 1]))
        deals = made.deals(here)
        source, target = deals[:, made.source[part] - here.start], deals[:, made.target[part] - here.start]
        across, last = source != target, made.last[part][None, :]
        cells = np.arange(len(deals))[:, None] * count + (number - first)[None, :]
        whole = [_counted(cells, across & chosen, len(deals) * count) for chosen in (True, last)]
        names = made.people[here].assign(role=made.roles[here], place=made.person_threads[here] - first)
        for role, of_role in names.drop_duplicates(["thread_id", "group"]).groupby("role"):
            mine = across & (source == role)
            own = [_counted(cells, mine & chosen, len(deals) * count) for chosen in (True, last)]
            p = rank(apart(own[1], own[0], whole[1] - own[1], whole[0] - own[0]).reshape(len(deals), count))
            keys = zip(of_role["thread_id"].astype(str), of_role["group"].astype(str), strict=True)
            found |= dict(zip(keys, p[of_role["place"].to_numpy()].tolist(), strict=True))
    keys = zip(table["thread_id"].astype(str), table["group"].astype(str), strict=True)
    return np.array([found.get(key, np.nan) for key in keys])


def _counted(cells: Array, chosen: Array, count: int) -> Array:
    return np.bincount(cells[chosen], minlength=count).astype(float)


def apart(last: Array, n: Array, other_last: Array, other_n: Array) -> Array:
    """The difference of two shares in standard errors; not a number where one side has no replies.

    In standard errors, as fewer replies go to another role where roles are dealt than where sides keep to each other.
    """
    with np.errstate(invalid="ignore", divide="ignore"):
        share = (last + other_last + 1) / (n + other_n + 2)
        error = np.sqrt(share * (1 - share) * (1 / n + 1 / other_n))
        return np.asarray((last / n - other_last / other_n) / error)


def rank(shares: Array) -> Array:
    """Per column how often a deal is as far from the mean of all as the first row, which is what was said."""
    known = np.isfinite(shares)
    mean = np.where(known, shares, 0.0).sum(axis=0) / np.maximum(known.sum(axis=0), 1)
    far = np.abs(np.where(known, shares, mean) - mean)
    return np.asarray((far[1:] >= far[0] - 1e-12).sum(axis=0) + 1.0) / len(shares)


def between_roles(answers: pd.DataFrame) -> pd.DataFrame:
    """Replies of people with a role to people with one, those to the first post left out."""
    has_roles = (answers["group"] != NO_GROUP) & (answers["to_group"] != NO_GROUP)
    return answers[has_roles & (answers["state"] == "present") & (answers["depth"] > 1)]


def most_replies(posts: pd.DataFrame) -> pd.Series:
    """Per thread the most replies of one group to people of another role."""
    replies = between_roles(answers_to_others(posts))
    replies = replies[replies["group"] != replies["to_group"]]
    return replies.groupby(["thread_id", "group"], as_index=False).size().groupby("thread_id")["size"].max()
