"""Discourse: the topic, then all posts that its first page only names."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest

from generator.errors import FetchError
from generator.fetching import Fetched
from tests.fetching.server import PlayServer, Step


def post(number: int) -> dict:
    """A small post."""
    words = {
        "username": "ann",
        "name": "Ann",
        "cooked": f"<p>Hm {number}.</p>",
        "created_at": "2026-01-01T00:00:00.000Z",
    }
    place = {"id": number, "post_number": number, "topic_id": 7, "topic_slug": "lifts", "reply_to_post_number": None}
    return words | place | {"user_id": 1, "reply_count": 0, "actions_summary": []}


def topic(count: int, first: int = 20, declared: int | None = None) -> dict:
    """A topic of so many posts, the first of them in the page."""
    stream = {"posts": [post(number) for number in range(1, min(count, first) + 1)], "stream": [*range(1, count + 1)]}
    return {"id": 7, "title": "Lifts", "slug": "lifts", "posts_count": declared or count, "post_stream": stream}


def pages(server: PlayServer) -> list[list[str]]:
    """The ids that each further request asked for."""
    return [parse_qs(urlsplit(path).query)["post_ids[]"] for path in server.asked if "/posts.json" in path]


def test_further_pages(server: PlayServer, fetch: Callable[..., Fetched]) -> None:
    """Each post that the topic names is asked for once, twenty at a time, below a folder too."""
    server.answers["/forum/t/7.json"] = topic(45)
    server.answers["/forum/t/7/posts.json"] = {"post_stream": {"posts": [post(number) for number in range(21, 46)]}}
    said = fetch(f"{server.base}/forum/t/lifts/7/12").capture.completeness
    assert said.startswith("45 posts held of 45 declared; ")
    assert [len(ids) for ids in pages(server)] == [20, 5]


def test_fewer_than_declared(server: PlayServer, fetch: Callable[..., Fetched]) -> None:
    """Where the total says 30 and the pages give 28, two are said to be lacking."""
    server.answers["/t/7.json"] = topic(30)
    server.answers["/t/7/posts.json"] = {"post_stream": {"posts": [post(number) for number in range(21, 29)]}}
    assert "counted and not given: 2 posts" in fetch(f"{server.base}/t/7").capture.completeness


def test_page_that_does_not_come(server: PlayServer, fetch: Callable[..., Fetched]) -> None:
    """A page that the server cannot give is a gap, and the next fetch asks for it alone."""
    server.answers["/t/7.json"] = topic(30)
    server.answers["/t/7/posts.json"] = Step(status=500)
    first = fetch(f"{server.base}/t/7")
    assert not first.capture.finished
    assert "counted and not given: 10 posts; did not come: 1 answer" in first.capture.completeness
    first.capture.note_imported()
    server.asked.clear()
    server.answers["/t/7/posts.json"] = {"post_stream": {"posts": [post(number) for number in range(21, 31)]}}
    second = fetch(f"{server.base}/t/7")
    assert second.capture.finished
    assert second.capture.completeness.startswith("30 posts held of 30 declared; ")
    assert len(server.asked) == 1


def test_not_a_topic(server: PlayServer, fetch: Callable[..., Fetched]) -> None:
    """Another server with the same kind of path is told apart by its answer."""
    server.answers["/t/7.json"] = {"error": "no"}
    with pytest.raises(FetchError, match="holds no topic"):
        fetch(f"{server.base}/t/7")
