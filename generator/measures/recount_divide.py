"""Whether a thread is divided, in every variant: the roles against the same deals, the network against its own null."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.sparse import csr_array

from generator.measures import camps, divide, labels, polarisation
from generator.measures.recounts import Quantity
from generator.measures.variants import WIDTH, Variants

Array = NDArray[Any]
YARDSTICKS = ("replies", "roles")


@dataclass(frozen=True)
class Ground:
    """What the verdict rests on in whole threads."""

    known: camps.Basis
    draws: Array  # balance of each network and of its rewired ones (threads × 1 + nulls)
    camp_of: Array  # per person the likeliest camp

    @property
    def of_pair(self) -> Array:
        """Per meeting the number of its pair."""
        met = self.known.met
        low, high = np.minimum(met.source, met.target), np.maximum(met.source, met.target)
        return np.unique(low * np.int64(max(len(self.known.nodes.threads), 1)) + high, return_inverse=True)[1]


def verdict(them: Variants, ground: Ground, of_pair: Array, verdicts: pd.DataFrame, start: int, seed: int) -> Quantity:
    """The position by the yardstick that shows most, and whether the thread is called divided.

    Roles: whom they answer and how is held against the same deals in each variant; the words of a person stay
    those of the whole thread. Replies: the camps stay, the balance is counted anew, and the null is that of the whole
    thread. `start` is the row of the first of these posts among all.
    """
    nodes = ground.known.nodes
    value, said = (np.full((them.count, WIDTH), np.nan) for _ in range(2))
    told = verdicts[verdicts["p"].notna()].set_index("thread_id")
    number_of = {name: number for number, name in enumerate(nodes.thread_ids)}
    parts = _Parts(them, ground, of_pair, start, seed)
    for row, name in enumerate(them.thread_ids):
        if name not in told.index:
            continue
        positions = parts.positions(number_of[name])
        by = str(told.loc[name, "by"])
        p = np.min([p for _, p in positions.values()], axis=0) * len(positions)
        value[row] = positions[by][0]
        said[row] = np.where(np.isnan(p), -9, p <= divide.LEVEL)
    return Quantity("divide.verdict", value, np.where(np.isnan(said), -9, said))


class _Parts:
    """The pieces of threads that their positions are counted from."""

    def __init__(self, them: Variants, ground: Ground, of_pair: Array, start: int, seed: int) -> None:
        self.ground, known = ground, ground.known
        nodes, met, pairs = known.nodes, known.met, known.pairs
        end = start + len(them.posts)
        first, last = np.searchsorted(met.post, [start, end])
        here = slice(int(first), int(last))
        posts = met.post[here] - start
        self.people = slice(*_span(nodes.of_post[start:end][nodes.of_post[start:end] >= 0]))
        gone = _people_gone(them, nodes.of_post[start:end] - self.people.start, self.people)
        weight = them.keep[posts] * them.keep[them.parents[posts]] * ~gone[met.target[here] - self.people.start]
        self.pairs = slice(*_span(of_pair[here]))
        shape = (self.pairs.stop - self.pairs.start, len(posts))
        matrix = csr_array(
            (np.ones(len(posts), np.float32), (of_pair[here] - self.pairs.start, np.arange(len(posts)))), shape
        )
        self.counts = np.asarray(matrix @ weight.astype(np.float32))
        self.present = ~gone
        own = labels.Labels(known.roles[self.people], nodes.threads[self.people], len(nodes.thread_ids))
        self.deals = labels.dealt(own, nodes.ranks[self.people], seed)
        self.able = divide.network_able(known)
        self.pair_threads = nodes.threads[pairs.first]

    def positions(self, thread: int) -> dict[str, tuple[Array, Array]]:
        """Percentile and p of each yardstick that was laid on, per variant."""
        known, found = self.ground.known, {}
        first, last = np.searchsorted(self.pair_threads, [thread, thread + 1])
        counts = self.counts[first - self.pairs.start : last - self.pairs.start]
        rows = slice(int(first), int(last))
        if self.able[thread]:
            found["replies"] = self._replies(thread, rows, counts)
        if not np.isnan(known.roles_apart.p[thread]):
            found["roles"] = self._roles(thread, rows, counts)
        return found

    def _replies(self, thread: int, rows: slice, counts: Array) -> tuple[Array, Array]:
        """How well the camps of the whole thread fit the network that is left, among the whole thread's nulls."""
        known, draws = self.ground.known, self.ground.draws[thread]
        first, second = known.pairs.first[rows], known.pairs.second[rows]
        agree = np.where(self.ground.camp_of[first] == self.ground.camp_of[second], 1.0, -1.0)[:, None]
        evidence = known.evidence.total[rows][:, None] * _thinned(counts, known.pairs.count[rows])
        balance = (evidence * agree).sum(axis=0) / np.maximum(np.abs(evidence).sum(axis=0), 1e-9)
        seen = (draws[0] + balance - balance[0])[:, None]
        people = np.stack([np.unique(np.r_[first[kept], second[kept]]).size for kept in (counts > 0).T])
        able = ((counts > 0).sum(axis=0) >= divide.LEAST_PAIRS) & (people >= divide.LEAST_PEOPLE)
        where = polarisation.position(np.hstack([seen, np.tile(draws[1:], (WIDTH, 1))]), able)
        return where.percentile, where.p

    def _roles(self, thread: int, rows: slice, counts: Array) -> tuple[Array, Array]:
        """How far the roles differ in what is left, against the same deals of the roles in it."""
        known = self.ground.known
        here = slice(*np.searchsorted(known.nodes.threads, [thread, thread + 1]))
        mine = slice(here.start - self.people.start, here.stop - self.people.start)
        deals, roles, present = self.deals[mine], known.roles[here], self.present[mine]
        first, second = known.pairs.first[rows] - here.start, known.pairs.second[rows] - here.start
        both = (roles[first] >= 0) & (roles[second] >= 0)
        first, second, counts = first[both], second[both], counts[both]
        within = (deals[first] == deals[second]).astype(np.float32)
        replies = counts.T @ within / np.maximum(counts.sum(axis=0), 1e-9)[:, None]
        said = known.evidence.words[rows][both][:, None] * _thinned(counts, known.pairs.count[rows][both])
        left = counts > 0
        said = np.where(left, said - said.sum(axis=0) / np.maximum(left.sum(axis=0), 1), 0.0)
        stance = said.T @ within / np.maximum(np.abs(said).sum(axis=0), 1e-9)[:, None]
        language = _language(known.words[here], deals, present)
        draws = polarisation.together(polarisation.Groups(replies, stance, language))
        sizes = np.stack([(present & (roles == role)[:, None]).sum(axis=0) for role in range(int(roles.max()) + 1)])
        able = ((sizes >= camps.LEAST_ROLE_PEOPLE).sum(axis=0) >= 2) & (left.sum(axis=0) >= camps.LEAST_ROLE_PAIRS)
        where = polarisation.position(draws, able)
        return where.percentile, where.p


def _thinned(counts: Array, whole: Array) -> Array:
    """What part of a pair's evidence is left, as evidence grows with the logarithm of meetings."""
    return np.asarray(np.log1p(counts) / np.log1p(whole)[:, None])


def _language(words: Any, deals: Array, present: Array) -> Array:
    """How far apart the words of dealt groups are among the people who are left (variants × deals)."""
    # Of the columns of all threads only this one's, or the product would look at every word there is.
    columns, place = np.unique(words.indices, return_inverse=True)
    vectors = np.zeros((words.shape[0], len(columns)))
    vectors[np.repeat(np.arange(words.shape[0]), np.diff(words.indptr)), place] = words.data
    alike = vectors @ vectors.T
    found = np.zeros((WIDTH, deals.shape[1]))
    for role in range(int(deals.max()) + 1):
        members = (deals == role).astype(np.float64)
        near = alike @ members
        whole, size = (members * near).sum(axis=0), members[:, 0].sum()
        for column in range(WIDTH):
            gone = np.flatnonzero(~present[:, column])
            mine = members[gone]
            less = 2 * (mine * near[gone]).sum(axis=0) - (mine * (alike[np.ix_(gone, gone)] @ mine)).sum(axis=0)
            found[column] += (whole - less) / np.maximum(size - mine.sum(axis=0), 1)
    return found


def _people_gone(them: Variants, of_post: Array, people: slice) -> Array:
    """Which people have no post left (people × variants); `of_post` counts from the first of them."""
    rows = np.flatnonzero((of_post >= 0) & them.present)
    kept = np.zeros((people.stop - people.start, WIDTH), dtype=bool)
    np.logical_or.at(kept, of_post[rows], them.keep[rows] > 0)
    wrote = np.zeros(len(kept), dtype=bool)
    wrote[of_post[rows]] = True
    return wrote[:, None] & ~kept


def _span(numbers: Array) -> tuple[int, int]:
    """The first number and the one after the last."""
    return (int(numbers.min()), int(numbers.max()) + 1) if len(numbers) else (0, 0)
