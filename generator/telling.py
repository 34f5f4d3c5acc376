"""The findings of a thread as plain text for a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping

from generator.findings.robust import flips, robust_words
from generator.model import Finding
from generator.publishable import ThreadToPublish
from generator.render.text import plain, told
from generator.vocabulary import QUESTIONS, number, percent_range

WIDTH = 88
INDENT = "   "
VERDICTS = {"supported": "SUPPORTED", "contradicted": "CONTRADICTED", "undecided": "NOT DECIDABLE"}


def findings_text(item: ThreadToPublish, width: int = WIDTH) -> list[str]:
    """Lines: the title, the findings by question with the firmest first, the claims, and what cannot be told."""
    found = [finding for finding in item.findings if not finding.refused and not finding.claim]
    refused = [finding for finding in item.findings if finding.refused and not finding.claim]
    lines = [told(item.thread.title, item.names), ""]
    for question, words in QUESTIONS.items():
        own = sorted(
            (finding for finding in found if finding.question == question),
            key=lambda finding: (-finding.strength, finding.id),
        )
        if own:
            lines += [f"{question} {words}", ""]
        for finding in own:
            lines += [*one(finding, item.names, width), ""]
    claims = [finding for finding in item.findings if finding.claim]
    if claims:
        lines += ["What the editor expected", ""]
        for finding in claims:
            lines += wrapped(f"{VERDICTS[finding.verdict]}: {told(finding.claim, item.names)}", width)
            lines += [*one(finding, item.names, width), ""]
    if refused:
        lines += ["Cannot be told from this thread", ""]
        lines += [line for finding in refused for line in wrapped(f"{finding.id}: needs {finding.refused}", width)]
    return lines


def one(finding: Finding, names: Mapping[str, str], width: int) -> list[str]:
    """A finding: its sentence, n and interval, how robust it is, and where to look."""
    lines = wrapped(told(finding.sentence, names), width)
    lines += wrapped(small_print(finding), width, INDENT)
    tried = told(robust_words(finding), names)
    if tried:
        lines += wrapped(("CAN FLIP. " if flips(finding) else "") + tried, width, INDENT)
    if finding.evidence:
        lines += wrapped("posts: " + ", ".join(map(plain, finding.evidence)), width, INDENT)
    return lines


def small_print(finding: Finding) -> str:
    """Id, n, and the 95 % interval in the unit of the finding."""
    pieces = [finding.id, f"n = {number(finding.n)} {finding.n_unit}".strip()]
    if finding.low is not None and finding.high is not None:
        if finding.unit == "share" and finding.low < 0:
            pieces.append(f"interval {round(finding.low * 100)} to {round(finding.high * 100)} points")
        elif finding.unit == "share":
            pieces.append(f"interval {percent_range(finding.low, finding.high)}")
        else:
            pieces.append(f"interval {rounded(finding.low)} to {rounded(finding.high)} {finding.unit}".rstrip())
    return " · ".join(pieces)


def rounded(value: float) -> str:
    """An end of an interval, with no more digits than an interval can bear."""
    return number(value) if abs(value) >= 10 else f"{value:.2f}"


def wrapped(text: str, width: int, indent: str = "") -> list[str]:
    """A paragraph in lines."""
    return textwrap.wrap(
        text, width, initial_indent=indent, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    )
