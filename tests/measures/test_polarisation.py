"""Positions against chance: how often chance is called a divide, and a divide chance."""

from __future__ import annotations

import numpy as np
import pytest

from generator.measures import polarisation
from generator.measures.rewiring import rewired

from .planted import networks


def positions(made, evidence=None):
    """The positions of planted networks."""
    draws = polarisation.balance(made.nodes, made.pairs, made.evidence if evidence is None else evidence, 2, 0)
    return polarisation.position(draws, np.ones(made.nodes.thread_count, bool))


def test_position_by_hand():
    """Above three of four null figures and level with one: percentile ¾, p 2 in 5."""
    where = polarisation.position(np.array([[4.0, 1, 2, 3, 4]]), np.array([True]))
    assert (where.percentile[0], where.p[0]) == (0.75, 0.4)
    assert where.z[0] == pytest.approx((4 - 2.5) / np.std([1, 2, 3, 4]))
    assert np.isnan(polarisation.position(np.array([[4.0, 1]]), np.array([False])).p[0])


def test_rewired_networks_are_seldom_called_divided():
    """Of 150 divided networks rewired first, no more than chance allows stand out at the 5 % level."""
    made = networks(150, 0.8, 0.7, seed=1)
    blocks = made.nodes.threads[made.pairs.first]
    first, second = rewired(made.pairs.first, made.pairs.second, blocks, blocks * 0, seed=99)
    draws = polarisation.balance(made.nodes, polarisation.Met(first, second, made.pairs.count), made.evidence, 2, 0)
    p = polarisation.position(draws, np.ones(150, bool)).p
    assert (p <= 0.05).mean() <= 0.09  # 13 of 150: the upper end of what 5 % gives


@pytest.mark.parametrize("walk", [1, 16])
def test_p_is_exact_for_walks_of_any_length(monkeypatch, walk):
    """Networks that are themselves made by chance have every place among their null networks equally often.

    Where nothing is fitted before; how agreeing people are is known here, namely all alike.
    """
    monkeypatch.setattr(polarisation, "WALK", walk)
    monkeypatch.setattr(polarisation, "TEMPER_PRIOR", np.inf)
    made = networks(300, 0.8, 0.7, seed=8)
    blocks = made.nodes.threads[made.pairs.first]
    first, second = rewired(made.pairs.first, made.pairs.second, blocks, blocks * 0, seed=7, rounds=150)
    draws = polarisation.balance(made.nodes, polarisation.Met(first, second, made.pairs.count), made.evidence, 2, 0)
    p = polarisation.position(draws, np.ones(300, bool)).p
    for level in (0.05, 0.2, 0.5):
        assert (p <= level).mean() <= level + 2.6 * np.sqrt(level * (1 - level) / 300)  # 99 in 100 such samples


def test_planted_divides_are_found():
    """Of 60 networks with four in five replies to the other camp, worded so, nine in ten stand out."""
    assert (positions(networks(60, 0.8, 0.7, seed=2)).p <= 0.05).mean() >= 0.9


def test_agreement_alone_is_no_divide():
    """Where every reply speaks for one camp the best camps are one crowd, here as in every rewired network."""
    made = networks(10, 0.5, 0.0)
    assert (positions(made, np.ones(len(made.evidence))).p == 1).all()


def test_turning_signs_of_camps_changes_nothing():
    """The position does not hang on which camp is called which, nor on the size of the evidence's unit."""
    made = networks(5, 0.8, 0.7)
    assert np.array_equal(positions(made).p, positions(made, made.evidence * 4).p)
