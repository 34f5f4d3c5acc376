"""Question 4: the life of the strongest term of one side: who brought it, who asked, and whether it crossed."""

from __future__ import annotations

from typing import Any

from generator.findings.compose import FIRM, WEAK, Material, Part, coloured, listed, plural, refusal, row_of, sentence
from generator.findings.roles import lower_first
from generator.findings.rows import Rows
from generator.findings.words import limit, posts_with, saying
from generator.model import Finding
from generator.vocabulary import NO_GROUP, percent


def findings(material: Material) -> list[Finding]:
    """The life of the strongest term, and the other side's word for it."""
    return [*lives(material), *counterpart(material)]


def lives(material: Material) -> list[Finding]:
    """The life of the strongest term."""
    groups, table = material.two_groups(), material.rows("term_life")
    if groups is None:
        return []
    if not len(table):
        return refusal(material, "words.term", 4, "term_life")
    own = table.keep([group in groups for group in table.column("group")])
    return [life(material, own.ordered("-weight", "word")[0], len(own))] if len(own) else []


def life(material: Material, row: Any, term_count: int) -> Finding:
    """The term said most beyond what English at large would have it: who brought it, who asked, who took it up."""
    group = str(row["group"])
    other = other_of(material, group)
    uses = int(row["use_count"])
    name = lower_first(material.labels[group])
    counted = row_of(material.rows("terms"), group=group, word=row["word"])
    marks = counted is not None and float(counted["log_odds_z"] or 0.0) > limit(material)
    brought = f"@{row['introduced_by']}{whose(material, row)}"
    pieces: list[str | Part] = [
        f"“{row['word']}” was first said by {brought}; of the posts with it by people with a role ",
        coloured(percent(row["own_share"]), group),
        f" are by {name}{'' if marks else ', which could be chance'}; ",
    ]
    asked = row["questioned_by"]
    pieces.append(f"@{asked} asked what it means" if isinstance(asked, str) else "nobody asked what it means")
    pieces.append(f", and {taken_up(row, lower_first(material.labels[other]))}.")
    events = [row[f"{name}_post_id"] for name in ("introduced", "questioned", "adopted")]
    evidence = [str(event) for event in events if isinstance(event, str)]
    evidence += posts_with(material, [str(row["word"])], 2)
    return Finding(
        "words.term", material.thread.slug, 4, sentence(*pieces), float(row["own_share"]), None, None, "share", uses,
        "posts", "term_life", tuple(dict.fromkeys(evidence)), "term_lives",
        note=f"of {plural(term_count, 'term')} that English at large says rarely the one said most "
        f"· n = {plural(uses, 'post')} by {plural(int(row['author_count']), 'person', 'people')}",
        strength=FIRM * 0.6 if marks else WEAK,
        would_change="Who said a word first here may have it from elsewhere.",
    )  # fmt: skip


def whose(material: Material, row: Any) -> str:
    """Of which group the one is who brought the term, where it is not the group that says it most."""
    if not material.group_of_post:
        return ""
    brought = str(material.group_of_post.get(row["introduced_post_id"], row["group"]))
    named = brought in material.labels and brought not in (row["group"], NO_GROUP)
    return f", of the {lower_first(material.labels[brought])}" if named else ""


def taken_up(row: Any, other: str) -> str:
    """What the other side did with the term."""
    adopters = int(row["adopter_count"])
    if adopters:
        return f"{plural(adopters, 'person', 'people')} among {other} took it up, @{row['adopted_by']} first"
    quoting = int(row["quoter_count"])
    if quoting:
        return f"{plural(quoting, 'person', 'people')} among {other} said it, in quotation marks only"
    return f"nobody among {other} took it up"


def other_of(material: Material, group: str) -> str:
    """The other of the two groups."""
    first, second = material.two_groups() or (group, group)
    return second if group == first else first


def counterpart(material: Material) -> list[Finding]:
    """The word with which the other side answers a term, where it is beyond chance; that there is none is told too."""
    groups, table = material.two_groups(), material.rows("counterparts")
    if groups is None or not len(table):
        return []
    tried = table.having(lambda row: row["group"] in groups and row["other_group"] in groups)
    told = tried.keep([bool(each) for each in tried.column("is_told")]).ordered("p_value", "-score_z", "word")
    if len(told):
        return [stands_for(material, told[0])]
    return [no_counterpart(material, tried)] if len(tried) else []


def stands_for(material: Material, row: Any) -> Finding:
    """Which word answers the term, in how many answers by how many people, and how seldom elsewhere."""
    speaker, other = (lower_first(material.labels[str(row[name])]) for name in ("group", "other_group"))
    n, uses = int(row["answer_count"]), int(row["answers_with_count"])
    there, seen = int(row["elsewhere_count"]), int(row["elsewhere_with_count"])
    pieces: list[str | Part] = [
        f"Where {speaker} say “{row['word']}”, {other} who answer them say “{row['counterpart']}”: in ",
        coloured(str(uses), str(row["other_group"])),
        f" of {plural(n, 'such answer')}, by {plural(int(row['author_count']), 'person', 'people')}, and in ",
        coloured(str(seen) if seen else "none", str(row["other_group"])),
        f" of {plural(there, 'other answer')} to {speaker}.",
    ]
    chance = f"{float(row['p_value']):.2g}".removeprefix("0")
    return Finding(
        "words.counterpart", material.thread.slug, 4, sentence(*pieces), uses / n, None, None, "share", n + there,
        "answers", "counterparts", answers_saying(material, row), "",
        note=f"answers dealt anew within each stage of the thread give a word as far out with a chance of {chance}",
        strength=FIRM * 0.5,
        would_change="A word that answers a term may name its effect or its opposite, and not the same thing.",
    )  # fmt: skip


def no_counterpart(material: Material, tried: Rows) -> Finding:
    """That no word of the other side stands for the terms that were looked into."""
    terms = listed(tried.column("word"))
    return Finding(
        "words.counterpart", material.thread.slug, 4,
        sentence(f"No word of the other side can be told to stand for {terms}: none answers it more than by chance."),
        None, None, None, "share", sum(int(row["answer_count"]) for row in tried), "answers", "counterparts",
        note="direct answers to posts with the term, against those to the same side’s other posts", strength=WEAK / 2,
    )  # fmt: skip


def answers_saying(material: Material, row: Any, at_most: int = 3) -> tuple[str, ...]:
    """The answers with the other side's word, each after the post with the term that it answers."""
    posts = material.rows("posts")
    asked = {one["post_id"] for one in saying(material, str(row["word"])) if one["group"] == row["group"]}
    mine = {one["post_id"] for one in saying(material, str(row["counterpart"]))}
    found = posts.where(group=row["other_group"]).having(
        lambda post: post["post_id"] in mine and post["parent_id"] in asked
    )
    pairs = [
        post for answer in found.ordered("position").first(at_most) for post in (answer["parent_id"], answer["post_id"])
    ]
    return tuple(dict.fromkeys(map(str, pairs)))
