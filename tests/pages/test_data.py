"""A thread's data page: what is said of the capture."""

from __future__ import annotations

from dataclasses import replace

from generator.model import Rejection
from generator.pages import data
from tests.pages.sample import thread_context


def test_completeness() -> None:
    """What a fetch says of itself stands above the ledger; where nothing fetched, nothing is said."""
    context = thread_context()
    said = replace(context, capture=replace(context.capture, completeness="5 posts held of 6 declared."))
    assert "How complete it is: 5 posts held of 6 declared." in data.pages(said)[0].content
    assert "How complete" not in data.pages(context)[0].content


def test_rejections_by_reason() -> None:
    """A hundred records of one reason are one line with a few of them; the rest are counted."""
    context = thread_context()
    made = tuple(Rejection(f"record {n}", f"an event, not a post ({n})") for n in range(100))
    several = (*made, Rejection("line 4", "published_at is not a time: 'x'", 3))
    view = data.view(replace(context, capture=replace(context.capture, rejections=several)))
    assert [(each.kind, each.count, len(each.examples), each.left) for each in view.rejections] == [
        ("an event, not a post", 100, 5, 95),
        ("published_at is not a time", 3, 1, 0),
    ]
    assert view.rejections[0].examples[0] == ("record 0", "an event, not a post (0)")


def test_offered_tables() -> None:
    """Each table once, with its rows, its columns and every form it is offered in."""
    [posts, shape] = data.view(thread_context()).offered
    assert (posts.name, posts.row_count, [form for _, form, _ in posts.files]) == ("posts", 4, ["CSV", "Parquet"])
    assert posts.files[0][0].endswith("damp/files/posts.csv") and posts.files[0][2] == "1\u00a0KB"
    assert "A row is a post" in posts.meaning and shape.columns == "duration_seconds"
