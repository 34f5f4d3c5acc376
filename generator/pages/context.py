"""What the pages of one thread are made from, and the views that several of them share."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from functools import cached_property
from typing import Any

import pandas as pd

from generator import vocabulary
from generator.findings import leading
from generator.model import Capture, Finding, Part, Thread
from generator.render.text import named, plain
from generator.render.text import told as told_of

FIRST_SCREEN = 5  # findings a reader takes in at one look
PICTURE = "thread_dots"
SMALL_PICTURE = "thread_dots_small"  # on cards
# Columns of the posts that a page reads.
READ = (
    "post_id", "parent_id", "author_id", "published_at", "text", "html", "state", "kind", "url", "group", "repair",
    "eased_post_id", "answered", "vanished_at",
)  # fmt: skip
Row = dict[str, Any]


@dataclass(frozen=True)
class ChartPicture:
    """One chart of one thread, drawn."""

    id: str
    title: str
    subtitle: str
    svg: str
    alt: str
    table: str  # the rows of its table as they stand in a page, already escaped
    row_count: int
    note: str = ""
    question: int = 0  # the chapter it stands in; 0 = that of the finding that names it
    units: dict[str, str] = field(default_factory=dict)  # column of its table to unit
    live: bool = True


@dataclass(frozen=True)
class Download:
    """One file of a thread's data."""

    name: str  # "posts.csv"
    byte_count: int
    description: str = ""
    columns: tuple[str, ...] = ()  # of a table
    row_count: int = 0


@dataclass(frozen=True)
class ThreadContext:
    """Everything the pages of one thread say."""

    thread: Thread
    tables: Mapping[str, pd.DataFrame]  # of this thread only
    findings: tuple[Finding, ...]
    capture: Capture
    names: Mapping[str, str]  # author id to shown name
    charts: dict[str, ChartPicture]
    downloads: tuple[Download, ...] = ()

    @cached_property
    def rows(self) -> list[Row]:
        """The posts in order of time, each by column, with None or NaT for what is missing."""
        posts = self.tables["posts"]
        names = [name for name in READ if name in posts]
        posts = posts[names].sort_values(["published_at", "post_id"])
        columns = [values(posts[name]) for name in names]
        return [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]

    @cached_property
    def by_id(self) -> dict[str, Row]:
        """Each post by its id."""
        return {row["post_id"]: row for row in self.rows}

    @cached_property
    def slots(self) -> dict[str, int]:
        """The place in the palette of each group and, as `camp:A`, of each camp."""
        slots = vocabulary.group_slots(self.thread)
        camps = self.tables.get("camps")
        if camps is None:
            return slots
        of_camps = vocabulary.camp_slots(camps, self.thread)
        return slots | {f"camp:{camp}": slot for camp, slot in of_camps.items()}


@dataclass(frozen=True)
class PartView:
    """A piece of a sentence with the class of its colour."""

    text: str
    css: str


@dataclass(frozen=True)
class Legend:
    """A group that wrote in the thread, with its place in the palette."""

    label: str
    slot: int


@dataclass(frozen=True)
class Summary:
    """A thread in a list of threads."""

    slug: str
    title: str
    kicker: str
    platform: str
    date: str  # "23 January 2018"
    date_key: str  # "2018-01-23"
    post_count: int
    author_count: int
    parts: tuple[PartView, ...]  # the main finding
    svg: str
    alt: str
    tags: tuple[str, ...] = ()


def values(column: pd.Series) -> list[Any]:
    """A column as Python's own values: NaT for a missing moment, None for anything else that is missing."""
    if isinstance(column.dtype, pd.DatetimeTZDtype):
        return column.tolist()
    # By way of numpy: pandas takes several times as long to hand out text one by one.
    return [None if value is pd.NA or value is None or value != value else value for value in column.to_numpy(object)]


def title(context: ThreadContext) -> str:
    """The thread's title as it is shown."""
    return named(context.thread.title, context.names).strip() or "A thread without a title"


def day(moment: pd.Timestamp | None) -> str:
    """A date in words, "23 January 2018"; empty where unknown."""
    return "" if moment is None or pd.isna(moment) else f"{moment.day} {moment:%B %Y}"


def first_moment(context: ThreadContext) -> pd.Timestamp | None:
    """When the first post was written, as far as known."""
    first = context.rows[0]["published_at"] if context.rows else None
    return None if pd.isna(first) else first


def held_count(context: ThreadContext) -> int:
    """Posts that were seen, also those since deleted or withheld."""
    return sum(row["state"] != "missing" for row in context.rows)


def author_count(context: ThreadContext) -> int:
    """People who wrote at least one post."""
    return len({row["author_id"] for row in context.rows} - {None})


def state_counts(context: ThreadContext) -> dict[str, int]:
    """Posts by state."""
    return Counter(row["state"] for row in context.rows)


def legend(context: ThreadContext) -> tuple[Legend, ...]:
    """The groups that are present, in the order of thread.toml; empty where there are no roles."""
    if not context.thread.roles:
        return ()
    labels, slots = vocabulary.group_labels(context.thread), vocabulary.group_slots(context.thread)
    present = {row.get("group") for row in context.rows}
    return tuple(Legend(plain(label), slots[group]) for group, label in labels.items() if group in present)


def parts(context: ThreadContext, pieces: tuple[Part, ...]) -> tuple[PartView, ...]:
    """A sentence's pieces with the class of each group's colour."""
    slots = context.slots
    return tuple(
        PartView(
            told_of(piece.text, context.names),
            f"g{slots.get(piece.group, 0)}" if piece.group else "strong" * piece.strong,
        )
        for piece in pieces
    )


def first_screen(context: ThreadContext) -> tuple[Finding, ...]:
    """The findings a reader sees first."""
    return leading(context.findings, FIRST_SCREEN)


def told(findings: tuple[Finding, ...]) -> list[Finding]:
    """What can be told, the firmest first."""
    found = [finding for finding in findings if not finding.refused]
    return sorted(found, key=lambda finding: (-finding.strength, finding.question, finding.id))


def summary(context: ThreadContext) -> Summary:
    """The thread as a line or a card."""
    first, main = first_moment(context), first_screen(context)[:1]
    picture = context.charts.get(SMALL_PICTURE) or context.charts.get(PICTURE)
    return Summary(
        slug=context.thread.slug,
        title=title(context),
        kicker=plain(context.thread.kicker),
        platform=vocabulary.PLATFORMS.get(context.thread.platform, plain(context.thread.platform)),
        date=day(first),
        date_key="" if first is None else f"{first:%Y-%m-%d}",
        post_count=held_count(context),
        author_count=author_count(context),
        parts=parts(context, main[0].parts) if main else (),
        svg=picture.svg if picture else "",
        alt=picture.alt if picture else "",
        tags=tuple(plain(tag) for tag in context.thread.tags),
    )


def summary_json(made: Summary) -> bytes:
    """A summary as it is kept."""
    return json.dumps(asdict(made)).encode()


def summary_of(kept: bytes) -> Summary:
    """The summary that was kept."""
    fields = json.loads(kept)
    parts = tuple(PartView(**part) for part in fields.pop("parts"))
    return Summary(**{**fields, "parts": parts, "tags": tuple(fields["tags"])})


def newest_first(threads: Iterable[Summary]) -> tuple[Summary, ...]:
    """The threads of a list, the newest first."""
    by_slug = sorted(threads, key=lambda thread: thread.slug)
    return tuple(sorted(by_slug, key=lambda thread: thread.date_key, reverse=True))
