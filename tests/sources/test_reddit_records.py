"""Reddit's records in their shapes: what they answer, who wrote them, whether they were changed."""

from __future__ import annotations

from typing import Any

import pytest

from generator.model import SourcePost
from generator.sources.builder import Builder
from generator.sources.reddit_records import full_name, take_comment, take_submission


def comment(**fields: Any) -> SourcePost:
    """The post made of a comment below a submission that was met."""
    builder = Builder()
    take_submission(builder, {"id": "s", "title": "T", "author": "ann", "selftext": "[deleted]"}, "1")
    take_comment(builder, {"id": "c", "author": "ben", "body": "x", **fields}, "2", "t1_around", "t3_s")
    return builder.posts["t1_c"]


@pytest.mark.parametrize(
    ("fields", "parent"),
    [
        ({"parent_id": "t1_p"}, "t1_p"),
        ({"parent_id": 46655}, "t1_zzz"),  # 36³ − 1
        ({"parent_id": None, "link_id": "t3_s"}, "t3_s"),
        ({"parent": "t1_p", "link": "t3_s"}, "t1_p"),
        ({}, "t1_around"),
    ],
)
def test_what_it_answers(fields: dict, parent: str) -> None:
    """The parent is a full name, a number that stands for one, the submission, or what stands around it."""
    assert comment(**fields).parent_id == parent


def test_shape_before_2012() -> None:
    """An early answer of morechildren names the words otherwise and has the full name for an id."""
    builder = Builder()
    take_comment(builder, {"id": "t1_c", "parent": "t3_s", "contentText": "a &lt; b"}, "1")
    assert (builder.posts["t1_c"].text, builder.posts["t1_c"].parent_id) == ("a < b", "t3_s")


@pytest.mark.parametrize(("edited", "count"), [(False, None), (True, 1), (1600000000.0, 1), (None, None), ("x", None)])
def test_edits(edited: Any, count: int | None) -> None:
    """A comment that was changed has one edit at least; the site does not tell how many."""
    assert comment(edited=edited).edit_count == count


def test_full_names() -> None:
    """A name is taken as it is, else made from the short id; without either there is none."""
    assert full_name({"name": "t1_a", "id": "b"}, "t1") == "t1_a"
    assert full_name({"id": "b"}, "t1") == full_name({"id": "t1_b"}, "t1") == "t1_b"
    assert full_name({}, "t1") is None
