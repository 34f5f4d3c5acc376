"""The chapters of a thread's page: question, answer, picture, two voices, how we know, and what cannot be told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator import links, vocabulary
from generator.findings.compose import WEAK
from generator.findings.robust import flips, robust_words
from generator.model import Finding, Voice
from generator.pages.context import PICTURE, SMALL_PICTURE, PartView, Row, ThreadContext, parts, told
from generator.pages.figure import FigureView, figure_view
from generator.render.text import named, plain
from generator.render.text import told as told_of

CHAPTERS = {
    1: "Sides", 2: "Divide", 3: "Friction", 4: "Words", 5: "Being answered", 6: "Attention", 7: "Drift", 8: "Check it",
}  # fmt: skip
VERDICTS = {"supported": "Supported", "contradicted": "Contradicted", "undecided": "Not decidable here"}
EVIDENCE = 5  # posts linked under a finding; the rest are in findings.json
# What each question asks for, in its own words.
ASKED = frozenset(
    {"sides.camps", "divide.verdict", "friction.hottest", "friction.level", "words.marking", "answered.chance",
     "attention.shares", "course.drift"}
)  # fmt: skip
SHOWN = 4  # findings of a chapter in full; the others are folded below
QUOTE_LENGTH = 280  # characters of a voice; the whole post is one link away


@dataclass(frozen=True)
class VoiceView:
    """One post quoted beside a finding, with how it was chosen."""

    slot: int
    group: str
    name: str
    words: str  # "" where the rule finds no post of this group
    href: str
    chosen: str


@dataclass(frozen=True)
class FindingView:
    """One finding as a sentence, with its picture, its voices, its small print and where to check it."""

    anchor: str
    parts: tuple[PartView, ...]
    note: str
    would_change: str
    method_href: str
    evidence: tuple[tuple[str, str], ...]  # address and label of a post
    refused: str
    voices: tuple[VoiceView, ...] = ()
    figure: FigureView | None = None
    robust: str = ""  # what became of it with people left out and posts lost
    flips: bool = False


@dataclass(frozen=True)
class ClaimView:
    """A claim of the editor with its verdict and what it rests on."""

    text: str
    verdict: str  # supported, contradicted, undecided
    label: str
    finding: FindingView


@dataclass(frozen=True)
class Chapter:
    """One question with what was found."""

    number: int
    short: str
    question: str
    findings: tuple[FindingView, ...]  # the firmest first: the answer
    more: tuple[FindingView, ...]  # what else was counted, folded
    figures: tuple[FigureView, ...]  # those that no finding brought along
    refused: tuple[FindingView, ...]


def places(context: ThreadContext) -> dict[str, int]:
    """Post id to its number in order of time."""
    return {row["post_id"]: number for number, row in enumerate(context.rows, start=1)}


def finding_view(
    context: ThreadContext, finding: Finding, numbers: Mapping[str, int], figure: FigureView | None = None
) -> FindingView:
    """A finding as it is shown."""
    slug = context.thread.slug
    here = links.thread(slug)
    shown = [post_id for post_id in finding.evidence if post_id in numbers][:EVIDENCE]
    return FindingView(
        anchor="finding-" + "".join(sign if sign.isalnum() else "-" for sign in finding.id),
        parts=parts(context, finding.parts),
        note=told_of(finding.note, context.names),
        would_change=told_of(finding.would_change, context.names),
        method_href=links.relative(links.method(finding.method), here) if finding.method else "",
        evidence=tuple(
            (links.relative(links.post(slug, post_id), here), f"post {numbers[post_id]}") for post_id in shown
        ),
        refused=told_of(finding.refused, context.names),
        voices=voice_views(context, finding.voices),
        figure=figure,
        robust=told_of(robust_words(finding), context.names),
        flips=flips(finding),
    )


def voice_views(context: ThreadContext, voices: tuple[Voice, ...]) -> tuple[VoiceView, ...]:
    """The voices of a finding, in the order of the roles."""
    if not voices:
        return ()
    slots = vocabulary.group_slots(context.thread)
    rows = context.by_id
    ordered = sorted(voices, key=lambda voice: slots.get(voice.group, 0))
    return tuple(voice_view(context, voice, slots.get(voice.group, 0), rows.get(voice.post_id)) for voice in ordered)


def voice_view(context: ThreadContext, voice: Voice, slot: int, post: Row | None) -> VoiceView:
    """One voice as it is shown; without a post, only whose it would be and why there is none."""
    group = plain(vocabulary.group_labels(context.thread).get(voice.group, ""))
    chosen = named(voice.chosen, context.names)
    if post is None:
        return VoiceView(slot, group, "", "", "", chosen)
    slug = context.thread.slug
    return VoiceView(
        slot=slot,
        group=group,
        name=plain(context.names.get(post["author_id"], "Someone")),
        words=quoted(named(post["text"], context.names)),
        href=links.relative(links.post(slug, voice.post_id), links.thread(slug)),
        chosen=chosen,
    )


def quoted(text: str) -> str:
    """A post's words on one line; a long one ends at a word, with an ellipsis."""
    words = " ".join(text.split())
    if len(words) <= QUOTE_LENGTH:
        return words
    return words[:QUOTE_LENGTH].rsplit(" ", 1)[0].rstrip(" ,;:.–") + " …"


def claim_views(context: ThreadContext, numbers: Mapping[str, int]) -> tuple[ClaimView, ...]:
    """The claims in the editor's order."""
    return tuple(
        ClaimView(
            named(finding.claim, context.names),
            finding.verdict,
            VERDICTS[finding.verdict],
            finding_view(context, finding, numbers),
        )
        for finding in context.findings
        if finding.claim
    )


def in_full(known: list[Finding], linked: frozenset[str]) -> frozenset[str]:
    """Which findings of one question are shown in full: what the first screen links to, what the question asks for,
    and the firmest.

    What could be chance is folded as well, unless the question asks for it: that two groups do not differ is an answer.
    """
    first = [finding.id for finding in known if finding.id in linked or finding.id in ASKED]
    firm = [finding.id for finding in known if finding.strength > WEAK and finding.id not in first]
    chosen = [*first, *firm][: max(SHOWN, len(first))]
    return frozenset(chosen or [finding.id for finding in known[:1]])


def chapters(
    context: ThreadContext, numbers: Mapping[str, int], linked: frozenset[str] = frozenset()
) -> tuple[Chapter, ...]:
    """The questions that have an answer, a picture or a refusal, in their order; `linked` is on the first screen."""
    known = told(context.findings)
    bringer = {finding.chart: finding.id for finding in reversed(known) if finding.chart}
    shown = {key: chart for key, chart in context.charts.items() if key not in (PICTURE, SMALL_PICTURE)}
    # Pictures of answers would show the line of a chat as if its posts were left unanswered.
    hidden = {finding.question for finding in context.findings if finding.id.endswith(".one_line")}
    made = []
    for question, words in vocabulary.QUESTIONS.items():
        own = [finding for finding in known if finding.question == question]
        full = in_full(own, linked)
        views: dict[str, FindingView] = {}
        for finding in own:
            picture = shown.get(finding.chart) if bringer.get(finding.chart) == finding.id else None
            figure = figure_view(context, picture) if picture else None
            views[finding.id] = finding_view(context, finding, numbers, figure)
        refused = [
            finding_view(context, finding, numbers)
            for finding in context.findings
            if finding.question == question and finding.refused
        ]
        figures = [
            figure_view(context, picture)
            for key, picture in shown.items()
            if key not in bringer and (picture.question or 8) == question and question not in hidden
        ]
        if views or refused or figures:
            shown_views = tuple(view for key, view in views.items() if key in full)
            more = tuple(view for key, view in views.items() if key not in full)
            made.append(Chapter(question, CHAPTERS[question], words, shown_views, more, tuple(figures), tuple(refused)))
    return tuple(made)
