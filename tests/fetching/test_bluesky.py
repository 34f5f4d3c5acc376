"""Bluesky: the greatest depth, from the root, and on below every branch that was cut."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import parse_qs, quote, urlsplit

from generator.fetching import Fetched
from tests.fetching.server import Handler, PlayServer, Step

DID = "did:plc:abc"


def uri(key: str) -> str:
    """The address of a post."""
    return f"at://{DID}/app.bsky.feed.post/{key}"


def view(key: str, *replies: dict, root: str = "", parent: str = "", count: int | None = None) -> dict:
    """A thread view of one post and what is below it."""
    record: dict = {"$type": "app.bsky.feed.post", "text": f"Post {key}", "createdAt": "2026-01-01T00:00:00Z"}
    if root:
        record["reply"] = {"root": {"uri": uri(root), "cid": "x"}, "parent": {"uri": uri(parent or root), "cid": "x"}}
    post = {
        "uri": uri(key),
        "cid": "x",
        "author": {"did": DID, "handle": "ann.example"},
        "record": record,
        "replyCount": len(replies) if count is None else count,
        "indexedAt": "2026-01-01T00:00:00Z",
    }
    node: dict = {"$type": "app.bsky.feed.defs#threadViewPost", "post": post}
    return node | ({"replies": list(replies)} if replies else {})


def play(server: PlayServer, views: dict[str, dict]) -> None:
    """Let the server answer for these posts, and know one handle."""
    server.answers["/xrpc/com.atproto.identity.resolveHandle"] = {"did": DID}
    for key, node in views.items():
        for depth, height in ((1000, 1000), (200, 1000)):
            wish = f"uri={quote(uri(key), safe='')}&depth={depth}&parentHeight={height}"
            server.answers[f"/xrpc/app.bsky.feed.getPostThread?{wish}"] = {"thread": node}


def test_from_a_reply(server: PlayServer, fetch: Callable[..., Fetched]) -> None:
    """The address of a reply gives the thread from its root, which every reply names."""
    play(server, {"b": view("b", root="a"), "a": view("a", view("b", root="a"), view("c", root="a"))})
    fetched = fetch(f"{server.base}/profile/ann.example/post/b")
    assert fetched.capture.completeness.startswith("3 posts held of 3 declared; Bluesky gives 6 levels unless")
    assert [file.name for file in fetched.capture.files] == ["00002-thread.json", "00003-thread.json"]
    assert [parse_qs(urlsplit(path).query)["depth"] for path in server.asked[1:]] == [["1000"], ["1000"]]


def test_cut_branch(server: PlayServer, fetch: Callable[..., Fetched]) -> None:
    """A post that counts replies and shows none is asked for on its own, down to the end."""
    play(
        server,
        {
            "a": view("a", view("b", root="a", count=1)),
            "b": view("b", view("c", root="a", count=2), root="a"),
            "c": view("c", view("d", root="a"), root="a", count=2),
        },
    )
    said = fetch(f"{server.base}/profile/{DID}/post/a").capture.completeness
    assert said.startswith("4 posts held of 5 declared")
    assert "asked for on their own: 2 branches" in said
    assert "counted and not given: 1 reply" in said


def test_blocked_and_not_found(server: PlayServer, fetch: Callable[..., Fetched]) -> None:
    """Posts that are only a place are counted as such, not as given."""
    blocked = {"$type": "app.bsky.feed.defs#blockedPost", "uri": uri("b"), "blocked": True, "author": {"did": DID}}
    gone = {"$type": "app.bsky.feed.defs#notFoundPost", "uri": uri("c"), "notFound": True}
    play(server, {"a": view("a", blocked, gone)})
    said = fetch(f"{server.base}/profile/{DID}/post/a").capture.completeness
    assert said.startswith("1 post held of 3 declared")
    assert "counted and not given" not in said
    assert "blocked or not found: 2 posts" in said


def test_too_deep_for_a_parser(server: PlayServer, fetch: Callable[..., Fetched]) -> None:
    """Where a thousand levels cannot be read, two hundred are asked for."""
    play(server, {"a": view("a")})
    path = f"/xrpc/app.bsky.feed.getPostThread?uri={quote(uri('a'), safe='')}&depth=1000&parentHeight=1000"

    def deep(handler: Handler) -> None:
        body = b'{"replies":[' * 3000
        handler.send_response_only(200)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    server.answers[path] = Step(fault=deep)
    assert fetch(f"{server.base}/profile/{DID}/post/a").capture.completeness.startswith("1 post held of 1 declared")


def test_handle_that_is_not_resolved(server: PlayServer, fetch: Callable[..., Fetched]) -> None:
    """Where a handle cannot be resolved, the thread is asked for under the handle itself."""
    wish = f"uri={quote('at://ann.example/app.bsky.feed.post/a', safe='')}&depth=1000&parentHeight=1000"
    server.answers[f"/xrpc/app.bsky.feed.getPostThread?{wish}"] = {"thread": view("a")}
    said = fetch(f"{server.base}/profile/ann.example/post/a").capture.completeness
    assert said.startswith("1 post held of 1 declared")
