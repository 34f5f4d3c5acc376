"""Question 8: what of the thread is held, so that the rest can be judged."""

from __future__ import annotations

from generator.findings.compose import WEAK, Material, plural, sentence
from generator.model import Finding


def findings(material: Material) -> list[Finding]:
    """How much of what the platform declares is held."""
    capture, posts = material.capture, material.tables["posts"]
    held = int((posts["state"] == "present").sum())
    gone = int((posts["state"] == "deleted").sum())
    withheld = int((posts["state"] == "withheld").sum())
    unseen = int((posts["state"] == "missing").sum()) + capture.more_hidden_count
    declared = capture.declared_reply_count
    replies_held = max(0, len(posts) - int((posts["state"] == "missing").sum()) - 1)
    text = f"{plural(held, 'post')} are held; {gone} deleted, {withheld} withheld, {unseen} known of and never seen."
    share = None
    if declared:
        share = min(1.0, replies_held / declared)
        text = f"{plural(held, 'post')} are held, {replies_held} of the {declared} replies the platform counts; " + (
            f"{gone} deleted, {withheld} withheld, {unseen} known of and never seen."
        )
    return [
        Finding(
            "check.capture", material.thread.slug, 8, sentence(text), share, None, None, "share", len(posts), "posts",
            "posts", (), "", f"captured {material.thread.captured_at or 'at an unknown time'}", WEAK / 2,
        )
    ]  # fmt: skip
