"""Curves of being answered end together, with the share reached by then."""

from __future__ import annotations

import pandas as pd
import pytest

from generator.charts import survival
from generator.model import Role, Thread

THREAD = Thread("t", "T", "x", roles=(Role("tenant", "Tenants", "Tenant"),))


def curve(minutes: list[float]) -> pd.DataFrame:
    """A step of a thousandth at each of these times, the last of them the capture."""
    share = [place / 1000 for place in range(len(minutes))]
    return pd.DataFrame(
        {"thread_id": "t", "group": "tenant", "seconds": [60 * time for time in minutes], "at_risk": 1000,
         "answered_share": share, "low": share, "high": share}
    )  # fmt: skip


def test_a_curve_ends_soon_after_its_last_answer() -> None:
    """What runs flat for days until the capture is left out."""
    rows = survival.rows({"survival": curve([0, 10, 20, 9000])}, THREAD)
    assert rows["minutes"].tolist() == pytest.approx([0, 10, 20, 22])
    assert rows["answered_share"].tolist() == pytest.approx([0, 0.001, 0.002, 0.002])
    assert rows["label"].tolist() == ["", "", "", "Tenants"]


def test_an_answer_after_months_leaves_the_rest_its_room() -> None:
    """The picture ends with the bulk, and its caption tells the share reached by then, not the last one."""
    rows = survival.rows({"survival": curve([*map(float, range(100)), 100_000.0, 200_000.0])}, THREAD)
    assert rows["minutes"].max() == pytest.approx(1.1 * 98)
    assert rows["answered_share"].iloc[-1] == pytest.approx(0.099)
    assert survival.alt_text(rows).startswith("Share of posts answered within 1\u00a0h 48\u00a0min")
