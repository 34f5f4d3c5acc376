"""The files a reader can take away: tables as CSV and Parquet, findings as JSON, a dictionary of their columns."""

from __future__ import annotations

import csv
import io

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


def published_tables(tables: dict[str, pd.DataFrame], names: dict[str, str]) -> dict[str, pd.DataFrame]:
    """The tables as they may be published: no profile texts, people by their shown names beside their ids."""
    shown = {}
    for name in PUBLISHED:
        if name not in tables:
            continue
        shown[name] = with_names(tables[name].drop(columns=PRIVATE_COLUMNS.get(name, []), errors="ignore"), names)
    return shown


def with_names(table: pd.DataFrame, names: dict[str, str]) -> pd.DataFrame:
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
