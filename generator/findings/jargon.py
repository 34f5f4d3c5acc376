"""Question 4: the life of the strongest term of one side: who brought it, who asked, and whether it crossed."""

from __future__ import annotations

from typing import Any

from generator.findings.compose import FIRM, WEAK, Material, Part, coloured, plural, refusal, row_of, sentence
from generator.findings.roles import lower_first
from generator.findings.words import MARKING_Z, posts_with
from generator.model import Finding
from generator.vocabulary import NO_GROUP, percent


def findings(material: Material) -> list[Finding]:
    """The life of the strongest term."""
    groups, table = material.two_groups(), material.rows("term_life")
    if groups is None:
        return []
    if not len(table):
        return refusal(material, "words.term", 4, "term_life")
    own = table.keep([group in groups for group in table.column("group")])
    return [life(material, own.ordered("-weight", "word")[0], len(own))] if len(own) else []


def life(material: Material, row: Any, term_count: int) -> Finding:
    """The term said most beyond what English at large would have it: who brought it, who asked, who took it up."""
    group = str(row["group"])
    other = other_of(material, group)
    uses = int(row["use_count"])
    name = lower_first(material.labels[group])
    counted = row_of(material.rows("terms"), group=group, word=row["word"])
    marks = counted is not None and float(counted["log_odds_z"] or 0.0) > MARKING_Z
    brought = f"@{row['introduced_by']}{whose(material, row)}"
    pieces: list[str | Part] = [
        f"“{row['word']}” was first said by {brought}; of the posts with it by people with a role ",
        coloured(percent(row["own_share"]), group),
        f" are by {name}{'' if marks else ', which could be chance'}; ",
    ]
    asked = row["questioned_by"]
    pieces.append(f"@{asked} asked what it means" if isinstance(asked, str) else "nobody asked what it means")
    pieces.append(f", and {taken_up(row, lower_first(material.labels[other]))}.")
    events = [row[f"{name}_post_id"] for name in ("introduced", "questioned", "adopted")]
    evidence = [str(event) for event in events if isinstance(event, str)]
    evidence += posts_with(material, [str(row["word"])], 2)
    return Finding(
        "words.term", material.thread.slug, 4, sentence(*pieces), float(row["own_share"]), None, None, "share", uses,
        "posts", "term_life", tuple(dict.fromkeys(evidence)), "term_lives",
        note=f"of {plural(term_count, 'term')} that English at large says rarely the one said most "
        f"· n = {uses} posts by {plural(int(row['author_count']), 'person', 'people')}",
        strength=FIRM * 0.6 if marks else WEAK,
        would_change="Who said a word first here may have it from elsewhere.",
    )  # fmt: skip


def whose(material: Material, row: Any) -> str:
    """Of which group the one is who brought the term, where it is not the group that says it most."""
    if not material.group_of_post:
        return ""
    brought = str(material.group_of_post.get(row["introduced_post_id"], row["group"]))
    named = brought in material.labels and brought not in (row["group"], NO_GROUP)
    return f", of the {lower_first(material.labels[brought])}" if named else ""


def taken_up(row: Any, other: str) -> str:
    """What the other side did with the term."""
    adopters = int(row["adopter_count"])
    if adopters:
        return f"{plural(adopters, 'person', 'people')} among {other} took it up, @{row['adopted_by']} first"
    quoting = int(row["quoter_count"])
    if quoting:
        return f"{plural(quoting, 'person', 'people')} among {other} said it, in quotation marks only"
    return f"nobody among {other} took it up"


def other_of(material: Material, group: str) -> str:
    """The other of the two groups."""
    first, second = material.two_groups() or (group, group)
    return second if group == first else first
