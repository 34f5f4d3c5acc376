"""Threads kept in one line."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from generator.claims import parse
from generator.findings import captured, course, find, one_line
from generator.findings.claims import judged
from generator.findings.compose import Material
from generator.model import Claim

from .material import material, rows


def on(platform: str, root_replies: int = 26) -> Material:
    """A thread of 30 posts on a platform."""
    made = material(shape=rows("shape", (30, 600.0, 6000.0, root_replies, 1, 1.9, 1)))
    return replace(made, thread=replace(made.thread, platform=platform))


def told(made: Material) -> dict[str, str]:
    """Finding id to what was missing, "" where it was told."""
    return {each.id: each.refused for each in find(made.tables, made.thread, made.capture)}


def test_a_chat_is_not_taken_for_answers() -> None:
    """Posts below the first one of a chat are not called unanswered; it is said that nobody can tell."""
    found = told(on("slack"))
    assert found["answered.one_line"] == one_line.NEEDS
    assert [each for each in found if each.startswith("answered.")] == ["answered.one_line"]
    assert "course.shape" in found


def test_a_thread_of_answers_stays() -> None:
    """Where most posts answer another than the first, or the platform has a place for answers, all is told."""
    assert not one_line.in_one_line(on("slack", 10))
    assert not one_line.in_one_line(on("mastodon"))


def test_votes_are_no_talk() -> None:
    """Statements put for a vote neither answer nor drift."""
    found = told(on("polis"))
    assert found["answered.one_line"] == found["course.one_line"] == one_line.NO_TALK
    assert "friction.repairs" not in found


def test_claims_about_answers_are_not_decided() -> None:
    """What the editor expects of answers cannot be judged in a chat."""
    made = on("github")
    claim = parse("Tenants are answered less than managers.", made.thread.roles)
    assert isinstance(claim, Claim)
    finding = judged(made, claim, 1)
    assert finding.verdict == "undecided" and "which post each answers" in finding.sentence


def placed(platform: str, placed_count: int, replies: int = 20) -> Material:
    """A thread with so many posts that are only placed below the first."""
    made = material(shape=rows("shape", (replies + 1, 600.0, 6000.0, 2, 1, 1.9, 1)))
    kinds = ["post", *["placed"] * placed_count, *["post"] * (replies - placed_count)]
    posts = pd.DataFrame(
        {
            "thread_id": "t",
            "post_id": [f"p{number}" for number in range(replies + 1)],
            "parent_id": [None, *["p0"] * replies],
            "text": "words",
            "state": "present",
            "like_count": 0,
            "position": range(1, replies + 2),
            "kind": kinds,
        }
    )
    return replace(made, thread=replace(made.thread, platform=platform), tables=made.tables | {"posts": posts})


def test_placed_posts_are_told() -> None:
    """One sentence says how many posts are placed, and what is left out for it; on any platform, as with mail."""
    made = placed("mail", 12)
    [finding] = captured.placed(made)
    assert finding.sentence == (
        "Of 12 of the 20 posts below the first, the source does not say which post they answer: they are placed below "
        "another and count in no figure about answers, so nothing is said about who is answered, how fast, or who is "
        "left waiting."
    )
    assert finding.value == 0.6 and one_line.in_one_line(made)
    assert "of 12 of the 20 posts below the first" in told(made)["answered.one_line"]


def test_a_few_placed_posts_leave_the_rest() -> None:
    """With one in twenty placed answers are still told, and the sentence only says what does not count."""
    made = placed("mail", 1)
    assert not one_line.in_one_line(made) and not captured.placed(placed("mail", 0))
    assert captured.placed(made)[0].sentence.endswith("count in no figure about answers.")


def test_a_placed_post_is_no_link_of_a_chain() -> None:
    """The form of the tree is told without calling placed posts replies."""
    [finding] = [each for each in course.findings(placed("mail", 12)) if each.id == "course.shape"]
    assert finding.sentence == (
        "12 posts are placed below another and 2 replies went to the first; the deepest post stands 1 step below it."
    )
