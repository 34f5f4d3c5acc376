"""What a source feeds is checked and counted, whatever it is."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.errors import InputError
from generator.sources.builder import Builder

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
FIELDS = (
    "post_id", "parent_id", "published_at", "text", "html", "lang", "like_count", "url", "kind", "state", "quoted_id",
    "edit_count",
)  # fmt: skip


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.dictionaries(st.sampled_from(FIELDS), ANYTHING), max_size=6))
def test_any_record_is_kept_or_rejected(records: list[dict]) -> None:
    """Whatever stands in a record, it is held or rejected with a place and a reason, and never both."""
    builder = Builder()
    for number, record in enumerate(records):
        builder.add(record, f"record {number}")
    assert builder.records_read == len(builder.posts) + len(builder.rejections) == len(records)
    assert all(each.place and each.reason for each in builder.rejections)


def test_the_fuller_copy_stays() -> None:
    """Of two copies the one with words stays, in either order."""
    gone, there = {"post_id": "a", "state": "deleted"}, {"post_id": "a", "text": "words"}
    for pair in ((gone, there), (there, gone)):
        builder = Builder()
        for number, record in enumerate(pair):
            builder.add(record, f"record {number}")
        assert builder.posts["a"].text == "words"
        [rejection] = builder.rejections
        assert rejection.place == f"record {pair.index(gone)}" and rejection.reason.startswith("duplicate")


def test_authors_are_one_whatever_the_letters() -> None:
    """A handle in other letters is the same person, and what is known of it grows."""
    builder = Builder()
    assert builder.author("AnnB", name="Ann") == builder.author("annb", follower_count=3, role="MEMBER OF 2") == "annb"
    [author] = builder.authors.values()
    assert (author["handle"], author["name"], author["follower_count"]) == ("AnnB", "Ann", 3)
    assert author["role"] == "member-of-2"
    assert builder.author("") is builder.author(None) is builder.author(["x"]) is None


def test_an_earlier_version_means_the_last() -> None:
    """Who answers an earlier version of a post answers the last one, which alone is kept."""
    builder = Builder()
    for post_id, parent_id in (("1", None), ("2", None), ("3", "1")):
        builder.add({"post_id": post_id, "parent_id": parent_id, "text": "x"}, post_id)
    builder.alias("1", "2")
    forest = builder.forest(platform="test", route="file: x")
    assert [(post.post_id, post.parent_id) for post in forest.trees["2"]] == [("2", None), ("3", "2")]
    assert [each.reason for each in builder.rejections] == ["an earlier version of 2"]


def test_nothing_kept_says_why() -> None:
    """A file without a post tells its first reason."""
    builder = Builder()
    builder.add({"text": "x"}, "record 1")
    with pytest.raises(InputError, match="none of its 1 record is a post; the first is record 1: id is missing"):
        builder.forest(platform="test", route="file: x")
