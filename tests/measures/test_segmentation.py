"""The exact dynamic programme, against all segmentations tried one by one."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import gammaln

from generator.measures.segmentation import Sequences, Witness, segmented

PRIOR = 0.3


def likelihood(stretch, kinds):
    """The Dirichlet compound multinomial likelihood of the signs of a stretch, by its textbook formula."""
    counts = np.bincount([sign for unit in stretch for sign in unit], minlength=kinds)
    whole = gammaln(kinds * PRIOR) - gammaln(counts.sum() + kinds * PRIOR)
    return whole + np.sum(gammaln(counts + PRIOR) - gammaln(PRIOR))


def all_segmentations(units, kinds, price, length_price, least):
    """The best seams among all there are."""
    count = len(units)
    best, best_score = (), -np.inf
    for number in range(count):
        for cuts in combinations(range(1, count), number):
            edges = [0, *cuts, count]
            lengths = np.diff(edges)
            if number and lengths.min() < least:
                continue
            score = sum(likelihood(units[a:b], kinds) for a, b in pairwise(edges))
            score += length_price * np.sum(lengths * np.log(lengths)) - price * number
            if score > best_score + 1e-9:
                best, best_score = cuts, score
    return best


def sequences_of(lists, price, length_price, least=1):
    """Sequences and their witness from lists of units, each a set of signs."""
    sizes = np.array([len(units) for units in lists])
    flat = [sorted(unit) for units in lists for unit in units]
    uses = [(place, sign) for place, unit in enumerate(flat) for sign in unit]
    units, signs = np.array(uses, dtype=np.int64).reshape(-1, 2).T
    each = np.ones(len(sizes))
    sequences = Sequences(
        sizes, price * each, length_price * each, np.zeros(len(flat)), *[(least * each).astype(int)] * 2
    )
    return sequences, (Witness(units, signs, PRIOR),)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.lists(st.sets(st.integers(0, 5), max_size=4), min_size=1, max_size=7), min_size=1, max_size=4),
    st.sampled_from([0.3, 1.1, 2.3]),
    st.sampled_from([0.0, 0.07]),
    st.integers(1, 3),
)
def test_equals_the_best_of_all_segmentations(lists, price, length_price, least):
    """Several sequences at once give for each what trying every segmentation gives."""
    found, gains = segmented(*sequences_of(lists, price, length_price, least))
    start = 0
    for units in lists:
        kinds = max(len({sign for unit in units for sign in unit}), 1)
        signs = sorted({sign for unit in units for sign in unit})
        numbered = [[signs.index(sign) for sign in unit] for unit in units]
        own = found[(found >= start) & (found < start + len(units))] - start
        expected = all_segmentations(numbered, kinds, price, length_price, least)
        assert tuple(own) == expected
        start += len(units)
    assert np.all(gains >= -1e-9)


def test_two_vocabularies_part_where_they_meet():
    """Five units of one pair of signs and five of another have one seam, in the middle."""
    found, gains = segmented(*sequences_of([[{0, 1}] * 5 + [{2, 3}] * 5], 1.0, 0.0))
    assert found.tolist() == [5]
    left, right = likelihood([(0, 1)] * 5, 4), likelihood([(2, 3)] * 5, 4)
    assert gains[0] == pytest.approx(left + right - likelihood([(0, 1)] * 5 + [(2, 3)] * 5, 4) - 1.0)


def test_what_speaks_for_a_seam_pays_for_it():
    """A unit that opens something is a seam where its gain outweighs the price, and none without."""
    sequences, witnesses = sequences_of([[{0}, {1}, {0}, {1}, {0}, {1}]], 3.0, 0.0)
    assert not len(segmented(sequences, witnesses)[0])
    gain = np.array([0, 0, 0, 9.0, 0, 0])
    opened = replace(sequences, seam_gain=gain)
    assert segmented(opened, witnesses)[0].tolist() == [3]


def test_a_seam_of_the_signs_stands_before_others_are_added():
    """Where a unit beside the change of signs opens something, the seam stays at the change."""
    sequences, witnesses = sequences_of([[{0, 1}] * 5 + [{2, 3}] * 5], 1.0, 0.0, least=3)
    gain = np.zeros(10)
    gain[6] = 50.0
    opened = replace(sequences, seam_gain=gain)
    assert segmented(opened, witnesses)[0].tolist() == [5]
