"""A Markdown extension for our generated pages: each is one block of finished markup, and no parser looks into it."""

from __future__ import annotations

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

START, END = '<div class="page ', "</div>"  # every template of a page begins and ends so
PRIORITY = 29  # after white space is made even (30), before MkDocs (21.5) and Markdown (20) look for markup


class WholePage(Preprocessor):
    """Puts a generated page away whole, before anything looks for markup in it."""

    def run(self, lines: list[str]) -> list[str]:
        """The lines of a hand-written page; for a generated one a mark in its place."""
        text = "\n".join(lines).strip()
        if not (text.startswith(START) and text.endswith(END)):
            return lines
        return [self.md.htmlStash.store(text)]


class WholePages(Extension):
    """Two parsers otherwise go through each tag of each page: most of the time that a build took."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802, the name that Markdown calls
        """Register the one step."""
        md.preprocessors.register(WholePage(md), "whole_pages", PRIORITY)


def makeExtension(**options: object) -> WholePages:  # noqa: N802, the name that Markdown calls
    """The name by which Markdown finds an extension."""
    return WholePages(**options)
