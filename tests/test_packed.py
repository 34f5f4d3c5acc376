"""Posts held close together: what goes in comes out, in every order that is asked for."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model import KINDS, STATES, SourcePost
from generator.packed import PackedPosts, Rows, consumed, fields, packed

WORDS = st.text(max_size=20)
MOMENTS = st.none() | st.sampled_from(
    ["1970-01-01T00:00:00.000Z", "2024-02-29T23:59:59.999Z", "9999-12-31T23:59:59.999Z", "2024-01-01T11:00:00+01:00"]
)
COUNTS = st.none() | st.integers(0, 2**53)
POSTS = st.builds(
    SourcePost,
    post_id=WORDS.filter(bool),
    parent_id=st.none() | WORDS,
    author_id=st.none() | WORDS,
    published_at=MOMENTS,
    text=WORDS | st.just("\ud800 half a pair"),
    html=st.none() | WORDS,
    lang=st.sampled_from(["", "en"]),
    like_count=COUNTS,
    share_count=COUNTS,
    declared_reply_count=COUNTS,
    url=WORDS,
    kind=st.sampled_from(KINDS),
    state=st.sampled_from(STATES),
    quoted_id=st.none() | WORDS,
    edit_count=COUNTS,
    vanished_at=MOMENTS,
    place=st.sampled_from(["", "x.jsonl line 7", "line 0012", "7", "no number", "[3].data 4\n"]),
)


@given(st.lists(POSTS, max_size=5))
def test_what_goes_in_comes_out(posts: list[SourcePost]) -> None:
    """Every field of every post is as it was, the place in the file too."""
    held = packed(posts)
    assert list(held) == posts == held[:] and [each.place for each in held] == [each.place for each in posts]
    names = ("post_id", "parent_id", "author_id", "text", "url", "lang", "kind", "state", "like_count", "quoted_id")
    assert list(fields(held, *names)) == list(fields(posts, *names))
    for name in names:
        assert list(fields(held, name)) == list(fields(posts, name))


def test_many_places() -> None:
    """Where places share no words, they are kept as they are, and so is a place of known words."""
    posts = [SourcePost(str(number), place=f"a{'b' * (number % 5000)} {number}") for number in range(12_000)]
    assert [each.place for each in packed(posts)] == [each.place for each in posts]


@pytest.mark.parametrize("odd", [None, "2024-01-01T00:00:00Z"])
def test_in_time_order(odd: str | None) -> None:
    """By time, then by id, posts without a time last; also where a time is not as the sources write it."""
    times = [None, "2024-01-01T00:00:00.000Z", "2024-01-01T00:00:00.001Z", "2025-01-01T00:00:00.000Z"]
    chance = random.Random(0)
    posts = [SourcePost(f"p{chance.randrange(10**6)}", published_at=chance.choice(times)) for _ in range(300)]
    posts += [SourcePost("odd", published_at=odd)]
    held = packed(posts)
    ordered = [held.packed[row] for row in held.packed.in_time_order(held.rows)]
    assert ordered == sorted(posts, key=lambda post: (post.published_at or "9", post.post_id))


def test_consumed() -> None:
    """Each post is given once; packed ones are held no longer, those in a list stay."""
    posts = [SourcePost("a"), SourcePost("b", "a")]
    held = packed(posts)
    assert list(consumed(held)) == posts == list(consumed(posts)) and held.packed.ids == ["", ""]


def test_rows_equal_a_list() -> None:
    """Rows of packed posts compare as the list of the posts."""
    held = PackedPosts()
    held.append(SourcePost("a"))
    assert Rows(held, [0]) == [SourcePost("a")] and Rows(held, [0]) != [] and repr(Rows(held, [])) == "[]"
