"""A small conversation, and how one platform would export it: what the tests over all sources are made of."""

from __future__ import annotations

import html
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

START = 1_600_000_000  # 2020-09-13, a moment that every platform can write


@dataclass(frozen=True)
class Said:
    """One post of an abstract conversation; 1 is the first post, and the only one without a parent."""

    id: int
    parent: int | None
    text: str = "Words."
    raw: bool = False  # the text is hostile markup, and goes as it is where the platform has markup
    who: str = ""  # "" = one of three people

    @property
    def author(self) -> str:
        """The handle of who said it."""
        return self.who or ("ann", "ben", "cleo")[self.id % 3]

    @property
    def at(self) -> int:
        """When it was said, in seconds; later posts have higher ids."""
        return START + 60 * self.id

    @property
    def markup(self) -> str:
        """The text as a platform writes it into HTML."""
        return self.text if self.raw else f"<p>{html.escape(self.text)}</p>"


Write = Callable[[list[Said], Path], list[Path]]


@dataclass(frozen=True)
class Export:
    """How one platform exports a conversation, of which posts may be absent, in any order and there twice."""

    id: str  # "reddit_listing"
    source: str  # of the source that reads it
    write: Write  # writes files into the empty folder, and gives what a person would point at
    post_id: Callable[[int], str] = str
    needs_root: bool = False  # the first post is always in such a file
    needs_reply: bool = False  # a first post without any reply is none in such a file (a heading)
    root_stands_in: bool = False  # the first post is never in such a file (a video): a placeholder is made for it
    whole: bool = False  # a post cannot be written without those above it (indentation)
    copies: bool = True  # a post may be there twice
    deepest: int | None = None  # steps below the first post that the format can tell
    html: bool = False  # posts are written as markup; else as plain text
    lines: bool = False  # one file, one record a line
    marks: tuple[str, ...] = ()  # signs that mean something in the platform's plain text ("<@"): such text may change
    extra: int = 0  # records beside the posts


def written(path: Path, value: Any) -> Path:
    """The file with this JSON in it."""
    path.write_text(json.dumps(value), "utf-8")
    return path


def written_lines(path: Path, values: Iterable[Any]) -> Path:
    """The file with one JSON value a line."""
    path.write_text("".join(json.dumps(value) + "\n" for value in values), "utf-8")
    return path


def below(said: list[Said], tree: Callable[[Said, list[Any]], Any]) -> list[Any]:
    """The posts nested in each other: `tree` makes a node of a post and the nodes below it.

    A post whose parent is not there stands outermost.
    """
    here = {each.id for each in said}
    nodes: dict[int, list[Any]] = {each: [] for each in here}
    outermost: list[Any] = []
    placed: set[int] = set()
    # Lists are filled after the node that holds them is made, so the order of the posts does not matter.
    for each in said:
        node = tree(each, nodes[each.id] if each.id not in placed else [])
        placed.add(each.id)
        nodes.get(each.parent or 0, outermost).append(node)
    return outermost
