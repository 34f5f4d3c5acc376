"""Reddit: every stub is opened, by id or on the comment's own page, and what stays hidden is counted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from generator.errors import FetchError
from generator.fetching import Fetched
from tests.fetching.server import PlayServer, Step


def listing(*things: dict) -> dict:
    """A listing of things."""
    return {"kind": "Listing", "data": {"children": list(things), "after": None}}


def submission(count: int) -> dict:
    """A submission that declares so many comments."""
    fields = {"id": "s1", "name": "t3_s1", "title": "Who pays?", "author": "Ann", "num_comments": count}
    return {"kind": "t3", "data": fields | {"created_utc": 1767225600, "permalink": "/r/rent/comments/s1/who_pays/"}}


def comment(name: str, parent: str, *replies: dict) -> dict:
    """A comment and what is below it."""
    fields = {"id": name, "name": f"t1_{name}", "parent_id": parent, "author": "Ben", "body": f"Comment {name}"}
    below: Any = listing(*replies) if replies else ""
    return {"kind": "t1", "data": fields | {"created_utc": 1767225601, "link_id": "t3_s1", "replies": below}}


def more(parent: str, *children: str, count: int | None = None) -> dict:
    """A stub; without children it is “continue this thread”."""
    name = children[0] if children else "_"
    fields = {"id": name, "name": f"t1_{name}", "parent_id": parent, "children": list(children)}
    return {"kind": "more", "data": fields | {"count": len(children) if count is None else count}}


def things(*each: dict) -> dict:
    """An answer of morechildren."""
    return {"json": {"errors": [], "data": {"things": list(each)}}}


def ids(server: PlayServer, path: str) -> list[str]:
    """The ids that requests to a path asked for."""
    return [asked.partition("&children=")[2].partition("&")[0] for asked in server.asked if asked.startswith(path)]


def play(server: PlayServer) -> str:
    """A thread of five comments behind stubs of both kinds, and its address."""
    stubs = [more("t3_s1", "c2", "c3"), comment("c1", "t3_s1", more("t1_c1"))]
    server.answers["/r/rent/comments/s1.json"] = [listing(submission(5)), listing(*stubs)]
    server.answers["/api/morechildren.json"] = [
        Step(things(comment("c2", "t3_s1"), comment("c3", "t3_s1"), more("t1_c3", "c4"))),
        Step(things(comment("c4", "t1_c3"))),
    ]
    branch = [listing(submission(5)), listing(comment("c1", "t3_s1", comment("c5", "t1_c1")))]
    server.answers["/r/rent/comments/s1/_/c1.json"] = branch
    return f"{server.base}/r/rent/comments/s1/who_pays/"


def test_stubs_are_opened(server: PlayServer, fetch: Callable[..., Fetched]) -> None:
    """Both kinds of stub, and those that come up on the way."""
    said = fetch(play(server)).capture.completeness
    assert said.startswith("6 posts held of 6 declared; ")
    assert "opened with 3 further requests" in said
    assert ids(server, "/api/morechildren.json") == ["c2,c3", "c4"]


def test_missing_ids(server: PlayServer, fetch: Callable[..., Fetched]) -> None:
    """Ids that a stub names and nothing gives are counted, and not asked for for ever."""
    server.answers["/comments/s1.json"] = [listing(submission(3)), listing(more("t3_s1", "c1", "c2", "c3"))]
    server.answers["/api/morechildren.json"] = things(comment("c1", "t3_s1"))
    said = fetch(f"{server.base}/comments/s1").capture.completeness
    assert said.startswith("2 posts held of 4 declared; ")
    assert "named by “more” and never given: 2 comments" in said
    assert len(ids(server, "/api/morechildren.json")) == 1


def test_hundred_at_once(server: PlayServer, fetch: Callable[..., Fetched]) -> None:
    """No request asks for more than 100 ids."""
    names = [f"c{number}" for number in range(250)]
    server.answers["/comments/s1.json"] = [listing(submission(250)), listing(more("t3_s1", *names))]
    server.answers["/api/morechildren.json"] = things(*(comment(name, "t3_s1") for name in names))
    fetch(f"{server.base}/comments/s1")
    assert [len(each.split(",")) for each in ids(server, "/api/morechildren.json")] == [100]


def test_own_pages_where_stubs_are_refused(server: PlayServer, fetch: Callable[..., Fetched]) -> None:
    """Where morechildren is refused, the comments' own pages are asked for."""
    server.answers["/comments/s1.json"] = [listing(submission(1)), listing(more("t3_s1", "c1"))]
    server.answers["/api/morechildren.json"] = Step({"message": "Forbidden"}, 403)
    server.answers["/comments/s1/_/c1.json"] = [listing(submission(1)), listing(comment("c1", "t3_s1"))]
    assert fetch(f"{server.base}/comments/s1").capture.completeness.startswith("2 posts held of 2 declared; ")


def test_turned_away(server: PlayServer, fetch: Callable[..., Fetched]) -> None:
    """A refusal at the door says what helps."""
    server.answers["/comments/s1.json"] = Step(b"<html>blocked</html>", 403)
    with pytest.raises(FetchError, match="set REDDIT_TOKEN"):
        fetch(f"{server.base}/comments/s1")
