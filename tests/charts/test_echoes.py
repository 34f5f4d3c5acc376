"""Who echoes whom."""

from __future__ import annotations

import pandas as pd

from generator.charts import echoes
from tests.charts.sample import THREAD


def tables(*rows: tuple[str, str, str, float, int]) -> dict[str, pd.DataFrame]:
    """Coordination of pairs of groups in classes of words, ± 0.05."""
    names = ["from_group", "to_group", "word_class", "coordination", "n"]
    table = pd.DataFrame(list(rows), columns=names)
    return {"coordination": table.assign(low=table["coordination"] - 0.05, high=table["coordination"] + 0.05)}


def test_points_of_all_classes_together() -> None:
    """Single classes of words stay out, shares become points, pairs stand in the order of the roles."""
    table = echoes.rows(
        tables(
            ("tenant", "housing", "all", -0.02, 1), ("housing", "tenant", "all", 0.1, 12),
            ("housing", "tenant", "article", 0.9, 12),
        ),
        THREAD,
    )  # fmt: skip
    assert table["pair_label"].tolist() == ["Housing people → Tenants", "Tenants → Housing people"]
    assert table["coordination"].round(9).tolist() == [10.0, -2.0] and table["place"].tolist() == [0.0, 1.0]
    assert table["label"].tolist() == ["12 people", "1 person"]
    assert echoes.alt_text(table) == (
        "How many points likelier small words are echoed, with 95 % intervals: Housing people answering Tenants 10.0 "
        "(5.0 to 15.0); Tenants answering Housing people -2.0 (-7.0 to 3.0)."
    )


def test_no_pair() -> None:
    """Without pairs there is nothing, and it is said."""
    assert echoes.alt_text(echoes.rows(tables(), THREAD)) == "No echoes to show."
