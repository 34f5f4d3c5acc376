"""Question 6: who holds the voice, the attention and the following."""

from __future__ import annotations

from typing import Any

from generator.findings.compose import FIRM, WEAK, Material, apart, coloured, refusal, row_of, sentence
from generator.findings.roles import lower_first
from generator.model import Finding
from generator.vocabulary import percent, percent_range, plural


def findings(material: Material) -> list[Finding]:
    """Voice against attention, following, and how unequally people speak."""
    return [*voice_and_attention(material), *following(material), *concentration(material)]


def voice_and_attention(material: Material) -> list[Finding]:
    """Each group's share of the words beside its share of the attention."""
    groups, table = material.two_groups(), material.rows("group_shares")
    if groups is None or not len(table):
        return refusal(material, "attention.shares", 6, "group_shares")
    words = {group: row_of(table, group=group, quantity="words") for group in groups}
    heard = {group: row_of(table, group=group, quantity="attention") for group in groups}
    if any(row is None for row in (*words.values(), *heard.values())):
        return []
    speaker, other = sorted(groups, key=lambda group: -float(words[group]["share"]))
    labels = material.labels
    said, got = words[speaker], heard[other]
    firm = apart(words[speaker]["low"], words[speaker]["high"], heard[speaker]["low"], heard[speaker]["high"])
    text = sentence(
        f"{labels[speaker]} wrote ", coloured(percent(said["share"]), speaker), " of the words and got ",
        coloured(percent(heard[speaker]["share"]), speaker), " of the replies, likes and shares; ",
        f"{lower_first(labels[other])} wrote ", coloured(percent(words[other]["share"]), other), " and got ",
        coloured(percent(got["share"]), other), "." if firm else "; with so few people this could be chance.",
    )  # fmt: skip
    note = (
        f"95 % intervals {percent_range(said['low'], said['high'])} and {interval(heard[speaker])}, "
        f"{interval(words[other])} and {interval(got)} "
        f"· people resampled · n = {plural(len(material.tables['authors']), 'person', 'people')}"
    )
    return [
        Finding(
            "attention.shares", material.thread.slug, 6, text, float(said["share"]), float(said["low"]),
            float(said["high"]), "share", len(material.rows("authors")), "people", "group_shares", (),
            "group_shares", note, FIRM * 0.95 if firm else WEAK * 2,
        )
    ]  # fmt: skip


def interval(row: Any) -> str:
    """A row's interval in percent."""
    return percent_range(row["low"], row["high"])


def following(material: Material) -> list[Finding]:
    """Which group has the larger following."""
    groups, table = material.two_groups(), material.rows("group_shares")
    if groups is None or not len(table):
        return []
    rows = {group: row_of(table, group=group, quantity="followers") for group in groups}
    known = {group: row for group, row in rows.items() if row is not None and row["share"] is not None}
    if len(known) < 2:
        return []
    first, second = sorted(known, key=lambda group: -float(known[group]["share"]))
    firm = apart(known[first]["low"], known[first]["high"], known[second]["low"], known[second]["high"])
    labels = material.labels
    text = sentence(
        f"Of all followers, {lower_first(labels[first])} have ", coloured(percent(known[first]["share"]), first),
        f" and {lower_first(labels[second])} ", coloured(percent(known[second]["share"]), second),
        "." if firm else "; with so few people this could be chance.",
    )  # fmt: skip
    note = (
        f"95 % intervals {percent_range(known[first]['low'], known[first]['high'])} and "
        f"{percent_range(known[second]['low'], known[second]['high'])} · followers may be counted twice"
    )
    return [
        Finding(
            "attention.following", material.thread.slug, 6, text, float(known[first]["share"]),
            float(known[first]["low"]), float(known[first]["high"]), "share",
            int(sum(row["n"] for row in known.values())), "people", "group_shares", (), "group_shares", note,
            FIRM * 0.75 if firm else WEAK,
        )
    ]  # fmt: skip


def concentration(material: Material) -> list[Finding]:
    """How much of the talk the most active tenth of the people wrote."""
    row = row_of(material.rows("concentration"), quantity="words")
    if row is None:
        return refusal(material, "attention.concentration", 6, "concentration")
    people = int(row["n"])
    top = max(1, round(people / 10))
    few = "The one" if top == 1 else f"The {top}"
    return [
        Finding(
            "attention.concentration", material.thread.slug, 6,
            sentence(f"{few} who wrote most, of {people} people, wrote {percent(row['top_share'])} of the words."),
            float(row["gini"]), float(row["low"]), float(row["high"]), "gini", people, "people", "concentration", (),
            "author_attention", f"Gini of words {row['gini']:.2f} ({row['low']:.2f}–{row['high']:.2f}), 0 = all alike",
            WEAK * 1.5,
        )
    ]  # fmt: skip
