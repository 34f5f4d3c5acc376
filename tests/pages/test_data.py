"""A thread's data page: what is said of the capture."""

from __future__ import annotations

from dataclasses import replace

from generator.pages import data
from tests.pages.sample import thread_context


def test_completeness() -> None:
    """What a fetch says of itself stands above the ledger; where nothing fetched, nothing is said."""
    context = thread_context()
    said = replace(context, capture=replace(context.capture, completeness="5 posts held of 6 declared."))
    assert "How complete it is: 5 posts held of 6 declared." in data.pages(said)[0].content
    assert "How complete" not in data.pages(context)[0].content
