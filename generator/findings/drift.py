"""Question 7: what the talk began as and became, in its own words, and who wrote the posts that turned it."""

from __future__ import annotations

from collections import Counter
from typing import Any

from generator.findings.compose import FIRM, WEAK, Material, coloured, listed, refusal, sentence
from generator.findings.friction import author_of
from generator.findings.roles import lower_first
from generator.findings.rows import Rows
from generator.model import Finding, Part
from generator.vocabulary import telling_words

CLEAR = 1.0  # posts' worth of words that a seam gains beyond its price
TIMES = {1: "once", 2: "twice"}
LIMITS = "Subjects are told by their words: the same subject in other words looks like a new one."


def findings(material: Material) -> list[Finding]:
    """Where the talk went, and the posts at which it turned."""
    phases = material.rows("phases")
    if not len(phases):
        return refusal(material, "course.drift", 7, "phases")
    if len(phases) == 1:
        return [one_subject(material, phases)]
    return [drift(material, phases), turns(material, phases)]


def one_subject(material: Material, phases: Rows) -> Finding:
    """That the talk did not turn, as far as words tell."""
    count = int(phases[0]["post_count"])
    return Finding(
        "course.drift", material.thread.slug, 7,
        sentence("The talk stayed with its subject, as far as its words tell: at no post do they change for good."),
        1.0, None, None, "count", count, "posts", "phases", (), "",
        note=f"one phase, n = {count} posts", strength=WEAK * 1.5, would_change=LIMITS,
    )  # fmt: skip


def drift(material: Material, phases: Rows) -> Finding:
    """What the talk began as and what it became, in its own words."""
    ordered = phases.ordered("phase")
    first, last = ordered[0], ordered[-1]
    began, became = (telling_words(row["words"]) for row in (first, last))
    stages = f"The talk went through {len(phases)} stages"
    told = bool(began and became)
    text = (
        f"{stages}: it began with {listed(began)} and became one of {listed(became)}."
        if told
        else f"{stages}, and no words mark the first and the last of them clearly."
    )
    gains = [float(gain) for gain in ordered.column("gain") if gain is not None]
    counts = [int(count) for count in ordered.column("post_count")]
    return Finding(
        "course.drift", material.thread.slug, 7, sentence(text), float(len(phases)), None, None, "count", sum(counts),
        "posts", "phases", tuple(map(str, ordered.column("first_post_id"))), "topic_drift",
        note=f"each turn gains {min(gains):.1f} to {max(gains):.1f} posts’ worth of words beyond its price; stages "
        f"of {', '.join(map(str, counts))} posts · n = {sum(counts)} posts",
        strength=FIRM * 0.65 if told and max(gains) >= CLEAR else WEAK * 1.5,
        headline=f"From “{began[0]}” to “{became[0]}”" if told else "", would_change=LIMITS,
    )  # fmt: skip


def turns(material: Material, phases: Rows) -> Finding:
    """The posts that opened a new phase, by whom, and how many are each group's."""
    opened = phases.having(lambda row: row["phase"] > 1).ordered("phase")
    evidence = tuple(map(str, opened.column("first_post_id")))
    pieces: list[str | Part] = [f"It turned {TIMES.get(len(opened), f'{len(opened)} times')}"]
    said = []
    for row in opened:
        by = author_of(material, str(row["first_post_id"])) or "somebody unknown"
        words = telling_words(row["words"])
        said.append(f"to {listed(words)} with a post by {by}" if words else f"with a post by {by}")
    pieces.append(": " + ", then ".join(said))
    groups = material.two_groups()
    if groups is not None and len(opened) > 1:
        pieces += by_group(material, Counter(opened.column("group")), groups)
    gain = max(float(gain or 0.0) for gain in opened.column("gain"))
    return Finding(
        "course.turns", material.thread.slug, 7, sentence(*pieces, "."), float(len(opened)), None, None, "count",
        sum(int(count) for count in phases.column("post_count")), "posts", "phases", evidence, "",
        note="the first post of each stage; it comes before the change of words, and need not have caused it",
        strength=FIRM * 0.5 if gain >= CLEAR else WEAK,
    )  # fmt: skip


def by_group(material: Material, counts: dict[Any, int], groups: tuple[str, str]) -> list[str | Part]:
    """How many of the turning posts each group wrote, the greater number first."""
    pieces: list[str | Part] = []
    for group in sorted(groups, key=lambda group: -counts.get(group, 0)):
        count = int(counts.get(group, 0))
        pieces += [" and " if pieces else "; ", coloured(str(count) if count or not pieces else "none", group)]
        first = len(pieces) == 2
        pieces.append(f" of these posts {'is' if count == 1 else 'are'} by " if first else " by ")
        pieces.append(lower_first(material.labels[group]))
    return pieces
