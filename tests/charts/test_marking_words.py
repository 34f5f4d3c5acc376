"""The words that mark two groups."""

from __future__ import annotations

import pandas as pd
import pytest

from generator.charts import marking_words
from tests.charts.sample import THREAD


def tables(*rows: tuple[str, str, int, float, float]) -> dict[str, pd.DataFrame]:
    """Words of groups with uses, log-odds and z."""
    table = pd.DataFrame(list(rows), columns=["group", "word", "use_count", "log_odds", "log_odds_z"])
    return {"terms": table.assign(author_count=3, is_function_word=table["word"] == "the")}


def test_two_sides_of_one_line() -> None:
    """The first role stands right, the second left, each with its strongest word on top; the rest stays out."""
    given = tables(
        ("tenant", "damp", 9, 2.0, 4.0), ("housing", "pilot", 7, 1.0, 2.0), ("housing", "app", 8, 1.5, 3.0),
        ("housing", "rent", 5, -1.0, -2.0), ("none", "well", 9, 3.0, 9.0), ("tenant", "the", 9, 3.0, 9.0),
    )  # fmt: skip
    table = marking_words.rows(given, THREAD)
    assert table["word"].tolist() == ["app", "pilot", "damp"]
    assert table["position"].tolist() == [1.5, 1.0, -2.0] and table["place"].tolist() == [1.0, 2.0, 1.0]
    assert table["label"].tolist() == ["Housing people", "", "Tenants"]
    # A standard error of ½ each: log-odds by z.
    assert table["low"].tolist() == pytest.approx([1.5 - 0.98, 1.0 - 0.98, -2.0 - 0.98], abs=1e-4)
    assert table["high"].tolist() == pytest.approx([1.5 + 0.98, 1.0 + 0.98, -2.0 + 0.98], abs=1e-4)
    assert marking_words.alt_text(table) == (
        "Words that each side says more, the strongest first; with a line that reaches 0 it could be chance. "
        "Housing people: app, pilot. Tenants: damp."
    )


def test_at_most_eight_words_a_side() -> None:
    """The strongest eight are shown."""
    given = tables(*[("tenant", f"w{place}", 5, 1.0, float(place)) for place in range(1, 12)])
    assert marking_words.rows(given, THREAD)["word"].tolist() == [f"w{place}" for place in range(11, 3, -1)]


def test_no_word() -> None:
    """Without marking words there is nothing, and it is said."""
    assert marking_words.alt_text(marking_words.rows(tables(), THREAD)) == "No marking words to show."
