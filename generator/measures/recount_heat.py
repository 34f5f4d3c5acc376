"""Friction, its hottest branch, and the camps' people, counted anew in every variant of a thread at once."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from generator.measures import heat
from generator.measures.recounts import Quantity
from generator.measures.tree import depths, subtree_sums
from generator.measures.variants import WIDTH, Variants

Array = NDArray[Any]
CLEARLY = 0.05  # as the sentence has it
LEAST_CAMP = 3  # people of a camp, as for comparing the words of camps


def friction(them: Variants) -> list[Quantity]:
    """The share of sharp posts, and the branch that holds the hottest part with the mean friction of that part.

    The heat of each post stays that of the whole thread.
    """
    scores = them.posts["friction"].to_numpy(dtype=float, na_value=np.nan)
    scored = ~np.isnan(scores)
    cells = np.where(scored, them.threads, -1)
    number = them.sums(cells, np.ones(len(scores)), them.count)
    hot = them.sums(cells, (np.nan_to_num(scores) >= heat.HOT).astype(float), them.count)
    enough = number >= heat.LEAST_SCORED
    with np.errstate(invalid="ignore", divide="ignore"):
        share = np.where(enough, hot / number, np.nan)
        branch, mean = _hottest(them, scores, scored)
        above = mean - them.sums(cells, np.nan_to_num(scores), them.count) / number
    evenly = enough & (above[:, :1] < CLEARLY)  # where the finding is that no part is clearly sharper than the rest
    return [
        Quantity.of("friction.amount", share, (hot > 0).astype(float)),
        Quantity.of("friction.hottest", np.where(enough, mean, np.nan), branch),
        Quantity.of("friction.level", np.where(evenly, mean, np.nan), (above >= CLEARLY).astype(float)),
    ]


def _hottest(them: Variants, scores: Array, scored: Array) -> tuple[Array, Array]:
    """Per thread and variant the row of the branch with the hottest part (−1: none), and that part's mean friction."""
    none = np.full((them.count, WIDTH), -1.0), np.full((them.count, WIDTH), np.nan)
    if not len(scores):
        return none
    depth, _ = depths(them.parents)
    kept = them.keep * scored[:, None]
    warmth = heat.post_heat(them.posts, them.parents, them.threads, scored)
    count = subtree_sums(them.parents, depth, kept.astype(np.float64))
    hotness = subtree_sums(them.parents, depth, kept * warmth[:, None]) / np.sqrt(count + heat.DRAWN_IN)
    branch = heat.branches(them.parents, depth)
    size = count[np.maximum(branch, 0)]
    able = (branch >= 0)[:, None] & (count >= heat.LEAST_PART) & (size >= heat.LEAST_BRANCH)
    hotness = np.where(able, hotness, -np.inf)
    starts = np.flatnonzero(np.r_[True, them.threads[1:] != them.threads[:-1]])
    top = np.maximum.reduceat(hotness, starts, axis=0)
    rows = np.where(hotness == top[them.threads], np.arange(len(scores))[:, None], len(scores))
    first = np.minimum.reduceat(rows, starts, axis=0)
    found = (top > 0) & (first < len(scores))
    place = np.where(found, first, 0)
    total = subtree_sums(them.parents, depth, kept * np.nan_to_num(scores)[:, None])
    columns = np.arange(WIDTH)[None, :]
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = np.where(found, total[place, columns] / count[place, columns], np.nan)
    return np.where(found, branch[place], -1).astype(float), mean


def camps(them: Variants, authors: pd.DataFrame) -> list[Quantity]:
    """The share of people placed, in the camps of the whole thread, and whether each camp still has three people."""
    index = pd.MultiIndex.from_frame(authors[["thread_id", "author_id"]])
    rows = np.flatnonzero(them.present)
    first = rows[np.unique(them.people[rows], return_index=True)[1]]
    places = index.get_indexer(pd.MultiIndex.from_frame(them.posts.loc[first, ["thread_id", "author_id"]]))
    camp = pd.factorize(authors["camp"])[0][places] if len(places) else np.array([], dtype=np.int64)
    kept = them.people_kept().astype(float)
    people, placed = np.zeros((them.count, WIDTH)), np.zeros((them.count, WIDTH))
    np.add.at(people, them.person_threads, kept)
    np.add.at(placed, them.person_threads, kept * (camp >= 0)[:, None])
    width = int(camp.max(initial=-1)) + 1
    sizes = np.zeros((them.count * max(width, 1), WIDTH))
    inside = camp >= 0
    np.add.at(sizes, them.person_threads[inside] * max(width, 1) + camp[inside], kept[inside])
    by_camp = sizes.reshape(them.count, max(width, 1), WIDTH)
    number = (by_camp >= LEAST_CAMP).sum(axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        share = np.where((by_camp[:, :, :1] > 0).sum(axis=1) >= 2, placed / people, np.nan)
    return [Quantity.of("sides.camps", share, number)]
