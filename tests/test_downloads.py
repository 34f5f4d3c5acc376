"""Downloads: no formula in a CSV, the exact text in Parquet, no description of a person."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pandas as pd
import pytest

from generator.downloads import FORMULA_STARTS, csv_bytes, guard, parquet_bytes, published_tables

VECTORS = Path(__file__).resolve().parents[1].parent / "shared" / "vectors" / "csv_formula_a.json"


def payloads() -> list[str]:
    """Cells that have been used against spreadsheets."""
    if not VECTORS.is_file():
        pytest.skip(f"needs {VECTORS.name} in ../shared/vectors")
    return [vector["payload"] for vector in json.loads(VECTORS.read_text("utf-8"))["vectors"]]


def test_no_cell_is_a_formula() -> None:
    """Every vector that a spreadsheet might run has an apostrophe in front; the rest of it is unchanged."""
    texts = payloads()
    table = pd.DataFrame({"text": pd.Series(texts, dtype="string"), "n": range(len(texts))})
    # newline="": the cells hold line ends of their own.
    read = list(csv.DictReader(io.StringIO(csv_bytes(table).decode("utf-8"), newline="")))
    assert len(read) == len(texts)
    for row, text in zip(read, texts, strict=True):
        assert not row["text"].lstrip(" ").startswith(FORMULA_STARTS)
        assert row["text"] in (text, "'" + text)


def test_parquet_is_exact() -> None:
    """Parquet carries every vector as it came."""
    texts = payloads()
    table = pd.DataFrame({"text": pd.Series(texts, dtype="string")})
    assert list(pd.read_parquet(io.BytesIO(parquet_bytes(table)))["text"]) == texts


@pytest.mark.parametrize("text", ["=1+1", "  =1", "\t=1", "@SUM(A1)", "＝1", "\ufeff=1", "-2"])
def test_guarded(text: str) -> None:
    """A start that a spreadsheet takes for a formula is guarded."""
    assert guard(text) == "'" + text


def test_left_as_it_is() -> None:
    """Plain words, numbers and absent values are not touched; a negative number stays a number."""
    assert guard("a=1") == "a=1"
    assert guard(-2) == -2
    assert csv_bytes(pd.DataFrame({"n": [-2.5], "t": pd.array([pd.NA], dtype="string")})) == b"n,t\n-2.5,\n"


def test_published_tables() -> None:
    """Descriptions and unknown tables stay in the house; people come with their shown names."""
    authors = pd.DataFrame({"author_id": ["a"], "name": [""], "description": ["secret"]})
    pairs = pd.DataFrame({"author_id": ["a"], "reply_count": [2]})
    shown = published_tables({"authors": authors, "pairs": pairs, "inner": pairs}, {"a": "Tenant 1"})
    assert set(shown) == {"authors", "pairs"}
    assert shown["authors"].to_dict("records") == [{"author_id": "a", "name": "Tenant 1"}]
    assert list(shown["pairs"]) == ["author_id", "author_name", "reply_count"]
