"""Threads kept in one line, as chats are: whom a post answers is not known there, so nothing is said about it."""

from __future__ import annotations

from generator.findings.compose import Material, row_of, sentence
from generator.model import Finding

# Where comments stand below the first post and only a mention or a quotation tells which other post is meant.
CHATS = ("github", "slack", "zulip")
VOTES = "polis"  # statements put for a vote answer no post
MOSTLY = 0.5  # of the replies at the first post, from which the line hides whom they answer
NEEDS = "to know which post each answers; here most stand below the first post, as the platform keeps them"
NO_TALK = "posts that answer one another; these are statements put for a vote"
OF_ANSWERS = ("answered.", "attention.middle", "attention.last_word", "attention.echo")
OF_TALK = ("course.drift", "course.turns", "friction.repairs")
CLAIMS = ("answered", "waiting", "questions", "hanging", "own")


def in_one_line(material: Material) -> bool:
    """Whether the platform keeps no place for an answer, and most posts stand below the first."""
    platform = material.thread.platform
    if platform == VOTES:
        return True
    row = row_of(material.rows("shape"), thread_id=material.thread.slug)
    if platform not in CHATS or row is None:
        return False
    return int(row["root_reply_count"]) > MOSTLY * (int(row["post_count"]) - 1)


def without_answers(material: Material, made: list[Finding]) -> list[Finding]:
    """The findings but for those that would take the line for answers; in their place what is missing."""
    if not in_one_line(material):
        return made
    votes = material.thread.platform == VOTES
    dropped = OF_ANSWERS + (OF_TALK if votes else ())
    kept = [finding for finding in made if not finding.id.startswith(dropped)]
    missing = [refused(material, "answered.one_line", 5, NO_TALK if votes else NEEDS)]
    return [*kept, *missing, *([refused(material, "course.one_line", 7, NO_TALK)] if votes else [])]


def refused(material: Material, finding_id: str, question: int, needs: str) -> Finding:
    """That a question has no answer in such a thread."""
    return Finding(
        finding_id, material.thread.slug, question, sentence("Cannot be told from this thread."), None, None, None, "",
        0, "", "reply_chance" if question == 5 else "shape", refused=needs,
    )  # fmt: skip
