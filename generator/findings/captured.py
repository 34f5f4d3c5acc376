"""Question 8: what of the thread is held, and how far the rest could move the numbers."""

from __future__ import annotations

from typing import Any

from generator.findings import one_line
from generator.findings.compose import WEAK, Material, coloured, plural, row_of, sentence
from generator.findings.roles import lower_first
from generator.findings.rows import Rows
from generator.model import Finding, Part
from generator.vocabulary import NO_GROUP, PLATFORMS, number, percent, percent_range


def findings(material: Material) -> list[Finding]:
    """How much of what the platform declares is held, and within which bounds the numbers lie."""
    return [held(material), *placed(material), *bounds(material)]


def held(material: Material) -> Finding:
    """The account of the capture in one or two sentences."""
    capture, posts = material.capture, material.rows("posts")
    branches = material.rows("capture_by_branch")
    count = {name: total(branches, f"{name}_count") for name in ("held", "deleted", "withheld", "vanished")}
    declared, unseen = capture.declared_reply_count, unseen_count(material)
    replies = sum(row["state"] != "missing" and row["parent_id"] is not None for row in posts)
    text = plural(posts.column("state").count("present"), "post is held", "posts are held")
    if declared:
        text += f", {number(replies)} of the {plural(declared, 'reply', 'replies')} the platform counts"
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
    table = material.rows("capture_bounds")
    # What only stands below another may be the answer; how often there is one cannot be bounded from here.
    if not len(table) or one_line.in_one_line(material):
        return []
    chances = table.where(quantity="reply_chance").having(lambda row: row["group"] in material.labels)
    if not len(chances):
        return []
    unseen = int(chances[0]["unseen_count"])
    pieces: list[str | Part] = [f"Counting the {plural(unseen, 'post')} never seen, wherever they stand: "]
    for place, row in enumerate(chances):
        of_all = len(chances) == 1 and row["group"] == NO_GROUP
        whose = "the posts" if of_all else f"posts by {people_of(material, str(row['group']))}"
        opening = ", " if place else "of "
        pieces += [opening, f"{whose} ", coloured(range_of(row), str(row["group"]))]
    pieces.append(" are answered")
    depth = row_of(table, quantity="depth")
    if depth is not None:
        pieces.append(f"; the longest chain has at least {plural(int(depth['low']), 'step')}")
    first = chances[0]
    return [
        Finding(
            "check.bounds", material.thread.slug, 8, sentence(*pieces, "."), float(first["value"]),
            float(first["low"]), float(first["high"]), "share", len(material.rows("posts")), "posts",
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


def total(rows: Rows, column: str) -> int:
    """The sum of a column."""
    return sum(int(value) for value in rows.column(column) if value is not None)


def unseen_count(material: Material) -> int:
    """Posts known of and never seen, in the whole thread."""
    bounded = material.rows("capture_bounds")
    return int(bounded[0]["unseen_count"]) if len(bounded) else 0


def bounded_chance(material: Material, group: str) -> tuple[float, float] | None:
    """The least and the most a group can have been answered; None where everything known of was seen."""
    row = row_of(material.rows("capture_bounds"), quantity="reply_chance", group=group)
    return None if row is None else (float(row["low"]), float(row["high"]))
