"""Which camps there are, who bridges them, and when nobody can be told apart."""

from __future__ import annotations

import pandas as pd

from generator.findings import camps
from generator.findings.compose import WEAK

from .material import material, rows

CAMPS = rows("camps", ("A", 3, 9, "manager", 1.0, 3), ("B", 2, 4, "tenant", 0.8, 1))
WITNESSES = rows("camp_witnesses", ("a0", "replies", "A", 1.2, 3), ("a1", "role", "A", 2.0, 1))


def test_two_camps() -> None:
    """Both camps are told with their sizes and the role most have, and who is in none."""
    tables = {
        "sides": rows("sides", (2, 6, 8, 4, 1, 1, 0.8, False)),
        "camps": CAMPS,
        "camp_witnesses": WITNESSES,
        "verdicts": rows("verdicts", (True, 0.01, "roles", 2)),
        "posts": rows("posts", ("p1", "x", "present", 0, 1)).assign(author_id="a2", reply_count=1),
    }
    found = camps.findings(material(**tables))
    assert found[0].sentence == (
        "Two camps stand apart: Camp A (all housing people) with 3 and Camp B (mostly tenants) with 2 people; "
        "1 cannot be placed and 1 bridges them."
    )
    assert "from whom they answer and how, declared roles; here a reply as such says nothing" in found[0].note
    assert [part.group for part in found[0].parts if part.strong] == ["camp:A", "camp:B"]
    assert found[0].strength > WEAK and found[0].value == 4 / 6
    unknown = tables["verdicts"].assign(divided=pd.array([pd.NA], dtype="boolean"))
    assert camps.findings(material(**tables | {"verdicts": unknown}))[0].strength == WEAK
    assert found[1].evidence == ("p1",) and found[1].sentence == "1 person stands with people of both camps: @a2."


def test_too_few_met() -> None:
    """Where hardly anybody met, nothing is said about camps, not even that there are none."""
    sides = rows("sides", (1, 3, 2, 0, 0, 3, 0.0, True))
    [finding] = camps.findings(material(sides=sides, camp_witnesses=WITNESSES))
    assert finding.value is None and finding.refused == "at least 10 pairs of people who met; there are 2"


def test_one_crowd() -> None:
    """Where chance gives as much, no camps are named, and that is the answer."""
    sides = rows("sides", (1, 6, 18, 0, 0, 6, 0.0, True))
    [finding] = camps.findings(material(sides=sides, camp_witnesses=WITNESSES))
    assert finding.sentence.startswith("No camps can be told apart among the 6 people")
    assert "a reply mostly speaks against" in finding.note and not finding.refused


def test_nobody_met() -> None:
    """Without two people who met, what was missing is said."""
    refusals = rows("refusals", ("camps", "two people who met"))
    [finding] = camps.findings(material(sides=rows("sides", (1, 6, 0, 0, 0, 6, 0.0, True)), refusals=refusals))
    assert finding.refused == "two people who met"
