"""Question 1: who declares which role."""

from __future__ import annotations

from collections import Counter

from generator.findings.compose import FIRM, Material, coloured, plural, sentence
from generator.model import Finding, Part
from generator.vocabulary import NO_GROUP, percent


def findings(material: Material) -> list[Finding]:
    """How many people declare each role; camps are a later question and no part of this."""
    authors, people = material.rows("authors"), material.people_by_group
    declared = [role for role in material.thread.roles if people[role.id] > 0]
    total, silent = len(authors), people[NO_GROUP]
    if not declared or not total:
        return [
            Finding(
                "sides.roles", material.thread.slug, 1, sentence("No roles are known for this thread."),
                None, None, None, "share", total, "people", "authors",
                refused="roles in thread.toml, by words in profiles or by a list of people; there are none",
            )
        ]  # fmt: skip
    pieces: list[str | Part] = []
    for place, role in enumerate(declared):
        if place:
            pieces.append(" and " if place == len(declared) - 1 else ", ")
        count = people[role.id]
        pieces += [coloured(str(count), role.id), f" {lower_first(role.singular if count == 1 else role.label)}"]
    pieces.append(" takes part" if sum(people[role.id] for role in declared) == 1 else " take part")
    pieces.append(f"; of {plural(silent, 'person', 'people')} no role is known." if silent else ".")
    share = 1 - silent / total
    placed = authors.having(lambda row: row["group"] != NO_GROUP and row["role_source"] is not None)
    sources = Counter(placed.column("role_source"))
    said = ", ".join(f"{count} from {SOURCES.get(str(source), source)}" for source, count in sorted(sources.items()))
    return [
        Finding(
            "sides.roles", material.thread.slug, 1, sentence(*pieces), share, None, None, "share", total, "people",
            "authors", note=f"{percent(share)} of {plural(total, 'person', 'people')} placed: {said}",
            strength=FIRM / 4,
        )
    ]  # fmt: skip


SOURCES = {
    "words": "words in the profile",
    "list": "the editor’s list",
    "roster": "the editor’s roster",
    "source": "the platform",
}


def lower_first(label: str) -> str:
    """A label inside a sentence; abbreviations keep their capitals."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]
