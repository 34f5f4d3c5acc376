"""What the talk began as and became, and who turned it."""

from __future__ import annotations

from generator.findings import drift

from .material import material, rows

PHASES = rows(
    "phases", (1, "p1", 20, "a0", "manager", None, "app, apps, portal"),
    (2, "p21", 15, "a3", "tenant", 1.5, "panel"), (3, "p36", 25, "a4", "tenant", 0.2, "sack"),
)  # fmt: skip
POSTS = rows("posts", *((name, "text", "present", 0, place) for place, name in enumerate(("p1", "p21", "p36")))).assign(
    author_id=["a0", "a3", "a4"]
)


def test_what_it_began_as_and_became() -> None:
    """The words of the first and the last stage, each once; the turning posts are the evidence."""
    found = drift.findings(material(phases=PHASES, posts=POSTS))[0]
    assert found.sentence == (
        "The talk went through 3 stages: it began with “app” and “portal” and became one of “sack”."
    )
    assert found.headline == "From “app” to “sack”" and found.evidence == ("p1", "p21", "p36")
    assert "0.2 to 1.5 posts’ worth" in found.note and found.n == 60 and found.strength == 0.65


def test_who_turned_it() -> None:
    """Each turn with its words and its author, and both groups' numbers."""
    found = drift.findings(material(phases=PHASES, posts=POSTS))[1]
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
