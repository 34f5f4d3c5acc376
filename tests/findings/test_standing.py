"""Who stands in the middle, who has the last word, who echoes whom, what organisations do."""

from __future__ import annotations

import pandas as pd
import pytest

from generator.findings import standing

from .material import material, rows

POSTS = rows("posts", ("p1", "root", "present", 0, 1), ("p2", "reply", "present", 0, 2)).assign(
    author_id=["a0", "a1"], parent_id=[None, "p1"], reply_count=[1, 0]
)


def test_the_middle() -> None:
    """Who is answered by most people, that they began the thread, and who comes next."""
    table = rows(
        "centrality", ("a0", 0.5, 4, 1), ("a1", 0.2, 2, 1), ("a2", 0.2, 2, 1), ("a3", 0.1, 0, 2), ("a4", 0.1, 0, 1)
    )
    [found] = standing.findings(material(centrality=table, posts=POSTS))
    assert found.sentence == ("Most people answered @a0, who began the thread: 4 of 4; next are @a1 and @a2 with 2.")
    assert found.value == 4 and found.evidence == ("p1",)


def test_the_most_answered_by_group() -> None:
    """With enough people it is told how many of the ten most answered are of each group."""
    groups = ("manager",) * 12 + ("tenant",) * 8
    table = rows("centrality", *((f"a{n}", 0.05, 20 - n, 1) for n in range(20)))
    [found] = standing.findings(material(groups, centrality=table, posts=POSTS))
    assert found.sentence.endswith("Of the 10 answered by most, 10 are housing people and 0 tenants.")


def test_nobody_stands_in_the_middle() -> None:
    """Where nobody is answered by two people there is no middle."""
    table = rows("centrality", ("a0", 0.2, 1, 1), ("a1", 0.2, 1, 1))
    assert standing.findings(material(centrality=table, posts=POSTS)) == []


def test_last_words() -> None:
    """Both groups' shares in one sentence; a difference whose interval holds none could be chance."""
    table = rows("last_words", ("manager", 0.3, 0.13, 0.53, 17, 0.2, 0.2), ("tenant", 0.5, 0.35, 0.65, 36, 0.2, 0.2))
    [found] = standing.findings(material(last_words=table))
    assert found.sentence == (
        "Of 17 replies by housing people to the other side 30\u00a0% stayed the last word; of 36 replies by tenants to "
        "the other side 50\u00a0% stayed the last word; the difference could be chance."
    )
    assert found.value == pytest.approx(-0.2)
    table = rows("last_words", ("manager", 0.1, 0.05, 0.2, 90, 0.2, 0.01), ("tenant", 0.5, 0.4, 0.6, 90, 0.2, 0.01))
    assert standing.findings(material(last_words=table))[0].sentence.endswith("50\u00a0% stayed the last word.")


def test_last_words_of_one_person() -> None:
    """A difference that may be one person's alone is called so."""
    table = rows("last_words", ("manager", 0.1, 0.05, 0.2, 90, 0.6, 0.01), ("tenant", 0.5, 0.4, 0.6, 90, 0.2, 0.01))
    [found] = standing.findings(material(last_words=table))
    assert found.sentence.endswith("; most replies of one side are one person’s.") and found.strength == 0.2


def test_an_echo() -> None:
    """An echo beyond chance is told in points, and where there are too few answers that is said."""
    table = rows(
        "coordination",
        ("tenant", "manager", "all", 0.05, 0.02, 0.08, 6),
        ("tenant", "manager", "articles", 0.2, 0.1, 0.3, 6),
    )
    [found] = standing.findings(material(coordination=table))
    assert found.sentence == (
        "Tenants use a small word (“the”, “but”, “we”) more often, by 5.0 points, when the post by housing people that "
        "they answer has it; for housing people there are too few answers to tell."
    )
    assert found.value == 0.05 and found.n == 6


def test_no_echo_beyond_chance() -> None:
    """An interval around nothing is told as chance."""
    table = rows("coordination", ("tenant", "manager", "all", 0.01, -0.02, 0.04, 6))
    [found] = standing.findings(material(coordination=table))
    assert found.sentence.startswith("Whether tenants echo the small words (“the”, “but”, “we”) of housing people")


def test_refusals() -> None:
    """Each measure below its least data is refused on its own."""
    table = rows("refusals", ("centrality", "5 people"), ("last_words", "10 replies"), ("coordination", "5 people"))
    assert [found.id for found in standing.findings(material(refusals=table))] == [
        "attention.middle", "attention.last_word", "attention.echo",
    ]  # fmt: skip


def test_organisations_beside_people() -> None:
    """What the accounts of organisations did stands beside the median of everybody else."""
    given = material(posts=POSTS)
    people = given.tables["authors"].assign(
        is_organisation=pd.array([False, True, False, False, False, False], dtype="boolean"),
        post_count=[3, 1, 5, 4, 0, 2], reply_given_count=[1, 0, 3, 2, 0, 1], reply_received_count=[9, 2, 1, 0, 0, 3],
    )  # fmt: skip
    given.tables["authors"] = people
    [found] = standing.findings(given)
    assert found.sentence == (
        "The account of an organisation (@a1) wrote 1 post, gave 0 answers and got 2; the usual person wrote 3.5, gave "
        "1.5 and got 2."
    )
    assert found.evidence == ("p2",)
