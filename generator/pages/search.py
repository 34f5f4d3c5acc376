"""The search page; its results come from the index that is made after the site."""

from __future__ import annotations

from dataclasses import dataclass

from generator import links
from generator.model import Page
from generator.render.environment import render


@dataclass(frozen=True)
class SearchContext:
    """Where the index lies, from the site's root; it is made when the site is finished."""

    index: str = "pagefind/pagefind.js"


def pages(context: SearchContext) -> list[Page]:
    """The search page."""
    content = render(
        "search", "Search", "Search the threads and their posts.",
        index=links.relative(context.index, "search/"), root=links.relative("", "search/"),
        threads_href=links.relative("threads/", "search/"),
    )  # fmt: skip
    return [Page("search/index.md", content)]
