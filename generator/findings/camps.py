"""Question 1: which camps there are, who is in them, and what that rests on."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from generator.findings.compose import FIRM, WEAK, Material, Part, coloured, plural, refusal, row_of, sentence
from generator.findings.roles import lower_first
from generator.model import Finding
from generator.vocabulary import camp_labels, camps_shown, percent

WITNESSES = {
    "replies": "whom they answer and how",
    "quotes": "whom they quote",
    "words": "words of agreeing and disagreeing",
    "other threads": "what they did in other threads",
    "role": "declared roles",
    "seed": "the editor’s own placing",
}


# Among fewer, even the clearest split of the pairs is one that chance draws often; chosen by judgement.
LEAST_MET = 10


def findings(material: Material) -> list[Finding]:
    """The camps and who bridges them; or that nobody can be told apart."""
    row = row_of(material.rows("sides"), thread_id=material.thread.slug)
    if row is None or not int(row["met_count"]):
        return refusal(material, "sides.camps", 1, "camps")
    if int(row["camp_count"]) < 2 or not camps_told(material):
        if int(row["met_count"]) < LEAST_MET:
            return [too_few(material, int(row["met_count"]))]
        return [one_crowd(material, row)]
    return [camps(material, row), *bridges(material)]


def too_few(material: Material, met_count: int) -> Finding:
    """Nobody has been tested where hardly anybody met."""
    there = "there is 1" if met_count == 1 else f"there are {met_count}"
    return Finding(
        "sides.camps", material.thread.slug, 1, sentence("Cannot be told from this thread."), None, None, None, "count",
        met_count, "pairs", "sides", refused=f"at least {LEAST_MET} pairs of people who met; {there}",
    )  # fmt: skip


def one_crowd(material: Material, row: Any) -> Finding:
    """Nobody is put into a camp where chance would give as much."""
    people = int(row["author_count"])
    text = (
        f"No camps can be told apart among the {plural(people, 'person', 'people')}: whom they answer, and how, does "
        "not set them apart more than chance would."
    )
    return Finding(
        "sides.camps", material.thread.slug, 1, sentence(text), 1.0, None, None, "count", people, "people", "sides",
        chart="reply_network", note=resting_on(material, row), strength=FIRM * 0.6,
        would_change="With more exchanges between the same people a smaller difference could be told.",
    )  # fmt: skip


def camps(material: Material, row: Any) -> Finding:
    """How many people each camp has, and how many are in none."""
    labels = camp_labels(material.tables["camps"], material.thread)
    drawn = material.rows("camps")
    sizes = dict(zip(drawn.column("camp"), drawn.column("author_count"), strict=True))
    verdict = row_of(material.rows("verdicts"), thread_id=material.thread.slug)
    divided = verdict is not None and verdict["divided"] is not None and bool(verdict["divided"])
    number = ("Two", "Three")[len(labels) - 2]
    opening = "camps stand apart: " if divided else "camps can be drawn, though chance would draw as clear ones: "
    pieces: list[str | Part] = [f"{number} {opening}"]
    for place, (camp, label) in enumerate(labels.items()):
        pieces += [" and " if place == len(labels) - 1 else ", " if place else "", f"{label} with "]
        pieces.append(coloured(str(int(sizes[camp])), f"camp:{camp}"))
    unclear, bridging = int(row["unclear_count"]), int(row["bridge_count"])
    rest = [
        f"{unclear} cannot be placed" if unclear else "",
        f"{bridging} {'bridges' if bridging == 1 else 'bridge'} them" if bridging else "",
    ]
    said = " and ".join(each for each in rest if each)
    pieces.append(f" people; {said}." if said else " people.")
    share = float(row["placed_count"]) / int(row["author_count"])
    verdict = row_of(material.rows("verdicts"), thread_id=material.thread.slug)
    divided = verdict is not None and verdict["divided"] is not None and bool(verdict["divided"])
    return Finding(
        "sides.camps", material.thread.slug, 1, sentence(*pieces), share, None, None, "share",
        int(row["author_count"]), "people", "author_camps", evidence=(), chart="reply_network",
        note=f"{percent(share)} of the people placed, each with a chance of {least_chance(row)} or more · "
        f"{resting_on(material, row)}",
        strength=FIRM * 0.7 if divided else WEAK,
        would_change="People who wrote little are the ones placed wrongest; in labelled debates five in six are right.",
    )  # fmt: skip


def least_chance(row: Any) -> str:
    """From which chance on people are placed: more is asked where the thread is no dispute."""
    return "57 %" if bool(row["replies_disagree"]) else "65 %"


def resting_on(material: Material, row: Any) -> str:
    """Which witnesses spoke, and whether a reply as such counts against."""
    used = set(material.rows("camp_witnesses").column("witness"))
    named = [words for witness, words in WITNESSES.items() if witness in used]
    answering = (
        "here a reply mostly speaks against, and counts so"
        if bool(row["replies_disagree"])
        else "here a reply as such says nothing about sides, and does not count"
    )
    return f"from {', '.join(named)}; {answering} · {plural(int(row['met_count']), 'pair')} of people who met"


def bridges(material: Material) -> list[Finding]:
    """Who has evidence of one side with both camps."""
    people = material.rows("authors")
    bridging = people.where(camp_state="bridge").column("author_id")
    if not bridging:
        return []
    posts = material.rows("posts").where(state="present").having(lambda row: row["author_id"] in bridging)
    own = posts.ordered("-reply_count", "position")
    text = (
        f"{plural(len(bridging), 'person stands', 'people stand')} with people of both camps: {listed_names(bridging)}."
    )
    return [
        Finding(
            "sides.bridges", material.thread.slug, 1, sentence(text), float(len(bridging)), None, None, "count",
            len(people), "people", "author_camps", tuple(own.first(3).column("post_id")),
            note="evidence of one side with at least two people of each of two camps", strength=WEAK * 1.5,
        )
    ]  # fmt: skip


def listed_names(author_ids: Collection[str]) -> str:
    """People by their ids, which the page shows as names; at most five."""
    ids = [f"@{author_id}" for author_id in sorted(author_ids)[:5]]
    more = len(author_ids) - len(ids)
    tail = [f"{more} more"] if more > 0 else []
    named = [*ids, *tail]
    return named[0] if len(named) == 1 else ", ".join(named[:-1]) + " and " + named[-1]


def camps_told(material: Material) -> bool:
    """Whether the camps are shown: not where one would be a person or two against all others."""
    if "camps told" not in material.kept:
        told = bool(len(material.rows("camps"))) and not camps_shown(material.tables["camps"]).empty
        material.kept["camps told"] = told
    return bool(material.kept["camps told"])


def named_camps(material: Material) -> dict[str, str]:
    """Camp to its name inside a sentence."""
    return {camp: lower_first(label) for camp, label in camp_labels(material.tables["camps"], material.thread).items()}
