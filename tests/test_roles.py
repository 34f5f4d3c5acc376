"""Roles come from the roster, then lists, then words, then the source."""

from __future__ import annotations

import pandas as pd

from generator.model import AUTHOR_COLUMNS, Role, Thread, typed
from generator.roles import seeded, with_roles
from generator.threadfile import format_thread, parse_thread

THREAD = Thread("x", "X", "y", roles=(
    Role("manager", "Managers", "Manager", ("manager",), ("@P1", "Harrowbeck")),
    Role("tenant", "Tenants", "Tenant", ("tenant", "resident")),
))  # fmt: skip


def roles(rows: list[tuple[str, str, str, str | None]], roster: dict[str, str]) -> list[tuple[object, object]]:
    """Role and source of authors given as id, name, description and the source's role."""
    authors = typed(pd.DataFrame(rows, columns=["author_id", "name", "description", "role"]), AUTHOR_COLUMNS)
    before = authors.copy()
    found = with_roles(authors, THREAD, roster)[["role", "role_source"]].astype(object)
    pd.testing.assert_frame_equal(authors, before)
    return [tuple(None if pd.isna(cell) else cell for cell in row) for row in found.itertuples(index=False)]


def test_order_of_sources() -> None:
    """Each source yields to the one before it, and each is named."""
    rows = [
        ("p0", "", "a manager", "tenant"), ("p1", "", "a tenant", None), ("p2", "", "A TENANT.", "manager"),
        ("p3", "", "", "tenant"), ("p4", "Harrowbeck", "", None), ("p5", "", "manager", None),
    ]  # fmt: skip
    assert roles(rows, {"p0": "tenant", "p5": ""}) == [
        ("tenant", "roster"), ("manager", "list"), ("tenant", "words"), ("tenant", "source"), ("manager", "list"),
        (None, "roster"),
    ]  # fmt: skip


def test_whole_words_and_doubt() -> None:
    """Part of a word decides nothing, nor do two roles' words, nor a role that is not declared."""
    rows = [("a", "", "lieutenant", None), ("b", "", "manager and tenant", None), ("c", "", "", "wizard")]
    assert roles(rows, {}) == [(None, None)] * 3


def test_seeds_of_the_editor() -> None:
    """People are put into a camp by id or name, in none if named in two; the file gives back what it was given."""
    text = 'title = "X"\nplatform = "y"\n[camps]\nfor = ["@a", "Harrowbeck"]\nagainst = ["c", "d"]\nother = ["d"]\n'
    thread, faults = parse_thread("x", text)
    assert not faults and thread.seeds["for"] == ("@a", "Harrowbeck")
    assert parse_thread("x", format_thread(thread))[0].seeds == thread.seeds
    authors = typed(pd.DataFrame({"author_id": list("abcd"), "name": ["", "Harrowbeck", "", ""]}), AUTHOR_COLUMNS)
    found = seeded(authors, thread)
    assert found[["author_id", "camp_seed"]].to_numpy().tolist() == [["a", "for"], ["b", "for"], ["c", "against"]]


def test_seeds_that_are_no_list_are_a_fault() -> None:
    """A camp without a list of people is told."""
    assert parse_thread("x", 'title = "X"\nplatform = "y"\n[camps]\nfor = "a"\n')[1]
