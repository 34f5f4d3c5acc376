"""What the judges of claims share: the verdict, the names of groups, and when a finding is too frail to support one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from generator.claims import ORGANISATIONS
from generator.findings.compose import Material
from generator.findings.roles import lower_first
from generator.model import Claim

SUPPORTED, CONTRADICTED, UNDECIDED = "supported", "contradicted", "undecided"
MOST_FLIPS = 0.5  # of five losses of a tenth of the posts


@dataclass(frozen=True)
class Judged:
    """A verdict with what it rests on."""

    verdict: str
    why: str  # one or two sentences
    value: float | None = None
    low: float | None = None
    high: float | None = None
    unit: str = ""
    n: int = 0
    n_unit: str = ""
    method: str = ""
    evidence: tuple[str, ...] = ()
    note: str = ""


def undecided(why: str, method: str = "") -> Judged:
    """A claim that these data cannot decide, and what they lack."""
    return Judged(UNDECIDED, why, method=method)


def missing(material: Material, measure: str) -> Judged:
    """Where a measure had too little to go on."""
    needs = "; ".join(material.refusals(measure)) or "these groups in the table of the measure; they are not there"
    return undecided(f"It needs {needs}.", measure)


def called(material: Material, group: str) -> str:
    """A group inside a sentence."""
    return ORGANISATIONS if group == ORGANISATIONS else lower_first(material.labels.get(group, group))


def people_of(material: Material, group: str) -> pd.DataFrame:
    """The people of a group who take part."""
    authors = material.tables["authors"]
    inside = (
        authors["is_organisation"].fillna(False).astype(bool) if group == ORGANISATIONS else authors["group"] == group
    )
    return authors[inside & (authors["post_count"] > 0)]


def direction(sign: int, claim: Claim) -> str:
    """The verdict of a comparison: `sign` is 1 where what the first alternative says is so."""
    if not sign:
        return UNDECIDED
    return SUPPORTED if (sign > 0) != claim.swapped else CONTRADICTED


def frail(material: Material, finding: str) -> str:
    """Why a finding is too frail to decide anything: "" where it holds, or was not tried."""
    table = material.tables.get("robustness")
    if table is None:
        return ""
    rows: dict[str, Any] = {str(row["kind"]): row for row in table[table["finding"] == finding].to_dict("records")}
    if "author" in rows and rows["author"]["flips"] > 0:
        return f"Leaving out one person, @{rows['author']['worst']}, would change it."
    if "loss10" in rows and rows["loss10"]["flips"] > MOST_FLIPS:
        return "Losing a tenth of the posts would mostly change it."
    return ""


def compared(material: Material, claim: Claim) -> bool:
    """Whether the claim is about the two groups that the findings compare, whose robustness is known."""
    return material.two_groups() is not None and set(claim.groups) == set(material.two_groups() or ())
