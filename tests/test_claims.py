"""Claims: the sentences that are understood, and what is said of those that are not."""

from __future__ import annotations

import pytest

from generator.claims import FORMS, parse
from generator.findings.claims import JUDGES
from generator.model import Claim, Role
from generator.threadfile import format_thread, parse_thread

ROLES = (Role("manager", "Housing people", "Manager"), Role("tenant", "Tenants", "Tenant"))


def claim(sentence: str) -> Claim:
    """A sentence that has to be understood."""
    made = parse(sentence, ROLES)
    assert isinstance(made, Claim), made
    return made


@pytest.mark.parametrize("kind", FORMS)
def test_every_form_is_understood_as_what_it_is(kind: str) -> None:
    """Each form, with roles and words put in, gives its own kind, and there is a judge for it."""
    for form in FORMS[kind]:
        for way in (0, 1):
            said = form
            while "(" in said and "|" in said:
                start, end = said.index("("), said.index(")")
                said = said[:start] + said[start + 1 : end].split("|")[way] + said[end + 1 :]
            words = [{"A": "tenants", "B": "housing people", "X": "rent", "Y": "power"}.get(w, w) for w in said.split()]
            assert claim(" ".join(words)).kind == kind
    assert kind in JUDGES


def test_groups_by_id_label_or_singular() -> None:
    """A group may be called by its id, its label, its singular, in any capitals, with an article."""
    for name in ("tenant", "Tenants", "the tenants", "TENANT"):
        assert claim(f"{name} write more than the organisations.").groups == ("tenant", "organisations")
    assert claim("Housing people write less than tenants").groups == ("manager", "tenant")


def test_the_second_alternative_is_remembered() -> None:
    """Less is the first alternative of answers, more the second."""
    assert not claim("tenants are answered less than managers").swapped
    assert claim("tenants are answered more often than managers").swapped


def test_words_lose_their_quotation_marks() -> None:
    """A word in quotation marks, and a theme with its words."""
    assert claim("“Engagement” is a word of managers.").words == (("engagement",),)
    moved = claim("The talk moved from technology (app, the portal) to power.")
    assert moved.words == (("technology", "app", "the portal"), ("power",))


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Tenants are angry.", "no claim that can be tested"),
        ("Doctors are answered less than tenants.", "no claim that can be tested"),
        ("Tenants write more than tenants.", "compares a group with itself"),
        ("“” is a word of tenants", "names no word"),
    ],
)
def test_what_is_not_understood(sentence: str, expected: str) -> None:
    """Another sentence, an unknown group, a group against itself and a word that is none are faults."""
    fault = parse(sentence, ROLES)
    assert isinstance(fault, str) and expected in fault


def test_the_fault_names_what_is_possible() -> None:
    """Whoever wrote something else reads the forms and the groups."""
    fault = parse("It was all about power.", ROLES)
    assert isinstance(fault, str)
    assert "there is a divide between A and B" in fault and "manager, tenant, organisations" in fault


def test_thread_toml_carries_claims() -> None:
    """Claims survive being written and read; a fault says which claim."""
    text = 'title = "T"\nplatform = "p"\nclaims = ["There is no divide.", "Pigs fly."]\n'
    thread, faults = parse_thread("t", text)
    assert [each.kind for each in thread.claims] == ["no_divide"]
    assert len(faults) == 1 and faults[0].startswith("thread.toml: claim 2: 'Pigs fly.'")
    again, faults = parse_thread("t", format_thread(thread))
    assert again.claims == thread.claims and not faults
