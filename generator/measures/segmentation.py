"""Where a sequence of posts changes its words: Bayesian segmentation by an exact dynamic programme, many at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln

Array = NDArray[Any]
SLACK = 1e-9  # nats, for sums in another order
BATCH_CELLS = 1_500_000  # of the score tables held at once: 12 MB each


@dataclass(frozen=True)
class Witness:
    """What tells segments apart: which units of the sequences use which sign (a word, an author), each once."""

    units: Array
    signs: Array
    prior: float  # of the Dirichlet distribution, per sign


@dataclass(frozen=True)
class Sequences:
    """Units (posts, or blocks of them) one after another, sequence after sequence."""

    sizes: Array  # units per sequence
    seam_price: Array  # per sequence, in nats
    length_price: Array  # per sequence, in nats per unit
    seam_gain: Array  # per unit: what speaks for a seam before it, in nats
    least_length: Array  # per sequence: the shortest segment, in units
    least_stage: Array  # per sequence: the shortest segment that stays one, in units

    @property
    def starts(self) -> Array:
        """The first unit of each sequence."""
        return np.cumsum(self.sizes) - self.sizes


def segmented(sequences: Sequences, witnesses: tuple[Witness, ...]) -> tuple[Array, Array]:
    """The units before which a seam lies, in order, and how much each seam gains over none, in nats.

    The best of all segmentations: the sum over segments of the Dirichlet compound multinomial likelihood of their
    signs, less the prices. The seams that the signs pay for alone stand; what else speaks for a seam may only add
    others between them, as it would otherwise draw a seam away from where the signs change. Of segments too short for a
    stage the weaker seam is left out afterwards: were they barred from the start, the next best would be a seam drawn
    away to lengthen them. The gain of a seam is that of the two segments beside it over the two as one.
    """
    found, gains = [np.array([], dtype=np.int64)], [np.array([], dtype=float)]
    starts = sequences.starts
    owner = np.repeat(np.arange(len(sequences.sizes)), sequences.sizes)
    prepared = [_owned(owner, witness) for witness in witnesses]
    for batch in _batches(sequences.sizes):
        width = int(sequences.sizes[batch].max())
        scores = np.zeros((len(batch), width, width))
        for each in prepared:
            scores += _likelihood(*each.of(batch), starts[batch], width, each.witness.prior)
        scores -= _prices(sequences, batch, width)
        limits = sequences.sizes[batch], sequences.least_length[batch]
        stage = sequences.least_stage[batch]
        helped = scores + _gains(sequences, batch, width)[:, :, None]
        parted = helped.copy()
        fixed: dict[int, Array] = {}
        for place, cuts in _best(scores, *limits):
            fixed[place] = _lasting(scores[place], cuts, int(limits[0][place]), int(stage[place]), cuts[:0])
            for cut in fixed[place]:
                parted[place, :cut, cut:] = -np.inf
        for place, every in _best(parted, *limits):
            size = int(limits[0][place])
            cuts = _lasting(helped[place], every, size, int(stage[place]), fixed.get(place, every[:0]))
            found.append(starts[batch[place]] + cuts)
            gains.append(_over_none(helped[place], cuts, size))
    units, gain = np.concatenate(found), np.concatenate(gains)
    order = np.argsort(units, kind="stable")
    return units[order], gain[order]


@dataclass(frozen=True)
class _Owned:
    """The uses of a witness, sorted by sequence."""

    witness: Witness
    order: Array
    ends: Array  # per sequence, the place after its last use

    def of(self, batch: Array) -> tuple[Array, Array, Array]:
        """Units and signs of these sequences, and each one's place in the batch."""
        begins = np.r_[0, self.ends][batch]
        counts = self.ends[batch] - begins
        within = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
        rows = self.order[np.repeat(begins, counts) + within]
        return self.witness.units[rows], self.witness.signs[rows], np.repeat(np.arange(len(batch)), counts)


def _owned(owner: Array, witness: Witness) -> _Owned:
    """The uses in the order of their sequences."""
    uses = np.bincount(owner[witness.units], minlength=int(owner.max(initial=-1)) + 1)
    return _Owned(witness, np.argsort(witness.units, kind="stable"), np.cumsum(uses))


def _batches(sizes: Array) -> list[Array]:
    """The sequences by length, as many at once as the score tables may hold."""
    batches: list[Array] = []
    order = np.argsort(-sizes, kind="stable")
    order = order[sizes[order] > 0]
    begin = 0
    while begin < len(order):
        count = max(1, BATCH_CELLS // int(sizes[order[begin]]) ** 2)
        batches.append(order[begin : begin + count])
        begin += count
    return batches


def _likelihood(units: Array, signs: Array, place: Array, starts: Array, width: int, prior: float) -> Array:
    """The log likelihood of every stretch of every sequence (sequence × first unit × last unit).

    A stretch grows unit by unit: each sign of the new unit adds ln(α + how often the stretch has it already).
    """
    count = len(starts)
    position = units - starts[place]
    _, sign = np.unique(place * (signs.max(initial=0) + 1) + signs, return_inverse=True)
    order = np.lexsort((position, sign))
    sign, position, place = sign[order], position[order], place[order]
    cells_of_all = np.zeros(count * width * width)
    for back in range(1, len(sign)):
        # The sign's use that lies `back` uses before: from there on a stretch has the sign `back` times.
        same = np.flatnonzero(sign[back:] == sign[:-back])
        if not len(same):
            break
        cells = (place[same] * width + position[same]) * width + position[same + back]
        np.add.at(cells_of_all, cells, np.log((prior + back) / (prior + back - 1)))
    table = np.cumsum(cells_of_all.reshape(count, width, width)[:, ::-1], axis=1)[:, ::-1]
    per_unit = np.bincount(place * width + position, minlength=count * width).reshape(count, width)
    table += per_unit[:, None, :] * np.log(prior)
    table *= np.triu(np.ones((width, width)))
    table = np.cumsum(table, axis=2)
    before = np.cumsum(per_unit, axis=1) - per_unit
    within = np.maximum((before + per_unit)[:, None, :] - before[:, :, None], 0)
    kinds = np.bincount(place[np.r_[True, sign[1:] != sign[:-1]]] if len(sign) else place, minlength=count)
    whole = np.maximum(kinds, 1)[:, None] * prior
    normaliser = gammaln(np.arange(within.max(initial=0) + 1)[None, :] + whole) - gammaln(whole)
    return table - np.take_along_axis(normaliser, within.reshape(count, -1), axis=1).reshape(table.shape)


def _prices(sequences: Sequences, batch: Array, width: int) -> Array:
    """What every stretch costs: its seam, and −L ln L for its length.

    A long talk wanders within its subject, so that a seam must tell the more the longer the stretches it parts:
    the lengths together cost what their entropy is worth, (a+b)·H(a/(a+b)) for stretches of a and b units.
    """
    lengths = np.maximum(np.arange(width)[None, :] - np.arange(width)[:, None] + 1, 1)
    spread = -(lengths * np.log(lengths))[None] * sequences.length_price[batch][:, None, None]
    opening = np.repeat(sequences.seam_price[batch][:, None], width, axis=1)
    opening[:, 0] = 0.0
    return spread + opening[:, :, None]


def _gains(sequences: Sequences, batch: Array, width: int) -> Array:
    """What speaks for a seam before each unit of these sequences; nothing before the first."""
    rows = np.minimum(sequences.starts[batch][:, None] + np.arange(width)[None, :], len(sequences.seam_gain) - 1)
    gains = sequences.seam_gain[rows]
    gains[:, 0] = 0.0
    return gains


def _over_none(scores: Array, cuts: Array, size: int) -> Array:
    """What each seam gains over none: the two stretches beside it over the two as one."""
    left, right = np.r_[0, cuts[:-1]], np.r_[cuts[1:], size]
    return scores[left, cuts - 1] + scores[cuts, right - 1] - scores[left, right - 1]


def _lasting(scores: Array, cuts: Array, size: int, stage: int, fixed: Array) -> Array:
    """The seams without those beside segments shorter than a stage, the weakest first, and without those that no longer
    gain once others are gone; the fixed ones stay."""
    while len(cuts):
        is_short = np.diff(np.r_[0, cuts, size]) < stage
        gains = _over_none(scores, cuts, size)
        loose = np.flatnonzero((is_short[:-1] | is_short[1:] | (gains < -SLACK)) & ~np.isin(cuts, fixed))
        if not len(loose):
            break
        cuts = np.delete(cuts, loose[np.argmin(gains[loose])])
    return cuts


def _best(scores: Array, sizes: Array, least: Array) -> list[tuple[int, Array]]:
    """Per sequence with seams: its place, and where they are."""
    count, width, _ = scores.shape
    best = np.full((count, width + 1), -np.inf)
    best[:, 0] = 0.0
    back = np.zeros((count, width + 1), dtype=np.int64)
    begins = np.arange(width)
    least = np.minimum(least, sizes)  # a sequence shorter than that is one segment
    for last in range(width):
        reached = best[:, : last + 1] + scores[:, : last + 1, last]
        reached = np.where(last + 1 - begins[None, : last + 1] >= least[:, None], reached, -np.inf)
        back[:, last + 1] = reached.argmax(axis=1)
        best[:, last + 1] = np.take_along_axis(reached, back[:, last + 1][:, None], axis=1)[:, 0]
    found = []
    for place in np.flatnonzero(back[np.arange(count), sizes] > 0):
        ends = [int(sizes[place])]
        while ends[-1] > 0:
            ends.append(int(back[place, ends[-1]]))
        found.append((int(place), np.array(ends[-2:0:-1])))
    return found
