"""Question 6: who stands in the middle, who has the last word, who echoes whom, and what organisations do."""

from __future__ import annotations

import statistics
from typing import Any

from generator.findings.camps import listed_names
from generator.findings.compose import FIRM, WEAK, Material, coloured, difference, plural, refusal, row_of, sentence
from generator.findings.roles import lower_first
from generator.findings.rows import Rows
from generator.model import Finding, Part
from generator.vocabulary import percent, percent_range

MIDDLE = 10  # people who are answered by most
LEAST_ANSWERERS = 2
LEVEL = 0.05
MOSTLY_ONE = 0.5  # of a group's replies by one person: then a difference may be that person's alone


def findings(material: Material) -> list[Finding]:
    """The middle of the thread, last words, echoes, organisations."""
    return [*middle(material), *last_word(material), *echo(material), *organisations(material)]


def middle(material: Material) -> list[Finding]:
    """Who is answered by most people, and how the most answered are spread over the groups."""
    table = material.rows("centrality")
    if not len(table):
        return refusal(material, "attention.middle", 6, "centrality")
    table = table.ordered("-answered_by_count", "-page_rank", "author_id")
    top = table[0]
    if int(top["answered_by_count"]) < LEAST_ANSWERERS:
        return []
    theirs = material.rows("posts").where(author_id=top["author_id"])
    began = any(parent is None for parent in theirs.column("parent_id"))
    beginner = ", who began the thread" if began else ""
    answered = f"{int(top['answered_by_count'])} of {len(table) - 1}"
    pieces: list[str | Part] = [f"Most people answered @{top['author_id']}{beginner}: {answered}"]
    second = table[1]
    level = table.where(answered_by_count=second["answered_by_count"]).first(5)
    if 0 < int(second["answered_by_count"]) < int(top["answered_by_count"]):
        told = int(second["answered_by_count"])
        pieces.append(
            f"; next {'is' if len(level) == 1 else 'are'} {listed_names(level.column('author_id'))} with {told}"
        )
    pieces += spread_over_groups(material, table)
    own = theirs.where(state="present").ordered("-reply_count", "position").first(3)
    return [
        Finding(
            "attention.middle", material.thread.slug, 6, sentence(*pieces, "."), float(top["answered_by_count"]),
            None, None, "count", len(table), "people", "centrality", tuple(own.column("post_id")), "",
            note=f"PageRank of the first {float(top['page_rank']):.2f}, all alike would be {1 / len(table):.2f}; being "
            "answered is counted, kindly or not",
            strength=WEAK * 1.5,
        )
    ]  # fmt: skip


def spread_over_groups(material: Material, table: Rows) -> list[str | Part]:
    """How many of the most answered people each group has."""
    groups, people = material.two_groups(), material.rows("authors")
    if groups is None or len(table) < 2 * MIDDLE:
        return []
    group_of = dict(zip(people.column("author_id"), people.column("group"), strict=True))
    held = [group_of.get(author_id) for author_id in table.first(MIDDLE).column("author_id")]
    pieces: list[str | Part] = [f". Of the {MIDDLE} answered by most, "]
    for place, group in enumerate(groups):
        pieces += [" and " if place else "", coloured(str(held.count(group)), group)]
        pieces.append(f" {'are ' if not place else ''}{lower_first(material.labels[group])}")
    return pieces


def last_word(material: Material) -> list[Finding]:
    """How many of each group's replies to the other stayed the last word."""
    groups, table = material.two_groups(), material.rows("last_words")
    if groups is None:
        return []
    rows = [row_of(table, group=group) for group in groups]
    if any(row is None for row in rows):
        return refusal(material, "attention.last_word", 6, "last_words")
    first, second = rows
    value, low, high = difference(first, second)
    one_person = max(float(row["top_share"]) for row in rows) > MOSTLY_ONE
    # Of more than two groups each is held against all others, so both have to be beyond chance.
    chance = max(float(row["p_value"]) for row in rows)
    firm = chance <= LEVEL and not one_person
    labels = material.labels
    pieces: list[str | Part] = []
    for row in rows:
        by = lower_first(labels[row["group"]])
        pieces.append(f"{'; of' if pieces else 'Of'} {int(row['n'])} replies by {by} to the other side ")
        pieces += [coloured(percent(row["share"]), row["group"]), " stayed the last word"]
    return [
        Finding(
            "attention.last_word", material.thread.slug, 6,
            sentence(*pieces, ending(firm, one_person)), value, low, high, "share",
            int(first["n"] + second["n"]), "replies", "last_words", (), "",
            note=f"95 % intervals {percent_range(first['low'], first['high'])} and "
            f"{percent_range(second['low'], second['high'])}, replies to the first post left out; as great a "
            f"difference in {percent(chance)} of the deals of the roles among the people; a last word is a reply that "
            "nobody else answered",
            strength=WEAK * 2 if firm else WEAK,
            would_change="A last word may be consent, weariness or the capture.",
        )
    ]  # fmt: skip


def ending(firm: bool, one_person: bool) -> str:
    """How the sentence on last words ends."""
    if firm:
        return "."
    return "; most replies of one side are one person’s." if one_person else "; the difference could be chance."


def echo(material: Material) -> list[Finding]:
    """Whether the people of one group take up the small words of the other when they answer."""
    groups, table = material.two_groups(), material.rows("coordination")
    if groups is None:
        return []
    rows = [
        row_of(table, from_group=source, to_group=target, word_class="all")
        for source, target in (groups, groups[::-1])
    ]  # fmt: skip
    told = [row for row in rows if row is not None]
    if not told:
        return refusal(material, "attention.echo", 6, "coordination")
    firm = any(beyond_chance(row) for row in told)
    text = "; ".join(echo_words(material, row) for row in told)
    if len(told) == 1:
        row = told[0]
        text += f"; for {lower_first(material.labels[row['to_group']])} there are too few answers to tell"
    names = material.labels
    notes = [
        f"{lower_first(names[row['from_group']])} to {lower_first(names[row['to_group']])} "
        f"{points(row['coordination'])} ({points(row['low'])} to {points(row['high'])}) points, "
        f"n = {plural(int(row['n']), 'person', 'people')}"
        for row in told
    ]
    strongest = max(told, key=lambda row: abs(float(row["coordination"])))
    return [
        Finding(
            "attention.echo", material.thread.slug, 6, sentence(text[:1].upper() + text[1:] + "."),
            float(strongest["coordination"]), float(strongest["low"]), float(strongest["high"]), "coordination",
            int(sum(row["n"] for row in told)), "people", "coordination", (), "echoes",
            note=f"linguistic coordination, mean over classes of words and people: {' · '.join(notes)}",
            strength=FIRM * 0.6 if firm else WEAK,
            would_change="It tells that words are echoed, not why.",
        )
    ]  # fmt: skip


def beyond_chance(row: Any) -> bool:
    """Whether the interval leaves out no echo at all."""
    return bool(row["low"] > 0 or row["high"] < 0)


def points(value: Any) -> str:
    """A difference of shares in points with a true minus."""
    return f"{float(value) * 100:.1f}".replace("-", "−")


def echo_words(material: Material, row: Any) -> str:
    """What one group does with the small words of another."""
    source, target = (lower_first(material.labels[row[name]]) for name in ("from_group", "to_group"))
    if not beyond_chance(row):
        return f"whether {source} echo the small words (“the”, “but”, “we”) of {target} cannot be told from chance"
    how = "more" if row["coordination"] > 0 else "less"
    return (
        f"{source} use a small word (“the”, “but”, “we”) {how} often, by {points(abs(row['coordination']))} points, "
        f"when the post by {target} that they answer has it"
    )


def organisations(material: Material) -> list[Finding]:
    """What the accounts of organisations did, beside what the usual person did."""
    authors, counted = material.rows("authors"), ("post_count", "reply_given_count", "reply_received_count")
    if not all(name in authors for name in ("is_organisation", *counted)):
        return []
    active = authors.having(lambda row: (row["post_count"] or 0) > 0)
    held = [bool(organisation) for organisation in active.column("is_organisation")]
    ours, people = active.keep(held), active.keep([not organisation for organisation in held])
    if not len(ours) or not len(people):
        return []
    sums = [sum(int(value) for value in ours.column(name)) for name in counted]
    usual = [float(statistics.median(people.column(name))) for name in counted]
    names = ours.column("author_id")
    own = material.rows("posts").having(lambda row: row["author_id"] in names).ordered("position").first(3)
    subject = "The account of an organisation" if len(ours) == 1 else f"The {len(ours)} accounts of organisations"
    in_all = " in all" if len(ours) > 1 else ""
    text = (
        f"{subject} ({listed_names(names)}) wrote {plural(sums[0], 'post')}{in_all}, gave "
        f"{plural(sums[1], 'answer')} and got {sums[2]}; the usual person wrote {usual[0]:g}, gave {usual[1]:g} and "
        f"got {usual[2]:g}."
    )
    return [
        Finding(
            "attention.organisations", material.thread.slug, 6, sentence(text), float(sums[0]), None, None, "count",
            len(active), "accounts", "authors", tuple(own.column("post_id")), "",
            note="usual: the median of all others; so few accounts say nothing of organisations elsewhere",
            strength=WEAK,
        )
    ]  # fmt: skip
