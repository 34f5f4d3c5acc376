"""The reader's order, and what it says beside a post."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from generator.pages.marks import is_question
from generator.pages.reader import depth_first, post_views
from tests.pages.sample import thread_context


def test_orphan_without_time_follows_the_root() -> None:
    """A post whose place and time are unknown stands after the first post and all below it."""
    rows = thread_context().rows
    assert [row["post_id"] for row, _ in depth_first(rows)] == ["p1", "p2", "p3", "p4"]


def test_root_without_time_stays_first() -> None:
    """The first post leads even where its time is unknown and an orphan's is known."""
    context = thread_context()
    posts = context.tables["posts"].copy()
    posts["published_at"] = posts["published_at"].iloc[[3, 1, 2, 0]].to_numpy()
    posts["published_at"] = pd.to_datetime(posts["published_at"], utc=True)
    rows = replace(context, tables={**context.tables, "posts": posts}).rows
    assert [row["post_id"] for row, _ in depth_first(rows)] == ["p1", "p2", "p3", "p4"]


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("Who?", True),
        ("Who? Me.", True),
        ("谁？", True),
        ("No.", False),
        ("See https://a.org/?b=1", False),
        (None, False),
    ],
)
def test_question(text: str | None, asks: bool) -> None:
    """A question has a question mark outside addresses."""
    assert is_question(text) is asks


def test_only_questions_are_unanswered() -> None:
    """A question without a reply is marked; a statement or a question with a reply is not."""
    context = thread_context()
    assert [view.anchor for view in post_views(context) if "unanswered" in view.marks] == ["post-p3"]
    posts = context.tables["posts"].assign(text="So it is.")
    quiet = replace(context, tables=context.tables | {"posts": posts})
    assert not [view for view in post_views(quiet) if "unanswered" in view.marks]
