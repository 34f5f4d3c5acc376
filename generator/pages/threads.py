"""The list of all threads, as a table to sort and filter."""

from __future__ import annotations

from dataclasses import dataclass

from generator import links
from generator.model import Page
from generator.pages.context import Summary, newest_first
from generator.render.environment import render


@dataclass(frozen=True)
class ThreadsContext:
    """The threads of the publication."""

    threads: tuple[Summary, ...]


def pages(context: ThreadsContext) -> list[Page]:
    """The page with every thread; newest first, as it stands without JavaScript."""
    rows = [
        {"thread": thread, "href": links.relative(links.thread(thread.slug), "threads/")}
        for thread in newest_first(context.threads)
    ]
    content = render("threads", "Threads", "Every thread of this publication.", rows=rows)
    return [Page("threads/index.md", content)]
