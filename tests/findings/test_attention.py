"""Voice and attention: words of one side beside the attention of the other."""

from __future__ import annotations

from generator.findings import attention
from generator.findings.compose import FIRM, WEAK

from .material import material, rows

SHARES = rows(
    "group_shares",
    ("manager", "words", 0.6, 0.5, 0.7, 3),
    ("tenant", "words", 0.3, 0.2, 0.4, 2),
    ("manager", "attention", 0.35, 0.3, 0.4, 3),
    ("tenant", "attention", 0.55, 0.5, 0.6, 2),
    ("manager", "followers", 0.2, 0.1, 0.3, 3),
    ("tenant", "followers", 0.7, 0.6, 0.8, 2),
)


def test_who_speaks_and_who_is_heard() -> None:
    """The group with more words is the speaker; the other's attention stands beside it."""
    [finding] = attention.voice_and_attention(material(group_shares=SHARES))
    assert finding.sentence == (
        "Housing people wrote 60\u00a0% of the words and got 35\u00a0% of the replies, likes and shares; "
        "tenants wrote 30\u00a0% and got 55\u00a0%."
    )
    assert (finding.value, finding.low, finding.high, finding.n) == (0.6, 0.5, 0.7, 6)
    assert finding.strength > WEAK * 2


def test_following() -> None:
    """The larger following comes first, and the people behind it are counted."""
    [finding] = attention.following(material(group_shares=SHARES))
    assert finding.sentence == "Of all followers, tenants have 70\u00a0% and housing people 20\u00a0%."
    assert finding.n == 5 and finding.strength == FIRM * 0.75


def test_unknown_followers_are_not_none() -> None:
    """Where followers are not known nothing is said about them."""
    table = SHARES[SHARES["quantity"] != "followers"]
    assert attention.following(material(group_shares=table)) == []


def test_one_group_alone() -> None:
    """A thread with one group has no two sides to compare."""
    assert attention.voice_and_attention(material(("manager", "none"), group_shares=SHARES)) == []


def test_concentration() -> None:
    """The most active tenth of twenty people is two."""
    table = rows("concentration", ("words", 0.5, 0.4, 0.6, 0.33, 20))
    [finding] = attention.concentration(material(concentration=table))
    assert finding.sentence == "The 2 who wrote most, of 20 people, wrote 33\u00a0% of the words."
    assert (finding.value, finding.unit) == (0.5, "gini")
