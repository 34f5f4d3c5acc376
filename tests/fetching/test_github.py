"""GitHub: an issue or pull request with every list below it, along the Link header."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from generator.errors import FetchError
from generator.fetching import Fetched
from tests.fetching.server import PlayServer, Step

REPOSITORY = "/repos/ann/lifts"


def issue(count: int, **more: object) -> dict:
    """A small issue."""
    return {"number": 5, "title": "Lifts", "body": "Broken.", "user": {"login": "ann"}, "comments": count} | more


def comments(*numbers: int) -> list[dict]:
    """Small comments."""
    return [{"id": number, "body": "Hm.", "user": {"login": "ben"}} for number in numbers]


def link(server: PlayServer, path: str) -> dict[str, str]:
    """A Link header to the next page and the last."""
    return {"Link": f'<{server.base}{path}>; rel="next", <{server.base}{path}>; rel="last"'}


def test_pages(server: PlayServer, fetch: Callable[..., Fetched]) -> None:
    """Pages are followed to the end, also when the first half of them comes from the raw store."""
    path = f"{REPOSITORY}/issues/5/comments"
    server.answers |= {
        f"{REPOSITORY}/issues/5": issue(4),
        f"{path}?per_page=100": Step(comments(1, 2), headers=link(server, f"{path}?page=2")),
        f"{path}?page=2": Step(status=429, headers={"Retry-After": "3600"}),
    }
    with pytest.raises(FetchError, match="the same command goes on from there"):
        fetch(f"{server.base}/ann/lifts/issues/5")
    server.asked.clear()
    server.answers[f"{path}?page=2"] = Step(comments(3, 4))
    said = fetch(f"{server.base}/ann/lifts/issues/5").capture.completeness
    assert said.startswith("5 posts held of 5 declared; GitHub gives all comments")
    assert server.asked == [f"{path}?page=2"]


def test_pull_request(server: PlayServer, fetch: Callable[..., Fetched]) -> None:
    """A pull request has reviews and review comments too; an empty list is kept from readers."""
    server.answers |= {
        f"{REPOSITORY}/pulls/5": issue(1, review_comments=1),
        f"{REPOSITORY}/issues/5/comments": comments(1),
        f"{REPOSITORY}/pulls/5/comments": comments(2),
        f"{REPOSITORY}/pulls/5/reviews": [],
    }
    fetched = fetch(f"{server.base}/ann/lifts/pull/5/files")
    assert fetched.capture.completeness.startswith("3 posts held of 3 declared; ")
    assert len(fetched.capture.files) == 3


@pytest.mark.parametrize("numbers", [(1, 2), ()])
def test_endless_pages(server: PlayServer, fetch: Callable[..., Fetched], numbers: tuple[int, ...]) -> None:
    """A cursor that never changes, and pages that bring nothing new, end after a few requests."""
    path = f"{REPOSITORY}/issues/5/comments"
    server.answers[f"{REPOSITORY}/issues/5"] = issue(3)
    for number in range(50):
        address = f"{path}?page={number}" if number else f"{path}?per_page=100"
        server.answers[address] = Step(comments(*numbers), headers=link(server, f"{path}?page={number + 1}"))
    said = fetch(f"{server.base}/ann/lifts/issues/5").capture.completeness
    assert "lead in a circle" in said
    assert "counted and not given" in said
    assert len(server.asked) < 8
    server.asked.clear()
    server.answers[f"{path}?per_page=100"] = Step(comments(1), headers=link(server, f"{path}?per_page=100"))
    assert "lead in a circle" in fetch(f"{server.base}/ann/lifts/issues/5").capture.completeness


def test_moved_between_pages(server: PlayServer, fetch: Callable[..., Fetched]) -> None:
    """A comment that slipped from one page to another while reading is missed, and the count says so."""
    path = f"{REPOSITORY}/issues/5/comments"
    server.answers |= {
        f"{REPOSITORY}/issues/5": issue(4),
        f"{path}?per_page=100": Step(comments(1, 2), headers=link(server, f"{path}?page=2")),
        f"{path}?page=2": comments(4),
    }
    assert "counted and not given: 1 comment" in fetch(f"{server.base}/ann/lifts/issues/5").capture.completeness


def test_next_page_elsewhere(server: PlayServer, fetch: Callable[..., Fetched]) -> None:
    """A next page on another server is not followed."""
    path = f"{REPOSITORY}/issues/5/comments"
    server.answers[f"{REPOSITORY}/issues/5"] = issue(1)
    server.answers[path] = Step(comments(1), headers={"Link": '<http://127.0.0.1:9/x>; rel="next"'})
    assert fetch(f"{server.base}/ann/lifts/issues/5").capture.completeness.startswith("2 posts held of 2")


def test_discussions(fetch: Callable[..., Fetched]) -> None:
    """A discussion is refused with the reason and a way."""
    with pytest.raises(FetchError, match="GraphQL"):
        fetch("https://github.com/ann/lifts/discussions/5")
