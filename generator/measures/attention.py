"""Who talks and who is heeded: per author, by group, and how unequally."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy.sparse import csr_matrix

from generator.measures import resampling
from generator.measures.groups import GROUPING, group_of_authors, threads_with_two
from generator.measures.inequality import ShareOfGroups, gini_errors, tail_stretch
from generator.measures.tree import is_placed
from generator.model import AUTHOR_COLUMNS, typed

AUTHOR_TABLE_COLUMNS = AUTHOR_COLUMNS | {
    "group": "string",
    "post_count": "Int64",
    "word_count": "Int64",
    "reply_received_count": "Int64",
    "reply_given_count": "Int64",
    "like_count": "Int64",
    "share_count": "Int64",
    "answered_count": "Int64",
}
SHARE_COLUMNS = {
    "thread_id": "string",
    "grouping": "string",
    "group": "string",
    "quantity": "string",
    "total": "Int64",
    "share": "Float64",
    "low": "Float64",
    "high": "Float64",
    "n": "Int64",
}
CONCENTRATION_COLUMNS = {
    "thread_id": "string",
    "quantity": "string",
    "gini": "Float64",
    "low": "Float64",
    "high": "Float64",
    "top_share": "Float64",
    "n": "Int64",
}
QUANTITIES = ("people", "posts", "words", "replies_received", "likes", "shares", "followers", "attention")
LEAST_PEOPLE_PER_GROUP = 3
LEAST_PEOPLE = 10


def author_table(posts: pd.DataFrame, authors: pd.DataFrame) -> pd.DataFrame:
    """What each author wrote and received.

    A row is an author of a thread; the columns of authors.csv and `group`, `post_count` and `word_count` written (posts
    that are present), `reply_received_count` from others, `reply_given_count` to others, `like_count` and
    `share_count` received, `answered_count` posts that someone else answered.

    Formula: counts and sums.
    Source: definition.
    Least data: one author.
    Limits: likes and shares are those at the time of capture; where the platform gives none they count 0.
    """
    present = posts[(posts["state"] == "present") & posts["author_id"].notna()]
    key = ["thread_id", "author_id"]
    written = present.groupby(key).agg(
        post_count=("post_id", "size"),
        word_count=("word_count", "sum"),
        like_count=("like_count", "sum"),
        share_count=("share_count", "sum"),
    )
    answers = answers_to_others(posts)
    given = answers.groupby(key).size().rename("reply_given_count")
    received = answers.groupby(["thread_id", "to_author_id"]).agg(
        reply_received_count=("post_id", "size"),
    )
    answered = answers.drop_duplicates(["thread_id", "parent_id"]).groupby(["thread_id", "to_author_id"]).size()
    received["answered_count"] = answered
    received.index = received.index.set_names(key)
    counts = pd.concat([written, given, received], axis=1)
    table = authors.assign(group=group_of_authors(authors, authors)).merge(
        counts, left_on=key, right_index=True, how="left"
    )
    counted = [name for name in AUTHOR_TABLE_COLUMNS if name in counts.columns]
    table[counted] = table[counted].fillna(0)
    return typed(table.sort_values(key, ignore_index=True), AUTHOR_TABLE_COLUMNS)


def answers_to_others(posts: pd.DataFrame) -> pd.DataFrame:
    """The replies, as far as the source states them, whose author is known and not the parent's: the columns of posts,
    and of the parent to_author_id, to_group, to_state, to_published_at."""
    parent = posts[["thread_id", "post_id", "author_id", "group", "state", "published_at"]]
    parent = parent.set_axis(
        ["thread_id", "parent_id", "to_author_id", "to_group", "to_state", "to_published_at"], axis=1
    )
    stated = posts["parent_id"].notna() & ~is_placed(posts)
    replies = posts[stated & posts["author_id"].notna() & (posts["state"] != "missing")]
    joined = replies.merge(parent, on=["thread_id", "parent_id"], how="inner")
    known = joined["to_author_id"].notna()
    return joined[known & (joined["author_id"] != joined["to_author_id"]).fillna(False)]


def participants(authors: pd.DataFrame) -> pd.DataFrame:
    """The authors with at least one post, with one column per quantity, in order of thread, group and author."""
    people = authors[authors["post_count"] > 0]
    attention = people["reply_received_count"] + people["like_count"] + people["share_count"]
    people = people.assign(
        people=1,
        posts=people["post_count"],
        words=people["word_count"],
        replies_received=people["reply_received_count"],
        likes=people["like_count"],
        shares=people["share_count"],
        followers=people["follower_count"],
        attention=attention,
    )
    return people.sort_values(["thread_id", "group", "author_id"], ignore_index=True)


def group_shares(authors: pd.DataFrame, seed: int = 0) -> pd.DataFrame:
    """What part of the people, the posts, the words and the attention each group has.

    A row is a group and a quantity of a thread; `total` as a count, `share`, `low` and `high` 0 to 1 (95 %), `n` the
    people of the group for whom the quantity is known. Attention = replies + likes + shares received. A quantity of
    which the thread has nothing is left out.

    Formula: the group's sum / the thread's sum; interval on the log-odds, V = V(group)/sum² + V(others)/sum², V of a
    group n · its people's variance: the outer ends of Student's t (degrees of freedom of Welch) and of the bootstrap-t
    from 200 resamples of people within groups, 1.06 times as far out. For people themselves V of a group is its number.
    A group of n without any: at most n · (1 − 0.025^(1/n)) of them may have some, each what those who have some have on
    average; the lower end where one group has all likewise.
    Source: Clopper and Pearson 1934, Biometrika 26(4), for groups with none; Efron and Tibshirani 1993, An
    Introduction to the Bootstrap, ch. 12; Welch 1947, Biometrika 34; Poisson weights: Hanley and MacGibbon 2006,
    Computer Methods and Programs in Biomedicine 83.
    Least data: 3 people in each of two groups.
    Limits: the interval is for as many people of each group as spoke here, had others of them spoken; how many of each
    come is not in it. One person with most of a quantity makes it wide; people without a role are listed as "none".
    """
    people = participants(authors)
    sizes = people.groupby(["thread_id", "group"], as_index=False).size().rename(columns={"size": "n"})
    people = people[people["thread_id"].isin(threads_with_two(sizes, LEAST_PEOPLE_PER_GROUP))]
    if people.empty:
        return typed(pd.DataFrame(), SHARE_COLUMNS)
    keys = resampling.person_keys(people, seed)
    threads = pd.factorize(people["thread_id"])[0]
    cells = people.groupby(["thread_id", "group"], sort=False).ngroup().to_numpy()
    labels = people[["thread_id", "group"]].drop_duplicates()
    thread_of_cell = threads[np.unique(cells, return_index=True)[1]]
    pieces = []
    for part in resampling.chunks(threads):
        weights = resampling.bootstrap_weights(keys[part])
        first, last = cells[part][0], cells[part][-1]
        owner = thread_of_cell[first : last + 1] - threads[part][0]
        for quantity in QUANTITIES:
            values = people[quantity].iloc[part].astype("Float64")
            amounts = values.fillna(0).to_numpy(dtype=float)
            entries = (amounts, (cells[part] - first, np.arange(len(amounts))))
            sums = csr_matrix(entries, shape=(last - first + 1, len(amounts)))
            is_known = values.notna().to_numpy(dtype=float)
            members = csr_matrix((is_known, entries[1]), shape=sums.shape)
            shares = ShareOfGroups(sums, members, owner, are_counted=quantity == "people")
            share, low, high = shares.intervals(weights)
            known = np.bincount(cells[part] - first, is_known)
            totals = np.asarray(sums.sum(axis=1)).ravel()
            whole = np.bincount(owner, totals)[owner]
            table = labels.iloc[first : last + 1].assign(
                grouping=GROUPING, quantity=quantity, total=totals, share=share, low=low, high=high, n=known
            )
            pieces.append(table[whole > 0])
    table = pd.concat(pieces)
    table["order"] = table["quantity"].map({name: place for place, name in enumerate(QUANTITIES)})
    table = table.sort_values(["thread_id", "order", "group"], ignore_index=True)
    return typed(table.astype({"total": "int64", "n": "int64"}), SHARE_COLUMNS)


def concentration(authors: pd.DataFrame, seed: int = 0) -> pd.DataFrame:
    """How unequally posts, words and attention are spread over the people.

    A row is a quantity of a thread; `gini` 0 (all alike) to 1 (one has all) with a 95 % interval `low`, `high`,
    `top_share` the part of the tenth of people who have most (at least one person), `n` people.

    Formula: G = 1 − Σ wᵢ(2Sᵢ − wᵢxᵢ) / (W·S), people in rising order of x, Sᵢ the running sum of w·x, w = 1.
    Interval: of G · n/(n−1), on the log-odds: the outer ends of Student's t and of the bootstrap-t from 200 resamples
    of people, standard error √(Σ w z²)/W, z = x(2F − 1 − G)/μ + 1 − 2L − G, F and L the middle of a person's step in
    the distribution and on the Lorenz curve; the upper end 1 + 0.4 · (1 + skewness of ln x), 1 to
    1.6, times as far out.
    Source: Gini 1912; the weighted form after Lerman and Yitzhaki 1989, Journal of Econometrics 42(1); n/(n−1): Deltas
    2003, Review of Economics and Statistics 85(1); error: Davidson 2009, Journal of Econometrics 150(1); bootstrap-t:
    Efron and Tibshirani 1993, An Introduction to the Bootstrap, ch. 12.
    Least data: 10 people for whom the quantity is known.
    Limits: the coefficient itself leans low in small threads, by some G/n; its interval is set right for that. It is
    made for 15 people and more whose quantity has a usual spread: of simulated threads with very heavy tails
    (log-normal of spread 1.5) it covers 88 to 95 in 100, ending too low in the others.
    """
    pieces = []
    people = participants(authors)
    for quantity in QUANTITIES[1:]:
        known = people[people[quantity].notna()]
        size = known.groupby("thread_id")[quantity].transform("size")
        whole = known.groupby("thread_id")[quantity].transform("sum")
        known = known[(size >= LEAST_PEOPLE) & (whole > 0)]
        if not known.empty:
            known = known.sort_values(["thread_id", quantity, "author_id"], ignore_index=True)
            pieces.append(_concentration_of(known, quantity, seed))
    if not pieces:
        return typed(pd.DataFrame(), CONCENTRATION_COLUMNS)
    table = pd.concat(pieces)
    table["order"] = table["quantity"].map({name: place for place, name in enumerate(QUANTITIES)})
    return typed(table.sort_values(["thread_id", "order"], ignore_index=True), CONCENTRATION_COLUMNS)


def _concentration_of(people: pd.DataFrame, quantity: str, seed: int) -> pd.DataFrame:
    """The rows of one quantity; the people in rising order of it within their thread."""
    threads, thread_ids = pd.factorize(people["thread_id"])
    values = people[quantity].to_numpy(dtype=float)
    keys = resampling.person_keys(people, seed)
    gini, low, high = (np.empty(len(thread_ids)) for _ in range(3))
    for part in resampling.chunks(threads):
        rows = slice(threads[part][0], threads[part][-1] + 1)
        plain, error = gini_errors(values[part], np.ones((len(values[part]), 1)), threads[part])
        n = np.bincount(threads[part] - rows.start)
        draws, errors = gini_errors(values[part], resampling.bootstrap_weights(keys[part]), threads[part])
        fair = n / (n - 1)
        point, error = plain[:, 0] * fair, error[:, 0] * fair**1.5
        lower, upper = resampling.outer_interval(point, error, n - 1, draws, errors)
        upper = resampling.stretched(point, upper, tail_stretch(values[part], threads[part]))
        gini[rows] = plain[:, 0]
        # All alike, or one with all: there is no spread to make an interval of.
        low[rows] = np.where(np.isnan(lower), point, np.minimum(lower, plain[:, 0]))
        high[rows] = np.where(np.isnan(upper), point, upper)
    sizes = np.bincount(threads)
    ends = np.cumsum(sizes)[threads]
    is_top = np.arange(len(values)) >= ends - np.maximum(sizes // 10, 1)[threads]
    return pd.DataFrame(
        {
            "thread_id": thread_ids,
            "quantity": quantity,
            "gini": gini,
            "low": low,
            "high": high,
            "top_share": np.bincount(threads, values * is_top) / np.bincount(threads, values),
            "n": sizes,
        }
    )
