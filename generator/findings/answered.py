"""Question 5: who is answered, how fast, and by whom."""

from __future__ import annotations

from typing import Any

from generator.findings.compose import (
    FIRM,
    LEAST_FOR_PERCENT,
    WEAK,
    Material,
    coloured,
    difference,
    plural,
    refusal,
    row_of,
    sentence,
)
from generator.findings.roles import lower_first
from generator.findings.rows import Rows
from generator.model import Finding, Part
from generator.vocabulary import duration, percent, percent_range

LIST_SHARE = 0.95


def findings(material: Material) -> list[Finding]:
    """Chance of an answer, waiting time, the flow between groups, what was left standing."""
    return [*chance(material), *waiting(material), *between(material), *left_standing(material)]


def chance(material: Material) -> list[Finding]:
    """The share of each group's posts that someone else answered."""
    groups, table = material.two_groups(), material.rows("reply_chance")
    rows = [row_of(table, group=group) for group in groups] if groups else []
    if len(rows) < 2 or rows[0] is None or rows[1] is None:
        return refusal(material, "answered.chance", 5, "reply_chance")
    first, second = rows
    labels = material.labels
    value, low, high = difference(first, second)
    firm = low > 0 or high < 0
    less = first if first["share"] < second["share"] else second
    text = sentence(
        f"Of the posts by {lower_first(labels[first['group']])} ",
        coloured(percent(first["share"]), first["group"]),
        " were answered by someone else, of those by "
        f"{lower_first(labels[second['group']])} ",
        coloured(percent(second["share"]), second["group"]),
        "." if firm else "; the difference could be chance.",
    )  # fmt: skip
    note = (
        f"95 % intervals {percent_range(first['low'], first['high'])} and "
        f"{percent_range(second['low'], second['high'])} · n = {first['n']} and {second['n']} posts"
    )
    return [
        Finding(
            "answered.chance", material.thread.slug, 5, text, value, low, high, "share",
            int(first["n"] + second["n"]), "posts", "reply_chance", unanswered(material), "survival", note,
            FIRM if firm else WEAK, headline=f"{labels[less['group']]} are answered less often" if firm else "",
            would_change=unseen_replies(material, less),
        )
    ]  # fmt: skip


def unseen_replies(material: Material, row: Any) -> str:
    """What the smaller share would be, had all that is known to be missing answered that group."""
    unseen = material.rows("posts").column("state").count("missing") + material.capture.more_hidden_count
    if not unseen:
        return ""
    most = min(1.0, float(row["share"]) + unseen / int(row["n"]))
    return (
        f"Had all {plural(unseen, 'post')} that were never seen been first answers to "
        f"{lower_first(material.labels[row['group']])}, it would be {percent(most)}."
    )


def waiting(material: Material) -> list[Finding]:
    """How long until half of each group's posts had an answer; a median never reached is said so."""
    groups, table = material.two_groups(), material.rows("waiting")
    rows = [row_of(table, group=group) for group in groups] if groups else []
    if len(rows) < 2 or rows[0] is None or rows[1] is None:
        return refusal(material, "answered.waiting", 5, "waiting")
    pieces: list[str | Part] = []
    labels = material.labels
    for row in rows:
        name = lower_first(labels[row["group"]])
        if pieces:
            pieces.append("; ")
        if row["median_seconds"] is None:
            pieces.append(
                f"{'of' if pieces else 'Of'} what {name} wrote, less than half was answered before the capture"
            )
        else:
            pieces += [
                f"{'of' if pieces else 'Of'} what {name} wrote, half was answered within ",
                coloured(duration(row["median_seconds"]), row["group"]),
            ]
    test = row_of(material.rows("waiting_tests"), thread_id=material.thread.slug)
    firm = test is not None and test["p_value"] < 0.05
    note = "Kaplan–Meier, unanswered posts censored at capture"
    if test is not None:
        shown = "< .001" if test["p_value"] < 0.001 else f"= {test['p_value']:.3f}".replace("0.", ".", 1)
        note += f" · log-rank p {shown}"
    note += f" · n = {rows[0]['n']} and {rows[1]['n']} posts"
    median = rows[0]["median_seconds"]
    return [
        Finding(
            "answered.waiting", material.thread.slug, 5,
            sentence(*pieces, "." if firm else "; the difference could be chance."),
            None if median is None else float(median),
            None if rows[0]["low"] is None else float(rows[0]["low"]),
            None if rows[0]["high"] is None else float(rows[0]["high"]),
            "seconds", int(rows[0]["n"] + rows[1]["n"]), "posts", "waiting", (), "survival", note,
            FIRM * 0.8 if firm else WEAK / 2,
        )
    ]  # fmt: skip


def between(material: Material) -> list[Finding]:
    """Whether a group answers its own more than chance would."""
    groups, table = material.two_groups(), material.rows("pairs_by_group")
    if groups is None:
        return []
    if not len(table):
        return refusal(material, "answered.between", 5, "pairs_by_group")
    labels, firm = material.labels, False
    pieces: list[str | Part] = []
    notes: list[str] = []
    total = 0
    for group in groups:
        own = row_of(table, from_group=group, to_group=group)
        if own is None or own["n"] < LEAST_FOR_PERCENT:
            continue
        total += int(own["n"])
        outside = bool(own["share"] < own["low"] or own["share"] > own["high"])
        firm = firm or outside
        how = "more than" if own["share"] > own["high"] else "less than" if own["share"] < own["low"] else "about what"
        if pieces:
            pieces.append("; ")
        pieces += [
            f"{labels[group] if not pieces else lower_first(labels[group])} give ",
            coloured(percent(own["share"]), group),
            f" of their replies to their own, {how} chance would give",
        ]
        notes.append(percent_range(own["low"], own["high"]))
    if not pieces:
        return []
    return [
        Finding(
            "answered.between", material.thread.slug, 5, sentence(*pieces, "."), None, None, None, "share", total,
            "replies", "pairs_by_group", (), "replies_between_groups",
            f"with roles shuffled among the people: {' and '.join(notes)} · n = {plural(total, 'reply', 'replies')}",
            FIRM * 0.85 if firm else WEAK,
        )
    ]  # fmt: skip


def left_standing(material: Material) -> list[Finding]:
    """How many posts nobody else had answered when the thread was captured."""
    responses = material.rows("responses")
    if not len(responses) or is_list(material):
        return []
    total, left = len(responses), len(unanswered_posts(material))
    return [
        Finding(
            "answered.left", material.thread.slug, 5,
            sentence(f"{left} of {plural(total, 'post')} had no answer from anyone else when the thread was captured."),
            left / total, None, None, "share", total, "posts", "responses", unanswered(material), "",
            f"n = {plural(total, 'post')}",
            WEAK,
        )
    ]  # fmt: skip


def is_list(material: Material) -> bool:
    """Whether nearly everything answers the first post: where nobody answers anybody else, nobody is left standing."""
    row = row_of(material.rows("shape"), thread_id=material.thread.slug)
    return row is not None and int(row["root_reply_count"]) >= LIST_SHARE * max(1, int(row["post_count"]) - 1)


def unanswered(material: Material, at_most: int = 3) -> tuple[str, ...]:
    """Posts nobody answered that end in a question mark, latest first, as evidence."""
    return tuple(str(post_id) for post_id in left_asking(material).last(at_most).column("post_id"))


def left_asking(material: Material) -> Rows:
    """The posts nobody answered that hold a question mark, in their order."""
    left, posts = set(unanswered_posts(material)), material.rows("posts")
    if not left:
        return posts.first(0)
    return posts.having(lambda row: row["post_id"] in left and "?" in (row["text"] or "")).ordered("position")


def unanswered_posts(material: Material) -> list[str]:
    """The posts that nobody else answered."""
    responses = material.rows("responses")
    return (
        responses.keep([not answered for answered in responses.column("is_answered")]).column("post_id")
        if len(responses)
        else []
    )
