"""Words that mark a group: strong enough, said by several people, and not a function word."""

from __future__ import annotations

from generator.findings import words

from .material import material, rows

TERMS = rows(
    "terms",
    ("manager", "engagement", 30, 9, 3.5, False),
    ("manager", "the", 90, 9, 4.0, True),
    ("manager", "rare", 8, 2, 5.0, False),
    ("tenant", "engagement", 5, 4, -3.5, False),
    ("tenant", "damp", 9, 5, 2.5, False),
    ("tenant", "roof", 4, 3, 1.9, False),
).assign(log_odds_z_without=[2.9, 4.0, 1.0, None, 1.4, 1.0])
POSTS = rows(
    "posts",
    ("p1", "Engagement?", "present", 3, 1),
    ("p2", "the damp", "present", 1, 2),
    ("p3", "engagement and damp", "present", 7, 3),
    ("p4", "nothing", "present", 9, 4),
)


def test_marking_words() -> None:
    """Only words beyond 1.96 z, of three people or more, that are no function words."""
    marking, one_sided = words.findings(material(terms=TERMS, posts=POSTS))
    assert marking.sentence == "Housing people say “engagement” more; tenants say “damp” more than the other side does."
    assert marking.value == 3.5
    assert marking.evidence == ("p3", "p1", "p2")
    assert one_sided.sentence == "“engagement” is said 30 times by 9 housing people and 5 times by 4 tenants."
    assert one_sided.value == 30 / 35 and one_sided.n == 35


def test_never_said_by_the_other_side() -> None:
    """A word only one side says is said never by the other."""
    table = TERMS[(TERMS["group"] == "manager") | (TERMS["word"] != "engagement")]
    found = words.findings(material(terms=table, posts=POSTS))
    assert found[1].sentence == "“engagement” is said 30 times by 9 housing people and never by tenants."


def test_nothing_marks() -> None:
    """Where no word passes, the finding is that both sides use the same ones."""
    [finding] = words.findings(material(terms=TERMS[TERMS["word"].isin(["roof", "the"])]))
    assert finding.sentence == "No word marks housing people or tenants, as far as can be told."


def test_refused() -> None:
    """Without terms the finding repeats the refusal."""
    [finding] = words.findings(material(refusals=rows("refusals", ("terms", "at least 500 words"))))
    assert finding.refused == "at least 500 words"


def test_a_word_that_rests_on_one_person() -> None:
    """It is told which word would not mark its group without the one who says it most."""
    assert words.findings(material(terms=TERMS, posts=POSTS))[0].note.endswith(
        " · without the one who says it most “damp” would not"
    )
    firm = TERMS.assign(log_odds_z_without=2.5)
    assert words.findings(material(terms=firm, posts=POSTS))[0].note.endswith(
        " · each also without the one who says it most"
    )
