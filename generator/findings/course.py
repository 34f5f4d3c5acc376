"""Question 7: how the thread grew in time and depth."""

from __future__ import annotations

from typing import Any

from generator.findings.compose import WEAK, Material, plural, refusal, row_of, sentence
from generator.findings.one_line import placed_count
from generator.model import Finding
from generator.vocabulary import duration


def findings(material: Material) -> list[Finding]:
    """When half of it was said, and how deep and wide it went."""
    row = row_of(material.rows("shape"), thread_id=material.thread.slug)
    if row is None:
        return refusal(material, "course.pace", 7, "shape")
    posts = int(row["post_count"])
    slug = material.thread.slug
    if posts < 2:
        return [untold(slug, "at least two posts; there is 1")]
    pace = pace_of(material, row) if timed(row) else untold(slug, "the times of the posts; the source gives none")
    depth = Finding(
        "course.shape", slug, 7,
        sentence(form(material, row)),
        float(row["depth_max"]), None, None, "count", posts, "posts", "shape", (), "posts_by_depth",
        f"structural virality {virality(material, row)}, h-index {row['h_index']} "
        f"· n = {plural(posts, 'post')}", WEAK,
    )  # fmt: skip
    return [pace, depth]


def form(material: Material, row: Any) -> str:
    """How wide and deep the tree is; posts that are only placed are no replies, and no links of a chain of them."""
    replies, steps = plural(int(row["root_reply_count"]), "reply", "replies"), plural(int(row["depth_max"]), "step")
    count = placed_count(material)
    if not count:
        return f"{replies} went to the first post itself; the longest chain of replies runs {steps} deep."
    placed = plural(count, "post is", "posts are")
    return f"{placed} placed below another and {replies} went to the first; the deepest post stands {steps} below it."


def virality(material: Material, row: Any) -> str:
    """The structural virality, and between what it can lie where posts were never seen."""
    held = f"{row['structural_virality']:.1f}"
    bounds = row_of(material.rows("capture_bounds"), quantity="structural_virality")
    if bounds is None:
        return held
    return f"{held} (with the posts never seen {bounds['low']:.1f} to {bounds['high']:.1f})"


def timed(row: Any) -> bool:
    """Whether the times of the posts are known."""
    return not (row["half_time_seconds"] is None or row["duration_seconds"] is None)


def pace_of(material: Material, row: Any) -> Finding:
    """When half of it was said."""
    posts, slug = int(row["post_count"]), material.thread.slug
    return Finding(
        "course.pace", slug, 7,
        sentence(
            f"Half of the {plural(posts, 'post')} were written within {duration(float(row['half_time_seconds']))}; "
            f"the last came after {duration(float(row['duration_seconds']))}."
        ),
        float(row["half_time_seconds"]), None, None, "seconds", posts, "posts", "shape", (), "posts_over_time",
        f"n = {plural(posts, 'post')}", WEAK * 1.2,
    )  # fmt: skip


def untold(slug: str, needs: str) -> Finding:
    """What is said where the source gives no times, or one post only."""
    return Finding(
        "course.pace", slug, 7, sentence("Cannot be told from this thread."), None, None, None, "seconds", 0, "posts",
        "shape", refused=needs,
    )  # fmt: skip
