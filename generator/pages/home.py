"""The front page: what this is, and the threads as cards."""

from __future__ import annotations

from dataclasses import dataclass

from generator import links
from generator.model import Page
from generator.pages.context import Summary, newest_first
from generator.render.environment import render

TITLE = "Where public conversations divide, and who gets heard"
STANDFIRST = (
    "Threads in which people talk past each other, measured with care: who stands where, whose words, who is "
    "answered. Every sentence links to the posts."
)
CARDS = 12  # more than this, and the list of all threads serves better


@dataclass(frozen=True)
class HomeContext:
    """The threads of the publication."""

    threads: tuple[Summary, ...]


def pages(context: HomeContext) -> list[Page]:
    """The front page."""
    cards = [
        {"thread": thread, "href": links.relative(links.thread(thread.slug), "")}
        for thread in newest_first(context.threads)[:CARDS]
    ]
    content = render(
        "home", "Disconnections", STANDFIRST, headline=TITLE, standfirst=STANDFIRST, cards=cards,
        rest=max(0, len(context.threads) - CARDS), threads_href=links.relative("threads/", ""),
    )  # fmt: skip
    return [Page("index.md", content)]
