"""Question 5: what became of the questions, and what the chance of an answer goes with."""

from __future__ import annotations

import math
from collections import Counter
from typing import Any

import pandas as pd

from generator.findings.compose import (
    FIRM,
    WEAK,
    Material,
    difference,
    plural,
    refusal,
    row_of,
    sentence,
)
from generator.findings.friction import author_of
from generator.findings.roles import lower_first
from generator.findings.rows import Rows
from generator.model import Finding, Part
from generator.vocabulary import duration, percent_range

# Depth and length are tried beside the groups, so they are told at one in a hundred instead of one in twenty.
LEVEL = 0.01
UPPER = "A reply counts as an answer whatever it says, so fewer may have been answered than is told here."


def findings(material: Material) -> list[Finding]:
    """The ledger of questions, the oldest that hangs, and the odds of an answer."""
    return [*ledger(material), *hanging(material), *odds(material)]


def ledger(material: Material) -> list[Finding]:
    """How many questions of each group were answered, by the other side too, turned away, or left."""
    questions = material.rows("questions")
    groups = material.two_groups()
    asked = questions if groups is None else questions.keep([group in groups for group in questions.column("group")])
    if not len(asked):
        return []
    sides: list[str | None] = [None] if groups is None else list(groups)
    pieces: list[str | Part] = []
    for side in sides:
        own = asked if side is None else asked.where(group=side)
        pieces += ["; " if pieces else "", *fates(material, own, side, bool(pieces))]
    value, low, high, told = compared(material, groups)
    pieces.append(told)
    left = asked.keep([fate in ("no", "deflected") for fate in asked.column("answered")])
    return [
        Finding(
            "answered.questions", material.thread.slug, 5, sentence(*pieces), value, low, high, "share", len(asked),
            "questions", "questions", tuple(left.first(5).column("post_id")), "question_ledger",
            note=shares_note(material, groups, len(asked)),
            strength=FIRM * 0.7 if low is not None and high is not None and low * high > 0 else WEAK * 1.5,
            would_change=UPPER,
        )
    ]  # fmt: skip


def fates(material: Material, own: Rows, side: str | None, later: bool) -> list[str | Part]:
    """One group's questions and what became of them."""
    by = "" if side is None else f" by {lower_first(material.labels[side])}"
    if not len(own):
        return [f"{'none was' if later else 'None was'} asked{by}"]
    counts = Counter(own.column("answered"))
    answered, turned, left, late = (counts[name] for name in ("yes", "deflected", "no", "censored"))
    across = sum(bool(crossed) for crossed in own.where(answered="yes").column("is_other_side"))
    rest = [
        f"{turned} {'was' if turned == 1 else 'were'} turned away" if turned else "",
        f"{left or 'none'} left without an answer",
        f"{late} asked too late to tell" if late else "",
    ]
    said = [each for each in rest if each]
    tail = said[0] if len(said) == 1 else ", ".join(said[:-1]) + " and " + said[-1]
    answers = f" answered ({across} by the other side)" if side is not None and answered else " answered"
    return [
        f"{'of' if later else 'Of'} {plural(len(own), 'question')}{by} ",
        Part(str(answered), group=side or "", strong=True),
        f" {'was' if answered == 1 else 'were'}{answers}, {tail}",
    ]


def compared(
    material: Material, groups: tuple[str, str] | None
) -> tuple[float | None, float | None, float | None, str]:
    """The difference between the groups' shares with its interval, where both asked enough, and how to end."""
    rows = [row_of(material.rows("question_shares"), group=group) for group in groups or ()]
    if len(rows) < 2 or any(row is None for row in rows):
        return None, None, None, "."
    value, low, high = difference(*rows)
    return value, low, high, "." if low > 0 or high < 0 else "; the difference could be chance."


def shares_note(material: Material, groups: tuple[str, str] | None, count: int) -> str:
    """The shares with their intervals, or that there are too few questions for one."""
    told = []
    for group in groups or ():
        row = row_of(material.rows("question_shares"), group=group)
        name = lower_first(material.labels[group])
        told.append(
            f"{name}: too few for a share"
            if row is None
            else f"{name}: 95 % interval of the share answered {percent_range(row['low'], row['high'])}"
        )
    return " · ".join([*told, f"n = {plural(count, 'question')}"])


def hanging(material: Material) -> list[Finding]:
    """The question that waits longest."""
    questions = material.rows("questions")
    left = questions.where(answered="no") if len(questions) else questions
    if not len(left):
        return []
    hanging = set(left.column("post_id"))
    asked = material.rows("posts").having(lambda row: row["post_id"] in hanging).ordered("position")
    oldest = asked[0]
    post_id, by = str(oldest["post_id"]), author_of(material, str(oldest["post_id"]))
    again = bool(left.where(post_id=post_id)[0]["is_asked_again"])
    waited = waited_seconds(material, oldest)
    since = f" had waited {duration(waited)} by then" if waited is not None else " waits longest"
    who = f", by {by}," if by else ""
    text = (
        f"{plural(len(left), 'question')} had no answer when the thread was captured. The oldest{who}{since}"
        f"{' and was put again later' if again else ''}."
    )
    return [
        Finding(
            "answered.hanging", material.thread.slug, 5, sentence(text), waited, None, None, "seconds",
            len(questions), "questions", "questions", tuple(asked.first(3).column("post_id")),
            note="direct replies only; a question put again by the same person counts as unanswered",
            strength=WEAK * 1.2,
        )
    ]  # fmt: skip


def waited_seconds(material: Material, post: Any) -> float | None:
    """How long a post stood until the capture; None where one of the times is unknown."""
    if not material.thread.captured_at or "published_at" not in post or post["published_at"] is None:
        return None
    return float((pd.Timestamp(material.thread.captured_at) - post["published_at"]).total_seconds())


def odds(material: Material) -> list[Finding]:
    """What the chance of an answer goes with: length, depth, and the group at equal length, depth and hour."""
    groups, table = material.two_groups(), material.rows("reply_odds")
    if groups is None:
        return []
    if not len(table):
        return refusal(material, "answered.odds", 5, "reply_odds")
    rows = {str(row["term"]): row for row in table}
    own = next((rows[group] for group in groups if group in rows and rows[group]["against"] in groups), None)
    if own is None:
        return []
    firm = float(own["low"]) > 0 or float(own["high"]) < 0
    labels = [lower_first(material.labels[str(own[name])]) for name in ("term", "against")]
    less, more = labels if float(own["log_odds"]) < 0 else labels[::-1]
    at_equal = "At the same length, depth and hour "
    of_groups = (
        f"{at_equal}posts by {less} are answered less often than posts by {more}."
        if firm
        else f"{at_equal}the difference between {labels[1]} and {labels[0]} could be chance."
    )
    ratio, low, high = (math.exp(float(own[name])) for name in ("log_odds", "low", "high"))
    return [
        Finding(
            "answered.odds", material.thread.slug, 5, sentence(with_covariates(rows) + of_groups), ratio, low, high,
            "odds ratio", int(own["n"]), "posts", "reply_odds", (), "",
            note=f"odds of an answer of {labels[0]} against {labels[1]} {ratio_words(own)}, of twice the words "
            f"{doubled(rows.get('length'))}, of twice the depth {doubled(rows.get('depth'))} "
            f"· n = {int(own['n'])} posts",
            strength=FIRM * 0.6 if firm else WEAK,
            would_change="What the model does not hold, such as the subject of a post, may explain a difference.",
        )
    ]  # fmt: skip


def with_covariates(rows: dict[str, Any]) -> str:
    """What length and depth go with, as a sentence before the groups'; nothing where they go with nothing."""
    said: list[str] = []
    for term, name in (("length", "longer posts"), ("depth", "posts deeper in the thread")):
        row = rows.get(term)
        if row is not None and float(row["p_value"]) < LEVEL:
            how = "more" if float(row["log_odds"]) > 0 else "less"
            said.append(f"{name} {'' if said else 'were answered '}{how} often")
    return f"{', '.join(said).capitalize()}. " if said else ""


def ratio_words(row: Any, factor: float = 1.0) -> str:
    """An odds ratio with its 95 % interval: "× 0.4 (0.1–1.4)"."""
    ratio, low, high = (math.exp(factor * float(row[name])) for name in ("log_odds", "low", "high"))
    return f"× {ratio:.2g} ({low:.2g}–{high:.2g})"


def doubled(row: Any) -> str:
    """The odds ratio of twice as much, as the term is a natural logarithm."""
    return "not known" if row is None else ratio_words(row, math.log(2))
