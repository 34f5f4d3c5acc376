"""Two voices beside a finding, facing each other: one post of each group, both chosen by one and the same rule."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from generator.findings.answered import left_asking
from generator.findings.compose import Material, plural
from generator.findings.rows import Row
from generator.findings.words import marking_words, saying
from generator.model import Finding, Voice

Rule = Callable[[Material, tuple[str, str]], tuple[Voice, ...]]


def with_voices(finding: Finding, material: Material) -> Finding:
    """The finding with a post of each group beside it, where there is a rule for it and two groups to hear."""
    rule, groups = RULES.get(finding.id), material.two_groups()
    if rule is None or groups is None or finding.refused or finding.voices:
        return finding
    posts = material.rows("posts")
    if "group" not in posts or "reply_count" not in posts:
        return finding
    voices = rule(material, groups)
    return replace(finding, voices=voices) if any(voice.post_id for voice in voices) else finding


def says_its_word(material: Material, groups: tuple[str, str]) -> tuple[Voice, ...]:
    """Of each group the post with its strongest marking word that was liked most."""
    voices = []
    for group in groups:
        words = marking_words(material, group)
        if not len(words):
            voices.append(Voice(group, "", "no word marks this group"))
            continue
        word = str(words[0]["word"])
        said = saying(material, word).where(group=group, state="present").ordered("-like_count", "position")
        chosen = f"the most liked of this group’s posts with “{word}”"
        voices.append(Voice(group, str(said[0]["post_id"]) if len(said) else "", chosen))
    return tuple(voices)


def left_standing_longest(material: Material, groups: tuple[str, str]) -> tuple[Voice, ...]:
    """Of each group the post that asks something and stood longest without an answer from anyone else."""
    asked, voices = left_asking(material), []
    for group in groups:
        own = asked.where(group=group)
        post_id = str(own[0]["post_id"]) if len(own) else ""
        chosen = (
            f"never answered; the earliest of {plural(len(own), 'such post')} of this group"
            if len(own)
            else "no post of this group that asks something was left unanswered"
        )
        voices.append(Voice(group, post_id, chosen))
    return tuple(voices)


def most_attention(material: Material, groups: tuple[str, str]) -> tuple[Voice, ...]:
    """Of each group the post with most replies, likes and shares."""
    posts = material.rows("posts").where(state="present")
    posts = posts.having(lambda row: row["text"] is not None and row["text"].strip()).ordered("position")
    voices = []
    for group in groups:
        own = posts.where(group=group)
        counts = [attention(row) for row in own]
        most = max(counts, default=0)
        chosen = (
            f"{plural(most, 'reply, like or share', 'replies, likes and shares')}, the most of any post of this group"
        )
        voices.append(Voice(group, str(own[counts.index(most)]["post_id"]) if counts else "", chosen))
    return tuple(voices)


def attention(row: Row) -> int:
    """What a post received."""
    return sum(int(row[name] or 0) for name in ("reply_count", "like_count", "share_count"))


RULES: dict[str, Rule] = {
    "words.marking": says_its_word,
    "answered.chance": left_standing_longest,
    "attention.shares": most_attention,
}
