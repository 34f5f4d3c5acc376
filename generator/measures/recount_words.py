"""The words that mark each group, counted anew in every variant of a thread at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.sparse import csr_array

from generator.measures import words
from generator.measures.recounts import Quantity
from generator.measures.variants import WIDTH, Sides, Variants

Array = NDArray[Any]
CANDIDATES = 8  # words of each group that are followed: those that could lead it in another variant
NAMED = 3  # words of a group that a sentence names
MARKING_Z = 1.96
LEAST_PEOPLE = 3


@dataclass(frozen=True)
class Candidates:
    """Words that may mark a group: one row per thread, side and word, the strongest first."""

    threads: Array
    sides: Array  # 0 or 1
    codes: Array
    is_function: Array


@dataclass(frozen=True)
class Counts:
    """Uses and people of each candidate in each variant (candidates × variants)."""

    own: Array
    other: Array
    people: Array  # of the group
    everybody: Array
    own_total: Array
    other_total: Array


def limits(them: Variants, chance: pd.DataFrame) -> Array:
    """Per thread the z-score that a marking word exceeds, that of the whole thread in every variant."""
    known = chance.set_index("thread_id")["z_by_chance"].reindex(them.thread_ids).astype("Float64")
    return np.maximum(known.to_numpy(dtype=float, na_value=0.0), MARKING_Z)


def marking(
    them: Variants, two: Sides, terms: pd.DataFrame, tokens: words.Tokens, start: int, limit: Array | None = None
) -> list[Quantity]:
    """The strongest word of all and how it is spread; `start` is the row of the first post among all tokens' posts."""
    chosen = candidates(them, two, terms, tokens)
    counts = recounted(them, two, terms, tokens, chosen, start)
    z, passing = _passing(chosen, counts, np.full(them.count, MARKING_Z) if limit is None else limit)
    shape = (them.count, WIDTH)
    value, verdict, spread = (np.full(shape, np.nan) for _ in range(3))
    enough = _enough(them, two, counts, chosen)
    lead = _leading(chosen, passing[:, 0], z[:, 0])
    for thread, place in lead.items():
        rows = np.flatnonzero(chosen.threads == thread)
        if place < 0:
            value[thread] = z[rows].max(axis=0)
            verdict[thread] = passing[rows].any(axis=0)
            continue
        group = rows[chosen.sides[rows] == chosen.sides[place]]
        ahead = ((z[group] > z[place]) & passing[group]).sum(axis=0)
        value[thread] = z[place]
        verdict[thread] = passing[place] & (ahead < NAMED)
        with np.errstate(invalid="ignore", divide="ignore"):
            spread[thread] = counts.own[place] / (counts.own[place] + counts.other[place])
    value = np.where(enough, value, np.nan)
    spread = np.where(enough, spread, np.nan)
    return [
        Quantity.of("words.marking", value, verdict),
        Quantity.of("words.one_sided", spread, verdict + 2 * (spread > 0.5)),
    ]


def candidates(them: Variants, two: Sides, terms: pd.DataFrame, tokens: words.Tokens) -> Candidates:
    """The strongest words of the two groups of each thread."""
    place = {thread_id: number for number, thread_id in enumerate(them.thread_ids)}
    threads = terms["thread_id"].map(place)
    known = terms[threads.notna()].assign(thread=threads[threads.notna()].astype(int))
    names = two.names[known["thread"].to_numpy(dtype=int)]
    group = known["group"].to_numpy(dtype=object)
    side = np.where(group == names[:, 0], 0, np.where(group == names[:, 1], 1, -1))
    known = known.assign(side=side)[side >= 0]
    known = known.sort_values(["thread", "side", "log_odds_z", "word"], ascending=[True, True, False, True])
    # Function words are no marking words; the strongest of all is the number where nothing marks.
    order = known.groupby(["thread", "side", "is_function_word"]).cumcount()
    known = known[(order < CANDIDATES) & (~known["is_function_word"].astype(bool) | (order < 1))]
    codes = pd.Index(tokens.vocabulary).get_indexer(pd.Index(known["word"].to_numpy(dtype=object)))
    return Candidates(
        known["thread"].to_numpy(dtype=np.int64),
        known["side"].to_numpy(dtype=np.int64),
        codes.astype(np.int64),
        known["is_function_word"].to_numpy(dtype=bool),
    )


def recounted(
    them: Variants, two: Sides, terms: pd.DataFrame, tokens: words.Tokens, chosen: Candidates, start: int
) -> Counts:
    """Uses and people of the candidates in every variant."""
    count, width = len(chosen.codes), len(them.posts)
    compared = _compared(them, terms)
    first, last = np.searchsorted(tokens.rows, [start, start + width])
    rows, codes = tokens.rows[first:last] - start, tokens.codes[first:last].astype(np.int64)
    size = np.int64(max(len(tokens.vocabulary), 1))
    wanted, of_wanted = np.unique(chosen.threads * size + chosen.codes, return_inverse=True)
    keys = them.threads[rows] * size + codes
    place = np.minimum(np.searchsorted(wanted, keys), max(len(wanted) - 1, 0))
    hit = (wanted[place] == keys if len(wanted) else np.zeros(len(keys), dtype=bool)) & compared[rows]
    rows, word = rows[hit], place[hit]
    # A word may be a candidate of both sides: its uses are counted once per side of the speaker.
    side = np.where(two.of_posts[rows] >= 0, two.of_posts[rows] % 2, 2)
    uses = _sums(3 * word + side, rows, 3 * len(wanted), them.keep)
    speakers = np.unique(np.stack([3 * word + side, them.people[rows]], axis=1), axis=0, return_inverse=True)
    matrix = csr_array((np.ones(len(rows), np.float32), (speakers[1].ravel(), rows)), (len(speakers[0]), width))
    speak = np.asarray(matrix @ them.keep) > 0
    people = np.zeros((3 * len(wanted), WIDTH))
    np.add.at(people, speakers[0][:, 0], speak.astype(float))
    own = 3 * of_wanted + chosen.sides
    totals = _totals(them, two, compared)
    whole_uses, whole_people = (table.reshape(len(wanted), 3, WIDTH).sum(axis=1)[of_wanted] for table in (uses, people))
    own_total = totals[3 * chosen.threads + chosen.sides] if count else np.zeros((0, WIDTH))
    whole_total = totals.reshape(them.count, 3, WIDTH).sum(axis=1)[chosen.threads]
    return Counts(uses[own], whole_uses - uses[own], people[own], whole_people, own_total, whole_total - own_total)


def _sums(cells: Array, rows: Array, count: int, keep: Array) -> Array:
    matrix = csr_array((np.ones(len(rows), dtype=np.float32), (cells, rows)), shape=(count, len(keep)))
    return np.asarray(matrix @ keep, dtype=np.float64)


def _compared(them: Variants, terms: pd.DataFrame) -> Array:
    """Posts of the groups whose words are compared."""
    cells = pd.MultiIndex.from_frame(terms[["thread_id", "group"]].drop_duplicates())
    found: Array = cells.get_indexer(pd.MultiIndex.from_frame(them.posts[["thread_id", "group"]])) >= 0
    return found & them.present


def _totals(them: Variants, two: Sides, compared: Array) -> Array:
    """Words of each side, and of others that are compared: 3 × threads rows."""
    side = np.where(two.of_posts >= 0, two.of_posts % 2, 2)
    cells = np.where(compared, 3 * them.threads + side, -1)
    return them.sums(cells, them.posts["word_count"].fillna(0).to_numpy(dtype=float), 3 * them.count)


def _passing(chosen: Candidates, counts: Counts, limit: Array) -> tuple[Array, Array]:
    """The z-score of each candidate in each variant, and whether it marks its group there."""
    z = scores(counts)
    people = (counts.people >= LEAST_PEOPLE) & (counts.everybody >= words.LEAST_PEOPLE)
    return z, (z > limit[chosen.threads][:, None]) & people & ~chosen.is_function[:, None]


def scores(counts: Counts) -> Array:
    """The z-score of each candidate's log-odds in each variant; 0 where nobody says the word."""
    uses = counts.own + counts.other
    total = counts.own_total + counts.other_total
    prior = words.PRIOR_TOTAL * uses / np.maximum(total, 1)
    with np.errstate(invalid="ignore", divide="ignore"):
        _, z = words.log_odds(
            counts.own, counts.other, prior, (counts.own_total, counts.other_total, words.PRIOR_TOTAL)
        )
    return np.where(uses > 0, z, 0.0)


def _enough(them: Variants, two: Sides, counts: Counts, chosen: Candidates) -> Array:
    """Whether both groups still have the least number of words."""
    cells = np.where(two.of_posts >= 0, two.of_posts, -1)
    total = them.sums(cells, them.posts["word_count"].fillna(0).to_numpy(dtype=float), 2 * them.count)
    return np.asarray(total.reshape(them.count, 2, WIDTH).min(axis=1) >= words.LEAST_WORDS)


def _leading(chosen: Candidates, passing: Array, z: Array) -> dict[int, int]:
    """Per thread the row of the candidate that leads when everything is kept; −1 where none marks."""
    lead = dict.fromkeys(chosen.threads.tolist(), -1)
    # As the findings have it: of equals the first side's, then the first word's.
    for row in np.lexsort((np.arange(len(z)), -z)):
        thread = int(chosen.threads[row])
        if passing[row] and lead[thread] < 0:
            lead[thread] = int(row)
    return lead
