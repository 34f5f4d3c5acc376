"""What the editor expected, held against the tables: supported, contradicted, or not decidable."""

from __future__ import annotations

from collections.abc import Callable

from generator.findings import claims_of_groups, claims_of_posts, claims_of_sides, one_line
from generator.findings.compose import Material, sentence
from generator.findings.judging import Judged, undecided
from generator.model import Claim, Finding

Judge = Callable[[Material, Claim], Judged]
JUDGES: dict[str, Judge] = {
    "divide": claims_of_sides.divide,
    "no_divide": claims_of_sides.no_divide,
    "two_camps": claims_of_sides.two_camps,
    "answered": claims_of_groups.answered,
    "waiting": claims_of_groups.waiting,
    "questions": claims_of_groups.questions,
    "hanging": claims_of_posts.hanging,
    "own": claims_of_groups.own,
    "moved": claims_of_posts.moved,
    "following": claims_of_groups.following,
    "several_following": claims_of_groups.several_following,
    "words": claims_of_groups.words,
    "attention": claims_of_groups.attention,
    "word": claims_of_groups.word,
    "word_of_one": claims_of_groups.word_of_one,
    "friction_experts": claims_of_posts.friction_experts,
    "friction_between": claims_of_posts.friction_between,
    "friction": claims_of_posts.friction,
}


def claims(material: Material) -> list[Finding]:
    """One finding per claim, in the editor's order; they stand apart from the eight questions."""
    return [judged(material, claim, place) for place, claim in enumerate(material.thread.claims, start=1)]


def judged(material: Material, claim: Claim, place: int) -> Finding:
    """The claim with its verdict, its number and its evidence."""
    if claim.kind in one_line.CLAIMS and one_line.in_one_line(material):
        found = undecided(f"It needs {one_line.NEEDS}.", "reply_chance")
    else:
        found = JUDGES[claim.kind](material, claim)
    return Finding(
        f"claim.{place}", material.thread.slug, 0, sentence(found.why), found.value, found.low, found.high,
        found.unit, found.n, found.n_unit, found.method, found.evidence, note=found.note, claim=claim.text,
        verdict=found.verdict,
    )  # fmt: skip
