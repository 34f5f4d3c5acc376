"""Claims about single posts: where the talk went, where friction is, and whose questions are left."""

from __future__ import annotations

from typing import Any

import pandas as pd

from generator.findings.claim_tests import Higher, higher
from generator.findings.compose import Material, plural
from generator.findings.judging import Judged, called, direction, missing, undecided
from generator.findings.words import says
from generator.model import Claim
from generator.vocabulary import percent, percent_range

LEAST = 5
EVIDENCE = 3


def moved(material: Material, claim: Claim) -> Judged:
    """Whether posts with the words of one theme come earlier than those with the words of another.

    A post that has words of both counts for both. The thread has moved where the later theme's posts come later, and
    the measure of phases sees at least one turn.
    """
    posts = material.tables["posts"]
    posts = posts[posts["state"] == "present"].sort_values("position")
    first, second = (posts[any_of(posts["text"], words)] for words in claim.words)
    names = [f"“{words[0]}”" + (" and words with it" if len(words) > 1 else "") for words in claim.words]
    found = later(second, first)
    if found is None:
        return undecided(
            f"It needs {LEAST} posts with each theme; {plural(len(first), 'post')} {verb(len(first))} {names[0]}, "
            f"{len(second)} {verb(len(second))} {names[1]}.",
            "phases",
        )
    turns = max(len(material.tables["phases"]) - 1, 0) if "phases" in material.tables else 0
    why = (
        f"A post with {names[1]} ({len(second)} posts) comes after one with {names[0]} ({len(first)}) with a chance of "
        f"{percent(found.value)} ({percent_range(found.low, found.high)}); the words of the whole thread turn "
        f"{plural(turns, 'time') if turns else 'nowhere'}.{carried(found)}"
    )
    sign = found.sign if turns or found.sign < 0 else 0
    evidence = (*first["post_id"].head(2), *second["post_id"].tail(2))
    return told(direction(sign, claim), why, found, "phases", evidence)


def later(second: pd.DataFrame, first: pd.DataFrame) -> Higher | None:
    """Whether the one set of posts stands later than the other."""
    places = [own["position"].to_numpy(dtype=float) for own in (second, first)]
    people = [own["author_id"].fillna("").to_numpy(dtype=object) for own in (second, first)]
    return higher(places[0], places[1], people[0], people[1])


def any_of(texts: pd.Series, words: tuple[str, ...]) -> pd.Series:
    """Which texts hold one of the words."""
    found = pd.Series(False, index=texts.index)
    for word in words:
        found |= says(texts, word).astype(bool)
    return found


def friction(material: Material, claim: Claim) -> Judged:
    """The posts of a group and the direct replies to them, against all others."""
    posts = scored(material)
    if posts is None:
        return missing(material, "friction_by_branch")
    [group] = claim.groups
    inside = (posts["group"] == group) | (posts["to_group"] == group)
    return sharper(material, posts, inside, f"posts by {called(material, group)} and replies to them")


def friction_between(material: Material, claim: Claim) -> Judged:
    """The replies of one group to another, against all others."""
    posts = scored(material)
    if posts is None:
        return missing(material, "friction_by_branch")
    first, second = claim.groups
    inside = (posts["group"] == first) & (posts["to_group"] == second)
    return sharper(material, posts, inside, f"replies of {called(material, first)} to {called(material, second)}")


def friction_experts(material: Material, claim: Claim) -> Judged:
    """The posts of a group that use its own jargon, and the direct replies to them, against all others."""
    posts = scored(material)
    if posts is None:
        return missing(material, "friction_by_branch")
    [group] = claim.groups
    life = material.tables["term_life"]
    jargon = tuple(str(word) for word in life.loc[life["group"] == group, "word"])
    if not jargon:
        return undecided(f"No jargon of {called(material, group)} is known here.", "term_life")
    every = material.tables["posts"]
    expert = every.loc[(every["group"] == group) & any_of(every["text"], jargon), "post_id"]
    inside = posts["post_id"].isin(expert) | posts["parent_id"].isin(expert)
    return sharper(
        material, posts, inside, f"posts in which {called(material, group)} use their own jargon, and replies to them,"
    )


def scored(material: Material) -> pd.DataFrame | None:
    """The posts that have a friction, with the group they answer; None where too few have."""
    posts = material.tables["posts"]
    if "friction" not in posts or material.refusals("friction_by_branch"):
        return None
    groups = posts.drop_duplicates("post_id").set_index("post_id")["group"]
    known = posts[posts["friction"].notna()]
    return known.assign(to_group=known["parent_id"].map(groups))


def sharper(material: Material, posts: pd.DataFrame, inside: pd.Series, words: str) -> Judged:
    """Whether some posts hold more friction than the others."""
    own, rest = posts[inside.fillna(False)], posts[~inside.fillna(False)]
    values = [part["friction"].to_numpy(dtype=float) for part in (own, rest)]
    people = [part["author_id"].fillna("").to_numpy(dtype=object) for part in (own, rest)]
    found = higher(values[0], values[1], people[0], people[1])
    if found is None:
        return undecided(
            f"It needs {LEAST} scored posts on each side; there are {len(own)} and {len(rest)}.", "friction"
        )
    why = (
        f"Friction is {values[0].mean():.2f} on average in {words} and {values[1].mean():.2f} in all others; one of "
        f"the former is above one of the latter with a chance of {percent(found.value)} "
        f"({percent_range(found.low, found.high)}).{carried(found)}"
    )
    sharpest = own.sort_values(["friction", "position"], ascending=[False, True])["post_id"].head(EVIDENCE)
    verdict = {1: "supported", -1: "contradicted", 0: "undecided"}[found.sign]
    return told(verdict, why, found, "friction", tuple(sharpest))


def hanging(material: Material, claim: Claim) -> Judged:
    """Whether a group leaves the questions that another puts to it more often than those of everybody else."""
    asked = material.tables["questions"]
    addressee, asker = claim.groups
    put = asked[(asked["to_group"] == addressee) & (asked["answered"] != "censored")]
    theirs, others = put[put["group"] == asker], put[put["group"] != asker]
    left = [(part["answered"] != "yes").to_numpy(dtype=float) for part in (theirs, others)]
    people = [part["author_id"].fillna("").to_numpy(dtype=object) for part in (theirs, others)]
    said = (
        f"{int(left[0].sum())} of {plural(len(left[0]), 'question')} of {called(material, asker)} to "
        f"{called(material, addressee)} were left or turned away, and {int(left[1].sum())} of {len(left[1])} by others"
    )
    evidence = tuple(str(post_id) for post_id in theirs.loc[theirs["answered"] != "yes", "post_id"].head(EVIDENCE))
    found = higher(left[0], left[1], people[0], people[1])
    if found is None:
        return Judged(
            "undecided", f"{said}; it needs {LEAST} of each.", None, None, None, "share", len(put), "questions",
            "questions", evidence,
        )  # fmt: skip
    doubt = "" if found.sign else "; the difference could be chance"
    verdict = {1: "supported", -1: "contradicted", 0: "undecided"}[found.sign]
    return told(verdict, f"{said}{doubt}.{carried(found)}", found, "questions", evidence, "questions")


def told(verdict: str, why: str, found: Higher, method: str, evidence: tuple[Any, ...], unit: str = "posts") -> Judged:
    """A verdict that rests on the chance of being higher."""
    return Judged(verdict, why, found.value, found.low, found.high, "share", found.n, unit, method,
                  tuple(dict.fromkeys(str(post_id) for post_id in evidence)))  # fmt: skip


def carried(found: Higher) -> str:
    """That one person carries it, where one does."""
    return f" Leaving out one person, @{found.carried_by}, would change it." if found.carried_by else ""


def verb(count: int) -> str:
    """Has or have."""
    return "has" if count == 1 else "have"
