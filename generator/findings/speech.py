"""Question 4: how each group speaks, where a difference holds: we, you, they, hedges, directives, questions, tone."""

from __future__ import annotations

from typing import Any

from generator.findings.compose import (
    FIRM,
    WEAK,
    Material,
    Part,
    coloured,
    difference,
    refusal,
    row_of,
    sentence,
)
from generator.findings.roles import lower_first
from generator.model import Finding
from generator.vocabulary import plural

# A register and what a sentence says of it: before the number, and after.
SAID = {
    "we": ("say “we” or “us”", "times in 100 words"),
    "you": ("say “you”", "times in 100 words"),
    "they": ("say “they”, “he” or “she”", "times in 100 words"),
    "hedges": ("hedge (“perhaps”, “I think”)", "times in 100 words"),
    "directives": ("tell others what to do", "times in 100 words"),
    "questions": ("put question marks", "times in 100 words"),
    "long_words": ("use words of seven letters and more", "in 100 words"),
}
# An interval of the difference is widened by as much as one of 99.3 % is wider than one of 95 %: one in twenty over all
# seven (Bonferroni).
SEVEN = 2.69 / 1.96
SMALL = 0.1  # on the scale of politeness; a judgement: half of what one post differs from the next
AT_MOST = 3  # differences in the sentence; all are in the table


def findings(material: Material) -> list[Finding]:
    """How the groups speak, and how polite it sounds."""
    return [*ways_of_speaking(material), *politeness(material)]


def ways_of_speaking(material: Material) -> list[Finding]:
    """The differences beyond chance, the largest first; that there are none is a result."""
    groups = material.two_groups()
    if groups is None:
        return []
    pairs = {name: pair for name in SAID if (pair := pair_of(material, name, groups)) is not None}
    if not pairs:
        return refusal(material, "words.registers", 4, "registers")
    holding = [name for name, pair in pairs.items() if holds(pair)]
    holding.sort(key=lambda name: (-gap(pairs[name]), name))
    if holding:
        pieces = [
            piece for place, name in enumerate(holding[:AT_MOST]) for piece in told(material, pairs[name], name, place)
        ]
        text = sentence(*pieces, ".")
    else:
        first, second = (lower_first(material.labels[group]) for group in groups)
        text = sentence(
            f"In how they speak (we, you, they, hedging, asking, telling, long words) {first} and {second} differ no "
            "more than chance would have it."
        )
    strongest = pairs[holding[0]] if holding else None
    return [
        Finding(
            "words.registers", material.thread.slug, 4, text,
            None if strongest is None else float(strongest[0]["per_100_words"] - strongest[1]["per_100_words"]),
            None, None, "uses in 100 words", sum(int(row["n"]) for row in next(iter(pairs.values()))), "people",
            "registers", (), "", note=small_print(material, pairs, holding),
            strength=FIRM * 0.6 if holding else WEAK,
            would_change="Lists of words see no meaning: “we” may hold or leave out the person spoken to.",
        )
    ]  # fmt: skip


def pair_of(material: Material, name: str, groups: tuple[str, str]) -> tuple[Any, Any] | None:
    """The two groups' rows of a register; None where one is missing."""
    first, second = (row_of(material.rows("registers"), register=name, group=group) for group in groups)
    return None if first is None or second is None else (first, second)


def holds(pair: tuple[Any, Any]) -> bool:
    """Whether the difference is more than chance, with seven registers compared."""
    first, second = ({"share": row["per_100_words"], "low": row["low"], "high": row["high"]} for row in pair)
    value, low, high = difference(first, second)
    return value - SEVEN * (value - low) > 0 or value + SEVEN * (high - value) < 0


def gap(pair: tuple[Any, Any]) -> float:
    """How many times as often the one group does it."""
    more, less = sorted((float(row["per_100_words"]) for row in pair), reverse=True)
    return more / less if less > 0 else float("inf")


def told(material: Material, pair: tuple[Any, Any], name: str, place: int) -> list[str | Part]:
    """One difference with both groups' numbers, the greater first."""
    more, less = sorted(pair, key=lambda row: -float(row["per_100_words"]))
    what, unit = SAID[name]
    first, second = (material.labels[str(row["group"])] for row in (more, less))
    pieces: list[str | Part] = [f"; {lower_first(first)} {what} " if place else f"{first} {what} "]
    pieces += [coloured(f"{float(more['per_100_words']):.1f}", str(more["group"])), f" {unit}, {lower_first(second)} "]
    return [*pieces, coloured(f"{float(less['per_100_words']):.1f}", str(less["group"]))]


def small_print(material: Material, pairs: dict[str, tuple[Any, Any]], holding: list[str]) -> str:
    """The intervals of what holds, and how many were compared."""
    shown = [
        f"{name.replace('_', ' ')} {interval(first)} and {interval(second)}"
        for name, (first, second) in pairs.items()
        if name in holding[:AT_MOST]
    ]
    compared = (
        f"{len(pairs)} ways of speaking compared, told where a difference is beyond chance for all of them together"
    )
    first, second = next(iter(pairs.values()))
    return " · ".join([*shown, compared, f"n = {int(first['n'])} and {int(second['n'])} people"])


def interval(row: Any) -> str:
    """A register's interval in 100 words."""
    return f"{float(row['low']):.1f}–{float(row['high']):.1f}"


def politeness(material: Material) -> list[Finding]:
    """How polite the posts of each group sound, and whether the difference is more than chance."""
    groups, table = material.two_groups(), material.rows("politeness_by_group")
    if groups is None:
        return []
    rows = [row_of(table, group=group) for group in groups]
    if any(row is None for row in rows):
        return refusal(material, "words.politeness", 4, "politeness_by_group")
    value, low, high = difference(
        *({"share": row["politeness"], "low": row["low"], "high": row["high"]} for row in rows)
    )
    firm = low > 0 or high < 0
    more, less = sorted(rows, key=lambda row: -float(row["politeness"]))
    names = [lower_first(material.labels[str(row["group"])]) for row in (more, less)]
    numbers = [coloured(f"{float(row['politeness']):.2f}", str(row["group"])) for row in (more, less)]
    much = "a little " if abs(value) < SMALL else ""
    opening = f"Posts by {names[0]} sound {much}more polite than posts by {names[1]}: "
    weak = f"On a scale of politeness from 0 to 1 posts by {names[0]} stand at "
    pieces: list[str | Part] = (
        [opening, numbers[0], " against ", numbers[1], " on a scale from 0 to 1."]
        if firm
        else [weak, numbers[0], f", posts by {names[1]} at ", numbers[1], "; the difference could be chance."]
    )
    return [
        Finding(
            "words.politeness", material.thread.slug, 4, sentence(*pieces), value, low, high, "politeness",
            int(sum(row["post_count"] for row in rows)), "posts", "politeness_by_group", (), "",
            note=" · ".join(
                f"{lower_first(material.labels[str(row['group'])])} {float(row['low']):.2f}–{float(row['high']):.2f}, "
                f"n = {plural(int(row['n']), 'person', 'people')}"
                for row in rows
            ),
            strength=FIRM * 0.4 if firm else WEAK / 2,
            would_change="The scale was learned from requests elsewhere; what is polite differs from place to place.",
        )
    ]  # fmt: skip
