"""Mastodon: from any post up to the root, and down again below every answer that was cut."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from generator.fetching import Fetched, mastodon
from generator.fetching.asking import Asker
from generator.fetching.client import Client
from generator.fetching.raw import open_capture
from generator.sources import read
from tests.fetching.server import PlayServer, Step


def status(number: int, parent: int | None, replies: int = 0) -> dict:
    """A small status."""
    return {
        "id": str(number),
        "in_reply_to_id": None if parent is None else str(parent),
        "content": f"<p>Post {number}</p>",
        "created_at": "2026-01-01T00:00:00.000Z",
        "visibility": "public",
        "replies_count": replies,
        "account": {"acct": f"person{number}", "username": f"person{number}"},
    }


def play_thread(server: PlayServer, posts: list[dict], most: int = 60, depth: int = 20) -> None:
    """Let the server answer as Mastodon does, with its limits."""
    by_id = {post["id"]: post for post in posts}
    for post in posts:
        above, each = [], post
        while each["in_reply_to_id"] in by_id:
            each = by_id[each["in_reply_to_id"]]
            above.insert(0, each)
        below: list[dict] = []
        level = [post["id"]]
        for _ in range(depth):
            answers = [each for each in posts if each["in_reply_to_id"] in level]
            below += answers
            level = [each["id"] for each in answers]
        server.answers[f"/api/v1/statuses/{post['id']}"] = post
        context = {"ancestors": above[-40:], "descendants": below[:most]}
        server.answers[f"/api/v1/statuses/{post['id']}/context"] = context


def test_from_the_middle(server: PlayServer, fetch: Callable[..., Fetched]) -> None:
    """The address of a reply gives the whole thread, and every answer can be read as one."""
    play_thread(server, [status(1, None, 2), status(2, 1, 1), status(3, 2), status(4, 1)])
    fetched = fetch(f"{server.base}/@ben/3")
    forest = read(fetched.capture.files, "mastodon")
    assert {post["post_id"]: post["parent_id"] for post in forest.thread("1").posts} == {
        "1": None,
        "2": "1",
        "3": "2",
        "4": "1",
    }
    assert fetched.capture.completeness.startswith("4 posts held of 4 declared; ")


def test_wide_thread_is_cut(server: PlayServer, fetch: Callable[..., Fetched]) -> None:
    """Replies beyond the 60th are asked for below the posts that lack them."""
    posts = [status(1, None, 30), *(status(number, 1, 3) for number in range(2, 32))]
    posts += [status(100 * parent + each, parent) for parent in range(2, 32) for each in range(3)]
    play_thread(server, posts)
    fetched = fetch(f"{server.base}/@ann/1")
    assert fetched.capture.completeness.startswith("121 posts held of 121 declared; ")
    assert "asked for again below it: 1 answer" in fetched.capture.completeness


def test_deep_thread_is_cut(server: PlayServer, fetch: Callable[..., Fetched]) -> None:
    """A chain deeper than 20 levels is followed to its end, and one longer than 40 up to its root."""
    play_thread(
        server, [status(number, number - 1 if number > 1 else None, int(number < 95)) for number in range(1, 96)]
    )
    fetched = fetch(f"{server.base}/@ann/95")
    assert fetched.capture.completeness.startswith("95 posts held of 95 declared; ")


def test_exactly_the_limit(server: PlayServer, fetch: Callable[..., Fetched]) -> None:
    """Sixty replies and nothing that counts more: it is said that more may have been cut."""
    play_thread(server, [status(1, None, 60), *(status(number, 1) for number in range(2, 70))])
    said = fetch(f"{server.base}/@ann/1").capture.completeness
    assert "without a token 127.0.0.1" in said
    assert "more may have been cut that nothing counts" in said


def test_with_a_token(server: PlayServer, client: Callable[..., Client], tmp_path: Path) -> None:
    """With a token sixty replies are no limit, and none is told."""
    play_thread(server, [status(1, None, 61), *(status(number, 1) for number in range(2, 63))], most=4096)
    asker = Asker(client(), open_capture(tmp_path, "x", client().now()), True, lambda task, done, total: None)
    mastodon.collect(mastodon.Target("mastodon", server.base, "1"), asker)
    assert (asker.account.held, asker.account.declared) == (62, 62)
    assert not any("limit" in note or "token" in note for note in asker.account.notes)


def test_not_given(server: PlayServer, fetch: Callable[..., Fetched]) -> None:
    """Replies that are counted and never come are said, with their number."""
    play_thread(server, [status(1, None, 5), status(2, 1)])
    assert "counted and not given: 4 replies" in fetch(f"{server.base}/@ann/1").capture.completeness


def test_still_gathering(server: PlayServer, fetch: Callable[..., Fetched]) -> None:
    """A server that says it is still asking others is quoted."""
    play_thread(server, [status(1, None, 1), status(2, 1)])
    context = server.answers["/api/v1/statuses/1/context"]
    server.answers["/api/v1/statuses/1/context"] = Step(context, headers={"Mastodon-Async-Refresh": 'id="x", retry=5'})
    assert "still gathering replies" in fetch(f"{server.base}/@ann/1").capture.completeness
