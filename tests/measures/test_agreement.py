"""How many agreed with each statement."""

from __future__ import annotations

import pandas as pd
import pytest

from generator.measures.agreement import AGREEMENT_COLUMNS, agreement


def test_by_hand() -> None:
    """Nine agree, one does not, two pass: nine tenths, with Wilson's interval; below seven sides nothing is told."""
    cast = [("p1", 1)] * 9 + [("p1", -1)] + [("p1", 0)] * 2 + [("p2", 1)] * 6
    votes = pd.DataFrame(cast, columns=["post_id", "vote"]).assign(thread_id="t")
    votes["author_id"] = [f"a{number}" for number in range(len(votes))]
    table = agreement(votes).set_index("post_id")
    first = table.loc["p1"]
    assert (first["agree_count"], first["disagree_count"], first["pass_count"], first["n"]) == (9, 1, 2, 10)
    assert (first["agree_share"], first["low"], first["high"]) == pytest.approx((0.9, 0.5958, 0.9821), abs=1e-4)
    assert table.loc["p2"].isna()[["agree_share", "low", "high"]].all() and table.loc["p2", "n"] == 6


def test_nobody_voted() -> None:
    """Without votes there are no rows, and every column."""
    assert list(agreement(pd.DataFrame())) == list(AGREEMENT_COLUMNS) and agreement(pd.DataFrame()).empty
