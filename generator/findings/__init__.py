"""Tidy tables in, sentences out: each with its number, interval, method and evidence."""

from __future__ import annotations

import pandas as pd

from generator.findings import (
    agreement,
    answered,
    attention,
    camps,
    captured,
    common_ground,
    course,
    divide,
    drift,
    friction,
    jargon,
    questions,
    roles,
    speech,
    standing,
    words,
)
from generator.findings.claims import claims
from generator.findings.compose import Material
from generator.findings.one_line import without_answers
from generator.findings.robust import tried_by_finding, with_robustness
from generator.findings.voices import with_voices
from generator.model import Capture, Finding, Thread

MAKERS = (
    roles.findings,
    camps.findings,
    divide.findings,
    common_ground.findings,
    agreement.findings,
    friction.findings,
    words.findings,
    jargon.findings,
    speech.findings,
    answered.findings,
    questions.findings,
    attention.findings,
    standing.findings,
    drift.findings,
    course.findings,
    captured.findings,
)


UNREAD = (
    "html", "url", "lang", "declared_reply_count", "quoted_id", "edit_count", "vanished_at", "root_id",
    "descendant_count", "friction_cues",
)  # fmt: skip


def find(tables: dict[str, pd.DataFrame], thread: Thread, capture: Capture) -> tuple[Finding, ...]:
    """All findings of one thread, in the order of the eight questions, and the editor's claims."""
    # Each cut through the posts copies every column, so those that no sentence looks at stay behind.
    lean = (
        tables | {"posts": tables["posts"].drop(columns=list(UNREAD), errors="ignore")} if "posts" in tables else tables
    )
    material = Material(lean, thread, capture)
    tests = tried_by_finding(material)
    plain = without_answers(material, [finding for make in MAKERS for finding in make(material)])
    made = (with_robustness(with_voices(finding, material), tests) for finding in plain)
    return (*sorted(made, key=lambda finding: finding.question), *claims(material))


def leading(findings: tuple[Finding, ...], at_most: int = 5) -> tuple[Finding, ...]:
    """The findings for the first screen: the firmest that hold when people or posts are left out, at most two
    to a question, fewer where the data bear fewer."""
    chosen: list[Finding] = []
    for finding in sorted(findings, key=lambda finding: (-finding.strength, finding.question, finding.id)):
        if finding.refused or finding.strength <= 0 or len(chosen) == at_most:
            continue
        if sum(other.question == finding.question for other in chosen) < 2:
            chosen.append(finding)
    return tuple(chosen)
