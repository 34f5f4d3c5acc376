"""The thread against chance."""

from __future__ import annotations

import pandas as pd

from generator.charts import chance_positions
from tests.charts.sample import THREAD


def tables(*rows: tuple[str, float, float, float, float]) -> dict[str, pd.DataFrame]:
    """Yardsticks with the thread's place and where chance lies."""
    names = ["yardstick", "z", "null_low_z", "null_high_z", "percentile"]
    return {"divide": pd.DataFrame(list(rows), columns=names)}


def test_yardsticks_stand_in_one_order() -> None:
    """Replies, roles, language; one that is not known, or on which chance has no width, is left out."""
    table = chance_positions.rows(
        tables(
            ("language", -0.04, -2.0, 2.1, 0.5), ("replies", 3.25, -1.9, 2.0, 0.99), ("roles", 1.0, 0.0, 0.0, 0.5),
            ("weather", 1.0, -1.0, 1.0, 0.5),
        ),
        THREAD,
    )  # fmt: skip
    assert table["yardstick_label"].tolist() == ["Who answers whom", "Words of the camps"]
    assert table["label"].tolist() == ["above 99\u00a0%", "above 50\u00a0%"]
    assert chance_positions.alt_text(table) == (
        "The thread against chance, in standard deviations. Who answers whom: 3.2 where 95 % of chance lies from -1.9 "
        "to 2.0; Words of the camps: 0.0 where 95 % of chance lies from -2.0 to 2.1."
    )


def test_no_yardstick() -> None:
    """Without a yardstick there is nothing, and it is said."""
    assert chance_positions.alt_text(chance_positions.rows(tables(), THREAD)) == "No position against chance to show."
