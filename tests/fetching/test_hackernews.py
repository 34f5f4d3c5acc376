"""Hacker News: Algolia's tree with Firebase's count, and Firebase alone where Algolia fails."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from generator.errors import FetchError
from generator.fetching import Fetched
from tests.fetching.server import PlayServer, Step


def item(number: int, *children: dict) -> dict:
    """An item as Algolia gives it."""
    words = {"id": number, "story_id": 1, "created_at_i": 1767225600 + number, "author": "ann", "text": "Hm."}
    kind = {"type": "story", "title": "Ask"} if number == 1 else {"type": "comment"}
    return words | kind | {"children": list(children)}


def test_from_a_comment(server: PlayServer, fetch: Callable[..., Fetched]) -> None:
    """The address of a comment gives its story, and Firebase tells how many there should be."""
    server.answers["/api/v1/items/3"] = item(3)
    server.answers["/api/v1/items/1"] = item(1, item(2, item(3)))
    server.answers["/v0/item/1.json"] = {"id": 1, "type": "story", "descendants": 4, "by": "ann", "time": 1}
    fetched = fetch(f"{server.base}/item?id=3")
    assert fetched.capture.completeness.startswith("3 posts held of 5 declared; Algolia")
    assert "counted and not given: 2 comments" in fetched.capture.completeness
    # The count is no post: readers pass it by.
    assert [file.name for file in fetched.capture.files] == ["00001-item.json", "00002-item.json"]


@pytest.mark.parametrize("status", [404, 500])
def test_item_by_item(server: PlayServer, fetch: Callable[..., Fetched], status: int) -> None:
    """Without Algolia the items come from Firebase, from the story down; an empty one is counted."""
    server.answers["/api/v1/items/3"] = Step({"status": status}, status)
    items = {1: (None, [2, 4, 5]), 2: (1, [3]), 3: (2, []), 4: (1, [])}
    for number, (parent, kids) in items.items():
        fields = {"id": number, "by": "ann", "time": 1767225600 + number, "text": "Hm.", "kids": kids}
        kind = {"type": "story", "descendants": 4} if parent is None else {"type": "comment", "parent": parent}
        server.answers[f"/v0/item/{number}.json"] = fields | kind
    server.answers["/v0/item/5.json"] = Step(b"null")
    fetched = fetch(f"{server.base}/item?id=3")
    assert fetched.capture.completeness.startswith("4 posts held of 5 declared; Algolia did not answer")
    assert "named and not given: 1 item" in fetched.capture.completeness
    # What is not there will not come; what broke may.
    assert fetched.capture.finished == (status == 404)


def test_nothing_there(server: PlayServer, fetch: Callable[..., Fetched]) -> None:
    """A number that nobody knows is an error."""
    server.answers["/v0/item/9.json"] = Step(b"null")
    with pytest.raises(FetchError, match="no item 9 is given"):
        fetch(f"{server.base}/item?id=9")
