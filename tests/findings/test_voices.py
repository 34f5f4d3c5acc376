"""Two voices: one rule for both groups, and silence where it finds nobody."""

from __future__ import annotations

import pandas as pd

from generator.findings.compose import Material
from generator.findings.voices import left_standing_longest, most_attention, says_its_word, with_voices
from generator.model import Finding
from tests.findings.material import material, rows

GROUPS = ("manager", "tenant")


def posts() -> pd.DataFrame:
    """Two posts of each group, in the order of their position."""
    texts = ["We engage.", "Engage more!", "Who mends the damp?", "Damp again, who comes?"]
    return pd.DataFrame(
        {
            "thread_id": "t",
            "post_id": ["m1", "m2", "t1", "t2"],
            "group": ["manager", "manager", "tenant", "tenant"],
            "text": pd.array(texts, dtype="string"),
            "state": "present",
            "position": [0, 1, 2, 3],
            "reply_count": [1, 0, 0, 0],
            "like_count": pd.array([2, 9, 5, 5], dtype="Int64"),
            "share_count": pd.array([None, None, 1, 1], dtype="Int64"),
        }
    )


def thread(**tables: pd.DataFrame) -> Material:
    """The posts with the tables a rule reads."""
    return material(posts=posts(), **tables)


def test_most_attention_takes_the_earlier_of_equals() -> None:
    """The post with most replies, likes and shares; of two alike the earlier one."""
    first, second = most_attention(thread(), GROUPS)
    assert (first.post_id, second.post_id) == ("m2", "t1")
    assert second.chosen == "6 replies, likes and shares, the most of any post of this group"


def test_the_longest_question() -> None:
    """The earliest unanswered post that asks; a group without one is said to have none."""
    left = rows("responses", ("m1", True), ("m2", False), ("t1", True), ("t2", False))
    first, second = left_standing_longest(thread(responses=left), GROUPS)
    assert first.post_id == "" and first.chosen.startswith("no post of this group")
    assert second.post_id == "t2" and second.chosen == "never answered; the earliest of 1 such post of this group"


def test_its_word() -> None:
    """The most liked post with the group's strongest word, whole and in any case."""
    terms = rows(
        "terms", ("manager", "engage", 2, 3, 4.0, False), ("tenant", "damp", 2, 3, 4.0, False),
    )  # fmt: skip
    assert [voice.post_id for voice in says_its_word(thread(terms=terms), GROUPS)] == ["m2", "t1"]


def test_only_findings_with_a_rule_get_voices() -> None:
    """A finding without a rule, and one that was refused, stay as they are."""
    found = Finding("x.y", "t", 5, (), 1.0, None, None, "", 1, "posts", "shape")
    assert with_voices(found, thread()) == found
    refused = Finding("attention.shares", "t", 6, (), None, None, None, "", 0, "", "shape", refused="more")
    assert with_voices(refused, thread()) == refused
    told = Finding("attention.shares", "t", 6, (), 1.0, None, None, "", 1, "people", "group_shares")
    assert [voice.post_id for voice in with_voices(told, thread()).voices] == ["m2", "t1"]
