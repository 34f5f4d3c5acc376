"""Following, voice and attention of each group."""

from __future__ import annotations

import pandas as pd

from generator.charts import group_shares
from tests.charts.sample import THREAD


def tables(*rows: tuple[str, str, float | None, float | None, float | None]) -> dict[str, pd.DataFrame]:
    """Shares of groups with their intervals."""
    names = ["quantity", "group", "share", "low", "high"]
    return {"group_shares": pd.DataFrame(list(rows), columns=names)}


def test_quantities_stand_from_following_to_attention() -> None:
    """Other quantities and shares that are not known stay out; names stand at the end of the slopes."""
    given = tables(
        ("attention", "tenant", 0.75, 0.6, 0.9), ("attention", "housing", 0.25, 0.1, 0.4), ("likes", "tenant", 1, 1, 1),
        ("words", "housing", 0.5, 0.4, 0.6), ("followers", "tenant", None, None, None),
    )  # fmt: skip
    table = group_shares.rows(given, THREAD)
    assert table["quantity_label"].tolist() == ["Voice", "Attention", "Attention"]
    assert table["label"].tolist() == ["", "Housing people", "Tenants"]
    assert table["value_label"].tolist() == ["50\u00a0%", "25\u00a0%", "75\u00a0%"]
    assert group_shares.alt_text(table) == (
        "Shares by group, with 95 % intervals: Housing people 50\u00a0% (40–60\u00a0%) of words; "
        "Housing people 25\u00a0% (10–40\u00a0%) of attention; Tenants 75\u00a0% (60–90\u00a0%) of attention."
    )


def test_names_do_not_touch() -> None:
    """Two shares that are alike have their names one line apart."""
    table = group_shares.rows(
        tables(("attention", "tenant", 0.5, 0.4, 0.6), ("attention", "housing", 0.5, 0.4, 0.6)), THREAD
    )
    assert abs(table["label_share"].diff().iloc[1]) >= 0.0749


def test_no_share() -> None:
    """Without shares there is nothing, and it is said."""
    assert group_shares.alt_text(group_shares.rows(tables(), THREAD)) == "No shares to show."
