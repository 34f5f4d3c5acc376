"""Findings for a terminal: what is told of each, and in which order."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from generator.findings.compose import sentence
from generator.model import Capture, Finding, Robust, Role, Thread
from generator.publishable import ThreadToPublish
from generator.telling import WIDTH, findings_text

FINDING = Finding(
    "answered.chance", "t", 5, sentence("Of the posts by tenants 45\u00a0% were answered, says @a1."), 0.3, 0.1, 0.5,
    "share", 90, "posts", "reply_chance", ("p1", "p2"), strength=1.0,
    robust=(Robust("author", 0.28, 0.41, 0.0, 12, "a1"), Robust("loss10", 0.2, 0.4, 0.2, 5)),
)  # fmt: skip
WEAKER = replace(FINDING, id="answered.left", parts=sentence("Less firm."), strength=0.1, robust=(), low=-0.5)
REFUSED = replace(FINDING, id="waiting", value=None, refused="ten posts; there are 3", robust=())
CLAIM = replace(FINDING, id="claim.1", question=0, claim="Tenants wait.", verdict="undecided", robust=(), strength=0.0)


def text(*findings: Finding, width: int = WIDTH) -> str:
    """The findings as they are printed."""
    thread = Thread("t", "A thread", "constructed", roles=(Role("tenant", "Tenants", "Tenant"),))
    names = {"a1": "Tenant 1"}
    item = ThreadToPublish(thread, Capture("c", "", "", 1, 1), {"x": pd.DataFrame()}, findings, names, "key")
    return "\n".join(findings_text(item, width))


def test_a_finding_with_n_interval_and_robustness() -> None:
    """Names stand for ids; n, interval, tests and posts are below the sentence."""
    said = text(FINDING)
    assert "says Tenant 1." in said and "@a1" not in said
    assert "answered.chance · n = 90 posts · interval 10–50\u00a0%" in said
    assert "CAN FLIP." in said and "between 28 and 41 points" in " ".join(said.split())
    assert "posts: p1, p2" in said


def test_order() -> None:
    """The firmest of a question first, then claims, then what cannot be told, each under its heading."""
    said = text(REFUSED, WEAKER, CLAIM, FINDING)
    places = [
        said.index(words) for words in ("Of the posts", "Less firm.", "NOT DECIDABLE: Tenants wait.", "waiting: needs")
    ]
    assert places == sorted(places)
    assert said.index("What the editor expected") < places[2] < said.index("Cannot be told") < places[3]


def test_lines_are_no_wider_than_asked() -> None:
    """Every line fits, also a narrow one."""
    assert max(map(len, text(FINDING, WEAKER, CLAIM, REFUSED, width=50).splitlines())) <= 50


def test_a_difference_below_nothing_is_told_in_points() -> None:
    """An interval that begins below nothing is no range of percentages."""
    assert "interval -50 to 50 points" in text(WEAKER)


def test_an_interval_has_two_digits() -> None:
    """The ends of an interval pretend to no more than they bear."""
    assert "interval 0.57 to 0.82 gini" in text(replace(FINDING, unit="gini", low=0.5683, high=0.8151))
    assert "interval 12 to 1\u202f204 seconds" in text(replace(FINDING, unit="seconds", low=12.4, high=1203.7))
