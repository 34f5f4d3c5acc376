"""Tables as files: no formula in a CSV, the exact text in Parquet."""

from __future__ import annotations

import csv

import pandas as pd

from generator.exporting import export_thread
from generator.settings import Publication


def test_csv(publication: Publication) -> None:
    """A cell that a spreadsheet would run has an apostrophe in front; votes are told with names."""
    folder = export_thread(publication, "small", "csv").folder
    with (folder / "posts.csv").open(encoding="utf-8", newline="") as file:
        words = {row["post_id"]: row["text"] for row in csv.DictReader(file)}
    assert words["t1"] == "'=1+1 & <root> 🏳️‍🌈"
    assert (folder / "votes.csv").read_text("utf-8") == (
        "thread_id,author_id,author_name,post_id,vote\nsmall,p1,Manager 1,t2,-1\nsmall,p2,Person 1,t1,1\n"
    )


def test_parquet(publication: Publication) -> None:
    """The exact text and the types are kept."""
    folder = export_thread(publication, "small", "parquet").folder
    posts = pd.read_parquet(folder / "posts.parquet").set_index("post_id")
    assert posts["text"]["t1"] == "=1+1 & <root> 🏳️‍🌈"
    assert str(posts["like_count"].dtype) == "Int64"
