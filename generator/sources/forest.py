"""The threads that the files of a source hold, each with its ledger."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from generator.model import Capture, Rejection, SourceThread
from generator.packed import Rows, fields
from generator.sources import tree
from generator.sources.reading import Document
from generator.vocabulary import plural

if TYPE_CHECKING:
    from generator.sources.builder import Builder

MOST_NAMED = 100  # files that were passed over; of more only the number is told
MOST_REJECTIONS = 1_000  # that each thread of a file of many lists one by one
_TITLE_LENGTH = 80
_GREETING_LENGTH = 16
_LEADING_MENTIONS = re.compile(r"^(?:@\S+\s+)+")


@dataclass
class About:
    """What a source says of one thread, under the id of its root."""

    title: str = ""
    url: str = ""
    captured_at: str = ""
    declared: int | None = None  # replies below the root


class Forest:
    """The threads that a file holds, the largest first."""

    def __init__(self, builder: Builder, trees: list[Rows], platform: str, route: str, captured_at: str) -> None:
        self.builder = builder
        self.trees = {posts[0].post_id: posts for posts in trees}
        self.platform = platform
        self.route = route
        self.captured_at = captured_at
        self.passed_over: list[str] = []  # names of files that lay beside and were not read

    @property
    def root_ids(self) -> list[str]:
        """The root of each thread, the largest thread first."""
        return list(self.trees)

    def post_count(self, root_id: str) -> int:
        """The posts held of a thread, placeholders not counted."""
        return sum(state != "missing" for (state,) in fields(self.trees[root_id], "state"))

    def title(self, root_id: str) -> str:
        """What the source calls the thread, or the first words of its first post that has some."""
        told = self.builder.told.get(root_id)
        return (told.title if told else "") or _opening(self.trees[root_id])

    def roots_of(self, least_posts: int) -> list[str]:
        """The roots of the threads with at least so many posts held, the largest thread first."""
        return [root_id for root_id in self.trees if self.post_count(root_id) >= least_posts]

    def containing(self, post_id: str) -> str | None:
        """The root of the thread that holds this post, or None."""
        for root_id, posts in self.trees.items():
            if root_id == post_id or any(each == post_id for (each,) in fields(posts, "post_id")):
                return root_id
        return None

    @cached_property
    def rejections(self) -> list[Rejection]:
        """The records of the file that are no post; by kind where each of many threads would list thousands again."""
        told = self.builder.rejections
        return told if len(self.trees) == 1 or len(told) <= MOST_REJECTIONS else by_kind(told)

    @staticmethod
    def _forget_quotes_outside(posts: Rows, ids: set[str]) -> None:
        for row, (quoted_id,) in zip(posts.rows, fields(posts, "quoted_id"), strict=True):
            if quoted_id is not None and quoted_id not in ids:
                post = posts.packed[row]
                post.quoted_id = None
                posts.packed[row] = post

    def thread(self, root_id: str) -> SourceThread:
        """One thread with its ledger; the records of the file's other threads are told as one rejection."""
        builder, posts = self.builder, self.trees[root_id]
        told = builder.told.get(root_id, About())
        used = {author_id for (author_id,) in fields(posts, "author_id")}
        quoting = any(quoted_id for (quoted_id,) in fields(posts, "quoted_id"))
        # Of a million posts a burden, and mostly of no use.
        ids = {each for (each,) in fields(posts, "post_id")} if quoting or builder.stubs or builder.votes else set()
        if quoting:
            self._forget_quotes_outside(posts, ids)
        kept = self.post_count(root_id)
        hidden = dict[str, int]()
        stubs = [(parent_id, count) for parent_id, count in builder.stubs if parent_id in ids or len(self.trees) == 1]
        for parent_id, count in stubs:
            hidden[parent_id] = hidden.get(parent_id, 0) + count
        votes = tuple(
            sorted(
                (author_id, post_id, value) for (author_id, post_id), value in builder.votes.items() if post_id in ids
            )
        )
        used |= {author_id for author_id, _, _ in votes}
        rejections = list(self.rejections)
        elsewhere = builder.records_read - kept - sum(rejection.count for rejection in rejections)
        if elsewhere:
            rejections.append(Rejection(self.route.removeprefix("file: "), "belongs to another thread", elsewhere))
        return SourceThread(
            posts=posts,
            authors=sorted(
                (author for author in builder.authors.values() if author["author_id"] in used),
                key=lambda author: author["author_id"],
            ),
            title=self.title(root_id),
            url=told.url or posts[0].url,
            root_id=root_id,
            votes=tuple(votes),
            capture=Capture(
                platform=self.platform,
                captured_at=told.captured_at or self.captured_at,
                route=self.route,
                records_read=builder.records_read,
                posts_kept=kept,
                rejections=tuple(rejections),
                placeholders=len(posts) - kept,
                declared_reply_count=told.declared,
                completeness=builder.remark,
                passed_over_count=len(self.passed_over),
                passed_over=tuple(self.passed_over[:MOST_NAMED]),
                more_stub_count=len(stubs),
                more_hidden_count=sum(hidden.values()),
                branches=tree.branches(posts, hidden),
            ),
        )


def by_kind(rejections: list[Rejection]) -> list[Rejection]:
    """One rejection for each kind, with how many records it stands for and the place of the first."""
    first: dict[str, Rejection] = {}
    counts: dict[str, int] = {}
    for rejection in rejections:
        first.setdefault(rejection.kind, rejection)
        counts[rejection.kind] = counts.get(rejection.kind, 0) + rejection.count
    return [Rejection(f"first at {each.place}", kind, counts[kind]) for kind, each in first.items()]


def route_of(documents: list[Document]) -> str:
    """The files, as the ledger names them; of a folder of many only the first ones."""
    names = [document.name for document in documents]
    shown = names if len(names) <= 5 else [*names[:3], f"and {len(names) - 3} more files"]
    return "file: " + ", ".join(shown)


def _opening(posts: Rows) -> str:
    """The first words of the first post that has some, for a thread without a title."""
    first = next((words for post in posts for words in [_first_line(post.text)] if words), "")
    if len(first) <= _TITLE_LENGTH:
        return first or "Untitled thread"
    return first[:_TITLE_LENGTH].rsplit(" ", 1)[0].rstrip(" ,.;:–-") + " …"


def _first_line(text: str) -> str:
    """The first line, and the next ones where it is but a greeting."""
    opening = ""
    for line in _LEADING_MENTIONS.sub("", text).split("\n"):
        opening = f"{opening} {line.strip()}".strip()
        if len(opening) >= _GREETING_LENGTH:
            break
    return opening


def nothing_kept(route: str, records_read: int, rejections: list[Rejection]) -> str:
    """Why a file gave no thread."""
    if not rejections:
        return f"{route}: there is no post in it."
    first = rejections[0]
    read = plural(records_read, "record")
    return f"{route}: none of its {read} is a post; the first is {first.place}: {first.reason}."
