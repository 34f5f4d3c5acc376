"""A thread's main page: the first screen, then a chapter per question that has an answer so far."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
from markupsafe import Markup

from generator import links, vocabulary
from generator.model import Finding, Page
from generator.pages.context import (
    PICTURE,
    SMALL_PICTURE,
    ChartPicture,
    Legend,
    PartView,
    ThreadContext,
    author_count,
    day,
    first_moment,
    first_screen,
    held_count,
    legend,
    parts,
    state_counts,
    title,
    told,
)
from generator.render.environment import render
from generator.render.text import commentary_html, named, plain

CHAPTERS = {
    1: "Sides", 2: "Divide", 3: "Friction", 4: "Words", 5: "Being answered", 6: "Attention", 7: "Drift", 8: "Check it",
}  # fmt: skip
CHART_NAMES = {
    "thread_dots": "The thread, post by post",
    "posts_over_time": "Posts over time",
    "posts_by_depth": "How deep the replies go",
    "group_shares": "Voice and attention",
    "survival": "Being answered over time",
    "replies_between_groups": "Who answers whom",
    "marking_words": "Words of each group",
    "author_attention": "Words written and attention received",
}
EVIDENCE = 5  # posts linked under a finding; the rest are in findings.json
TABLE_ROWS = 200  # of a chart's table in the page; the whole is in its CSV


@dataclass(frozen=True)
class FindingView:
    """One finding as a sentence, its small print and where to check it."""

    anchor: str
    parts: tuple[PartView, ...]
    note: str
    method_href: str
    evidence: tuple[tuple[str, str], ...]  # address and label of a post
    refused: str


@dataclass(frozen=True)
class FigureView:
    """One chart with its table and the ways to take it away."""

    id: str
    anchor: str
    title: str
    subtitle: str
    svg: str
    alt: str
    note: str
    live: bool
    spec_href: str
    data_href: str
    bundle_href: str
    downloads: tuple[tuple[str, str], ...]  # label and address
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    rows_left: int


@dataclass(frozen=True)
class Chapter:
    """One question with what was found."""

    number: int
    short: str
    question: str
    lead: FindingView | None
    others: tuple[FindingView, ...]
    figures: tuple[FigureView, ...]
    refused: tuple[FindingView, ...]


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
    reader_href: str
    data_href: str


def places(context: ThreadContext) -> dict[str, int]:
    """Post id to its number in order of time."""
    posts = context.tables["posts"].sort_values(["published_at", "post_id"])
    return {post_id: number for number, post_id in enumerate(posts["post_id"], start=1)}


def finding_view(context: ThreadContext, finding: Finding, numbers: dict[str, int]) -> FindingView:
    """A finding as it is shown."""
    slug = context.thread.slug
    here = links.thread(slug)
    shown = [post_id for post_id in finding.evidence if post_id in numbers][:EVIDENCE]
    return FindingView(
        anchor="finding-" + "".join(sign if sign.isalnum() else "-" for sign in finding.id),
        parts=parts(context, finding.parts),
        note=named(finding.note, context.names),
        method_href=links.relative(links.method(finding.method), here) if finding.method else "",
        evidence=tuple(
            (links.relative(links.post(slug, post_id), here), f"post {numbers[post_id]}") for post_id in shown
        ),
        refused=named(finding.refused, context.names),
    )


def cell(value: object) -> str:
    """A value of a table as text: four digits of a fraction, nothing for a missing one."""
    if value is None or value is pd.NA or value is pd.NaT or value != value:
        return ""
    if isinstance(value, float):
        return f"{value:.4g}"
    return plain(value) if isinstance(value, str) else plain(str(value))


def figure_view(context: ThreadContext, picture: ChartPicture) -> FigureView:
    """A chart as it is shown."""
    slug, here = context.thread.slug, links.thread(context.thread.slug)
    names = [name for name in picture.table.columns if name in picture.units] or list(picture.table.columns)
    units = {name: picture.units.get(name, "") for name in names}
    table = picture.table[names].head(TABLE_ROWS)

    def take(ending: str) -> str:
        return links.relative(links.download(slug, f"chart-{picture.id}.{ending}"), here)

    # A sentence that stands on the page as a finding is not said again above its picture.
    said = {finding.sentence.strip(" .") for finding in told(context.findings)}
    is_said = picture.title.strip(" .") in said
    heading = CHART_NAMES.get(picture.id, "Chart") if is_said else picture.title
    note = "" if is_said and picture.note in {finding.note for finding in context.findings} else picture.note
    spec = links.relative(links.chart_spec(picture.id), here)
    return FigureView(
        id=picture.id,
        anchor=links.chart_anchor(picture.id),
        title=named(heading, context.names),
        subtitle=plain(picture.subtitle),
        svg=picture.svg,
        alt=named(picture.alt, context.names),
        note=named(note, context.names),
        live=picture.live,
        spec_href=spec,
        data_href=take("json"),
        bundle_href=links.relative(links.CHART_BUNDLE, here),
        downloads=(
            ("CSV", links.relative(links.download(slug, f"chart-{picture.id}.csv"), here)),
            ("SVG", take("svg")),
            ("PNG", take("png")),
            ("Spec", spec),
        ),
        header=tuple(
            f"{name.replace('_', ' ')} ({unit})" if unit else name.replace("_", " ") for name, unit in units.items()
        ),
        rows=tuple(tuple(cell(value) for value in row) for row in table.itertuples(index=False)),
        rows_left=max(0, len(picture.table) - TABLE_ROWS),
    )


def chapters(context: ThreadContext, numbers: dict[str, int]) -> tuple[Chapter, ...]:
    """The questions that have an answer, a picture or a refusal, in their order."""
    named_by = {finding.chart: finding.question for finding in reversed(context.findings) if finding.chart}
    known = told(context.findings)
    made = []
    for question, words in vocabulary.QUESTIONS.items():
        views = [finding_view(context, finding, numbers) for finding in known if finding.question == question]
        refused = [
            finding_view(context, finding, numbers)
            for finding in context.findings
            if finding.question == question and finding.refused
        ]
        figures = [
            figure_view(context, picture)
            for picture in context.charts.values()
            if picture.id not in (PICTURE, SMALL_PICTURE)
            and (picture.question or named_by.get(picture.id, 8)) == question
        ]
        if views or refused or figures:
            lead = views[0] if views else None
            made.append(
                Chapter(question, CHAPTERS[question], words, lead, tuple(views[1:]), tuple(figures), tuple(refused))
            )
    return tuple(made)


def captured(context: ThreadContext) -> str:
    """What of the thread is held, in one clause."""
    held, declared, states = held_count(context), context.capture.declared_reply_count, state_counts(context)
    words = f"{vocabulary.number(held)} posts"
    if declared is not None and declared + 1 >= held:
        words = f"{vocabulary.number(held)} of {vocabulary.number(declared + 1)} posts"
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
    picture = context.charts.get(PICTURE)
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
        first=tuple(finding_view(context, finding, numbers) for finding in first_screen(context)),
        picture=figure_view(context, picture) if picture else None,
        commentary=commentary_html(thread.commentary),
        chapters=chapters(context, numbers),
        reader_href=links.relative(links.reader(thread.slug), here),
        data_href=links.relative(links.data(thread.slug), here),
    )


def pages(context: ThreadContext) -> list[Page]:
    """The thread's main page."""
    shown = view(context)
    content = render("thread", shown.title, shown.standfirst or f"What the thread “{shown.title}” shows.", view=shown)
    return [Page(f"{links.thread(context.thread.slug)}index.md", content)]
