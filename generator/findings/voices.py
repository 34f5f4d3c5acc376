"""Two voices beside a finding, facing each other: one post of each group, both chosen by one and the same rule."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pandas as pd

from generator.findings.compose import Material, plural
from generator.findings.words import marking_words, says
from generator.model import Finding, Voice

Rule = Callable[[Material, tuple[str, str]], tuple[Voice, ...]]


def with_voices(finding: Finding, material: Material) -> Finding:
    """The finding with a post of each group beside it, where there is a rule for it and two groups to hear."""
    rule, groups = RULES.get(finding.id), material.two_groups()
    if rule is None or groups is None or finding.refused or finding.voices:
        return finding
    if not {"group", "reply_count"} <= set(material.tables["posts"]):
        return finding
    voices = rule(material, groups)
    return replace(finding, voices=voices) if any(voice.post_id for voice in voices) else finding


def says_its_word(material: Material, groups: tuple[str, str]) -> tuple[Voice, ...]:
    """Of each group the post with its strongest marking word that was liked most."""
    posts, terms = heard(material, "like_count"), material.tables["terms"]
    voices = []
    for group in groups:
        words = marking_words(terms, group)
        if words.empty:
            voices.append(Voice(group, "", "no word marks this group"))
            continue
        word = str(words["word"].iloc[0])
        said = posts[(posts["group"] == group) & (posts["state"] == "present") & says(posts["text"], word)]
        chosen = f"the most liked of this group’s posts with “{word}”"
        voices.append(Voice(group, first(said, "like_count"), chosen))
    return tuple(voices)


def left_standing_longest(material: Material, groups: tuple[str, str]) -> tuple[Voice, ...]:
    """Of each group the post that asks something and stood longest without an answer from anyone else."""
    posts, responses = heard(material), material.tables["responses"]
    left = responses.loc[~responses["is_answered"].astype(bool), "post_id"]
    asked = posts[posts["post_id"].isin(left) & posts["text"].str.contains("?", regex=False, na=False)]
    voices = []
    for group in groups:
        own = asked[asked["group"] == group]
        post_id = str(own.sort_values("position")["post_id"].iloc[0]) if len(own) else ""
        chosen = (
            f"never answered; the earliest of {plural(len(own), 'such post')} of this group"
            if len(own)
            else "no post of this group that asks something was left unanswered"
        )
        voices.append(Voice(group, post_id, chosen))
    return tuple(voices)


def most_attention(material: Material, groups: tuple[str, str]) -> tuple[Voice, ...]:
    """Of each group the post with most replies, likes and shares."""
    posts = heard(material, "reply_count", "like_count", "share_count")
    parts = posts[["reply_count", "like_count", "share_count"]].astype("Float64").fillna(0)
    posts = posts.assign(attention_count=parts.sum(axis=1))
    posts = posts[(posts["state"] == "present") & posts["text"].str.strip().ne("")]
    voices = []
    for group in groups:
        own = posts[posts["group"] == group]
        most = int(own["attention_count"].max()) if len(own) else 0
        chosen = (
            f"{plural(most, 'reply, like or share', 'replies, likes and shares')}, the most of any post of this group"
        )
        voices.append(Voice(group, first(own, "attention_count"), chosen))
    return tuple(voices)


def heard(material: Material, *counts: str) -> pd.DataFrame:
    """The posts with no more columns than a rule looks at, as each filter copies them all."""
    return material.tables["posts"][["post_id", "group", "state", "text", "position", *counts]]


def first(posts: pd.DataFrame, column: str) -> str:
    """The post with most in a column, the earliest of equals; nothing where there is none."""
    ordered = posts.sort_values([column, "position"], ascending=[False, True])
    return str(ordered["post_id"].iloc[0]) if len(ordered) else ""


RULES: dict[str, Rule] = {
    "words.marking": says_its_word,
    "answered.chance": left_standing_longest,
    "attention.shares": most_attention,
}
