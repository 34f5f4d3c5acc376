"""The life of the strongest term: who brought it, who asked, whether it crossed."""

from __future__ import annotations

import pandas as pd

from generator.findings import jargon

from .material import material, rows

TERMS = rows("terms", ("manager", "silo", 9, 4, 2.4, False), ("tenant", "silo", 1, 1, -2.4, False))
POSTS = rows("posts", ("p1", "a silo", "present", 1, 1), ("p2", "what silo?", "present", 5, 2))


def life(
    word: str = "silo", asked: str | None = None, adopters: int = 0, quoters: int = 0, uses: int = 10
) -> tuple[object, ...]:
    """A term of the managers that a0 brought in p1."""
    adopted = ("a4", "p4") if adopters else (None, None)
    question = (asked, "p2") if asked else (None, None)
    return (word, "manager", uses, 5, 0.9, uses * 1.8, "a0", "p1", *question, *adopted, adopters, quoters)


def told(*values: tuple[object, ...], terms: pd.DataFrame = TERMS) -> list:
    """The findings of these terms."""
    return jargon.findings(material(term_life=rows("term_life", *values), terms=terms, posts=POSTS))


def test_who_brought_it_who_asked_who_took_it_up() -> None:
    """All three are named, and the posts are the evidence."""
    [found] = told(life(asked="a3", adopters=2))
    assert found.sentence == (
        "“silo” was first said by @a0; of the posts with it by people with a role 90\u00a0% are by housing people; @a3 "
        "asked what it means, and 2 people among tenants took it up, @a4 first."
    )
    assert found.evidence == ("p1", "p2", "p4") and found.value == 0.9 and found.n == 10


def test_said_in_quotation_marks_only() -> None:
    """A word that the other side only quotes did not cross."""
    [found] = told(life(quoters=1))
    assert found.sentence.endswith(
        "nobody asked what it means, and 1 person among tenants said it, in quotation marks only."
    )


def test_a_word_that_stayed() -> None:
    """Nobody of the other side said it."""
    assert told(life())[0].sentence.endswith("and nobody among tenants took it up.")


def test_a_term_that_may_be_anybodys() -> None:
    """Where the word does not mark its group, the share is said to be chance's."""
    [found] = told(life(), terms=TERMS.assign(log_odds_z=1.0))
    assert "90\u00a0% are by housing people, which could be chance;" in found.sentence
    assert found.strength == 0.2


def test_a_term_that_the_other_side_brought() -> None:
    """Where another group brought the word, that is said."""
    given = material(term_life=rows("term_life", life()), terms=TERMS, posts=POSTS.assign(group="tenant"))
    [found] = jargon.findings(given)
    assert found.sentence.startswith("“silo” was first said by @a0, of the tenants; of the posts")


def test_the_term_said_most_is_told() -> None:
    """Of two terms the one with more posts beyond what English at large has."""
    assert "“silo”" in told(life("pilot", uses=4), life("silo", uses=10))[0].sentence


def test_refused() -> None:
    """Without terms the finding repeats the refusal."""
    [found] = jargon.findings(material(refusals=rows("refusals", ("term_life", "200 words"))))
    assert found.refused == "200 words"


def test_the_other_sides_word() -> None:
    """Both counts, the people, and that a pair is no proof of one meaning; where none is told, that is said."""
    made = ("engagement", "manager", "listened", "tenant", 14, 6, 4, 30, 2, 3.1)
    said = rows("posts", ("p1", "our engagement", "present", 1, 1), ("p2", "nobody listened", "present", 5, 2))
    said = said.assign(group=["manager", "tenant"], parent_id=[None, "p1"])
    [found] = jargon.findings(material(counterparts=rows("counterparts", (*made, 0.01, True)), posts=said))
    assert found.sentence == (
        "Where housing people say “engagement”, tenants who answer them say “listened”: in 6 of 14 such answers, by 4 "
        "people, and in 2 of 30 other answers to housing people."
    )
    assert found.value == 6 / 14 and "opposite" in found.would_change and found.evidence == ("p1", "p2")
    [none] = jargon.findings(material(counterparts=rows("counterparts", (*made, 0.4, False))))
    assert none.value is None and none.sentence.startswith(
        "No word of the other side can be told to stand for “engagement”"
    )
    assert jargon.findings(material()) == []
