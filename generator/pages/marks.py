"""What the analysis found in a post, as the reader marks it: where to jump, and the quiet labels."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pandas as pd

from generator.pages.context import Row, ThreadContext
from generator.render.text import plain

QUESTION_MARKS = ("?", "？", "؟")
ADDRESS = re.compile(r"\w+://\S+")
UNANSWERED, TURNING, HOTTEST, REPAIR, BUSIEST, VANISHED = (
    "unanswered", "turning", "hottest-branch", "repair", "busiest-branch", "vanished",
)  # fmt: skip
# Mark of a post -> what the jump to it is called, in the order they are offered.
JUMPS = {
    TURNING: "turning posts",
    HOTTEST: "hottest exchange",
    REPAIR: "repairs",
    UNANSWERED: "unanswered questions",
    BUSIEST: "busiest branch",
}
MARK_TAGS = {
    TURNING: "the talk turns here",
    HOTTEST: "hottest exchange begins",
    UNANSWERED: "question · not answered",
    BUSIEST: "busiest branch",
    VANISHED: "gone at a later capture",
}
Marks = dict[str, tuple[str, ...]]


def is_question(text: object) -> bool:
    """Whether a text asks something; the "?" of an address asks nothing."""
    return any(mark in ADDRESS.sub("", plain(text)) for mark in QUESTION_MARKS)


def marks_of(context: ThreadContext, rows: Iterable[Row], replied: set[str], busiest: str) -> Marks:
    """Post id to its marks; `replied` are the posts with a reply, `busiest` begins the branch with most posts."""
    turning, hottest = turning_posts(context), hottest_posts(context)
    # Where the source does not say what is answered, nobody is called unanswered.
    untold = any(finding.id.endswith(".one_line") for finding in context.findings)
    found: Marks = {}
    for row in rows:
        post_id = row["post_id"]
        is_repair = row.get("repair") is not None and row.get("eased_post_id") is not None
        holds = {
            TURNING: post_id in turning,
            HOTTEST: post_id in hottest,
            REPAIR: is_repair,
            UNANSWERED: not untold and is_left(row, post_id in replied),
            BUSIEST: post_id == busiest,
            VANISHED: pd.notna(row.get("vanished_at")),
        }
        found[post_id] = tuple(mark for mark, holds_here in holds.items() if holds_here)
    return found


def is_left(row: Row, has_reply: bool) -> bool:
    """Whether a post asks and nobody answered: by the ledger of questions, or by its mark and replies without one."""
    if "answered" in row:
        return row["answered"] == "no"
    return not has_reply and row["state"] == "present" and is_question(row["text"])


def turning_posts(context: ThreadContext) -> set[str]:
    """The posts with which a phase begins, the first phase left out."""
    phases = context.tables.get("phases")
    if phases is None or phases.empty:
        return set()
    return set(phases.loc[phases["phase"] > 1, "first_post_id"])


def hottest_posts(context: ThreadContext) -> set[str]:
    """The post with which the hottest exchange begins."""
    branches = context.tables.get("friction_by_branch")
    if branches is None or branches.empty:
        return set()
    return set(branches.loc[branches["is_hottest"].astype(bool), "part_id"].dropna())


def mark_tags(row: Row, marks: tuple[str, ...]) -> tuple[str, ...]:
    """The labels of a post's marks; a repair bears its kind."""
    return tuple(f"repair · {row['repair']}" if mark == REPAIR else MARK_TAGS[mark] for mark in marks)
