"""Every thread gets its own rows, in whatever order the table holds them."""

from __future__ import annotations

import pandas as pd
import pytest

from generator.findings import by_thread
from generator.findings.by_thread import split

MIXED = pd.DataFrame({"thread_id": ["b", "a", "b", "c"], "number": [1, 2, 3, 4]})
SORTED = pd.DataFrame({"thread_id": ["a", "a", "c"], "number": [1, 2, 3]})


@pytest.mark.parametrize("at_once", [1, 2, 100])
@pytest.mark.parametrize("slugs", [["a", "b", "c"], ["c", "b", "a"]])
def test_rows_and_tables_agree(monkeypatch: pytest.MonkeyPatch, at_once: int, slugs: list[str]) -> None:
    """As a table and as rows, whichever batch a thread falls into."""
    monkeypatch.setattr(by_thread, "AT_ONCE", at_once)
    tables = split({"mixed": MIXED, "sorted": SORTED}, slugs)
    expected = {"a": ([2], [1, 2]), "b": ([1, 3], []), "c": ([4], [3])}
    for slug in [*slugs, *slugs]:
        assert tuple(tables[slug].rows(name).column("number") for name in ("mixed", "sorted")) == expected[slug]
        assert tuple(table["number"].tolist() for table in tables[slug].values()) == expected[slug]


def test_a_table_that_is_not_there_has_no_rows() -> None:
    """As where a measure is newer than the tables that were kept."""
    tables = split({"sorted": SORTED}, ["a"])["a"]
    assert len(tables.rows("other")) == 0 and "other" not in tables
