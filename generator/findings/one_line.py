"""Threads kept in one line, as chats are: whom a post answers is not known there, so nothing is said about it."""

from __future__ import annotations

from generator.findings.compose import Material, row_of, sentence
from generator.model import PLACED, Finding
from generator.vocabulary import number

# Where comments stand below the first post and only a mention or a quotation tells which other post is meant.
CHATS = ("github", "slack", "zulip")
VOTES = "polis"  # statements put for a vote answer no post
FEW = 0.05  # of the replies: with more that are only placed nobody can be called unanswered, as each may be the answer
MOSTLY = 0.5  # of the replies at the first post, from which the line hides whom they answer
NEEDS = "to know which post each answers; here most stand below the first post, as the platform keeps them"
NEEDS_OF = (
    "to know which post each answers; of {count} of the {replies} posts below the first the source does not say it: "
    "they are only placed there"
)
NO_TALK = "posts that answer one another; these are statements put for a vote"
OF_ANSWERS = ("answered.", "attention.middle", "attention.last_word", "attention.echo")
OF_TALK = ("course.drift", "course.turns", "friction.repairs")
CLAIMS = ("answered", "waiting", "questions", "hanging", "own")


def in_one_line(material: Material) -> bool:
    """Whether the source does not say what the posts answer, but for a few of them."""
    platform = material.thread.platform
    if platform == VOTES:
        return True
    row = row_of(material.rows("shape"), thread_id=material.thread.slug)
    if row is None:
        return False
    if placed_count(material) > FEW * max(1, int(row["post_count"]) - 1):
        return True
    # A thread that was imported before its posts were told apart.
    if platform not in CHATS:
        return False
    return int(row["root_reply_count"]) > MOSTLY * (int(row["post_count"]) - 1)


def placed_count(material: Material) -> int:
    """How many posts only stand below another, as the source does not say what they answer."""
    posts = material.rows("posts")
    if "kind" not in posts:
        return 0
    pairs = zip(posts.column("kind"), posts.column("state"), strict=True)
    return sum(kind == PLACED and state != "missing" for kind, state in pairs)


def reply_count(material: Material) -> int:
    """How many posts stand below another, answering it or placed there."""
    posts = material.rows("posts")
    pairs = zip(posts.column("parent_id"), posts.column("state"), strict=True)
    return sum(parent is not None and state != "missing" for parent, state in pairs)


def without_answers(material: Material, made: list[Finding]) -> list[Finding]:
    """The findings but for those that would take the line for answers; in their place what is missing."""
    if not in_one_line(material):
        return made
    votes = material.thread.platform == VOTES
    dropped = OF_ANSWERS + (OF_TALK if votes else ())
    kept = [finding for finding in made if not finding.id.startswith(dropped)]
    count = placed_count(material)
    needs = NEEDS_OF.format(count=number(count), replies=number(reply_count(material))) if count else NEEDS
    missing = [refused(material, "answered.one_line", 5, NO_TALK if votes else needs)]
    return [*kept, *missing, *([refused(material, "course.one_line", 7, NO_TALK)] if votes else [])]


def refused(material: Material, finding_id: str, question: int, needs: str) -> Finding:
    """That a question has no answer in such a thread."""
    return Finding(
        finding_id, material.thread.slug, question, sentence("Cannot be told from this thread."), None, None, None, "",
        0, "", "reply_chance" if question == 5 else "shape", refused=needs,
    )  # fmt: skip
