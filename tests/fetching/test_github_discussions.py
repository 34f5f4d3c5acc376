"""GitHub discussions: GraphQL, to the end of comments and replies, and only with a token."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from generator.errors import FetchError
from generator.fetching import Fetched, github
from generator.fetching.asking import Asker, Target
from generator.fetching.client import Client
from generator.fetching.raw import RawCapture, open_capture
from generator.sources import read
from tests.fetching.server import PlayServer, Step

WEB = "https://github.com/ann/lifts/discussions/5"


def node(name: str, **more: Any) -> dict[str, Any]:
    """A comment."""
    said = {"id": name, "author": {"login": "ben"}, "body": f"Hm {name}.", "createdAt": "2026-01-01T00:00:00Z"}
    return said | {"url": f"{WEB}#{name}", "authorAssociation": "NONE", "upvoteCount": 1} | more


def page(total: int, start: int, end: int, cursor: str = "c") -> dict[str, Any]:
    """What a connection says of a part of it."""
    return {
        "totalCount": total,
        "pageInfo": {"hasNextPage": end < total, "endCursor": f"{cursor}{end}" if end else None},
    }


class Discussion:
    """Answers as GitHub does: comments with so many replies each, a hundred of which fit into one answer."""

    def __init__(self, replies: list[int], at_once: int = 100) -> None:
        self.replies = replies
        self.at_once = at_once
        self.questions: list[dict[str, Any]] = []

    def __call__(self, asked: dict[str, Any]) -> Any:
        """One answer."""
        self.questions.append(asked["variables"])
        wanted = asked["variables"]
        if (wanted["owner"], wanted["name"], wanted["number"]) != ("ann", "lifts", 5):
            return {"data": {"repository": None}, "errors": [{"type": "NOT_FOUND", "message": "Could not resolve"}]}
        start = int(str(wanted["after"] or "c0")[1:])
        end = min(start + min(wanted["count"], self.at_once), len(self.replies))
        below = int(str(wanted["below"] or "r0")[1:])
        edges = []
        for number in range(start, end):
            stop = min(below + 100, self.replies[number])
            nodes = [node(f"r{number}-{each}") for each in range(below, stop)]
            replies = {"nodes": nodes, **page(self.replies[number], below, stop, "r")}
            edges.append({"cursor": f"c{number + 1}", "node": node(f"c{number}", replies=replies)})
        comments = {"edges": edges, **page(len(self.replies), start, end)}
        return {"data": {"repository": {"discussion": node("D", title="Lifts?", url=WEB, comments=comments)}}}


@pytest.fixture
def collect(
    server: PlayServer, client: Callable[..., Client], tmp_path: Path
) -> Callable[..., tuple[Asker, RawCapture]]:
    """`collect()` asks the server with a token, as it would api.github.com."""

    def run(number: str = "5", token: bool = True) -> tuple[Asker, RawCapture]:
        (tmp_path / "raw").mkdir(exist_ok=True)
        capture = open_capture(tmp_path / "raw", "x", client().now())
        asker = Asker(client(), capture, token, lambda task, done, total: None)
        github.collect(Target("github", server.base, number, kind="discussions", scope="ann/lifts"), asker)
        return asker, capture

    return run


def test_to_the_end(server: PlayServer, collect: Callable[..., tuple[Asker, RawCapture]]) -> None:
    """Every page of comments and of replies is asked for once, kept, and read as one thread with nothing lost."""
    server.answers["/graphql"] = Discussion([0, 250, 3, *[0] * 58], at_once=40)
    asker, capture = collect()
    assert (asker.account.held, asker.account.declared) == (1 + 61 + 253, 1 + 61 + 253)
    assert len(server.asked) == len(capture.files) == 2 + 2
    built = read(capture.files).thread("ann/lifts#5")
    assert (len(built.posts), built.capture.declared_reply_count) == (315, 314)
    assert {post.parent_id for post in built.posts if "r1-" in post.post_id} == {"discussioncomment-c1"}
    assert {rejection.reason.split(" ")[0] for rejection in built.capture.rejections} == {"duplicate"}
    server.asked.clear()
    collect()
    assert not server.asked  # all is held


def test_goes_on_after_an_interruption(server: PlayServer, collect: Callable[..., tuple[Asker, RawCapture]]) -> None:
    """A page that does not come is a gap that is told, and only it is asked for the next time."""
    script = Discussion([0] * 60)

    def crowded(asked: dict[str, Any]) -> Any:
        return Step({}, status=502) if asked["variables"]["after"] else script(asked)

    server.answers["/graphql"] = crowded
    asker, _ = collect()
    assert (asker.account.held, asker.account.declared) == (51, 61) and len(asker.gaps) == 1
    assert "the comments were not given to the end" in asker.account.notes
    assert "counted and not given: 10 comments" in asker.account.notes
    server.answers["/graphql"] = script
    server.asked.clear()
    asker, _ = collect()
    assert (asker.account.held, len(server.asked)) == (61, 1)


def test_pages_in_a_circle(server: PlayServer, collect: Callable[..., tuple[Asker, RawCapture]]) -> None:
    """A server whose next page is always the same ends after two."""
    script = Discussion([0] * 60)
    server.answers["/graphql"] = lambda asked: script(asked | {"variables": asked["variables"] | {"after": None}})
    asker, _ = collect()
    assert "the pages of comments lead in a circle and were left there" in asker.account.notes
    assert len(server.asked) == 2


def test_errors(server: PlayServer, collect: Callable[..., tuple[Asker, RawCapture]], tmp_path: Path) -> None:
    """What GraphQL calls an error is one, although the server says 200, and is not kept as an answer."""
    server.answers["/graphql"] = Discussion([0])
    with pytest.raises(FetchError, match="NOT_FOUND Could not resolve"):
        collect("6")
    server.answers["/graphql"] = {"data": {"repository": {"discussion": None}}}
    with pytest.raises(FetchError, match="answered with no discussion 7"):
        collect("7")
    server.answers["/graphql"] = Step("", 302, {"Location": f"{server.base}/other"})
    with pytest.raises(FetchError, match="sends a question on"):
        collect("8")


def test_without_a_token(fetch: Callable[..., Fetched], server: PlayServer) -> None:
    """Without a token there is one sentence that says what to do, and nobody is asked."""
    with pytest.raises(FetchError, match="set GITHUB_TOKEN, or save the discussion"):
        fetch(f"{server.base}/ann/lifts/discussions/5")
    assert not server.asked
