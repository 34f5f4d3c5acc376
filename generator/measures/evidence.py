"""Evidence: how much each pair's meetings speak for or against one camp."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from generator.measures.camp_coefficients import LEAST_CONTENTION, MEANS, QUOTED, UNQUOTED
from generator.measures.meetings import FEATURES, LISTS, Meetings, Pairs, People

Array = NDArray[Any]
# Share of meetings that quote: below the first a thread counts as one without quotations (a few are found by chance),
# from the second on as one where people quote what they dispute.
FEW_QUOTES, MANY_QUOTES = 0.1, 0.3
QUOTE_FEATURES = [place for place, name in enumerate(FEATURES) if "quot" in name]
WORD_FEATURES = [place for place, name in enumerate(FEATURES) if name in LISTS or name == "stance"]
ANSWERS_ONLY = FEATURES.index("answers_only")


@dataclass(frozen=True)
class Evidence:
    """Per pair the log-likelihood ratio of same camp, in parts, and per thread what it rests on."""

    structure: Array  # per pair: that they met, and whether they quoted
    words: Array  # per pair: the words of their replies
    quoting_share: Array  # per thread, 0 to 1
    contention: Array  # per thread: how much its replies are worded like opposition
    replies_disagree: Array  # per thread: whether it is taken that replies mostly disagree
    if_disagree: tuple[Array, Array]  # per pair: structure and words, were it so in all but friendly threads

    @property
    def total(self) -> Array:
        """Both parts together."""
        return self.structure + self.words

    @property
    def of_dispute(self) -> Array:
        """Both parts, were every thread a dispute in which replies do not speak for one camp on the whole."""
        return self.if_disagree[0] + self.if_disagree[1]

    def with_disputes(self, threads: Array, shown: Array) -> Evidence:
        """The same where replies are taken to disagree in the threads `shown` as well; `threads` is per pair."""
        structure, words = (
            np.where(shown[threads], assumed, known)
            for assumed, known in zip(self.if_disagree, (self.structure, self.words), strict=True)
        )
        return replace(self, structure=structure, words=words, replies_disagree=self.replies_disagree | shown)


@dataclass(frozen=True)
class Coefficients:
    """Per feature what it says in threads with quotations and without, and its mean over the pairs of the fit."""

    quoted: Array
    unquoted: Array
    means: Array


def _column(coefficients: dict[str, float]) -> Array:
    return np.array([coefficients.get(name, 0.0) for name in FEATURES])


SHIPPED = Coefficients(_column(QUOTED), _column(UNQUOTED), _column(MEANS))


def evidence(nodes: People, met: Meetings, pairs: Pairs, coefficients: Coefficients = SHIPPED) -> Evidence:
    """What the meetings of each pair say.

    In threads with many quotations a meeting that quotes speaks against one camp and one that does not, for it. In
    others a reply as such speaks against one camp only if the thread's replies are worded like those of a dispute;
    if they are not, pairs are compared with the thread's own mean instead, unless the network of replies itself shows
    two camps (`with_disputes`).
    """
    count = len(nodes.thread_ids)
    thread_of_pair, thread_of_meeting = nodes.threads[pairs.first], nodes.threads[met.source]
    sizes = np.maximum(np.bincount(thread_of_meeting, minlength=count), 1)
    quotes = met.features[:, FEATURES.index("quotes_parent")] + met.features[:, FEATURES.index("quotes_other")]
    quoting_share = np.bincount(thread_of_meeting, quotes, count) / sizes
    contention = np.bincount(thread_of_meeting, _contention(met), count) / sizes
    quoted = np.clip((quoting_share - FEW_QUOTES) / (MANY_QUOTES - FEW_QUOTES), 0, 1)
    disagree = (quoted >= 1) | ~(contention < LEAST_CONTENTION)
    shrunk = np.log1p(pairs.count)
    means = np.where(np.isnan(pairs.means), coefficients.means, pairs.means)
    plain = means.copy()
    plain[:, QUOTE_FEATURES] = 0
    plain[:, ANSWERS_ONLY] = 1
    share = quoted[thread_of_pair]
    parts: list[Array] = []
    assumed: list[Array] = []
    for columns in ([place for place in range(len(FEATURES)) if place not in WORD_FEATURES], WORD_FEATURES):
        with_quotes = means[:, columns] @ coefficients.quoted[columns]
        without = plain[:, columns] @ coefficients.unquoted[columns]
        centre = np.bincount(thread_of_pair, without * shrunk, count) / np.maximum(
            np.bincount(thread_of_pair, shrunk, count), 1e-9
        )
        own_mean = np.where(disagree[thread_of_pair], 0.0, centre[thread_of_pair])
        assumed.append((share * with_quotes + (1 - share) * without) * shrunk)
        parts.append(assumed[-1] - (1 - share) * own_mean * shrunk)
    # Where replies speak for one camp on the whole there is no dispute to be assumed, whoever answers whom.
    kind = (np.bincount(thread_of_pair, assumed[0] + assumed[1], count) > 0)[thread_of_pair]
    if_disagree = np.where(kind, parts[0], assumed[0]), np.where(kind, parts[1], assumed[1])
    return Evidence(parts[0], parts[1], quoting_share, contention, disagree, if_disagree)


def _contention(met: Meetings) -> Array:
    """How much a meeting's words turn to the other: uses of "you" and of asking words, each per root of length.

    Words that disagree do not tell debates from talk: debates have more of both kinds.
    """
    return met.features[:, [FEATURES.index(name) for name in ("you", "asks")]].sum(axis=1)
