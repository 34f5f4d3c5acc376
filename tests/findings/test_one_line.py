"""Threads kept in one line."""

from __future__ import annotations

from dataclasses import replace

from generator.claims import parse
from generator.findings import find, one_line
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
