"""The life of a term."""

from __future__ import annotations

import pandas as pd
import pytest

from generator.measures import measure
from tests.measures.conftest import authors_of, posts_of, threads_of

ROLES = {"m1": "manager", "m2": "manager", "t1": "tenant", "t2": "tenant", "n": None}
COMMON = "we said that the people of this street have to pay for what they do not get and so on " * 5


def measured(*said):
    """The tables of a thread in which these people say these things, each with enough common words around."""
    rows = [
        (f"p{place}", "p0" if place else None, author, place, f"{COMMON} {text}")
        for place, (author, text) in enumerate(said)
    ]
    return measure(posts_of(rows), authors_of(ROLES), threads_of("t"))


def thread(*said):
    """The terms of that thread."""
    return measured(*said)["term_life"].set_index("word")


@pytest.fixture(scope="module")
def life():
    """Managers speak of co-production and silos; tenants ask, and one takes a word up."""
    return thread(
        ("m1", "Co-production ends the silo."),
        ("m2", "Our co-production silo won a prize."),
        ("t1", "What does co-production mean?"),
        ("m1", "Co-production means that we decide together, without a silo."),
        ("n", "A silo holds grain."),
        ("t2", "Then let us have co-production."),
        ("t1", "I rent."),
    )


def test_who_brought_asked_and_took_up(life):
    """The first use, the first question about it and the first use by the other side without a question."""
    row = life.loc["co-production"]
    assert row[["group", "introduced_by", "questioned_by", "adopted_by"]].tolist() == ["manager", "m1", "t1", "t2"]
    assert row[["introduced_post_id", "questioned_post_id", "adopted_post_id"]].tolist() == ["p0", "p2", "p5"]
    assert row["crossed_at"] == pd.Timestamp("2024-01-01 00:05", tz="UTC")
    assert (row["use_count"], row["author_count"], row["adopter_count"]) == (5, 4, 1)
    assert row["own_share"] == pytest.approx(3 / 5)


def test_a_word_that_stays_with_its_group(life):
    """People without a role neither own a word nor take it over."""
    row = life.loc["silo"]
    assert row["own_share"] == 1.0 and row["adopter_count"] == 0
    assert row[["questioned_by", "adopted_by", "crossed_at"]].isna().all()


def test_common_words_are_no_terms(life):
    """What English at large says as often is not a term, nor is what one person says alone."""
    assert set(life.index) == {"co-production", "silo"}
    assert (life["overuse"] >= 1.5).all()


def test_one_group_gives_no_terms():
    """Without a second group nothing can be one group's word."""
    assert thread(("m1", "silo"), ("m2", "silo"), ("m1", "silo")).empty


def test_a_quoted_word_is_not_taken_up():
    """The other side's use in quotation marks is counted apart; whoever says it without them took it up."""
    said = [("m1", "silo"), ("m2", "silo"), ("t1", "some “silo”"), ("m1", "silo"), ("t2", ""), ("t2", "")]
    row = thread(*said).loc["silo"]
    assert (row["adopter_count"], row["quoter_count"]) == (0, 1) and pd.isna(row["adopted_by"])
    row = thread(*said, ("t1", "a silo then")).loc["silo"]
    assert (row["adopter_count"], row["quoter_count"]) == (1, 0)


def test_who_brings_a_word_does_not_take_it_up():
    """A tenant who reads a manager's letter aloud brings the word; what comes after the managers' first use counts."""
    said = [("t1", "a silo"), ("m1", "silo"), ("m2", "silo"), ("m1", "silo"), ("t1", "silo")]
    row = thread(*said).loc["silo"]
    assert row["group"] == "manager" and row["introduced_by"] == "t1" and row["adopter_count"] == 0


def test_every_use_with_what_was_meant():
    """Each post with a term is a row: own, asked, quoted, taken up, or by somebody of no role."""
    tables = measured(
        ("m1", "silo"), ("t1", "what is a silo?"), ("n", "silo"), ("t2", "“silo”"), ("t2", "my silo"), ("m2", "silo"),
        ("m1", "silo"), ("m2", "silo"), ("m2", "silo"), ("m1", "silo"),
    )  # fmt: skip
    uses = tables["term_uses"].query("word == 'silo'")
    assert uses["mention"].tolist() == ["own", "asked", "other", "quoted", "adopted", *["own"] * 5]
    assert uses["position"].tolist() == list(range(1, 11))
