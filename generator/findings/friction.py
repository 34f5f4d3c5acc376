"""Question 3: where the friction is, how it began and ended, and where it was repaired."""

from __future__ import annotations

import statistics
from collections import Counter
from typing import Any

from generator.findings.compose import FIRM, WEAK, Material, coloured, plural, refusal, row_of, sentence
from generator.findings.roles import lower_first
from generator.findings.rows import Rows
from generator.model import Finding, Part

ENDINGS = {
    "repaired": "somebody set about repairing it",
    "calmed": "it calmed down without a repair",
    "hot": "it was still hot at the end",
    "open": "nobody answered its sharpest post",
}
KINDS = {
    "apology": ("apology", "apologies"),
    "concession": ("concession", "concessions"),
    "clarification": ("clarification", "clarifications"),
    "joke": ("shared joke", "shared jokes"),
}
HOT = 0.5  # as in the measure: two in three such comments were labelled uncivil
ATTACK = 0.3  # as in the measure: one in two such comments was labelled a personal attack
LEAST_PEOPLE_TO_LEAN = 3
CLEARLY = 0.05  # above the mean of the thread, below which a part is not called sharper: half a mark in ten
LIMITS = "Irony and cold politeness are missed, and strong words said in anger at a thing may count."


def findings(material: Material) -> list[Finding]:
    """How much friction there is, the hottest part, and what eased it."""
    if not len(scored_posts(material)) or material.refusals("friction_by_branch"):
        return refusal(material, "friction.hottest", 3, "friction_by_branch")
    return [*hottest(material), *amount(material), *repairs(material)]


def scored_posts(material: Material) -> Rows:
    """The posts that have a friction: those in English."""
    posts = material.rows("posts")
    return posts.known("friction") if "friction" in posts else posts.first(0)


def amount(material: Material) -> list[Finding]:
    """How many posts are sharp, and how many of them attack a person."""
    scored = scored_posts(material)
    hot = scored.keep([value >= HOT for value in scored.column("friction")])
    attacks = scored.keep([(value or 0.0) >= ATTACK for value in scored.column("attack")])
    if not len(hot) and not len(attacks):
        text: list[str | Part] = [f"None of the {plural(len(scored), 'post')} in English is sharp."]
    else:
        text = [
            coloured(str(len(hot)), ""),
            f" of {plural(len(scored), 'post')} {'is' if len(hot) == 1 else 'are'} sharp; ",
            coloured(str(len(attacks) or "none"), ""),
            f" {'go' if len(attacks) > 1 else 'goes'} at a person rather than at what was said",
            "." if len(attacks) else ": sharp disagreement is not attack.",
        ]  # fmt: skip
    chosen = [*attacks.ordered("-attack").column("post_id"), *hot.ordered("-friction").column("post_id")]
    return [
        Finding(
            "friction.amount", material.thread.slug, 3, sentence(*text), len(hot) / len(scored), None, None, "share",
            len(scored), "posts", "friction", tuple(dict.fromkeys(chosen))[:3], "friction_over_thread",
            note=f"friction of at least {HOT}, attack of at least {ATTACK}, from words and cues learned elsewhere",
            strength=WEAK * 1.5, would_change=LIMITS,
        )
    ]  # fmt: skip


def hottest(material: Material) -> list[Finding]:
    """The hottest part of the thread: who began it, its sharpest post, how it ended."""
    branches = material.rows("friction_by_branch")
    row = row_of(branches.keep([bool(hottest) for hottest in branches.column("is_hottest")]))
    if row is None:
        return []
    if float(row["part_friction"]) - mean_friction(material) < CLEARLY:
        return [evenly(material, row)]
    part = int(row["part_count"])
    by = {name: author_of(material, str(row[f"{name}_post_id"])) for name in ("began", "peak")}
    text = (
        f"The friction is greatest in {plural(part, 'post')} below one reply{began(by['began'])}; "
        f"its sharpest post{by_whom(by['peak'])}, and {ENDINGS[str(row['ended'])]}."
    )
    evidence = [str(row[f"{name}_post_id"]) for name in ("began", "peak", "last")]
    return [
        Finding(
            "friction.hottest", material.thread.slug, 3, sentence(text), float(row["part_friction"]), None, None,
            "friction, 0 to 1", part, "posts", "friction_by_branch", tuple(dict.fromkeys(evidence)),
            "friction_by_branch",
            note=(
                f"mean friction {row['part_friction']:.2f} there, {mean_friction(material):.2f} in the thread; the "
                "hottest of all parts looked at, so no test of chance"
            ),
            strength=FIRM * 0.65 if int(row["hot_count"]) >= 2 else WEAK, would_change=LIMITS,
        )
    ]  # fmt: skip


def evenly(material: Material, row: Any) -> Finding:
    """That no part stands out, where the hottest is hardly above the thread as a whole."""
    return Finding(
        "friction.level", material.thread.slug, 3,
        sentence("No part of the thread is clearly sharper than the thread as a whole."),
        float(row["part_friction"]), None, None, "friction, 0 to 1", int(row["part_count"]), "posts",
        "friction_by_branch", chart="friction_by_branch",
        note=(
            f"mean friction {row['part_friction']:.2f} in the sharpest part, {mean_friction(material):.2f} in "
            "the thread"
        ),
        strength=WEAK / 2, would_change=LIMITS,
    )  # fmt: skip


def began(name: str) -> str:
    """Who began it, where that is known."""
    return f" and began with {name}" if name else ""


def by_whom(name: str) -> str:
    """Whose post it is, where that is known."""
    return f" is by {name}" if name else " is by somebody unknown"


def author_of(material: Material, post_id: str) -> str:
    """The author of a post as "@" and id, which the page shows as a name; "" where unknown."""
    author = material.author_of_post.get(post_id)
    return f"@{author}" if author is not None else ""


def mean_friction(material: Material) -> float:
    """The mean over the thread's scored posts."""
    return statistics.fmean(scored_posts(material).column("friction"))


def repairs(material: Material) -> list[Finding]:
    """How often somebody eased a quarrel, how, and who."""
    scored = scored_posts(material)
    # Only what eased a tense post is a repair of this thread; "nobody rang to say sorry" tells of another.
    found = material.rows("posts").known("repair").known("eased_post_id")
    if not len(found) and max(scored.column("friction")) < HOT:
        return []  # nothing was there to be repaired
    if not len(found):
        return [
            Finding(
                "friction.repairs", material.thread.slug, 3,
                sentence("Nobody is seen to repair anything: no apology, concession, clarification or shared joke."),
                0.0, None, None, "count", len(scored), "posts", "repair",
                note="set phrases only; a dry or a quiet repair is missed", strength=WEAK / 2,
            )
        ]  # fmt: skip
    counts = Counter(found.column("repair"))
    said = [f"{counts[kind]} {names[int(counts[kind] > 1)]}" for kind, names in KINDS.items() if kind in counts]
    listed = said[0] if len(said) == 1 else ", ".join(said[:-1]) + " and " + said[-1]
    pieces: list[str | Part] = [f"{plural(len(found), 'post eases', 'posts ease')} a quarrel: {listed}"]
    pieces += by_group(material, found)
    return [
        Finding(
            "friction.repairs", material.thread.slug, 3, sentence(*pieces, "."), float(len(found)), None, None, "count",
            len(found), "posts", "repair", tuple(found.ordered("position").first(3).column("post_id")),
            note=(
                "set phrases in answer to a tense post; a dry or a quiet repair is missed, and “sorry” may be sympathy"
            ),
            strength=WEAK * 1.5,
        )
    ]  # fmt: skip


def by_group(material: Material, found: Rows) -> list[str | Part]:
    """How many of the repairs each group made."""
    groups = material.two_groups()
    if groups is None:
        return []
    counts = Counter(found.column("group"))
    pieces: list[str | Part] = []
    for place, group in enumerate(groups):
        pieces += [" and " if place else "; ", coloured(str(counts[group]), group)]
        pieces.append(f" by {lower_first(material.labels[group])}")
    return pieces
