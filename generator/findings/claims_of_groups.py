"""Claims that compare two groups, or ask whose a word is."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from generator.claims import ORGANISATIONS
from generator.findings.claim_tests import higher
from generator.findings.compose import Material, difference, row_of
from generator.findings.judging import (
    CONTRADICTED,
    SUPPORTED,
    UNDECIDED,
    Judged,
    called,
    compared,
    direction,
    frail,
    missing,
    people_of,
    undecided,
)
from generator.findings.words import LEAST_PEOPLE, limit, posts_with, says
from generator.model import Claim
from generator.vocabulary import duration, number, percent, percent_range, plural

SEVERAL = 3
MOST_BY_ONE = 0.5  # of a word's uses in its group


def answered(material: Material, claim: Claim) -> Judged:
    """The chance of an answer."""
    return of_shares(material, claim, "reply_chance", "answered.chance", "posts", "of the posts of {} were answered")


def questions(material: Material, claim: Claim) -> Judged:
    """What became of the questions of two groups."""
    return of_shares(material, claim, "question_shares", "", "questions", "of the questions of {} were answered")


def of_shares(material: Material, claim: Claim, measure: str, finding: str, unit: str, words: str) -> Judged:
    """Two shares of the same kind, by the interval of their difference."""
    rows = [row_of(material.rows(measure), group=group) for group in claim.groups]
    if any(row is None for row in rows):
        return missing(material, measure)
    value, low, high = difference(*rows)
    sign = 1 if high < 0 else -1 if low > 0 else 0
    weak = frail(material, finding) if finding and sign and compared(material, claim) else ""
    said = ", ".join(
        f"{percent(row['share'])} {words.format(called(material, group))} (n = {row['n']})"
        for row, group in zip(rows, claim.groups, strict=True)
    )
    why = f"{said}." if sign else f"{said}; the difference could be chance."
    verdict = direction(0 if weak else sign, claim)
    note = f"the difference lies between {round(low * 100)} and {round(high * 100)} points"
    n = int(sum(row["n"] for row in rows))
    return Judged(verdict, f"{why} {weak}".strip(), value, low, high, "share", n, unit, measure, note=note)


def waiting(material: Material, claim: Claim) -> Judged:
    """The time to a first answer, by the log-rank test."""
    rows = [row_of(material.rows("waiting"), group=group) for group in claim.groups]
    test = row_of(material.rows("waiting_tests"), thread_id=material.thread.slug)
    if any(row is None for row in rows) or test is None:
        return missing(material, "waiting_tests")
    groups = material.tables["waiting"].query("group != 'none'")["group"].nunique()
    if groups != 2:
        return undecided(f"The test compares all {groups} groups at once and cannot part these two.", "waiting_tests")
    medians = [math.inf if row["median_seconds"] is None else float(row["median_seconds"]) for row in rows]
    later = int(np.sign(medians[0] - medians[1])) if medians[0] != medians[1] else 0
    sign = later if test["p_value"] < 0.05 else 0
    weak = frail(material, "answered.waiting") if sign and compared(material, claim) else ""
    said = ", ".join(
        f"half of what {called(material, group)} wrote was answered "
        + ("not before the capture" if math.isinf(median) else f"within {duration(median)}")
        for group, median in zip(claim.groups, medians, strict=True)
    )
    why = f"{said[0].upper()}{said[1:]} (log-rank p = {float(test['p_value']):.3f}). {weak}".strip()
    value = None if math.isinf(medians[0]) else medians[0]
    n = int(sum(row["n"] for row in rows))
    return Judged(direction(0 if weak else sign, claim), why, value, None, None, "seconds", n, "posts", "waiting_tests")


def own(material: Material, claim: Claim) -> Judged:
    """Whether a group answers its own more than chance would have it."""
    [group] = claim.groups
    row = row_of(material.rows("pairs_by_group"), from_group=group, to_group=group)
    if row is None:
        return missing(material, "pairs_by_group")
    share, low, high = float(row["share"]), float(row["low"]), float(row["high"])
    more = 1 if share > high else -1 if share < low else 0
    two = material.two_groups()
    weak = frail(material, "answered.between") if more and two and group in two else ""
    why = (
        f"{percent(share)} of the replies of {called(material, group)} go to their own; shuffled roles would give "
        f"{percent_range(low, high)}. {weak}"
    ).strip()
    return Judged(direction(0 if weak else more, claim), why, share, low, high, "share", int(row["n"]), "replies",
                  "pairs_by_group")  # fmt: skip


def words(material: Material, claim: Claim) -> Judged:
    """Shares of the words written."""
    return of_totals(material, claim, "words", "of the words")


def attention(material: Material, claim: Claim) -> Judged:
    """Shares of replies, likes and shares received."""
    return of_totals(material, claim, "attention", "of the replies, likes and shares")


def of_totals(material: Material, claim: Claim, quantity: str, words_of: str) -> Judged:
    """Two groups' shares of one total, by intervals over resampled people that do not touch."""
    rows = [row_of(material.rows("group_shares"), group=group, quantity=quantity) for group in claim.groups]
    if any(row is None for row in rows):
        return missing(material, "group_shares")
    first, second = rows
    more = 1 if first["low"] > second["high"] else -1 if second["low"] > first["high"] else 0
    said = " and ".join(
        f"{called(material, group)} have {percent(row['share'])} ({percent_range(row['low'], row['high'])})"
        for row, group in zip(rows, claim.groups, strict=True)
    )
    why = f"Of {words_of[3:]}, {said}{'' if more else '; the difference could be chance'}."
    n = int(sum(row["n"] for row in rows))
    value, low, high = (float(first[name]) for name in ("share", "low", "high"))
    return Judged(direction(more, claim), why, value, low, high, "share", n, "people", "group_shares")


def following(material: Material, claim: Claim) -> Judged:
    """Followings of people, by the chance that one of the first group has more than one of the second."""
    counts, people = followings(material, claim)
    found = higher(counts[0], counts[1], people[0], people[1])
    medians = " and ".join(
        f"{called(material, group)} {number(float(np.median(own)))}" if len(own) else f"{called(material, group)} none"
        for group, own in zip(claim.groups, counts, strict=True)
    )
    if found is None:
        return undecided(
            f"It needs 5 people of each group whose following is known; there are {len(counts[0])} and "
            f"{len(counts[1])}. In the middle, followers are: {medians}.",
            "authors",
        )
    weak = f" Leaving out one person, @{found.carried_by}, would change it." if found.carried_by else ""
    why = (
        f"In the middle, followers are: {medians}. One of {called(material, claim.groups[0])} has more than one of "
        f"{called(material, claim.groups[1])} with a chance of {percent(found.value)} "
        f"({percent_range(found.low, found.high)}).{weak}"
    )
    return Judged(direction(found.sign, claim), why, found.value, found.low, found.high, "share", found.n, "people",
                  "authors")  # fmt: skip


def several_following(material: Material, claim: Claim) -> Judged:
    """At least three people of the first group each have more followers than everybody of the second: a count."""
    counts, people = followings(material, claim)
    if not len(counts[0]) or not len(counts[1]):
        return undecided("The followings of one of the groups are not known.", "authors")
    most = float(counts[1].max())
    above = people[0][counts[0] > most]
    why = (
        f"{len(above)} of {len(counts[0])} {called(material, claim.groups[0])} have more followers than each of the "
        f"{len(counts[1])} {called(material, claim.groups[1])} (at most {number(most)})."
    )
    verdict = SUPPORTED if len(above) >= SEVERAL else CONTRADICTED
    return Judged(verdict, why, float(len(above)), None, None, "count", len(counts[0]) + len(counts[1]), "people",
                  "authors", first_posts(material, above))  # fmt: skip


def followings(material: Material, claim: Claim) -> tuple[list[Any], list[Any]]:
    """The known followings of both groups, and whose they are; organisations are not counted in a role as well."""
    counts, people = [], []
    for group in claim.groups:
        known = people_of(material, group).dropna(subset=["follower_count"])
        if group != ORGANISATIONS and ORGANISATIONS in claim.groups:
            known = known[~known["is_organisation"].fillna(False).astype(bool)]
        counts.append(known["follower_count"].to_numpy(dtype=float))
        people.append(known["author_id"].to_numpy(dtype=object))
    return counts, people


def first_posts(material: Material, people: Any, at_most: int = 3) -> tuple[str, ...]:
    """The first post of each of these people."""
    posts = material.tables["posts"].sort_values("position")
    own = posts[posts["author_id"].isin(list(people))].drop_duplicates("author_id")
    return tuple(str(post_id) for post_id in own["post_id"].head(at_most))


def word(material: Material, claim: Claim) -> Judged:
    """Whether a word marks a group, said by several of it and not by one person most of the time."""
    [[said, *_]], [group] = claim.words, claim.groups
    return marks(material, said, group)


def word_of_one(material: Material, claim: Claim) -> Judged:
    """Whether a word marks any group."""
    [[said, *_]] = claim.words
    terms = material.tables["terms"]
    own = terms[terms["word"] == said].sort_values("log_odds_z", ascending=False)
    if own.empty:
        return not_said(material, said)
    return marks(material, said, str(own["group"].iloc[0]))


def not_said(material: Material, said: str) -> Judged:
    """Where the table has no such word."""
    if material.tables["terms"].empty:
        return missing(material, "terms")
    return undecided(f"“{said}” is said by fewer than three people with a role, too few to tell.", "terms")


def marks(material: Material, said: str, group: str) -> Judged:
    """The verdict on a word of a group."""
    rows = material.tables["terms"]
    rows = rows[rows["word"] == said]
    row = row_of(material.rows("terms"), word=said, group=group)
    if row is None:
        return not_said(material, said)
    z, uses, people = float(row["log_odds_z"]), int(row["use_count"]), int(row["author_count"])
    others = rows[rows["group"] != group]
    posts = material.tables["posts"]
    by_person = posts[(posts["group"] == group) & says(posts["text"], said)].groupby("author_id").size()
    most = float(by_person.max() / by_person.sum()) if len(by_person) else 1.0
    carried = most > MOST_BY_ONE
    why = (
        f"“{said}” is said {plural(uses, 'time')} by {people} of {called(material, group)} and "
        f"{plural(int(others['use_count'].sum()), 'time')} by "
        f"{plural(int(others['author_count'].sum()), 'other')} with a role "
        f"(z = {z:.1f})."
    )
    least = limit(material)
    if z > least and people >= LEAST_PEOPLE:
        verdict = UNDECIDED if carried else SUPPORTED
        why += f" One person has {percent(most)} of the posts with it." if carried else ""
    elif (others["log_odds_z"] > least).any():
        verdict = CONTRADICTED
    else:
        verdict = UNDECIDED
        why += " That could be chance."
    return Judged(verdict, why, z, None, None, "z", uses + int(others["use_count"].sum()), "uses", "terms",
                  posts_with(material, [said]))  # fmt: skip
