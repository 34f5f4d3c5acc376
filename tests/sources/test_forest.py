"""The threads of a file, each with its own ledger."""

from __future__ import annotations

from pathlib import Path

from generator.sources import documents_of
from generator.sources.builder import Builder
from generator.sources.forest import MOST_REJECTIONS, Forest, route_of


def forest() -> Forest:
    """Two threads, of three posts and of one; the first has a stub, a vote and a title."""
    builder = Builder()
    for post_id, parent_id, handle in (("a", None, "ann"), ("b", "a", "ben"), ("c", "b", "ann"), ("z", None, "cleo")):
        author = builder.author(handle)
        builder.add(
            {"post_id": post_id, "parent_id": parent_id, "author_id": author, "text": f"post {post_id}"}, post_id
        )
    builder.reject("line 9", "not an object")
    builder.stub("b", 4)
    builder.vote("dora", "b", 1)
    builder.author("dora")
    builder.about("a", title="The\x00 first", declared=9, url="https://a.example/")
    return builder.forest(platform="test", route="file: x")


def test_each_thread_has_its_ledger() -> None:
    """Records of other threads are one rejection with their count, so that the sum holds for each."""
    found = forest()
    assert found.root_ids == ["a", "z"] and found.roots_of(2) == ["a"]
    for root_id, kept in (("a", 3), ("z", 1)):
        capture = found.thread(root_id).capture
        assert (capture.records_read, capture.posts_kept, capture.records_rejected) == (5, kept, 5 - kept)
        assert capture.rejections[-1].reason == "belongs to another thread"


def test_thousands_of_rejections_are_told_by_kind() -> None:
    """Where each of many threads would list them all again, a ledger holds their kinds, and its sum holds as before."""
    builder = Builder()
    for post_id, parent_id in (("a", None), ("b", "a"), ("z", None)):
        builder.add({"post_id": post_id, "parent_id": parent_id, "text": "x"}, post_id)
    for line in range(MOST_REJECTIONS):
        builder.reject(f"line {line}", f"duplicate of post p{line}")
    builder.reject("line z", "published_at is not a time: 'x'")
    found = builder.forest(platform="test", route="file: x")
    for root_id, kept in (("a", 2), ("z", 1)):
        capture = found.thread(root_id).capture
        assert [(each.place, each.reason, each.count) for each in capture.rejections] == [
            ("first at line 0", "duplicate", MOST_REJECTIONS),
            ("first at line z", "published_at is not a time", 1),
            ("x", "belongs to another thread", 3 - kept),
        ]
        assert capture.records_read == kept + capture.records_rejected


def test_what_is_said_of_a_thread_stays_with_it() -> None:
    """Title, address, stubs, votes and people go with their thread only."""
    first, second = (forest().thread(root_id) for root_id in ("a", "z"))
    assert (first.title, first.url, first.capture.declared_reply_count) == ("The first", "https://a.example/", 9)
    assert (first.capture.more_hidden_count, second.capture.more_hidden_count) == (4, 0)
    assert first.votes == (("dora", "b", 1),) and second.votes == ()
    assert [author["author_id"] for author in first.authors] == ["ann", "ben", "dora"]
    assert second.title == "post z" and [author["author_id"] for author in second.authors] == ["cleo"]


def test_containing() -> None:
    """A thread is found by any of its posts."""
    assert forest().containing("c") == "a" and forest().containing("nobody") is None


def test_route_of_many_files(tmp_path: Path) -> None:
    """Of a folder of many files the first are named, the rest counted."""
    for number in range(7):
        (tmp_path / f"{number}.txt").write_text("x")
    assert route_of(documents_of([tmp_path])) == "file: 0.txt, 1.txt, 2.txt, and 4 more files"
