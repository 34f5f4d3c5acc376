"""Variants of a thread: each of the people who weigh most left out, and posts lost at random, as columns of 0 and 1."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.sparse import csr_array

from generator.measures import resampling
from generator.measures.tree import parent_rows
from generator.vocabulary import NO_GROUP

Array = NDArray[Any]
MOST_PEOPLE = 12  # left out one at a time, those with the largest part in anything that is counted
DRAWS = 5  # random losses of each size
LOSSES = {"loss05": 0.05, "loss10": 0.10, "loss20": 0.20}
KINDS = np.array(["all"] + ["author"] * MOST_PEOPLE + [kind for kind in LOSSES for _ in range(DRAWS)])
WIDTH = len(KINDS)


@dataclass(frozen=True)
class Variants:
    """Some threads with what of them is kept in each variant; the first variant keeps everything."""

    posts: pd.DataFrame  # thread after thread, rows numbered from 0
    threads: Array  # per post the number of its thread
    thread_ids: Array
    parents: Array  # per post the row of its parent, its own where it has none
    people: Array  # per post the number of its author, −1 where unknown or not present
    person_threads: Array  # per author with a post the number of the thread
    keep: Array  # posts × variants, 0 or 1
    valid: Array  # threads × variants: whether the thread has that many people
    left_out: Array  # threads × MOST_PEOPLE: author_id, or None

    @property
    def count(self) -> int:
        """Threads."""
        return len(self.thread_ids)

    @property
    def present(self) -> Array:
        """Which posts are there to be counted at all."""
        return self.people >= 0

    def sums(self, cells: Array, values: Array, count: int) -> Array:
        """Sums of a value per post over cells (−1: none), in each variant: cells × variants."""
        used = cells >= 0
        rows = np.flatnonzero(used)
        matrix = csr_array((values[used].astype(np.float32), (cells[used], rows)), shape=(count, len(cells)))
        return np.asarray(matrix @ self.keep, dtype=np.float64)

    def people_kept(self) -> Array:
        """Which authors still have a post: authors × variants."""
        return self.sums(self.people, np.ones(len(self.people)), len(self.person_threads)) > 0


def variants(posts: pd.DataFrame, authors: pd.DataFrame, seed: int = 0) -> Variants:
    """The variants of these threads; `posts` placed and in order, `authors` with what each wrote and received."""
    threads, thread_ids = pd.factorize(posts["thread_id"])
    present = (posts["state"] == "present").to_numpy(dtype=bool) & posts["author_id"].notna().to_numpy(dtype=bool)
    names = pd.MultiIndex.from_arrays([threads[present], posts["author_id"].to_numpy(dtype=object)[present]])
    codes, known = pd.factorize(names)
    people = np.full(len(posts), -1, dtype=np.int64)
    people[present] = codes
    person_threads = np.asarray(known.get_level_values(0), dtype=np.int64)
    heaviest = _heaviest(thread_ids, person_threads, known.get_level_values(1).to_numpy(dtype=object), authors)
    valid = np.ones((len(thread_ids), WIDTH), dtype=bool)
    valid[:, 1 : MOST_PEOPLE + 1] = heaviest >= 0
    keep = np.ones((len(posts), WIDTH), dtype=np.float32)
    keep[:, 1 : MOST_PEOPLE + 1] = (heaviest[threads] != people[:, None]) | ~present[:, None]
    parents = parent_rows(posts)
    _lose(keep, posts, threads, parents, seed)
    ids = known.get_level_values(1).to_numpy(dtype=object)
    left_out = np.full(heaviest.shape, None, dtype=object)
    left_out[heaviest >= 0] = ids[heaviest[heaviest >= 0]]
    return Variants(
        posts, threads, np.asarray(thread_ids, dtype=object), parents, people, person_threads, keep, valid, left_out
    )


def _heaviest(thread_ids: Any, threads: Array, ids: Array, authors: pd.DataFrame) -> Array:
    """Threads × MOST_PEOPLE numbers of authors, by their largest share of posts, words, attention or followers."""
    index = pd.MultiIndex.from_arrays([np.asarray(thread_ids, dtype=object)[threads], ids])
    columns = ["post_count", "word_count", "reply_received_count", "like_count", "share_count", "follower_count"]
    own = authors.set_index(["thread_id", "author_id"])[columns].astype("Float64").fillna(0).astype(float)
    own = own[~own.index.duplicated()].reindex(index).fillna(0)
    own["attention"] = own["reply_received_count"] + own["like_count"] + own["share_count"]
    weight = np.zeros(len(threads))
    for name in ("post_count", "word_count", "attention", "follower_count"):
        values = own[name].to_numpy(dtype=float)
        whole = np.bincount(threads, values, len(thread_ids))
        weight = np.maximum(weight, values / np.maximum(whole, 1)[threads])
    names = np.unique(ids.astype(str), return_inverse=True)[1] if len(ids) else np.array([], dtype=int)
    order = np.lexsort((names, -weight, threads))
    sorted_threads = threads[order]
    place = np.arange(len(order)) - np.searchsorted(sorted_threads, sorted_threads)
    table = np.full((len(thread_ids), MOST_PEOPLE), -1, dtype=np.int64)
    first = place < MOST_PEOPLE
    table[sorted_threads[first], place[first]] = order[first]
    return table


def _lose(keep: Array, posts: pd.DataFrame, threads: Array, parents: Array, seed: int) -> None:
    """Put zeros where a post is lost; a greater loss takes what the smaller one took, and more; roots stay."""
    own = np.arange(len(posts))
    held = (posts["state"] != "missing").to_numpy(dtype=bool) & (parents != own)
    rows = np.flatnonzero(held)
    hashed = pd.util.hash_array(posts["post_id"].to_numpy(dtype=object))[rows]
    thread_keys = pd.util.hash_array(posts["thread_id"].to_numpy(dtype=object))[rows]
    keys = resampling.mixed(resampling.mixed(thread_keys + np.uint64(seed % 2**64)) ^ hashed)
    drawn = resampling.numbers(keys, DRAWS)
    sizes = np.bincount(threads[rows], minlength=int(threads.max(initial=-1)) + 1)
    starts = np.cumsum(sizes) - sizes
    for draw in range(DRAWS):
        order = np.lexsort((drawn[:, draw], threads[rows]))
        rank = np.empty(len(rows), dtype=np.int64)
        rank[order] = np.arange(len(rows))
        rank -= starts[threads[rows]]
        for place, share in enumerate(LOSSES.values()):
            lost = rank < np.rint(share * sizes)[threads[rows]]
            keep[rows[lost], 1 + MOST_PEOPLE + place * DRAWS + draw] = 0


@dataclass(frozen=True)
class Sides:
    """The two groups of each thread with most people, as findings compare them."""

    names: Array  # threads × 2, None where there are not two
    of_posts: Array  # per post 2 × thread + 0 or 1; −1 for others
    of_people: Array  # per author with a post, likewise
    able: Array  # per thread: whether there are two


def sides(them: Variants, authors: pd.DataFrame, role_orders: dict[str, list[str]]) -> Sides:
    """The two groups with most people; of equals the one that is declared first."""
    sizes = authors[authors["group"] != NO_GROUP].groupby(["thread_id", "group"]).size()
    by_thread: dict[str, list[tuple[int, int, str]]] = {}
    for thread_id, group, count in sizes.rename("count").reset_index().itertuples(index=False):
        order = role_orders.get(str(thread_id), [])
        place = order.index(str(group)) if group in order else len(order)
        by_thread.setdefault(str(thread_id), []).append((-int(count), place, str(group)))
    names = np.full((them.count, 2), None, dtype=object)
    for row, thread_id in enumerate(them.thread_ids):
        largest = sorted(by_thread.get(str(thread_id), []))[:2]
        if len(largest) == 2:
            names[row] = [group for _, _, group in sorted(largest, key=lambda entry: (entry[1], entry[2]))]
    groups = them.posts["group"].to_numpy(dtype=object)
    chosen = names[them.threads]
    side = np.where(groups == chosen[:, 0], 0, np.where(groups == chosen[:, 1], 1, -1))
    of_posts = np.where((side >= 0) & them.present, 2 * them.threads + side, -1)
    of_people = np.full(len(them.person_threads), -1, dtype=np.int64)
    of_people[them.people[them.present]] = of_posts[them.present]
    return Sides(names, of_posts, of_people, names[:, 0] != None)  # noqa: E711
