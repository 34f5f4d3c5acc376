"""Who replies to whom, person by person and group by group."""

from __future__ import annotations

import numpy as np
import pandas as pd

from generator.measures import resampling
from generator.measures.attention import answers_to_others
from generator.measures.groups import GROUPING, group_of_authors
from generator.model import typed
from generator.vocabulary import NO_GROUP

LEAST_REPLIES = 20
PAIR_COLUMNS = {
    "thread_id": "string",
    "author_id": "string",
    "to_author_id": "string",
    "reply_count": "Int64",
}
PAIR_GROUP_COLUMNS = {
    "thread_id": "string",
    "grouping": "string",
    "from_group": "string",
    "to_group": "string",
    "reply_count": "Int64",
    "share": "Float64",
    "expected_share": "Float64",
    "low": "Float64",
    "high": "Float64",
    "n": "Int64",
}


def pairs(posts: pd.DataFrame) -> pd.DataFrame:
    """How often each person replied to each other person.

    A row is a pair of authors of a thread, from and to; `reply_count` in replies, replies to oneself left out.

    Formula: count.
    Source: definition.
    Least data: one reply.
    Limits: replies to or by people unknown (deleted, not held) are left out.
    """
    counts = answers_to_others(posts).groupby(["thread_id", "author_id", "to_author_id"], as_index=False).size()
    return typed(counts.rename(columns={"size": "reply_count"}), PAIR_COLUMNS)


def grouped_pairs(pairs: pd.DataFrame, authors: pd.DataFrame) -> pd.DataFrame:
    """The pairs of which both people have a role, with from_group and to_group."""
    to_people = pairs[["thread_id", "to_author_id"]].set_axis(["thread_id", "author_id"], axis=1)
    table = pairs.assign(
        from_group=group_of_authors(pairs, authors), to_group=group_of_authors(to_people, authors).to_numpy()
    )
    return table[(table["from_group"] != NO_GROUP) & (table["to_group"] != NO_GROUP)]


def pairs_by_group(pairs: pd.DataFrame, authors: pd.DataFrame, seed: int = 0) -> pd.DataFrame:
    """To which group each group's replies went, against what chance would give.

    A row is a from-group and a to-group of a thread; `share` 0 to 1 = `reply_count` of the `n` replies of the
    from-group to people with a role; `expected_share` with `low` and `high` (2.5 and 97.5 %) is what comes out when the
    roles are dealt anew among the same people, with the same replies.

    Formula: share = replies from a to b / replies from a; null: 200 permutations of roles within the thread.
    Source: Krackhardt 1988, Social Networks 10(4) (permutation of the people of a network).
    Least data: 20 replies between people with a role, of at least two roles.
    Limits: says that groups sought or avoided each other more than chance, not why.
    """
    table = grouped_pairs(pairs, authors)
    table = table[table.groupby("thread_id")["reply_count"].transform("sum") >= LEAST_REPLIES]
    ends = [table[["thread_id", "author_id", "from_group"]], table[["thread_id", "to_author_id", "to_group"]]]
    people = pd.concat([end.set_axis(["thread_id", "author_id", "group"], axis=1) for end in ends]).drop_duplicates()
    people = people[people.groupby("thread_id")["group"].transform("nunique") >= 2]
    people = people.sort_values(["thread_id", "author_id"], ignore_index=True)
    table = table[table["thread_id"].isin(people["thread_id"])].sort_values("thread_id", kind="stable")
    if people.empty:
        return typed(pd.DataFrame(), PAIR_GROUP_COLUMNS)
    threads = pd.factorize(people["thread_id"])[0]
    labels = people[["thread_id", "group"]].drop_duplicates().sort_values(["thread_id", "group"], ignore_index=True)
    labels["place"] = labels.groupby("thread_id").cumcount()
    roles = people.merge(labels, on=["thread_id", "group"], how="left")["place"].to_numpy()
    index = pd.MultiIndex.from_frame(people[["thread_id", "author_id"]])
    sources = index.get_indexer(pd.MultiIndex.from_frame(table[["thread_id", "author_id"]]))
    targets = index.get_indexer(pd.MultiIndex.from_frame(table[["thread_id", "to_author_id"]]))
    weights = table["reply_count"].to_numpy(dtype=float)
    keys = resampling.person_keys(people, seed)
    width = int(roles.max()) + 1
    thread_ids = people["thread_id"].drop_duplicates().to_numpy(dtype=object)
    pieces = []
    for part in resampling.chunks(threads):
        deals = np.vstack([roles[part][None, :], dealt(roles[part], threads[part], keys[part])])
        edges = slice(*np.searchsorted(threads[sources], [threads[part][0], threads[part][-1] + 1]))
        owner = threads[sources[edges]] - threads[part][0]
        start, count = part.start, int(threads[part][-1] - threads[part][0] + 1)
        cell = (owner[None, :] * width + deals[:, sources[edges] - start]) * width + deals[:, targets[edges] - start]
        cell = cell + (np.arange(len(deals)) * count * width * width)[:, None]
        sums = np.bincount(cell.ravel(), np.tile(weights[edges], len(deals)), len(deals) * count * width**2)
        sums = sums.reshape(len(deals), count, width, width)
        pieces.append(_shares(sums, thread_ids[threads[part][0] : threads[part][-1] + 1]))
    table = pd.concat(pieces)
    for side in ("from", "to"):
        names = labels.rename(columns={"group": f"{side}_group", "place": f"{side}_place"})
        table = table.merge(names, on=["thread_id", f"{side}_place"], how="inner")
    table = table.sort_values(["thread_id", "from_group", "to_group"], ignore_index=True)
    table = table.astype({"reply_count": "int64", "n": "int64"}).assign(grouping=GROUPING)
    return typed(table, PAIR_GROUP_COLUMNS)


def dealt(roles: np.ndarray, threads: np.ndarray, keys: np.ndarray) -> np.ndarray:
    """The roles dealt anew within each thread (resamples × people)."""
    order = (threads - threads[0]).astype(np.uint64)[:, None] << np.uint64(40)
    draws = order | (resampling.numbers(keys, resampling.RESAMPLES) >> np.uint64(24))
    return roles[np.argsort(np.ascontiguousarray(draws.T), axis=1, kind="stable")]


def _shares(sums: np.ndarray, thread_ids: np.ndarray) -> pd.DataFrame:
    """Rows of thread, from_place, to_place from sums (0 = as observed, then draws; threads; from; to)."""
    whole = sums.sum(axis=3, keepdims=True)
    with np.errstate(invalid="ignore", divide="ignore"):
        shares = sums / whole
    draws, count, width, _ = shares.shape
    flat = shares[1:].transpose(1, 2, 3, 0).reshape(-1, draws - 1)
    low, high = resampling.interval(flat)
    valid = ~np.isnan(flat)
    expected = np.where(valid, flat, 0).sum(axis=1) / np.maximum(valid.sum(axis=1), 1)
    places = np.indices((count, width, width)).reshape(3, -1)
    return pd.DataFrame(
        {
            "thread_id": thread_ids[places[0]],
            "from_place": places[1],
            "to_place": places[2],
            "reply_count": sums[0].ravel(),
            "share": shares[0].ravel(),
            "expected_share": expected,
            "low": low,
            "high": high,
            "n": np.broadcast_to(whole[0], (count, width, width)).ravel(),
        }
    )
