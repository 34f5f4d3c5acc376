"""What the talk began as and became, and who turned it."""

from __future__ import annotations

from generator.findings import drift

from .material import material, rows

PHASES = rows(
    "phases", (1, "p1", 20, "a0", "manager", None), (2, "p21", 15, "a3", "tenant", 1.5),
    (3, "p36", 25, "a4", "tenant", 0.2),
)  # fmt: skip
WORDS = rows(
    "phase_words", (1, "app", 5, 2.4, 4.9), (1, "good", 5, 2.3, 6.0), (1, "apps", 3, 1.9, 4.5), (1, "22nd", 3, 1.8, 0),
    (1, "portal", 3, 1.7, 3.5), (2, "panel", 3, 1.9, 4.4), (3, "sack", 6, 2.2, 3.9),
)  # fmt: skip
POSTS = rows("posts", *((name, "text", "present", 0, place) for place, name in enumerate(("p1", "p21", "p36")))).assign(
    author_id=["a0", "a3", "a4"]
)


def test_what_it_began_as_and_became() -> None:
    """Everyday words, numbers and forms of one word are left out; the turning posts are the evidence."""
    found = drift.findings(material(phases=PHASES, phase_words=WORDS, posts=POSTS))[0]
    assert found.sentence == (
        "The talk went through 3 stages: it began with “app” and “portal” and became one of “sack”."
    )
    assert found.headline == "From “app” to “sack”" and found.evidence == ("p1", "p21", "p36")
    assert "0.2 to 1.5 posts’ worth" in found.note and found.n == 60 and found.strength == 0.65


def test_who_turned_it() -> None:
    """Each turn with its words and its author, and both groups' numbers."""
    found = drift.findings(material(phases=PHASES, phase_words=WORDS, posts=POSTS))[1]
    assert found.sentence == (
        "It turned twice: to “panel” with a post by @a3, then to “sack” with a post by @a4; 2 of these posts are by "
        "tenants and none by housing people."
    )
    assert found.evidence == ("p21", "p36")


def test_one_subject() -> None:
    """A thread that did not turn is told so."""
    [found] = drift.findings(material(phases=PHASES.head(1)))
    assert found.sentence.startswith("The talk stayed with its subject")


def test_refused() -> None:
    """Below the least data the refusal is repeated."""
    [found] = drift.findings(material(refusals=rows("refusals", ("phases", "20 posts"))))
    assert found.refused == "20 posts"
