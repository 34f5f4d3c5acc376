"""Which group an author or post belongs to, and the refusals for groups that are too small."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from generator.model import typed
from generator.vocabulary import NO_GROUP

GROUPING = "role"  # what the groups are made from; camps will be another
REFUSAL_COLUMNS = {"thread_id": "string", "measure": "string", "needs": "string"}


def group_of_authors(table: pd.DataFrame, authors: pd.DataFrame) -> pd.Series:
    """For each row of a table with thread_id and author_id, the author's role or "none"."""
    roles = authors[["thread_id", "author_id", "role"]].drop_duplicates(["thread_id", "author_id"])
    joined = table[["thread_id", "author_id"]].merge(roles, on=["thread_id", "author_id"], how="left")
    return joined["role"].fillna(NO_GROUP).astype("string").set_axis(table.index)


def counts_of(table: pd.DataFrame) -> pd.DataFrame:
    """Rows per thread and group: thread_id, group, n."""
    return table.groupby(["thread_id", "group"], as_index=False, dropna=True).size().rename(columns={"size": "n"})


def threads_with_two(counts: pd.DataFrame, least: int) -> pd.Series:
    """The threads in which at least two groups that have a role reach the least count."""
    enough = counts[(counts["group"] != NO_GROUP) & (counts["n"] >= least)]
    sizes = enough.groupby("thread_id").size()
    return pd.Series(sizes[sizes >= 2].index, dtype="string")


def two_groups_refused(
    measure: str, thread_ids: Iterable[str], counts: pd.DataFrame, least: int, unit: str
) -> pd.DataFrame:
    """One refusal per thread without two groups of the least size, with the two largest counts."""
    fine = set(threads_with_two(counts, least))
    grouped = counts[counts["group"] != NO_GROUP].sort_values(["thread_id", "n"], ascending=[True, False])
    sizes = grouped.groupby("thread_id")["n"].apply(list).to_dict()
    rows = []
    for thread_id in thread_ids:
        if thread_id not in fine:
            first, second = ([int(size) for size in sizes.get(thread_id, [])] + [0, 0])[:2]
            there = (
                f"there are {first} and {second}" if thread_id in sizes else "no role is known of anybody who writes"
            )
            needs = f"at least {least} {unit} in each of two groups; {there}"
            rows.append((thread_id, measure, needs))
    return refusal_table(rows)


def count_refused(measure: str, thread_ids: Iterable[str], counts: pd.Series, least: int, unit: str) -> pd.DataFrame:
    """One refusal per thread whose count (indexed by thread_id) is below the least."""
    sizes = counts.to_dict()
    rows = [
        (thread_id, measure, f"at least {least} {unit}; there are {int(sizes.get(thread_id, 0))}")
        for thread_id in thread_ids
        if sizes.get(thread_id, 0) < least
    ]
    return refusal_table(rows)


def refusal_table(rows: list[tuple[str, str, str]]) -> pd.DataFrame:
    """Rows of thread_id, measure, needs as a typed table."""
    return typed(pd.DataFrame(rows, columns=list(REFUSAL_COLUMNS)), REFUSAL_COLUMNS)
