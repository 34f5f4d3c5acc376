"""The files a reader can take away: tables as CSV and Parquet, findings as JSON, a dictionary of their columns."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping

import pandas as pd

# Tables that leave the house, in the order of the data page. Descriptions of people do not.
PUBLISHED = (
    "posts", "authors", "terms", "pairs", "shape", "posts_by_depth", "posts_over_time", "group_shares",
    "concentration", "responses", "reply_chance", "waiting", "waiting_tests", "survival", "pairs_by_group",
    "camps", "camp_witnesses", "sides", "divide", "verdicts", "agreement", "common_words", "kind_answers",
    "splitting_posts", "quotes", "friction_by_branch", "friction_by_pair", "reply_odds", "registers",
    "politeness_by_group", "term_life", "term_uses", "counterparts", "questions", "question_shares", "coordination",
    "phases", "phase_words", "topic_shares", "path_turns", "centrality", "last_words", "capture_by_branch",
    "capture_bounds", "word_chance", "refusals",
)  # fmt: skip
PRIVATE_COLUMNS = {"authors": ["description"], "posts": ["html"]}
# A spreadsheet runs a cell that begins with one of these (OWASP, "CSV injection").
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")

INDEX = "tables.json"  # which tables there are, their rows, columns and sizes; kept beside the downloads, none itself


def files(
    tables: Mapping[str, pd.DataFrame], names: Mapping[str, str], stored: Mapping[str, bytes]
) -> dict[str, bytes]:
    """Every published table as CSV and Parquet, by file name, and their index.

    `stored` holds the tables as Parquet as they are kept in the house; one that is published as it is kept is not
    written a second time.
    """
    made: dict[str, bytes] = {}
    index = {}
    for name, table in published_tables(tables, names).items():
        if not len(table):
            continue
        forms = {
            "csv": csv_bytes(table),
            "parquet": stored[name] if table is tables[name] else parquet_bytes(table),
        }
        made |= {f"{name}.{ending}": content for ending, content in forms.items()}
        index[name] = {
            "rows": len(table),
            "columns": [str(column) for column in table.columns],
            "bytes": {ending: len(content) for ending, content in forms.items()},
        }
    return made | {INDEX: json.dumps(index).encode()}


def published_tables(tables: Mapping[str, pd.DataFrame], names: Mapping[str, str]) -> dict[str, pd.DataFrame]:
    """The tables as they may be published: no profile texts, people by their shown names beside their ids."""
    shown = {}
    for name in PUBLISHED:
        if name not in tables:
            continue
        table = tables[name]
        if name in PRIVATE_COLUMNS:
            table = table.drop(columns=PRIVATE_COLUMNS[name], errors="ignore")
        shown[name] = with_names(table, names)
    return shown


def with_names(table: pd.DataFrame, names: Mapping[str, str]) -> pd.DataFrame:
    """The table with people's shown names beside their ids."""
    if "author_id" not in table:
        return table
    shown_name = table["author_id"].map(names).astype("string")
    if "name" in table:
        return table.assign(name=shown_name)
    table = table.copy()
    table.insert(list(table.columns).index("author_id") + 1, "author_name", shown_name)
    return table


def csv_bytes(table: pd.DataFrame) -> bytes:
    """A table as CSV that no spreadsheet takes for a formula: such cells get an apostrophe in front.

    The Parquet file beside it carries the exact text.
    """
    stream = io.StringIO()
    # The standard library's writer: pandas takes milliseconds a table, and a thread has thirty of them.
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(table.columns)
    writer.writerows(zip(*(cells(table[name]) for name in table.columns), strict=True))
    return stream.getvalue().encode("utf-8", "replace")


def cells(column: pd.Series) -> list[object]:
    """A column as the cells of a CSV: moments in ISO form, nothing for what is missing, text guarded."""
    if isinstance(column.dtype, pd.DatetimeTZDtype):
        column = column.dt.strftime("%Y-%m-%dT%H:%M:%SZ").astype("object")
    return ["" if value is None or value is pd.NA or value != value else guard(value) for value in column.tolist()]


def guard(value: object) -> object:
    """A cell that a spreadsheet would run, with an apostrophe in front; any other as it is."""
    if isinstance(value, str) and value.lstrip(" \u00a0\ufeff\u200b").startswith(FORMULA_STARTS):
        return "'" + value
    return value


def parquet_bytes(table: pd.DataFrame) -> bytes:
    """A table as Parquet, with exact text."""
    stream = io.BytesIO()
    table.to_parquet(stream, index=False)
    return stream.getvalue()
