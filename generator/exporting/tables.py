"""The published tables and the votes, a file each: CSV for a spreadsheet, Parquet with exact text and types."""

from __future__ import annotations

import pandas as pd

from generator import downloads


def csv_files(tables: dict[str, pd.DataFrame]) -> dict[str, bytes]:
    """A CSV for each table; cells that a spreadsheet would run carry an apostrophe in front."""
    return {f"{name}.csv": downloads.csv_bytes(table) for name, table in tables.items()}


def parquet_files(tables: dict[str, pd.DataFrame]) -> dict[str, bytes]:
    """A Parquet file for each table."""
    return {f"{name}.parquet": downloads.parquet_bytes(table) for name, table in tables.items()}
