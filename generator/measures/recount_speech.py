"""How each group speaks, how polite it sounds and what becomes of its strongest term, counted anew in every variant."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import stdtrit

from generator.measures import jargon, politeness, recount_words, registers, words
from generator.measures.recount_shares import by_person
from generator.measures.recounts import Quantity
from generator.measures.variants import WIDTH, Sides, Variants

Array = NDArray[Any]
SEVEN = 2.69 / 1.96  # as the sentence widens its interval, for seven registers compared


def ways_of_speaking(them: Variants, two: Sides, cues: pd.DataFrame) -> list[Quantity]:
    """The register in which the groups differ most for certain, or whether any differs; `cues` of these posts."""
    counted = [*registers.REGISTERS.values(), "words"]
    table = cues[counted].astype("Float64").to_numpy(dtype=float, na_value=np.nan)
    told = ~np.isnan(table).any(axis=1)
    sums = [by_person(them, them.keep * np.where(told, table[:, place], 0.0)[:, None]) for place in range(len(counted))]
    written = sums[-1]
    apart, firm, enough = (np.full((len(registers.REGISTERS), them.count, WIDTH), np.nan) for _ in range(3))
    for place, uses in enumerate(sums[:-1]):
        rate, low, high, able = _rates(two, uses, written, them.count)
        apart[place], below, above = _difference(rate, low, high)
        firm[place] = np.where(below * SEVEN < apart[place], 1, np.where(above * SEVEN < -apart[place], -1, 0))
        gap = np.where(able, np.maximum(rate[:, 0], rate[:, 1]), np.nan)
        with np.errstate(invalid="ignore", divide="ignore"):
            enough[place] = gap / np.minimum(rate[:, 0], rate[:, 1])
    return [_strongest(apart, firm, enough)]


def _strongest(apart: Array, firm: Array, gap: Array) -> Quantity:
    """The register that a sentence names first when all is kept; where none is named, whether one would be."""
    names = np.array(list(registers.REGISTERS))
    able = ~np.isnan(gap[0])
    order = np.argsort(np.argsort(names))[:, None]
    first = np.where((firm[:, :, 0] != 0) & ~np.isnan(gap[:, :, 0]), gap[:, :, 0] - 1e-9 * order, -np.inf)
    chosen = first.argmax(axis=0)
    rows = np.arange(apart.shape[1])
    named = np.isfinite(first[chosen, rows]) | (first[chosen, rows] == np.inf)
    value = np.where(named[:, None] & able, apart[chosen, rows], np.nan)
    said = np.where(named[:, None], firm[chosen, rows], (firm != 0).any(axis=0))
    return Quantity("words.registers", value, np.where(able, said, -9))


def _rates(two: Sides, uses: Array, written: Array, count: int) -> tuple[Array, Array, Array, Array]:
    """Both groups' uses in 100 words with their intervals (threads × 2 × variants), as `registers` has them."""
    sums, whole = (_by_side(two, part, count) for part in (uses, written))
    of_person = np.maximum(two.of_people, 0)
    with np.errstate(invalid="ignore", divide="ignore"):
        part = written / whole[of_person]
        residue = ((uses - sums[of_person] / whole[of_person] * written) / (1 - part)) ** 2
        residue, part = (np.where(np.isfinite(each), each, 0.0) for each in (residue, part))
        spread, squares, n = (_by_side(two, each, count) for each in (residue, part**2, (written > 0).astype(float)))
        rate, low, high = registers.interval(sums, whole, spread, squares, n)
    able = (whole >= registers.LEAST_WORDS) & (n >= registers.LEAST_PEOPLE)
    shape = (count, 2, WIDTH)
    both = np.asarray(able.reshape(shape).all(axis=1))
    return rate.reshape(shape), low.reshape(shape), high.reshape(shape), both


def _by_side(two: Sides, values: Array, count: int) -> Array:
    """Sums of people × variants over the two groups of each thread: 2 · threads × variants."""
    sums = np.zeros((2 * count, WIDTH))
    inside = two.of_people >= 0
    np.add.at(sums, two.of_people[inside], values[inside])
    return sums


def _difference(rate: Array, low: Array, high: Array) -> tuple[Array, Array, Array]:
    """The difference of the two groups, and how far its interval reaches below and above (Newcombe)."""
    below = np.hypot(rate[:, 0] - low[:, 0], high[:, 1] - rate[:, 1])
    above = np.hypot(high[:, 0] - rate[:, 0], rate[:, 1] - low[:, 1])
    return rate[:, 0] - rate[:, 1], below, above


def polite(them: Variants, two: Sides) -> list[Quantity]:
    """The difference in politeness of the two groups' posts."""
    scores = them.posts["politeness"].astype("Float64").to_numpy(dtype=float, na_value=np.nan)
    known = ~np.isnan(scores)
    total = by_person(them, them.keep * np.where(known, scores, 0.0)[:, None])
    posts = by_person(them, them.keep * known[:, None])
    sums, whole = (_by_side(two, part, them.count) for part in (total, posts))
    n = _by_side(two, (posts > 0).astype(float), them.count)
    of_person = np.maximum(two.of_people, 0)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = sums / whole
        residue = _by_side(two, np.nan_to_num(total - mean[of_person] * posts) ** 2, them.count)
        reach = stdtrit(n - 1, 0.975) * np.sqrt(residue * n / (n - 1)) / whole
    shape = (them.count, 2, WIDTH)
    ends = [end.reshape(shape) for end in (mean, np.maximum(mean - reach, 0), np.minimum(mean + reach, 1))]
    value, below, above = _difference(*ends)
    able = ((whole >= politeness.LEAST_POSTS) & (n >= politeness.LEAST_PEOPLE)).reshape(shape).all(axis=1)
    verdict = np.where(value > below, 1, np.where(-value > above, -1, 0))
    return [Quantity.of("words.politeness", np.where(able, value, np.nan), verdict)]


def term(
    them: Variants, two: Sides, tables: dict[str, pd.DataFrame], tokens: words.Tokens, start: int
) -> list[Quantity]:
    """Whose the strongest term is, whether it still is one, and whether it marks its group."""
    chosen = _strongest_terms(them, two, tables["term_life"])
    shape = (them.count, WIDTH)
    value, verdict = np.full(shape, np.nan), np.zeros(shape)
    if chosen.empty:
        return [Quantity.of("words.term", value)]
    uses = tables["term_uses"].merge(chosen[["thread_id", "word", "thread", "side"]], on=["thread_id", "word"])
    index = pd.MultiIndex.from_frame(them.posts[["thread_id", "post_id"]])
    rows = index.get_indexer(pd.MultiIndex.from_frame(uses[["thread_id", "post_id"]]))
    threads, kept = uses["thread"].to_numpy(dtype=np.int64), them.keep[rows]
    own = two.of_posts[rows] == 2 * threads + uses["side"].to_numpy(dtype=np.int64)
    has_role = (them.posts["group"] != "none").to_numpy(dtype=bool)[rows]
    every, sided, mine = (np.zeros(shape) for _ in range(3))
    for sums, of in ((every, np.ones(len(rows), bool)), (sided, has_role), (mine, own)):
        np.add.at(sums, threads[of], kept[of])
    people = pd.factorize(pd.MultiIndex.from_arrays([threads, them.people[rows]]))[0]
    speaking = np.zeros((int(people.max(initial=-1)) + 1, WIDTH))
    np.maximum.at(speaking, people, kept)
    speakers = np.zeros(shape)
    np.add.at(speakers, threads[np.unique(people, return_index=True)[1]], speaking)
    candidates = recount_words.Candidates(
        chosen["thread"].to_numpy(dtype=np.int64),
        chosen["side"].to_numpy(dtype=np.int64),
        pd.Index(tokens.vocabulary).get_indexer(pd.Index(chosen["word"].to_numpy(dtype=object))).astype(np.int64),
        np.zeros(len(chosen), dtype=bool),
    )
    z = recount_words.scores(recount_words.recounted(them, two, tables["terms"], tokens, candidates, start))
    at = candidates.threads
    least = np.where(chosen["questioned_by"].notna(), 2, jargon.LEAST_USES)[:, None]
    with np.errstate(invalid="ignore", divide="ignore"):
        value[at] = np.where(sided[at] > 0, mine[at] / sided[at], np.nan)
    still = (every[at] >= least) & (speakers[at] >= jargon.LEAST_PEOPLE) & (value[at] >= jargon.LEAST_OWN_SHARE)
    verdict[at] = still + 2 * (z > recount_words.limits(them, tables["word_chance"])[at][:, None])
    return [Quantity.of("words.term", value, verdict)]


def _strongest_terms(them: Variants, two: Sides, life: pd.DataFrame) -> pd.DataFrame:
    """The term of each thread that a sentence names, with the numbers of its thread and side."""
    place = {thread_id: number for number, thread_id in enumerate(them.thread_ids)}
    own = life[life["thread_id"].isin(place)].copy()
    own["thread"] = own["thread_id"].map(place).astype("int64")
    names = two.names[own["thread"].to_numpy(dtype=np.int64)]
    group = own["group"].to_numpy(dtype=object)
    own["side"] = np.where(group == names[:, 0], 0, np.where(group == names[:, 1], 1, -1))
    own = own[own["side"] >= 0].sort_values(["thread", "weight", "word"], ascending=[True, False, True])
    return own.drop_duplicates("thread").reset_index(drop=True)
