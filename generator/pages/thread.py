"""A thread's main page: the first screen, then a chapter per question that has an answer so far."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
from markupsafe import Markup

from generator import links, vocabulary
from generator.model import Page
from generator.pages.chapters import Chapter, ClaimView, FindingView, chapters, claim_views, finding_view, places
from generator.pages.context import (
    PICTURE,
    Legend,
    ThreadContext,
    author_count,
    day,
    first_moment,
    first_screen,
    held_count,
    legend,
    state_counts,
    title,
)
from generator.pages.figure import FigureView, figure_view
from generator.render.environment import render
from generator.render.text import commentary_html, named, plain


@dataclass(frozen=True)
class ThreadView:
    """What the template of a thread's page places."""

    kicker: str
    title: str
    standfirst: str
    post_count: int
    author_count: int
    duration: str
    legend: tuple[Legend, ...]
    captured: str
    constructed: bool
    first: tuple[FindingView, ...]
    picture: FigureView | None
    commentary: Markup
    chapters: tuple[Chapter, ...]
    claims: tuple[ClaimView, ...]
    reader_href: str
    data_href: str


def captured(context: ThreadContext) -> str:
    """What of the thread is held, in one clause."""
    held, declared, states = held_count(context), context.capture.declared_reply_count, state_counts(context)
    words = vocabulary.plural(held, "post")
    if declared is not None and declared + 1 >= held:
        words = f"{vocabulary.number(held)} of {vocabulary.plural(declared + 1, 'post')}"
    rest = [
        f"{vocabulary.number(states[state])} {label}"
        for state, label in (("deleted", "deleted"), ("withheld", "withheld"), ("missing", "never seen"))
        if states.get(state)
    ]
    return words + ("; " + ", ".join(rest) if rest else "")


def duration(context: ThreadContext) -> str:
    """From the first post to the last, or nothing."""
    shape = context.tables.get("shape")
    if shape is None or shape.empty or pd.isna(shape["duration_seconds"].iloc[0]):
        return ""
    return vocabulary.duration(float(shape["duration_seconds"].iloc[0]))


def view(context: ThreadContext) -> ThreadView:
    """The page's decisions, ready to place."""
    thread = context.thread
    numbers = places(context)
    here = links.thread(thread.slug)
    kicker = [plain(thread.kicker), day(first_moment(context)), "constructed example" if thread.constructed else ""]
    picture, leading = context.charts.get(PICTURE), first_screen(context)
    return ThreadView(
        kicker=" · ".join(piece for piece in kicker if piece),
        title=title(context),
        standfirst=named(thread.standfirst, context.names),
        post_count=held_count(context),
        author_count=author_count(context),
        duration=duration(context),
        legend=legend(context),
        captured=captured(context),
        constructed=thread.constructed,
        first=tuple(finding_view(context, finding, numbers) for finding in leading),
        picture=figure_view(context, picture) if picture else None,
        commentary=commentary_html(thread.commentary),
        chapters=chapters(context, numbers, frozenset(finding.id for finding in leading)),
        claims=claim_views(context, numbers),
        reader_href=links.relative(links.reader(thread.slug), here),
        data_href=links.relative(links.data(thread.slug), here),
    )


def pages(context: ThreadContext) -> list[Page]:
    """The thread's main page."""
    shown = view(context)
    content = render("thread", shown.title, shown.standfirst or f"What the thread “{shown.title}” shows.", view=shown)
    return [Page(f"{links.thread(context.thread.slug)}index.md", content)]
