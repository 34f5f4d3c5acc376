"""Waiting times, the pace and the depth of a thread, counted anew in every variant at once."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import chdtrc

from generator.measures import responses
from generator.measures.recounts import Answers, Quantity
from generator.measures.variants import WIDTH, Sides, Variants
from generator.vocabulary import NO_GROUP

Array = NDArray[Any]
LEVEL = 0.05


def waiting(them: Variants, found: Answers, two: Sides, table: pd.DataFrame) -> list[Quantity]:
    """Whether waiting times differ between the two groups, and the median of the first; the end of observation is
    that of the whole thread."""
    times = them.posts["published_at"].astype("int64").to_numpy(dtype=float) / 1e6
    times[them.posts["published_at"].isna().to_numpy()] = np.nan
    ends = _ends(them, table, times)
    child, width = found.child, WIDTH
    order = np.argsort(them.parents[child], kind="stable")
    child = child[order]
    parents = them.parents[child]
    at = np.where(np.isnan(times[child]), np.inf, times[child])
    first = np.full((len(times), width), np.inf)
    if len(child):
        starts = np.flatnonzero(np.r_[True, parents[1:] != parents[:-1]])
        kept_at = np.where(them.keep[child] > 0, at[:, None], np.inf)
        first[parents[starts]] = np.minimum.reduceat(kept_at, starts, axis=0)
    waited = np.where(found.answered, first, ends[:, None]) - times[:, None]
    # An answer whose own time is unknown leaves the waiting time unknown.
    waited = np.where(np.isinf(waited), np.nan, np.maximum(waited, 0))
    value, verdict = (np.full((them.count, width), np.nan) for _ in range(2))
    for column in range(width):
        known = (two.of_posts >= 0) & found.asked[:, column] & ~np.isnan(waited[:, column])
        median, firm = _compared(
            two.of_posts[known], waited[known, column], found.answered[known, column], them.people[known], them.count
        )
        value[:, column], verdict[:, column] = median, firm
    made = Quantity("answered.waiting", value, np.where(np.isnan(verdict), -9, verdict))
    return [made]


def _ends(them: Variants, table: pd.DataFrame, times: Array) -> Array:
    """Until when each post was observed without an answer: the capture, or the thread's last post."""
    moments = table.drop_duplicates("thread_id").set_index("thread_id")["captured_at"]
    captured = pd.to_datetime(moments.reindex(them.thread_ids), utc=True).astype("datetime64[us, UTC]")
    captured_at = captured.astype("int64").to_numpy(dtype=float) / 1e6
    captured_at[captured.isna().to_numpy()] = np.nan
    last = np.full(them.count, -np.inf)
    np.maximum.at(last, them.threads, np.nan_to_num(times, nan=-np.inf))
    own = captured_at[them.threads]
    return np.where(own > times, own, last[them.threads])


def _compared(cells: Array, waited: Array, answered: Array, people: Array, count: int) -> tuple[Array, Array]:
    """Per thread the first group's median, and which group waits longer at the 5 % level (0: neither).

    `cells` are 2 × thread + side; not a number where a group is too small.
    """
    sizes = np.bincount(cells, minlength=2 * count)
    able = np.asarray(sizes.reshape(count, 2).min(axis=1) >= responses.LEAST_POSTS)
    use = able[cells // 2]
    cells, waited, answered, people = cells[use], waited[use], answered[use], people[use]
    excess, variance = _log_rank(cells // 2, cells % 2, waited, answered, count)
    variance *= _clustered(cells // 2, waited, answered, people, count)
    with np.errstate(invalid="ignore", divide="ignore"):
        p = chdtrc(1, np.where(variance > 0, excess**2 / variance, 0.0))
    firm = np.where(p < LEVEL, np.sign(excess), 0.0)
    median = np.full(count, np.nan)
    mine = cells % 2 == 0
    found, at = _medians(cells[mine] // 2, waited[mine], answered[mine])
    median[found] = at
    return np.where(able, median, np.nan), np.where(able, firm, np.nan)


def _clustered(threads: Array, waited: Array, answered: Array, people: Array, count: int) -> Array:
    """How many times as much the scores vary as if each post were of another person, per thread."""
    found = np.ones(count)
    if len(threads):
        order = np.lexsort((waited, threads))
        here, place = np.unique(threads[order], return_inverse=True)
        score = responses.scores(place, waited[order], answered[order])
        own = np.unique(people[order], return_inverse=True)[1]
        found[here] = responses.clustered_scores(place, score, own)
    return found


def _log_rank(threads: Array, side: Array, waited: Array, answered: Array, count: int) -> tuple[Array, Array]:
    """Observed less expected answers of the first group, and the variance of that (Mantel 1966)."""
    order = np.lexsort((waited, threads))
    threads, side, waited, answered = threads[order], side[order], waited[order], answered[order]
    excess, variance = np.zeros(count), np.zeros(count)
    if not len(threads):
        return excess, variance
    new = np.flatnonzero(np.r_[True, (threads[1:] != threads[:-1]) | (waited[1:] != waited[:-1])])
    first = (side == 0).astype(float)
    size, size_first = np.bincount(threads, minlength=count), np.bincount(threads, first, count)
    begins = np.cumsum(size) - size
    before = np.r_[0, np.cumsum(first)]
    at = threads[new]
    n = size[at] - (new - begins[at])
    n_first = size_first[at] - (before[new] - before[begins[at]])
    d = np.add.reduceat(answered.astype(float), new)
    d_first = np.add.reduceat(answered * first, new)
    part = n_first / n
    excess += np.bincount(at, d_first - d * part, count)
    variance += np.bincount(at, d * part * (1 - part) * (n - d) / np.maximum(n - 1, 1), count)
    return excess, variance


def _medians(threads: Array, waited: Array, answered: Array) -> tuple[Array, Array]:
    """The threads whose median is reached, and the median (Kaplan–Meier)."""
    if not len(threads):
        return np.array([], dtype=np.int64), np.array([])
    order = np.lexsort((~answered, waited, threads))
    threads, waited, answered = threads[order], waited[order], answered[order]
    starts = np.flatnonzero(np.r_[True, threads[1:] != threads[:-1]])
    sizes = np.diff(np.r_[starts, len(threads)])
    at_risk = np.repeat(sizes, sizes) - (np.arange(len(threads)) - np.repeat(starts, sizes))
    # Answers before those not answered of the same time, one after another: the product is the same.
    steps = np.where(answered, np.log(np.maximum(1 - 1 / at_risk, 1e-12)), 0.0)
    run = np.cumsum(steps)
    left = np.exp(run - np.repeat(run[starts] - steps[starts], sizes))
    reached = np.flatnonzero(left <= 0.5 + 1e-9)
    found, place = np.unique(threads[reached], return_index=True)
    return found, waited[reached[place]]


def course(them: Variants) -> list[Quantity]:
    """Until when half of the posts were written, and how deep the deepest one kept stands."""
    posts, width = them.posts, WIDTH
    held = (posts["state"] != "missing").to_numpy(dtype=bool)
    depth = posts["depth"].fillna(0).to_numpy(dtype=float)
    since = posts["since_root_seconds"].astype("Float64").to_numpy(dtype=float, na_value=np.nan)
    deepest, half = np.zeros((them.count, width)), np.full((them.count, width), np.nan)
    if len(posts):
        starts = np.flatnonzero(np.r_[True, them.threads[1:] != them.threads[:-1]])
        deepest = np.maximum.reduceat(them.keep * (depth * held)[:, None], starts, axis=0).astype(float)
    timed = np.flatnonzero(held & ~np.isnan(since))
    threads = them.threads[timed]
    order = np.lexsort((timed, threads))
    timed, threads = timed[order], threads[order]
    sizes = np.bincount(threads, minlength=them.count)
    begins = (np.cumsum(sizes) - sizes)[threads]
    run = np.cumsum(them.keep[timed], axis=0, dtype=np.float64)
    before = np.r_[np.zeros((1, width)), run][begins]
    run = run - before
    total = np.zeros((them.count, width))
    np.add.at(total, threads, them.keep[timed])
    is_middle = (run == np.floor((total[threads] + 1) / 2)) & (them.keep[timed] > 0)
    rows, columns = np.nonzero(is_middle)
    half[threads[rows], columns] = since[timed[rows]]
    return [Quantity.of("course.pace", half), Quantity.of("course.shape", deepest)]


def roles(them: Variants, authors: pd.DataFrame) -> list[Quantity]:
    """The share of people with a role, of those who still take part or never wrote."""
    place = {thread_id: number for number, thread_id in enumerate(them.thread_ids)}
    own = authors[authors["thread_id"].isin(place)]
    threads = own["thread_id"].map(place).to_numpy(dtype=np.int64)
    has_role = (own["group"] != NO_GROUP).to_numpy(dtype=float)
    index = pd.MultiIndex.from_frame(own[["thread_id", "author_id"]])
    rows = np.flatnonzero(them.present)
    first = rows[np.unique(them.people[rows], return_index=True)[1]]
    person = index.get_indexer(pd.MultiIndex.from_frame(them.posts.loc[first, ["thread_id", "author_id"]]))
    width = WIDTH
    stays = np.ones((len(own), width))
    stays[person[person >= 0]] = them.people_kept()[person >= 0]
    total, placed = np.zeros((them.count, width)), np.zeros((them.count, width))
    np.add.at(total, threads, stays)
    np.add.at(placed, threads, stays * has_role[:, None])
    with np.errstate(invalid="ignore", divide="ignore"):
        share = np.where(placed[:, :1] > 0, placed / total, np.nan)
    return [Quantity.of("sides.roles", share)]
