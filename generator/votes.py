"""The votes of a thread as the text of votes.csv, and back."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import TYPE_CHECKING

from generator.model import VOTE_COLUMNS, typed

if TYPE_CHECKING:
    import pandas as pd

HEADER = ["author_id", "post_id", "vote"]
VALUES = ("1", "0", "-1")


def format_votes(cast: Iterable[tuple[str, str, int]]) -> str:
    """votes.csv: who agreed (1), passed (0) or disagreed (-1) with which post, by author and post."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(HEADER)
    writer.writerows(sorted(cast))
    return out.getvalue()


def parse_votes(slug: str, text: str) -> tuple[pd.DataFrame, list[str]]:
    """The votes of a votes.csv, typed, and every fault found; a text of nothing holds none."""
    rows = [row for row in csv.reader(io.StringIO(text, newline="")) if row]
    if rows and rows[0] != HEADER:
        return _table(slug, []), [f"votes.csv has the columns {', '.join(rows[0])}; expected {', '.join(HEADER)}"]
    faults: list[str] = []
    seen: set[tuple[str, str]] = set()
    for number, row in enumerate(rows[1:], start=2):
        if len(row) != len(HEADER) or not (row[0] and row[1]):
            faults.append(f"votes.csv row {number} should have an author, a post and a vote")
        elif row[2] not in VALUES:
            faults.append(f"votes.csv row {number}: vote {row[2]!r} is none of {', '.join(VALUES)}")
        elif (row[0], row[1]) in seen:
            faults.append(f"votes.csv row {number}: {row[0]!r} has voted on {row[1]!r} before")
        else:
            seen.add((row[0], row[1]))
    return _table(slug, [] if faults else rows[1:]), faults


def strangers(cast: pd.DataFrame, posts: pd.DataFrame, authors: pd.DataFrame) -> list[str]:
    """A fault for each author and each post of the votes that the thread does not have."""
    people = sorted(set(cast["author_id"]) - set(authors["author_id"]))
    unknown = sorted(set(cast["post_id"]) - set(posts["post_id"]))
    return [f"votes.csv has the author {author_id!r}, who is not in authors.csv" for author_id in people] + [
        f"votes.csv has the post {post_id!r}, which is not in posts.jsonl" for post_id in unknown
    ]


def stored_votes(cast: pd.DataFrame) -> tuple[tuple[str, str, int], ...]:
    """The votes as a source gives them."""
    return tuple((author, post, int(vote)) for author, post, vote in cast[HEADER].itertuples(index=False))


def _table(slug: str, rows: list[list[str]]) -> pd.DataFrame:
    columns = {name: [row[place] for row in rows] for place, name in enumerate(HEADER)}
    import pandas as pd

    frame = pd.DataFrame(columns | {"vote": [int(cell) for cell in columns["vote"]]})
    return typed(frame.assign(thread_id=slug), VOTE_COLUMNS)
