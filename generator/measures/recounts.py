"""What findings count, counted anew in every variant of a thread at once: answers, voice, attention, following."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.sparse import csr_array

from generator.measures import attention, inequality, pairs, responses, shuffled
from generator.measures.clustered import effect
from generator.measures.distinct import distinct
from generator.measures.question_shares import LEAST_QUESTIONS
from generator.measures.tree import answered_rows
from generator.measures.variants import WIDTH, Sides, Variants
from generator.vocabulary import NO_GROUP

Array = NDArray[Any]
LEAST_PAIR_REPLIES = 10  # of a group, for its share to be told


@dataclass(frozen=True)
class Quantity:
    """One finding's number and verdict in each variant of each thread (threads × variants)."""

    finding: str
    value: Array  # not a number where it cannot be computed
    verdict: Array  # what the finding says, as a number: it flips where this is another one

    @staticmethod
    def of(finding: str, value: Array, verdict: Array | None = None) -> Quantity:
        """The quantity; where it cannot be computed the verdict is one of its own."""
        said = np.zeros(value.shape) if verdict is None else verdict
        return Quantity(finding, value, np.where(np.isnan(value), -9, said))


@dataclass(frozen=True)
class Answers:
    """Replies to other people, and which posts have one in each variant."""

    child: Array  # rows of replies whose author and parent's author are known and differ
    asked: Array  # posts × variants: present and kept
    answered: Array  # posts × variants: kept, and a kept reply by another


def answers(them: Variants) -> Answers:
    """Who answered, in each variant."""
    count = len(them.posts)
    own = np.arange(count)
    authors = pd.factorize(them.posts["author_id"])[0]
    held = (them.posts["state"] != "missing").to_numpy(dtype=bool)
    parents = answered_rows(them.posts, them.parents)
    child = np.flatnonzero(
        (parents != own) & held & (authors >= 0) & (authors[parents] >= 0) & (authors != authors[parents])
    )
    matrix = csr_array((np.ones(len(child), dtype=np.float32), (parents[child], child)), shape=(count, count))
    asked = (them.keep > 0) & them.present[:, None]
    return Answers(child, asked, asked & (np.asarray(matrix @ them.keep) > 0))


def grouped(them: Variants, cells: Array, values: Array) -> Array:
    """Sums of posts × variants over the two groups of each thread: threads × 2 × variants."""
    used = np.flatnonzero(cells >= 0)
    ones = np.ones(len(used), dtype=np.float32)
    matrix = csr_array((ones, (cells[used], used)), shape=(2 * them.count, len(cells)))
    sums = np.asarray(matrix @ values.astype(np.float32), dtype=np.float64)
    return sums.reshape(them.count, 2, WIDTH)


def reply_chance(them: Variants, found: Answers, two: Sides) -> list[Quantity]:
    """The difference in the chance of an answer, and what part of all posts was left standing."""
    asked, answered = (grouped(them, two.of_posts, table) for table in (found.asked, found.answered))
    enough = (asked >= responses.LEAST_POSTS).all(axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        less = _design_effect(them, two, found.answered, found.asked)
        value, below, above = apart(answered / less, asked / less)
        every = np.bincount(them.threads, minlength=them.count).astype(float)
        cells = np.where(every[them.threads] > 0, 2 * them.threads, -1)
        total, all_answered = (grouped(them, cells, table)[:, 0] for table in (found.asked, found.answered))
        left = 1 - all_answered / total
    verdict = np.where(below > 0, 1, np.where(above < 0, -1, 0))
    return [
        Quantity.of("answered.chance", np.where(enough, value, np.nan), verdict),
        Quantity.of("answered.left", left),
    ]


def _design_effect(them: Variants, two: Sides, true: Array, every: Array) -> Array:
    """How many times as much each group's share varies as if every post were of another person, in each variant.

    `every` and `true` (posts × variants) are the posts that count, and those for which it is true.
    """
    people = len(them.person_threads)
    of_true, of_every = (_by_cell(them.people, them.present, part.astype(np.float32), people) for part in (true, every))
    inside = np.flatnonzero(two.of_people >= 0)
    cells = two.of_people[inside]
    residue, many, sums, whole = (np.zeros((2 * them.count, WIDTH)) for _ in range(4))
    np.add.at(sums, cells, of_true[inside])
    np.add.at(whole, cells, of_every[inside])
    share = np.nan_to_num(sums / np.where(whole > 0, whole, np.inf))
    np.add.at(residue, cells, (of_true[inside] - share[cells] * of_every[inside]) ** 2)
    np.add.at(many, cells, (of_every[inside] > 0).astype(float))
    return effect(residue, many, sums, whole).reshape(them.count, 2, WIDTH)


def question_shares(them: Variants, found: Answers, two: Sides, questions: pd.DataFrame) -> list[Quantity]:
    """The difference in the share of questions answered; one that was turned away or put again stays unanswered."""
    index = pd.MultiIndex.from_frame(questions[["thread_id", "post_id"]])
    place = index.get_indexer(pd.MultiIndex.from_frame(them.posts[["thread_id", "post_id"]]))
    outcome = np.full(len(place), "", dtype=object)
    outcome[place >= 0] = questions["answered"].to_numpy(dtype=object)[place[place >= 0]]
    told = np.isin(outcome, ("yes", "deflected", "no"))[:, None] & found.asked
    yes = (outcome == "yes")[:, None] & found.answered
    asked, answered = (grouped(them, two.of_posts, table) for table in (told, yes))
    less = _design_effect(them, two, yes, told)
    with np.errstate(invalid="ignore", divide="ignore"):
        value, below, above = apart(answered / less, asked / less)
    verdict = np.where(below > 0, 1, np.where(above < 0, -1, 0))
    enough = (asked >= LEAST_QUESTIONS).all(axis=1)
    return [Quantity.of("answered.questions", np.where(enough, value, np.nan), verdict)]


def apart(successes: Array, n: Array) -> tuple[Array, Array, Array]:
    """The difference of the two groups' shares with Newcombe's interval, as the findings have it."""
    share = successes / n
    low, high = responses.wilson(successes, n)
    value = share[:, 0] - share[:, 1]
    below = value - np.hypot(share[:, 0] - low[:, 0], high[:, 1] - share[:, 1])
    above = value + np.hypot(high[:, 0] - share[:, 0], share[:, 1] - low[:, 1])
    return value, below, above


def looked_up(places: Array, rows: Array) -> Array:
    """The row at each place; not a number where there is none (−1)."""
    found = np.full((len(places), rows.shape[1]), np.nan)
    found[places >= 0] = rows[places[places >= 0]]
    return found


def concentration(them: Variants) -> list[Quantity]:
    """How unequally the words are spread over the people who still write."""
    words = them.posts["word_count"].fillna(0).to_numpy(dtype=float)
    people = len(them.person_threads)
    written = them.sums(them.people, words, people)
    kept = them.people_kept()
    value = np.full((them.count, WIDTH), np.nan)
    if not people:
        return [Quantity.of("attention.concentration", value)]
    for column in range(WIDTH):
        order = np.lexsort((written[:, column], them.person_threads))
        here, threads = written[order, column], them.person_threads[order]
        weights = kept[order, column][:, None].astype(float)
        value[distinct(threads), column] = inequality.weighted_gini(here, weights, threads)[:, 0]
    sizes = np.zeros(value.shape)
    np.add.at(sizes, them.person_threads, kept.astype(float))
    return [Quantity.of("attention.concentration", np.where(sizes >= attention.LEAST_PEOPLE, value, np.nan))]


def between(them: Variants, found: Answers, two: Sides, table: pd.DataFrame) -> list[Quantity]:
    """What part of a group's replies stays in it; the bounds of chance move with the network."""
    groups = them.posts["group"].to_numpy(dtype=object)
    child, parent = found.child, them.parents[found.child]
    roles = (groups[child] != NO_GROUP) & (groups[parent] != NO_GROUP)
    child, parent = child[roles], parent[roles]
    both = them.keep[child] * them.keep[parent]
    inside = two.of_posts[child] >= 0
    own = inside & (two.of_posts[child] == two.of_posts[parent])
    n, stay = (_by_cell(two.of_posts[child], part, both, 2 * them.count) for part in (inside, own))
    total = _by_cell(them.threads[child], np.ones(len(child), dtype=bool), both, them.count)
    with np.errstate(invalid="ignore", divide="ignore"):
        share = stay / n
    told = (n >= LEAST_PAIR_REPLIES) & np.repeat(total >= pairs.LEAST_REPLIES, 2, axis=0)
    low, high = _moved(them, two, child, parent, both, _bounds(them, two, table))
    side = np.where(told, np.where(share > high, 1, np.where(share < low, -1, 0)), -5)
    verdict = side.reshape(them.count, 2, WIDTH)
    first = share.reshape(them.count, 2, WIDTH)
    any_told = told.reshape(them.count, 2, WIDTH)
    value = np.where(any_told[:, 0], first[:, 0], np.where(any_told[:, 1], first[:, 1], np.nan))
    value[np.isnan(low.reshape(them.count, 2, WIDTH)).all(axis=(1, 2))] = np.nan
    return [Quantity.of("answered.between", value, 10 * verdict[:, 0] + verdict[:, 1])]


def _by_cell(cells: Array, chosen: Array, kept: Array, count: int) -> Array:
    rows = np.flatnonzero(chosen)
    matrix = csr_array((np.ones(len(rows), dtype=np.float32), (cells[rows], rows)), shape=(count, len(cells)))
    return np.asarray(matrix @ kept, dtype=np.float64)


def _bounds(them: Variants, two: Sides, table: pd.DataFrame) -> tuple[Array, Array]:
    rows = table[table["from_group"] == table["to_group"]]
    index = pd.MultiIndex.from_frame(rows[["thread_id", "from_group"]])
    place = index.get_indexer(pd.MultiIndex.from_arrays([np.repeat(them.thread_ids, 2), two.names.ravel()]))
    ends = rows[["low", "high"]].astype("Float64").to_numpy(dtype=float, na_value=np.nan)
    found = looked_up(place, ends)
    return found[:, 0], found[:, 1]


def _moved(
    them: Variants, two: Sides, child: Array, parent: Array, both: Array, bounds: tuple[Array, Array]
) -> tuple[Array, Array]:
    """The bounds of chance in each variant: as many standard deviations from the mean as with everything kept."""
    net = shuffled.network(them.people[child], them.people[parent], both, them.person_threads, them.count)
    sizes, whole = np.zeros((2 * them.count, WIDTH)), np.zeros((them.count, WIDTH))
    inside = two.of_people >= 0
    np.add.at(sizes, two.of_people[inside], net.active[inside].astype(float))
    np.add.at(whole, them.person_threads, net.active.astype(float))
    sides = [shuffled.own_share(net, whole, sizes[side::2]) for side in (0, 1)]
    mean, spread = (np.stack([side[place] for side in sides], axis=1).reshape(-1, WIDTH) for place in (0, 1))
    with np.errstate(invalid="ignore", divide="ignore"):
        return tuple(mean + (end - mean[:, 0])[:, None] / spread[:, :1] * spread for end in bounds)  # type: ignore[return-value]
