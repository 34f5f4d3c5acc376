"""Question 7: how the thread grew in time and depth."""

from __future__ import annotations

from generator.findings.compose import WEAK, Material, plural, refusal, row_of, sentence
from generator.model import Finding
from generator.vocabulary import duration


def findings(material: Material) -> list[Finding]:
    """When half of it was said, and how deep and wide it went."""
    row = row_of(material.tables["shape"], thread_id=material.thread.slug)
    if row is None:
        return refusal(material, "course.pace", 7, "shape")
    posts = int(row["post_count"])
    slug = material.thread.slug
    pace = Finding(
        "course.pace", slug, 7,
        sentence(
            f"Half of the {plural(posts, 'post')} were written within {duration(float(row['half_time_seconds']))}; "
            f"the last came after {duration(float(row['duration_seconds']))}."
        ),
        float(row["half_time_seconds"]), None, None, "seconds", posts, "posts", "shape", (), "posts_over_time",
        f"n = {posts} posts", WEAK * 1.2,
    )  # fmt: skip
    depth = Finding(
        "course.shape", slug, 7,
        sentence(
            f"{plural(int(row['root_reply_count']), 'reply', 'replies')} went to the first post itself; "
            f"the longest chain of replies runs {plural(int(row['depth_max']), 'step')} deep."
        ),
        float(row["depth_max"]), None, None, "count", posts, "posts", "shape", (), "posts_by_depth",
        f"structural virality {row['structural_virality']:.1f}, h-index {row['h_index']} · n = {posts} posts", WEAK,
    )  # fmt: skip
    return [pace, depth]
