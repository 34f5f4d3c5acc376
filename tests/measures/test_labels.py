"""Groups of people against the same groups dealt anew."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import sparse

from generator.measures import labels
from generator.measures.meetings import People

GROUPS = np.array([0, 0, 0, 1, 1, 1, -1])
MARKED = labels.Labels(GROUPS, np.zeros(7, int), 1)


def test_deals_keep_sizes_and_leave_others_out():
    """Every deal has as many people in each group, and nobody without a group gets one."""
    deals = labels.dealt(MARKED, np.arange(7), 0)
    assert np.array_equal(deals[:, 0], GROUPS)
    assert (np.sort(deals, axis=0) == np.sort(GROUPS)[:, None]).all() and (deals[6] == -1).all()
    assert len(np.unique(deals, axis=1).T) > 10


def test_mixing_is_the_share_within_groups():
    """Two replies within groups and one between them make two thirds; people without a group do not count."""
    deals = labels.dealt(MARKED, np.arange(7), 0)
    share = labels.mixing(np.array([0, 3, 0, 0]), np.array([1, 4, 5, 6]), np.ones(4), deals, MARKED)
    assert share[0, 0] == pytest.approx(2 / 3)


def test_distance_between_groups():
    """Groups that share no word are as far apart as can be, and dealt ones less."""
    vectors = sparse.csr_array(np.array([[1.0, 0], [1, 0], [1, 0], [0, 1], [0, 1], [0, 1], [0, 1]]))
    draws = labels.between(vectors, labels.dealt(MARKED, np.arange(7), 0), MARKED)
    assert draws[0, 0] == pytest.approx(3**2 / 3 + 3**2 / 3)
    assert draws[0, 0] == draws.max() and draws[0].mean() < 5


def test_people_words_leave_rare_words_out():
    """A word that two people used is left out, and every person's vector has the length one."""
    nodes = People(None, np.zeros(3, int), np.arange(3), np.arange(3), np.array(["t"], dtype=object))
    rows, codes = np.array([0, 1, 2, 0, 1, 2]), np.array([0, 0, 0, 1, 1, 2])
    vectors = labels.people_words(nodes, rows, codes, 3, np.ones(6, bool))
    assert vectors.toarray().tolist() == [[1], [1], [1]]
