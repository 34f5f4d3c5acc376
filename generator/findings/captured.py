"""Question 8: what of the thread is held, and how far the rest could move the numbers."""

from __future__ import annotations

from typing import Any

import pandas as pd

from generator.findings import one_line
from generator.findings.compose import WEAK, Material, coloured, plural, sentence
from generator.findings.roles import lower_first
from generator.model import Finding, Part
from generator.vocabulary import NO_GROUP, PLATFORMS, number, percent, percent_range


def findings(material: Material) -> list[Finding]:
    """How much of what the platform declares is held, and within which bounds the numbers lie."""
    return [held(material), *placed(material), *bounds(material)]


def held(material: Material) -> Finding:
    """The account of the capture in one or two sentences."""
    capture, posts = material.capture, material.tables["posts"]
    branches = material.tables["capture_by_branch"]
    count = {name: int(branches[f"{name}_count"].sum()) for name in ("held", "deleted", "withheld", "vanished")}
    declared, unseen = capture.declared_reply_count, unseen_count(material)
    replies = int(((posts["state"] != "missing") & posts["parent_id"].notna()).sum())
    text = plural(int((posts["state"] == "present").sum()), "post is held", "posts are held")
    if declared:
        text += f", {number(replies)} of the {number(declared)} replies the platform counts"
    text += f"; {count['deleted']} deleted, {count['withheld']} withheld, {number(unseen)} known of and never seen."
    if capture.more_stub_count:
        places = plural(capture.more_stub_count, "place")
        hidden = capture.more_hidden_count
        hides = f"it hides {number(hidden)} of them" if hidden else "it does not say how many more there are"
        text += f" The source stopped at {places}, where {hides}."
    if count["vanished"]:
        text += f" {number(count['vanished'])} {'was' if count['vanished'] == 1 else 'were'} gone at a later capture."
    when = f"captured {material.thread.captured_at}" if material.thread.captured_at else "captured at an unknown time"
    return Finding(
        "check.capture", material.thread.slug, 8, sentence(text), min(1.0, replies / declared) if declared else None,
        None, None, "share", len(posts), "posts", "capture_by_branch", (), "capture_by_branch",
        f"{when}, by way of {capture.route}", WEAK / 2,
    )  # fmt: skip


def placed(material: Material) -> list[Finding]:
    """Of how many posts the source does not say what they answer, and what is left out for that."""
    count, replies = one_line.placed_count(material), one_line.reply_count(material)
    if not count or material.thread.platform == one_line.VOTES:
        return []
    platform = material.thread.platform
    says = PLATFORMS[platform] if platform in one_line.CHATS else "the source"
    text = (
        f"Of {number(count)} of the {plural(replies, 'post')} below the first, {says} does not say which post they "
        "answer: they are placed below another and count in no figure about answers"
    )
    if one_line.in_one_line(material):
        text += ", so nothing is said about who is answered, how fast, or who is left waiting"
    return [
        Finding(
            "check.placed", material.thread.slug, 8, sentence(text + "."), count / replies, None, None, "share",
            replies, "posts", "capture_by_branch", strength=WEAK / 2,
        )
    ]  # fmt: skip


def bounds(material: Material) -> list[Finding]:
    """How often each group is answered at least and at most, whatever the unseen posts are."""
    table = material.tables["capture_bounds"]
    if one_line.in_one_line(material):
        # What only stands below another may be the answer; how often there is one cannot be bounded from here.
        return []
    chances = table[(table["quantity"] == "reply_chance") & table["group"].isin(material.labels)]
    if chances.empty:
        return []
    unseen = int(chances["unseen_count"].iloc[0])
    pieces: list[str | Part] = [f"Counting the {plural(unseen, 'post')} never seen, wherever they stand: "]
    for place, row in enumerate(chances.to_dict("records")):
        of_all = len(chances) == 1 and row["group"] == NO_GROUP
        whose = "the posts" if of_all else f"posts by {people_of(material, str(row['group']))}"
        opening = ", " if place else "of "
        pieces += [opening, f"{whose} ", coloured(range_of(row), str(row["group"]))]
    pieces.append(" are answered")
    depth = table[table["quantity"] == "depth"]
    if len(depth):
        pieces.append(f"; the longest chain has at least {plural(int(depth['low'].iloc[0]), 'step')}")
    first = chances.iloc[0]
    return [
        Finding(
            "check.bounds", material.thread.slug, 8, sentence(*pieces, "."), float(first["value"]),
            float(first["low"]), float(first["high"]), "share", len(material.tables["posts"]), "posts",
            "capture_bounds", note="bounds of what is possible, not an interval of what is likely", strength=WEAK / 2,
        )
    ]  # fmt: skip


def people_of(material: Material, group: str) -> str:
    """The people of a group inside a sentence."""
    return "people without a known role" if group == NO_GROUP else lower_first(material.labels[group])


def range_of(row: Any) -> str:
    """A share as a range, or as one number where nothing unseen can move it."""
    low, high = float(row["low"]), float(row["high"])
    return percent(low) if percent(low) == percent(high) else percent_range(low, high)


def unseen_count(material: Material) -> int:
    """Posts known of and never seen, in the whole thread."""
    bounded = material.tables["capture_bounds"]["unseen_count"]
    return int(bounded.iloc[0]) if len(bounded) else 0


def bounded_chance(material: Material, group: str) -> tuple[float, float] | None:
    """The least and the most a group can have been answered; None where everything known of was seen."""
    table: pd.DataFrame = material.tables["capture_bounds"]
    row = table[(table["quantity"] == "reply_chance") & (table["group"] == group)]
    return None if row.empty else (float(row["low"].iloc[0]), float(row["high"].iloc[0]))
