"""A thread's data page: what was captured and what was not, downloads, data dictionary, how to cite."""

from __future__ import annotations

import inspect
import re
from dataclasses import dataclass
from functools import cache
from itertools import groupby

import pandas as pd
from markupsafe import Markup

from generator import links, model, vocabulary
from generator.measures.catalogue import MEASURES
from generator.model import Page
from generator.pages.context import ThreadContext, day, held_count, state_counts, title
from generator.render.environment import part, render
from generator.render.text import plain

COLUMN = re.compile(r'^ +"(\w+)": "([^"]+)",(?:  # (.+))?$')
FORMS = {"csv": "CSV", "parquet": "Parquet"}
REJECTIONS = 5  # of a kind, shown in the page; all are in thread.json
MEANINGS = {
    "post_id": "the post; a pseudonym of the platform’s id unless the thread keeps handles",
    "author_id": "who wrote it; a pseudonym unless the thread keeps handles",
    "published_at": "when it was written, UTC; empty where unknown",
    "lang": "language the platform gives",
    "like_count": "likes, favourites or points at capture",
    "share_count": "shares or boosts at capture",
    "url": "address of the original, where it may be shown",
    "description": "what the author says about themselves, where it may be shown",
    "follower_count": "followers at capture",
    "is_organisation": "an organisation, as the editor lists it",
}


@dataclass(frozen=True)
class Column:
    """One column of a table."""

    name: str
    kind: str
    meaning: str


@dataclass(frozen=True)
class OfferedTable:
    """One published table: what is in it, and its files."""

    name: str
    row_count: int
    columns: str
    meaning: str  # what a row and its numbers are
    files: tuple[tuple[str, str, str], ...]  # address, form ("CSV"), size


@dataclass(frozen=True)
class RejectedKind:
    """Records that were not kept for one reason."""

    kind: str
    count: int
    examples: tuple[tuple[str, str], ...]  # place and reason, of the first few
    left: int  # records beyond those


@dataclass(frozen=True)
class DataView:
    """What the template of the data page places."""

    title: str
    ledger: tuple[tuple[str, str, str], ...]  # what, how many, what it means
    rejections: tuple[RejectedKind, ...]
    branches: tuple[tuple[str, str, str, str], ...]  # address, label, declared, held
    downloads: tuple[tuple[str, str, str, str], ...]  # of the whole thread: address, name, size, description
    offered: tuple[OfferedTable, ...]
    dictionary: Markup  # the columns of posts and authors
    route: str
    completeness: str
    recaptures: tuple[tuple[str, str], ...]  # when, and what it changed
    captured_at: str
    platform: str
    constructed: bool


def row_meaning(docstring: str) -> str:
    """The paragraph of a method card that says what a row is."""
    paragraphs = inspect.cleandoc(docstring).split("\n\n")
    return next((" ".join(words.split()) for words in paragraphs if words.startswith("A row is")), "")


ROWS = {measure.id: row_meaning(measure.function.__doc__ or "") for measure in MEASURES} | {
    "refusals": "A row is a measure that this thread is too small for; needs says what it takes.",
}


@cache
def dictionary() -> Markup:
    """The columns of the canonical tables as they stand in every data page, rendered once for all threads."""
    return part("dictionary", tables=(("posts", columns_of("POST_COLUMNS")), ("authors", columns_of("AUTHOR_COLUMNS"))))


def columns_of(name: str) -> tuple[Column, ...]:
    """The columns of one canonical table, with the comments that `generator.model` carries beside them."""
    source = inspect.getsource(model)
    block = source[source.index(f"{name} = {{") :]
    found = [COLUMN.match(line) for line in block[: block.index("\n}")].splitlines()]
    return tuple(
        Column(match[1], match[2], match[3] or MEANINGS.get(match[1], match[1].replace("_", " ")))
        for match in found
        if match
    )


def offered(context: ThreadContext) -> tuple[OfferedTable, ...]:
    """The published tables with their files, in the words of their method cards."""
    slug, here = context.thread.slug, links.data(context.thread.slug)
    found = []
    for name, files in groupby(
        (file for file in context.downloads if file.columns), lambda file: file.name.partition(".")[0]
    ):
        forms = list(files)
        offers = tuple(
            (
                links.relative(links.download(slug, file.name), here),
                FORMS[file.name.partition(".")[2]],
                size(file.byte_count),
            )
            for file in forms
        )
        columns, meaning = ", ".join(forms[0].columns), ROWS.get(name, "").replace("`", "")
        found.append(OfferedTable(name, forms[0].row_count, columns, meaning, offers))
    return tuple(found)


def moment(text: str) -> str:
    """A time in words, "25 January 2018, 01:00 UTC"; anything else as it is."""
    known = pd.to_datetime(text, utc=True, errors="coerce")
    return plain(text) if pd.isna(known) else f"{day(known)}, {known:%H:%M} UTC"


def size(byte_count: int) -> str:
    """A file's size in a unit that fits."""
    if byte_count < 1000:
        return f"{byte_count}\u00a0B"
    return f"{byte_count / 1000:.0f}\u00a0KB" if byte_count < 1_000_000 else f"{byte_count / 1_000_000:.1f}\u00a0MB"


def ledger(context: ThreadContext) -> tuple[tuple[str, str, str], ...]:
    """Every record and reply accounted for."""
    capture, states, count = context.capture, state_counts(context), vocabulary.number
    declared = "not declared" if capture.declared_reply_count is None else count(capture.declared_reply_count)
    lines = [
        ("Records read", count(capture.records_read), "in the source, whatever they were"),
        ("Posts kept", count(capture.posts_kept), "records that became posts"),
        ("Records rejected", count(capture.records_rejected), "each with its place and reason below"),
        ("Replies declared", declared, "what the platform says there are"),
        ("Posts held", count(held_count(context)), "the first post included"),
        ("Deleted", count(states.get("deleted", 0)), "gone before the capture; their place is kept"),
        ("Withheld", count(states.get("withheld", 0)), "kept back by the platform, or left out at request"),
        ("Missing", count(states.get("missing", 0)), "referred to by a reply and never seen"),
        ("“Load more” stubs", count(capture.more_stub_count), "places where the source stopped"),
        ("Replies behind them", count(capture.more_hidden_count), "as the stubs declare"),
    ]
    return tuple(lines)


def recaptured(change: model.Recapture) -> tuple[str, str]:
    """When a later capture was made, and what it changed."""
    counts = {
        "new": change.added, "gone": change.vanished, "there again": change.returned, "edited": change.edited,
    }  # fmt: skip
    said = ", ".join(f"{vocabulary.number(len(ids))} {words}" for words, ids in counts.items() if ids)
    return moment(
        change.captured_at
    ) or "at an unknown time", f"{said or 'nothing changed'}, by way of {plain(change.route)}"


def rejected(context: ThreadContext) -> tuple[RejectedKind, ...]:
    """The records not kept, by reason, the most frequent first."""
    kinds: dict[str, list[model.Rejection]] = {}
    for rejection in context.capture.rejections:
        kinds.setdefault(plain(rejection.kind), []).append(rejection)
    found = []
    for kind, all_of in kinds.items():
        count, shown = sum(rejection.count for rejection in all_of), all_of[:REJECTIONS]
        examples = tuple((plain(rejection.place), plain(rejection.reason)) for rejection in shown)
        found.append(RejectedKind(kind, count, examples, count - sum(rejection.count for rejection in shown)))
    return tuple(sorted(found, key=lambda each: (-each.count, each.kind)))


def branches(context: ThreadContext) -> tuple[tuple[str, str, str, str], ...]:
    """The branches of which less is held than the platform declares."""
    here, slug = links.data(context.thread.slug), context.thread.slug
    return tuple(
        (
            links.relative(links.post(slug, str(branch["post_id"])), here),
            str(branch["post_id"]),
            vocabulary.number(branch["declared"]),
            vocabulary.number(branch["held"]),
        )
        for branch in context.capture.branches
        if branch["declared"] > branch["held"]
    )


def view(context: ThreadContext) -> DataView:
    """The page's decisions, ready to place."""
    slug, capture = context.thread.slug, context.capture
    here = links.data(slug)
    return DataView(
        title=title(context),
        ledger=ledger(context),
        rejections=rejected(context),
        branches=branches(context),
        downloads=tuple(
            (
                links.relative(links.download(slug, file.name), here),
                file.name,
                size(file.byte_count),
                file.description,
            )
            for file in context.downloads
            if not file.columns
        ),
        offered=offered(context),
        dictionary=dictionary(),
        route=plain(capture.route),
        completeness=plain(capture.completeness),
        recaptures=tuple(recaptured(change) for change in capture.recaptures),
        captured_at=moment(capture.captured_at),
        platform=vocabulary.PLATFORMS.get(capture.platform, plain(capture.platform)),
        constructed=context.thread.constructed,
    )


def pages(context: ThreadContext) -> list[Page]:
    """The data page of one thread."""
    slug = context.thread.slug
    here = links.data(slug)
    shown = view(context)
    content = render(
        "data", f"Data · {shown.title}", f"Capture, downloads and data dictionary of “{shown.title}”.", view=shown,
        thread_href=links.relative(links.thread(slug), here), reader_href=links.relative(links.reader(slug), here),
        methods_href=links.relative("methods/", here), privacy_href=links.relative("about/privacy/", here),
        address=here,
    )  # fmt: skip
    return [Page(f"{here}index.md", content)]
