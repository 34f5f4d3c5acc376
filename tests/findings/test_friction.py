"""Where the friction is, how it began and ended, and what eased it."""

from __future__ import annotations

import pandas as pd

from generator.findings import friction

from .material import material, rows


def posts(*scored: tuple[str, str, float, float, str | None]) -> pd.DataFrame:
    """Posts as (id, group, friction, attack, repair); a repair eases the first post."""
    table = pd.DataFrame(scored, columns=["post_id", "group", "friction", "attack", "repair"])
    return table.assign(
        thread_id="t",
        text="words",
        state="present",
        like_count=0,
        position=range(1, len(table) + 1),
        author_id=[f"a{place}" for place in range(len(table))],
        eased_post_id=table["repair"].map(lambda kind: "p1" if kind else None),
    )


POSTS = posts(
    ("p1", "manager", 0.8, 0.1, None), ("p2", "tenant", 0.6, 0.5, None), ("p3", "manager", 0.1, 0.0, "apology"),
    ("p4", "tenant", 0.2, 0.0, "joke"),
)  # fmt: skip
BRANCHES = rows("friction_by_branch", ("p1", 4, 4, 2, 0.61, "p1", "p2", "p4", "repaired", True))


def test_the_hottest_part() -> None:
    """It is told who began it, whose post is sharpest and how it ended, with those posts as evidence."""
    found = friction.findings(material(posts=POSTS, friction_by_branch=BRANCHES))
    assert found[0].sentence == (
        "The friction is greatest in 4 posts below one reply and began with @a0; its sharpest post is by @a1, and "
        "somebody set about repairing it."
    )
    assert found[0].evidence == ("p1", "p2", "p4") and "no test of chance" in found[0].note


def test_attack_is_told_apart() -> None:
    """A sharp post is counted, and an attack on a person beside it."""
    found = friction.findings(material(posts=POSTS, friction_by_branch=BRANCHES))
    assert found[1].sentence == "2 of 4 posts are sharp; 1 goes at a person rather than at what was said."
    assert found[1].value == 0.5 and found[1].evidence == ("p2", "p1")


def test_a_part_that_hardly_stands_out_is_not_called_the_hottest() -> None:
    """Where the sharpest part is no sharper than the thread, that is said, and nobody is named for it."""
    level = rows("friction_by_branch", ("p1", 4, 4, 2, 0.43, "p1", "p2", "p4", "repaired", True))
    found = friction.findings(material(posts=POSTS, friction_by_branch=level))
    assert found[0].sentence == "No part of the thread is clearly sharper than the thread as a whole."
    assert not found[0].evidence and "0.43 in the sharpest part, 0.42 in the thread" in found[0].note


def test_nobody_attacks() -> None:
    """One sharp post without an attack reads as a person would say it."""
    mild = POSTS.assign(friction=[0.8, 0.1, 0.1, 0.1], attack=0.0)
    found = friction.findings(material(posts=mild, friction_by_branch=BRANCHES))
    assert found[1].sentence == (
        "1 of 4 posts is sharp; none goes at a person rather than at what was said: sharp disagreement is not attack."
    )


def test_repairs() -> None:
    """Repairs are told by kind and by group."""
    found = friction.findings(material(posts=POSTS, friction_by_branch=BRANCHES))
    assert found[2].sentence == (
        "2 posts ease a quarrel: 1 apology and 1 shared joke; 1 by housing people and 1 by tenants."
    )
    assert found[2].evidence == ("p3", "p4")


def test_other_languages_are_refused() -> None:
    """Where no post is English the page says what is missing."""
    refusals = rows("refusals", ("friction_by_branch", "at least 10 posts in English; there are 0"))
    [finding] = friction.findings(material(posts=POSTS.assign(friction=None), refusals=refusals))
    assert finding.refused.startswith("at least 10 posts in English")
