"""Each group's share of words, attention and following, counted anew in every variant of a thread at once."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.sparse import csr_array

from generator.measures import attention
from generator.measures.recounts import Answers, Quantity, looked_up
from generator.measures.variants import WIDTH, Sides, Variants

Array = NDArray[Any]
EDGE = 1e-9  # a share of nothing or all has no log-odds


def shares(them: Variants, found: Answers, two: Sides, authors: pd.DataFrame, table: pd.DataFrame) -> list[Quantity]:
    """The larger share of words beside that group's attention, and the larger share of the following."""
    posts = them.posts
    words = posts["word_count"].fillna(0).to_numpy(dtype=float)
    liked = posts["like_count"].fillna(0).to_numpy(dtype=float) + posts["share_count"].fillna(0).to_numpy(dtype=float)
    received = csr_array(
        (np.ones(len(found.child), dtype=np.float32), (them.parents[found.child], found.child)),
        shape=(len(posts), len(posts)),
    )
    # A reply counts for whom it answers as long as both posts are kept.
    heeded = np.asarray(received @ them.keep) * them.keep + them.keep * liked[:, None].astype(np.float32)
    kept = them.people_kept()
    followers = _followers(them, authors)
    amounts = {
        "words": by_person(them, them.keep * words[:, None]),
        "attention": by_person(them, heeded),
        "followers": np.where(kept, followers[:, None], np.nan),
    }
    cells = _cells(them)
    ends = {name: Shares.of(them, two, cells, values, kept, table, name) for name, values in amounts.items()}
    able = _enough_people(them, two, kept)
    return [_voice(ends["words"], ends["attention"], able), _following(ends["followers"], able)]


class Shares:
    """The two groups' shares of one quantity with their intervals (threads × 2 × variants)."""

    def __init__(self, share: Array, low: Array, high: Array) -> None:
        self.share, self.low, self.high = share, low, high

    @classmethod
    def of(
        cls, them: Variants, two: Sides, cells: Array, values: Array, kept: Array, table: pd.DataFrame, name: str
    ) -> Shares:
        """Shares of sums over people; an interval reaches as many standard errors of the log-odds as in the table."""
        known = kept & ~np.isnan(values)
        amounts = np.where(known, values, 0.0)
        count = int(cells.max(initial=-1)) + 1
        n, sums, squares = (_summed(cells, part, count) for part in (known.astype(float), amounts, amounts**2))
        variance = np.where(n > 1, n / np.maximum(n - 1, 1) * (squares - sums**2 / np.maximum(n, 1)), 0.0)
        thread = np.zeros(count, dtype=np.int64)
        thread[cells] = them.person_threads
        whole, spread = (_summed(thread, part, them.count) for part in (sums, variance))
        own = np.full(2 * them.count, -1, dtype=np.int64)
        inside = two.of_people >= 0
        own[two.of_people[inside]] = cells[inside]
        mine = looked_up(own, sums).reshape(them.count, 2, WIDTH)
        apart = looked_up(own, variance).reshape(them.count, 2, WIDTH)
        rest = whole[:, None] - mine
        with np.errstate(invalid="ignore", divide="ignore"):
            error = np.sqrt(apart / mine**2 + np.maximum(spread[:, None] - apart, 0) / rest**2)
            share = mine / whole[:, None]
        odds = _odds(share)
        reach = _reach(them, two, table, name)
        with np.errstate(invalid="ignore", divide="ignore"):
            low, high = ((_odds(end)[:, :, None] - odds[:, :, :1]) / error[:, :, :1] * error + odds for end in reach)
        return cls(share, 1 / (1 + np.exp(-low)), 1 / (1 + np.exp(-high)))


def by_person(them: Variants, values: Array) -> Array:
    """Sums of posts × variants over authors."""
    rows = np.flatnonzero(them.present)
    ones = np.ones(len(rows), dtype=np.float32)
    matrix = csr_array((ones, (them.people[rows], rows)), shape=(len(them.person_threads), len(them.people)))
    return np.asarray(matrix @ values.astype(np.float32), dtype=np.float64)


def _cells(them: Variants) -> Array:
    """Per author the number of the thread and group."""
    rows = np.flatnonzero(them.present)
    first = rows[np.unique(them.people[rows], return_index=True)[1]]
    groups = pd.factorize(them.posts["group"].to_numpy(dtype=object)[first])[0]
    return np.unique(them.person_threads * (groups.max(initial=0) + 1) + groups, return_inverse=True)[1]


def _summed(cells: Array, values: Array, count: int) -> Array:
    matrix = csr_array((np.ones(len(cells)), (cells, np.arange(len(cells)))), shape=(count, len(cells)))
    return np.asarray(matrix @ values)


def _odds(share: Array) -> Array:
    inside = np.clip(share, EDGE, 1 - EDGE)
    return np.log(inside / (1 - inside))


def _reach(them: Variants, two: Sides, table: pd.DataFrame, quantity: str) -> tuple[Array, Array]:
    """The ends of both groups' intervals in the table of the whole threads (threads × 2 each)."""
    rows = table[table["quantity"] == quantity]
    index = pd.MultiIndex.from_frame(rows[["thread_id", "group"]])
    ends = rows[["low", "high"]].astype("Float64").to_numpy(dtype=float, na_value=np.nan)
    wanted = pd.MultiIndex.from_arrays([np.repeat(them.thread_ids, 2), two.names.ravel()])
    found = looked_up(index.get_indexer(wanted), ends).reshape(them.count, 2, 2)
    return found[:, :, 0], found[:, :, 1]


def _followers(them: Variants, authors: pd.DataFrame) -> Array:
    known = authors.drop_duplicates(["thread_id", "author_id"]).set_index(["thread_id", "author_id"])["follower_count"]
    rows = np.flatnonzero(them.present)
    first = rows[np.unique(them.people[rows], return_index=True)[1]]
    index = pd.MultiIndex.from_frame(them.posts.loc[first, ["thread_id", "author_id"]])
    return known.reindex(index).astype("Float64").to_numpy(dtype=float, na_value=np.nan)


def _enough_people(them: Variants, two: Sides, kept: Array) -> Array:
    people = np.zeros((2 * them.count, WIDTH))
    inside = two.of_people >= 0
    np.add.at(people, two.of_people[inside], kept[inside].astype(float))
    return np.asarray(people.reshape(them.count, 2, WIDTH).min(axis=1) >= attention.LEAST_PEOPLE_PER_GROUP)


def _voice(words: Shares, heard: Shares, able: Array) -> Quantity:
    """The larger share of the words, and whether its interval is apart from that of the group's attention."""
    first = np.argmax(np.nan_to_num(words.share[:, :, 0]), axis=1)  # who speaks most when all is kept
    rows = np.arange(len(first))
    said = words.share[rows, first]
    speaker = np.argmax(np.nan_to_num(words.share), axis=1) == first[:, None]
    above = words.low[rows, first] > heard.high[rows, first]
    below = heard.low[rows, first] > words.high[rows, first]
    verdict = np.where(above, 1, np.where(below, -1, 0)) + 10 * speaker
    return Quantity.of("attention.shares", np.where(able, said, np.nan), verdict)


def _following(followers: Shares, able: Array) -> Quantity:
    """The larger share of the followers, and whether its interval is apart from the other group's."""
    first = np.argmax(np.nan_to_num(followers.share[:, :, 0]), axis=1)
    rows = np.arange(len(first))
    more, less = followers.share[rows, first], followers.share[rows, 1 - first]
    above = followers.low[rows, first] > followers.high[rows, 1 - first]
    below = followers.low[rows, 1 - first] > followers.high[rows, first]
    verdict = np.where(above, 1, np.where(below, -1, 0)) + 10 * (more >= less)
    return Quantity.of("attention.following", np.where(able, more, np.nan), verdict)
