"""Claims against tables: each verdict where the data bear it, and none where they do not."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from generator.claims import parse
from generator.findings.claims import claims
from generator.findings.compose import Material
from generator.model import Claim, Finding

from .material import THREAD, material, rows


def judge(sentence: str, groups: tuple[str, ...] = ("manager",) * 3 + ("tenant",) * 3, **tables) -> Finding:
    """The one finding about the one claim."""
    made = parse(sentence, THREAD.roles)
    assert isinstance(made, Claim), made
    base = material(groups=groups, **tables)
    extra = {"post_count": 2, "is_organisation": False, "follower_count": 10}
    authors = base.tables["authors"]
    authors = authors.assign(**{name: value for name, value in extra.items() if name not in authors})
    if "followers" in tables:
        authors = authors.assign(follower_count=tables["followers"])
    if "organisations" in tables:
        authors = authors.assign(is_organisation=tables["organisations"])
    [finding] = claims(Material({**base.tables, "authors": authors}, replace(THREAD, claims=(made,)), base.capture))
    assert finding.claim == sentence and finding.question == 0 and finding.strength == 0
    return finding


CHANCES = rows("reply_chance", ("manager", 0.8, 0.7, 0.9, 50), ("tenant", 0.4, 0.3, 0.5, 40))
ALIKE = rows("reply_chance", ("manager", 0.6, 0.4, 0.8, 9), ("tenant", 0.5, 0.3, 0.7, 9))


@pytest.mark.parametrize(
    ("sentence", "table", "verdict"),
    [
        ("Tenants are answered less than managers.", CHANCES, "supported"),
        ("Managers are answered more often than tenants.", CHANCES, "supported"),
        ("Tenants are answered more often than managers.", CHANCES, "contradicted"),
        ("Tenants are answered less than managers.", ALIKE, "undecided"),
        ("Tenants are answered less than managers.", CHANCES.iloc[:1], "undecided"),
    ],
)
def test_answered(sentence: str, table: pd.DataFrame, verdict: str) -> None:
    """Intervals apart decide; intervals that touch, and a missing group, do not."""
    finding = judge(sentence, reply_chance=table)
    assert finding.verdict == verdict
    if len(table) == 2:
        assert finding.value == pytest.approx(
            float(table["share"].iloc[1] - table["share"].iloc[0]) * (1 if sentence[0] == "T" else -1)
        )


def test_a_finding_that_one_person_carries_decides_nothing() -> None:
    """Where leaving out one person flips the finding the claim is not decidable, and the person is named."""
    columns = ["thread_id", "finding", "kind", "value", "low", "high", "flips", "tried_count", "worst"]
    robust = pd.DataFrame([("t", "answered.chance", "author", 0.4, 0.0, 0.5, 1 / 6, 6, "a2")], columns=columns)
    finding = judge("Tenants are answered less than managers.", reply_chance=CHANCES, robustness=robust)
    assert finding.verdict == "undecided" and "@a2" in finding.sentence


def divided(p: float, by: str = "roles") -> dict[str, pd.DataFrame]:
    """The tables of a divide with this p."""
    position = (by, 0.99, 0.95, 1.0, 3.0, -2.0, 2.0, p / 2, 26, "people", 80)
    return {"verdicts": rows("verdicts", (p <= 0.05, p, by, 2)), "divide": rows("divide", position)}


@pytest.mark.parametrize(
    ("sentence", "p", "verdict"),
    [
        ("There is a divide between tenants and managers.", 0.03, "supported"),
        ("There is no divide.", 0.03, "contradicted"),
        ("There are two opposed camps.", 0.03, "supported"),
        ("There is a divide.", 0.1, "undecided"),
        ("There is no divide.", 0.1, "undecided"),
        ("There is a divide between tenants and managers.", 0.6, "contradicted"),
        ("There is no divide.", 0.6, "supported"),
    ],
)
def test_divides(sentence: str, p: float, verdict: str) -> None:
    """Below the 5 % level there is one, above .2 the thread looks like chance, between them neither can be said."""
    assert judge(sentence, **divided(p)).verdict == verdict


def test_divides_that_could_not_be_tested() -> None:
    """Without a verdict, or where all threads of chance look alike, no claim about a divide is decided."""
    untold = rows("verdicts", (False, pd.NA, None, 1)).assign(p=pd.array([pd.NA], dtype="Float64"))
    stiff = divided(1.0, "replies")
    stiff["divide"] = stiff["divide"].assign(null_low_z=-1.0, null_high_z=-1.0)
    for sentence in ("There is a divide.", "There is no divide.", "There are two opposed camps."):
        assert judge(sentence, verdicts=untold).verdict == "undecided"
        assert judge(sentence, **stiff).verdict == "undecided"


def test_a_divide_that_does_not_run_between_these_groups() -> None:
    """A network in camps of nobody's role supports a divide, and not one between the roles."""
    tables = divided(0.02, "replies")
    assert judge("There is a divide.", **tables).verdict == "supported"
    assert judge("There is a divide between tenants and managers.", **tables).verdict == "undecided"
    camps = rows("camps", ("A", 3, 9, "manager", 1.0, 3), ("B", 3, 9, "tenant", 0.8, 2))
    assert judge("There is a divide between tenants and managers.", **tables, camps=camps).verdict == "supported"


def shares(quantity: str) -> pd.DataFrame:
    """Managers with seven tenths of something."""
    return rows("group_shares", ("manager", quantity, 0.7, 0.6, 0.8, 3), ("tenant", quantity, 0.3, 0.2, 0.4, 3))


def test_shares_of_a_total() -> None:
    """Intervals of two shares that do not touch decide who writes more and who gets more."""
    assert judge("Managers write more than tenants.", group_shares=shares("words")).verdict == "supported"
    assert (
        judge("Tenants get more attention than managers.", group_shares=shares("attention")).verdict == "contradicted"
    )
    assert judge("Tenants get more attention than managers.", group_shares=shares("words")).verdict == "undecided"


def test_followings() -> None:
    """Five against five with everybody above is decided; three against three is too few; a count of several is none."""
    groups = ("manager",) * 5 + ("tenant",) * 5
    followers = [1, 2, 3, 4, 5, 60, 70, 80, 90, 100]
    # Four on a side are too few, so nobody of five may be left out: one person carries it.
    assert judge("Tenants have larger followings than managers.", groups, followers=followers).verdict == "undecided"
    groups, followers = ("manager",) * 8 + ("tenant",) * 8, [*range(8), *range(50, 58)]
    assert judge("Tenants have larger followings than managers.", groups, followers=followers).verdict == "supported"
    assert (
        judge("Tenants have smaller followings than managers.", groups, followers=followers).verdict == "contradicted"
    )
    some = [10, 20, 30, 40, 50, 60]
    organisations = [True, False, False, False, False, False]
    said = "Several tenants have larger followings than organisations"
    finding = judge(said, followers=some, organisations=organisations, posts=POSTS)
    assert finding.verdict == "supported" and finding.value == 3
    other = judge("Several managers have larger followings than tenants", followers=some, posts=POSTS)
    assert other.verdict == "contradicted" and other.value == 0


POSTS = rows("posts", *((f"p{n}", "engagement now" if n % 2 else "rent now", "present", 0, n) for n in range(8)))
POSTS = POSTS.assign(group=["tenant", "manager"] * 4, author_id=["a3", "a0", "a4", "a1", "a5", "a2", "a3", "a0"])


def terms(z: float, people: int) -> pd.DataFrame:
    """A word of the managers."""
    return rows(
        "terms",
        ("manager", "engagement", 20, people, z, False),
        ("tenant", "engagement", 2, 1, -z, False),
    )


@pytest.mark.parametrize(
    ("sentence", "z", "people", "verdict"),
    [
        ("“Engagement” is a word of managers.", 2.5, 5, "supported"),
        ("“Engagement” is a word of one side.", 2.5, 5, "supported"),
        ("“Engagement” is a word of tenants.", 2.5, 5, "contradicted"),
        ("“Engagement” is a word of managers.", 2.5, 2, "undecided"),
        ("“Engagement” is a word of managers.", 1.5, 5, "undecided"),
        ("“Rent” is a word of managers.", 2.5, 5, "undecided"),
    ],
)
def test_words_of_a_side(sentence: str, z: float, people: int, verdict: str) -> None:
    """Beyond 1.96 and said by three people; a word that is not in the table cannot be told."""
    assert judge(sentence, terms=terms(z, people), posts=POSTS).verdict == verdict


def test_a_word_that_one_person_says_most() -> None:
    """A word is nobody's group's where one person has more than half of the posts with it."""
    posts = POSTS.assign(author_id="a0")
    assert judge("“Engagement” is a word of managers.", terms=terms(2.5, 5), posts=posts).verdict == "undecided"


def talk(words: list[str]) -> pd.DataFrame:
    """Posts in this order, each by another person."""
    table = rows("posts", *((f"p{n:02}", word, "present", 0, n) for n, word in enumerate(words)))
    return table.assign(author_id=[f"a{n}" for n in range(len(words))], group="none")


def test_the_talk_moved() -> None:
    """Eight posts with one theme before eight with another, and a turn in the words of the whole."""
    posts, phases = talk(["the app"] * 8 + ["who can vote"] * 8), pd.DataFrame({"thread_id": ["t"] * 2})
    said = "The talk moved from technology (app) to power (vote)."
    assert judge(said, posts=posts, phases=phases).verdict == "supported"
    assert judge(said, posts=posts, phases=phases.iloc[:1]).verdict == "undecided"
    back = "The talk moved from power (vote) to technology (app)."
    assert judge(back, posts=posts, phases=phases).verdict == "contradicted"
    assert judge(said, posts=talk(["the app", "who can vote"] * 8), phases=phases).verdict == "undecided"
    assert judge(said, posts=talk(["the app"] * 4), phases=phases).verdict == "undecided"


def test_friction_between_groups() -> None:
    """Replies of managers to tenants are sharper than the others, and not the other way round."""
    posts = POSTS.assign(parent_id=None)
    told = [
        (f"r{n}", "x", "present", 0, n, "manager" if n % 2 else "tenant", f"a{n}", "p0" if n % 2 else "p1",
         0.8 if n % 2 else 0.1)
        for n in range(20)
    ]  # fmt: skip
    names = ["post_id", "text", "state", "like_count", "position", "group", "author_id", "parent_id", "friction"]
    posts = pd.concat([posts, pd.DataFrame(told, columns=names).assign(thread_id="t")], ignore_index=True)
    assert judge("Friction is highest where managers answer tenants.", posts=posts).verdict == "supported"
    assert judge("Friction is highest where tenants answer managers.", posts=posts).verdict == "contradicted"


def test_questions_left_hanging() -> None:
    """Tenants' questions to managers are left, those of managers to managers are answered."""
    asked = [(f"q{n}", f"a{n}", "tenant", "manager", "no") for n in range(8)]
    asked += [(f"r{n}", f"b{n}", "manager", "manager", "yes") for n in range(8)]
    questions = pd.DataFrame(asked, columns=["post_id", "author_id", "group", "to_group", "answered"])
    finding = judge("Managers leave questions of tenants hanging.", questions=questions)
    assert finding.verdict == "supported" and finding.evidence == ("q0", "q1", "q2")
    assert judge("Tenants leave questions of managers hanging.", questions=questions).verdict == "undecided"


def test_replies_to_their_own() -> None:
    """A share above what shuffled roles give is more than chance, and contradicts less."""
    pairs = rows("pairs_by_group", ("manager", "manager", 0.7, 0.3, 0.6, 60))
    assert judge("Managers answer their own more than chance would.", pairs_by_group=pairs).verdict == "supported"
    assert judge("Managers answer their own less than chance would.", pairs_by_group=pairs).verdict == "contradicted"
    assert judge("Tenants answer their own less than chance would.", pairs_by_group=pairs).verdict == "undecided"


def test_waiting() -> None:
    """The log-rank test decides, the medians say who; a median never reached is the later one."""
    table = rows("waiting", ("manager", 420.0, 300.0, 600.0, 50, 40), ("tenant", None, None, None, 40, 10))
    sure, unsure = (rows("waiting_tests", (p, 90)) for p in (0.001, 0.3))
    assert judge("Tenants are answered later than managers.", waiting=table, waiting_tests=sure).verdict == "supported"
    said = "Tenants are answered sooner than managers."
    assert judge(said, waiting=table, waiting_tests=sure).verdict == "contradicted"
    assert judge(said, waiting=table, waiting_tests=unsure).verdict == "undecided"
