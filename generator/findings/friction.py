"""Question 3: where the friction is, how it began and ended, and where it was repaired."""

from __future__ import annotations

from typing import Any

import pandas as pd

from generator.findings.compose import FIRM, WEAK, Material, coloured, plural, refusal, row_of, sentence
from generator.findings.roles import lower_first
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
    posts = material.tables["posts"]
    if "friction" not in posts or posts["friction"].notna().sum() == 0 or material.refusals("friction_by_branch"):
        return refusal(material, "friction.hottest", 3, "friction_by_branch")
    return [*hottest(material), *amount(material), *repairs(material)]


def amount(material: Material) -> list[Finding]:
    """How many posts are sharp, and how many of them attack a person."""
    posts = material.tables["posts"]
    scored = posts[posts["friction"].notna()]
    hot, attacks = scored[scored["friction"] >= HOT], scored[scored["attack"] >= ATTACK]
    if hot.empty and attacks.empty:
        text: list[str | Part] = [f"None of the {plural(len(scored), 'post')} in English is sharp."]
    else:
        text = [
            coloured(str(len(hot)), ""),
            f" of {plural(len(scored), 'post')} {'is' if len(hot) == 1 else 'are'} sharp; ",
            coloured(str(len(attacks) or "none"), ""),
            f" {'go' if len(attacks) > 1 else 'goes'} at a person rather than at what was said",
            "." if len(attacks) else ": sharp disagreement is not attack.",
        ]  # fmt: skip
    chosen = pd.concat([attacks.sort_values("attack", ascending=False), hot.sort_values("friction", ascending=False)])
    return [
        Finding(
            "friction.amount", material.thread.slug, 3, sentence(*text), len(hot) / len(scored), None, None, "share",
            len(scored), "posts", "friction", tuple(dict.fromkeys(chosen["post_id"]))[:3], "friction_over_thread",
            note=f"friction of at least {HOT}, attack of at least {ATTACK}, from words and cues learned elsewhere",
            strength=WEAK * 1.5, would_change=LIMITS,
        )
    ]  # fmt: skip


def hottest(material: Material) -> list[Finding]:
    """The hottest part of the thread: who began it, its sharpest post, how it ended."""
    row = row_of(material.tables["friction_by_branch"].pipe(lambda table: table[table["is_hottest"].astype(bool)]))
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
    posts = material.tables["posts"]
    author = posts.loc[posts["post_id"] == post_id, "author_id"]
    return f"@{author.iloc[0]}" if len(author) and isinstance(author.iloc[0], str) else ""


def mean_friction(material: Material) -> float:
    """The mean over the thread's scored posts."""
    return float(material.tables["posts"]["friction"].mean())


def repairs(material: Material) -> list[Finding]:
    """How often somebody eased a quarrel, how, and who."""
    posts = material.tables["posts"]
    found = posts[posts["repair"].notna()]
    # Only what eased a tense post is a repair of this thread; "nobody rang to say sorry" tells of another.
    found = found[found["eased_post_id"].notna()]
    if found.empty and posts["friction"].max() < HOT:
        return []  # nothing was there to be repaired
    if found.empty:
        return [
            Finding(
                "friction.repairs", material.thread.slug, 3,
                sentence("Nobody is seen to repair anything: no apology, concession, clarification or shared joke."),
                0.0, None, None, "count", int(posts["friction"].notna().sum()), "posts", "repair",
                note="set phrases only; a dry or a quiet repair is missed", strength=WEAK / 2,
            )
        ]  # fmt: skip
    counts = found["repair"].value_counts()
    said = [f"{counts[kind]} {names[int(counts[kind] > 1)]}" for kind, names in KINDS.items() if kind in counts]
    listed = said[0] if len(said) == 1 else ", ".join(said[:-1]) + " and " + said[-1]
    pieces: list[str | Part] = [f"{plural(len(found), 'post eases', 'posts ease')} a quarrel: {listed}"]
    pieces += by_group(material, found)
    return [
        Finding(
            "friction.repairs", material.thread.slug, 3, sentence(*pieces, "."), float(len(found)), None, None, "count",
            len(found), "posts", "repair", tuple(found.sort_values("position")["post_id"].head(3)),
            note=(
                "set phrases in answer to a tense post; a dry or a quiet repair is missed, and “sorry” may be sympathy"
            ),
            strength=WEAK * 1.5,
        )
    ]  # fmt: skip


def by_group(material: Material, found: pd.DataFrame) -> list[str | Part]:
    """How many of the repairs each group made."""
    groups = material.two_groups()
    if groups is None:
        return []
    counts: dict[Any, int] = found["group"].value_counts().to_dict()
    pieces: list[str | Part] = []
    for place, group in enumerate(groups):
        pieces += [" and " if place else "; ", coloured(str(int(counts.get(group, 0))), group)]
        pieces.append(f" by {lower_first(material.labels[group])}")
    return pieces
