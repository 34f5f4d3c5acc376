"""Claims about divides and camps."""

from __future__ import annotations

from typing import Any

from generator.findings.compose import Material, row_of
from generator.findings.divide import NEEDS_CHOICE, SAID, all_rigid
from generator.findings.judging import (
    CONTRADICTED,
    SUPPORTED,
    UNDECIDED,
    Judged,
    called,
    frail,
    missing,
    undecided,
)
from generator.model import Claim
from generator.vocabulary import camp_labels

# Not divided is not the same as no divide: chance has to give as much at least this often.
LIKE_CHANCE = 0.2
LEVEL = 0.05
UNTRIED = "Whether this holds with people left out was not tried"
YARDSTICKS = 2  # the verdict looks at two


def verdict_of(material: Material) -> Any:
    """The row of the thread's verdict, or None."""
    row = row_of(material.rows("verdicts"), thread_id=material.thread.slug)
    untold = row is None or row["p"] is None or all_rigid(material.rows("divide"))
    return None if untold else row


def untested(material: Material) -> Judged:
    """What is said where no divide could have been seen."""
    if all_rigid(material.rows("divide")):
        return undecided(f"It needs {NEEDS_CHOICE}.", "verdicts")
    return missing(material, "verdicts")


def shown(material: Material, row: Any) -> tuple[int, str]:
    """1 where a divide is shown, −1 where the thread looks like chance, 0 where neither can be said; and in words."""
    p = f"p = {float(row['p']):.3f}"
    if bool(row["divided"]):
        weak = frail(material, "divide.verdict")
        said = f"{SAID[str(row['by'])].rstrip(',')} more than chance would have it ({p})."
        return (0, f"{said} {weak}") if weak else (1, said)
    if float(row["p"]) >= LIKE_CHANCE:
        return -1, f"the thread looks like threads that chance made of it ({p})."
    return 0, f"the thread is somewhat more divided than chance, and not surely so ({p})."


def capital(text: str) -> str:
    """A sentence's beginning."""
    return text[:1].upper() + text[1:]


def divide(material: Material, claim: Claim) -> Judged:
    """There is a divide, or one between two groups: then declared roles must show it, or camps that are them."""
    row = verdict_of(material)
    if row is None:
        return untested(material)
    sign, why = shown(material, row)
    if sign > 0 and claim.groups:
        between, said = between_groups(material, claim)
        why = f"{why.rstrip('.')}; {said}"
        sign = sign if between else 0
    return position(material, row, {1: SUPPORTED, -1: CONTRADICTED, 0: UNDECIDED}[sign], capital(why))


def no_divide(material: Material, claim: Claim) -> Judged:
    """The same the other way round."""
    row = verdict_of(material)
    if row is None:
        return untested(material)
    sign, why = shown(material, row)
    return position(material, row, {1: CONTRADICTED, -1: SUPPORTED, 0: UNDECIDED}[sign], capital(why))


def between_groups(material: Material, claim: Claim) -> tuple[bool, str]:
    """Whether the divide runs between these groups."""
    first, second = claim.groups
    roles = row_of(material.rows("divide"), yardstick="roles")
    if roles is not None and roles["p"] is not None and float(roles["p"]) * YARDSTICKS <= LEVEL:
        if material.tables["authors"].query("group != 'none'")["group"].nunique() == 2 and set(claim.groups) <= set(
            material.tables["authors"]["group"]
        ):
            return True, f"it runs between {called(material, first)} and {called(material, second)}, the two roles."
    camps = material.tables["camps"]
    mostly = camps[camps["label_share"] >= 0.7]
    if {first, second} <= set(mostly["label"].dropna()):
        names = " and ".join(camp_labels(camps, material.thread).values())
        return True, f"the camps are {names}."
    return False, "that it runs between these groups cannot be told."


def two_camps(material: Material, claim: Claim) -> Judged:
    """Two camps, found and more divided than chance."""
    row = verdict_of(material)
    if row is None:
        return untested(material)
    sign, why = shown(material, row)
    number = int(row["camp_count"])
    if number == 2 and sign > 0:
        return position(material, row, SUPPORTED, f"Two camps stand apart; {why}")
    if number > 2 and sign > 0:
        return position(material, row, CONTRADICTED, f"{number} camps stand apart; {why}")
    if number < 2 and sign < 0:
        return position(material, row, CONTRADICTED, f"No camps can be told apart; {why}")
    return position(material, row, UNDECIDED, capital(why))


def position(material: Material, row: Any, verdict: str, why: str) -> Judged:
    """The verdict with the thread's position against chance."""
    by = row_of(material.rows("divide"), yardstick=str(row["by"]))
    if by is None:
        return Judged(verdict, why, method="verdicts")
    value, low, high = (float(by[name]) for name in ("percentile", "low", "high"))
    tried = len(material.rows("robustness")) and len(material.rows("robustness").where(finding="divide.verdict"))
    note = "" if tried else UNTRIED
    return Judged(verdict, why, value, low, high, "share", int(by["n"]), str(by["n_unit"]), "verdicts", note=note)
