"""Every variant of some threads as threads of their own, measured in full: what the recounts have to equal."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from generator.findings import find
from generator.measures import measure
from generator.measures.variants import WIDTH, Variants
from generator.model import Capture, Finding, Thread


def named(thread_id: str, column: int) -> str:
    """The variant of a thread as a thread."""
    return f"{thread_id}~{column:02}"


def as_threads(them: Variants, posts: pd.DataFrame, authors: pd.DataFrame, threads: pd.DataFrame):
    """Tables in which each valid variant is a thread: lost posts are placeholders, people without posts are gone."""
    pieces: list[list[pd.DataFrame]] = [[], [], []]
    wrote = set(zip(posts["thread_id"], posts["author_id"], strict=True))
    for number, thread_id in enumerate(them.thread_ids):
        rows = them.threads == number
        kept = pd.DataFrame(them.keep[rows], index=them.posts.loc[rows, "post_id"])
        for column in range(WIDTH):
            if not them.valid[number, column]:
                continue
            own = posts[posts["thread_id"] == thread_id].copy()
            lost = ~own["post_id"].map(kept[column]).astype(bool)
            own.loc[lost, ["author_id", "published_at"]] = [pd.NA, pd.NaT]
            own.loc[lost, "state"] = "missing"
            own.loc[lost, ["text", "html"]] = ""
            people = authors[authors["thread_id"] == thread_id]
            still = set(own["author_id"].dropna())
            gone = [(thread_id, name) in wrote and name not in still for name in people["author_id"]]
            people = people[[not each for each in gone]]
            moments = threads[threads["thread_id"] == thread_id].copy()
            name = named(thread_id, column)
            moments["author_space"] = name
            for place, table in enumerate((own, people, moments)):
                pieces[place].append(table.assign(thread_id=name))
    return tuple(pd.concat(each, ignore_index=True) for each in pieces)


def findings_of(them: Variants, posts, authors, threads, editors: dict[str, tuple[Thread, Capture]]):
    """Per thread and variant the findings of a full run, by id."""
    tables = measure(*as_threads(them, posts, authors, threads))
    found: dict[tuple[str, int], dict[str, Finding]] = {}
    for number, thread_id in enumerate(them.thread_ids):
        thread, capture = editors[thread_id]
        for column in range(WIDTH):
            if them.valid[number, column]:
                name = named(thread_id, column)
                own = {key: table[table["thread_id"] == name].reset_index(drop=True) for key, table in tables.items()}
                made = find(own | {"robustness": own["robustness"].iloc[:0]}, replace(thread, slug=name), capture)
                found[thread_id, column] = {finding.id: finding for finding in made if not finding.claim}
    return found
