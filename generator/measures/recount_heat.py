"""Friction and its hottest branch, counted anew in every variant of a thread at once."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from generator.measures import heat
from generator.measures.recounts import Quantity
from generator.measures.tree import depths, subtree_sums
from generator.measures.variants import WIDTH, Variants

Array = NDArray[Any]
CLEARLY = 0.05  # as the sentence has it


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
