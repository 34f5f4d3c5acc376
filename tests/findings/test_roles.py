"""Who declares which role."""

from __future__ import annotations

from generator.findings import roles

from .material import material


def test_roles_are_counted() -> None:
    """Three managers and two tenants of six people: five sixths are placed."""
    [finding] = roles.findings(material())
    assert finding.sentence.startswith("3 housing people and 2 tenants take part; of 1 person no role is known")
    assert finding.value == 1 - 1 / 6 and finding.n == 6
    assert finding.note == "83\u00a0% of 6 people placed: 5 from words in the profile"


def test_one_person_alone_with_a_role() -> None:
    """One tenant takes part, in the singular."""
    [finding] = roles.findings(material(("tenant", "none")))
    assert finding.sentence == "1 tenant takes part; of 1 person no role is known."


def test_no_roles() -> None:
    """A thread without roles says so, and what would make some known."""
    [finding] = roles.findings(material(("none", "none")))
    assert finding.value is None and "thread.toml" in finding.refused


def test_labels_inside_a_sentence() -> None:
    """A plain label is put in lower case, an abbreviation is not."""
    assert roles.lower_first("Tenants") == "tenants"
    assert roles.lower_first("GPs") == "GPs"
