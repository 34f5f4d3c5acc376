"""The reader: every post of a thread, depth first."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

import pandas as pd
from markupsafe import Markup

from generator import links, vocabulary
from generator.model import PLACED, Page
from generator.pages.context import Legend, Row, ThreadContext, day, first_moment, held_count, legend, title
from generator.pages.marks import JUMPS, Marks, mark_tags, marks_of
from generator.render.environment import render
from generator.render.text import plain, post_html

DEEPEST_INDENT = 12  # further steps stand under each other: a line must stay wide enough to read
ABSENT = {
    "deleted": "This post was deleted before it was captured.",
    "withheld": "This post is kept back, by its platform or at its author’s request.",
    "missing": "This post was not captured; replies to it were.",
}


@dataclass(frozen=True)
class PostView:
    """One post as the reader shows it."""

    anchor: str
    depth: int
    indent: int
    slot: int
    group: str
    name: str
    time: str
    iso: str
    marks: tuple[str, ...]  # what the analysis found in it, keys of JUMPS
    tags: tuple[str, ...]
    html: Markup
    absent: str  # what stands in its place
    parent_href: str
    parent_name: str
    is_placed: bool  # whether it only stands below its parent
    reply_count: int
    original: str


def is_root(row: Row) -> bool:
    """Whether a post began the thread, and is not one whose place above is unknown."""
    return row["parent_id"] is None and row["state"] != "missing"


def depth_first(rows: list[Row]) -> list[tuple[Row, int]]:
    """Each post with its depth, parents before replies, replies in the order given."""
    known = {row["post_id"] for row in rows}
    replies: dict[str | None, list[Row]] = {}
    for row in rows:
        parent = row["parent_id"]
        replies.setdefault(parent if parent in known else None, []).append(row)
    tops = sorted(replies.get(None, []), key=lambda row: not is_root(row))  # stable: times keep their order
    # A stack, not recursion: threads of thousands of steps exist.
    stack = [(row, 0) for row in reversed(tops)]
    order = []
    while stack:
        row, depth = stack.pop()
        order.append((row, depth))
        stack.extend((reply, depth + 1) for reply in reversed(replies.get(row["post_id"], [])))
    return order


def clock(moment: Any, shown_day: str) -> str:
    """The time of a post, with its date where it is not the first post's."""
    if pd.isna(moment):
        return "time unknown"
    return f"{moment:%H:%M}" if day(moment) == shown_day else f"{day(moment)}, {moment:%H:%M}"


def busiest_branch(order: list[tuple[Row, int]]) -> str:
    """The reply to the first post with most posts below it; none where fewer than two have any."""
    sizes: dict[str, int] = {}
    branch = ""
    for row, depth in order:
        if depth == 1:
            branch = str(row["post_id"])
        elif depth > 1:
            sizes[branch] = sizes.get(branch, 0) + 1
    return max(sizes, key=lambda name: sizes[name]) if len(sizes) > 1 else ""


def tags(row: Row, depth: int, reply_count: int, marked: tuple[str, ...]) -> tuple[str, ...]:
    """The quiet labels beside a post's name."""
    found = ["first post"] if depth == 0 and is_root(row) else []
    if reply_count:
        found.append("1 reply" if reply_count == 1 else f"{reply_count} replies")
    return (*found, *mark_tags(row, marked))


def post_views(context: ThreadContext) -> tuple[PostView, ...]:
    """The thread's posts in reading order."""
    order = depth_first(context.rows)
    rows = context.by_id
    # A post that is only placed below another answers nothing that is known.
    replies = Counter(
        row["parent_id"] for row in context.rows if row["parent_id"] in rows and row.get("kind") != PLACED
    )
    seen = Surroundings(
        rows, first_day=day(order[0][0]["published_at"]) if order else "",
        marks=marks_of(context, context.rows, set(replies), busiest_branch(order)),
        slots=vocabulary.group_slots(context.thread), labels=vocabulary.group_labels(context.thread),
    )  # fmt: skip
    return tuple(post_view(context, row, depth, replies[row["post_id"]], seen) for row, depth in order)


@dataclass(frozen=True)
class Surroundings:
    """What a post is shown against."""

    rows: dict[str, Row]  # every post by its id
    first_day: str
    marks: Marks
    slots: dict[str, int]
    labels: dict[str, str]


def post_view(context: ThreadContext, row: Row, depth: int, reply_count: int, seen: Surroundings) -> PostView:
    """One post as it is shown."""
    rows, slots, labels = seen.rows, seen.slots, seen.labels
    marked = seen.marks[row["post_id"]]
    group = row.get("group") or vocabulary.NO_GROUP
    parent = rows.get(row["parent_id"])
    moment = row["published_at"]
    url = plain(row.get("url"))
    absent = ABSENT.get(row["state"], "")
    return PostView(
        anchor=links.post_anchor(row["post_id"]),
        depth=depth,
        indent=min(depth, DEEPEST_INDENT),
        slot=slots.get(group, 0),
        group=plain(labels.get(group, "")) if context.thread.roles else "",
        name=shown_name(context, row),
        time=clock(moment, seen.first_day),
        iso="" if pd.isna(moment) else f"{moment:%Y-%m-%dT%H:%M:%SZ}",
        marks=marked,
        tags=tags(row, depth, reply_count, marked),
        html=Markup() if absent else post_html(row["html"], row["text"], context.names),
        absent=absent,
        parent_href="" if parent is None else f"#{links.post_anchor(parent['post_id'])}",
        parent_name="" if parent is None else shown_name(context, parent),
        is_placed=row["kind"] == PLACED,
        reply_count=reply_count,
        original=url if context.thread.link_posts and not absent and url.startswith(("https://", "http://")) else "",
    )


def shown_name(context: ThreadContext, row: Row) -> str:
    """The name above a post."""
    return plain(context.names.get(row["author_id"], "Someone"))


@dataclass(frozen=True)
class Jump:
    """A way to the posts of one mark."""

    mark: str
    label: str
    href: str  # of the first
    count: int


def jumps_to(posts: tuple[PostView, ...]) -> tuple[Jump, ...]:
    """The marks that occur."""
    found = []
    for mark, label in JUMPS.items():
        marked = [post for post in posts if mark in post.marks]
        if marked:
            found.append(Jump(mark, label, f"#{marked[0].anchor}", len(marked)))
    return tuple(found)


@dataclass(frozen=True)
class ReaderContext:
    """What the reader's template places."""

    title: str
    post_count: int
    date: str
    legend: tuple[Legend, ...]
    posts: tuple[PostView, ...]
    jumps: tuple[Jump, ...]


def pages(context: ThreadContext) -> list[Page]:
    """The reader of one thread."""
    slug = context.thread.slug
    here = links.reader(slug)
    posts = post_views(context)
    view = ReaderContext(
        title=title(context),
        post_count=held_count(context),
        date=day(first_moment(context)),
        legend=legend(context),
        posts=posts,
        jumps=jumps_to(posts),
    )
    content = render(
        "reader", f"Every post · {view.title}", f"Every post of the thread “{view.title}”.", view=view,
        thread_href=links.relative(links.thread(slug), here), data_href=links.relative(links.data(slug), here),
    )  # fmt: skip
    return [Page(f"{here}index.md", content)]
