"""Whole numbers once each."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from generator.measures.distinct import distinct


@given(st.lists(st.integers(-(2**62), 2**62)))
def test_distinct_is_numpys_unique(numbers):
    """The different numbers come ascending, as numpy gives them."""
    keys = np.array(numbers, dtype=np.int64)

    assert distinct(keys).tolist() == np.unique(keys).tolist()


def test_distinct_leaves_what_it_was_handed():
    """The numbers handed in keep their order."""
    keys = np.array([3, 1, 3])

    distinct(keys)

    assert keys.tolist() == [3, 1, 3]
