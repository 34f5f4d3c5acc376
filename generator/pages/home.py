"""The front page: what this is, and the threads as cards."""

from __future__ import annotations

from dataclasses import dataclass

from generator import links
from generator.model import Page
from generator.pages.context import Summary
from generator.render.environment import render

TITLE = "Where public conversations divide, and who gets heard"
STANDFIRST = (
    "Threads in which people talk past each other, measured with care: who stands where, whose words, who is "
    "answered. Every sentence links to the posts."
)
CARDS = 12  # more than this, and the list of all threads serves better


@dataclass(frozen=True)
class HomeContext:
    """The threads of the publication, in the order they are shown."""

    threads: tuple[Summary, ...]


def pages(context: HomeContext) -> list[Page]:
    """The front page."""
    cards = [
        {"thread": thread, "href": links.relative(links.thread(thread.slug), "")} for thread in context.threads[:CARDS]
    ]
    content = render(
        "home", "Disconnections", STANDFIRST, title=TITLE, standfirst=STANDFIRST, cards=cards,
        rest=max(0, len(context.threads) - CARDS), threads_href=links.relative("threads/", ""),
    )  # fmt: skip
    return [Page("index.md", content)]
