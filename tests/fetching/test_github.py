"""GitHub: an issue or pull request with every list below it, along the Link header."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from generator.errors import FetchError
from generator.fetching import Fetched
from tests.fetching.server import PlayServer, Step

REPOSITORY = "/repos/ann/lifts"


API = "https://api.github.com/repos/ann/lifts"
WEB = "https://github.com/ann/lifts"


def user(name: str) -> dict:
    """An account."""
    return {"login": name, "id": len(name), "type": "User", "html_url": f"https://github.com/{name}"}


def issue(count: int, **more: object) -> dict:
    """A small issue."""
    words = {"id": 1000, "number": 5, "title": "Lifts", "body": "Broken.", "user": user("ann"), "comments": count}
    places = {"url": f"{API}/issues/5", "html_url": f"{WEB}/issues/5", "created_at": "2026-01-01T00:00:00Z"}
    return words | places | {"state": "open", "author_association": "OWNER"} | more


def pull(count: int) -> dict:
    """A small pull request with one review comment."""
    places = {"url": f"{API}/pulls/5", "html_url": f"{WEB}/pull/5", "issue_url": f"{API}/issues/5"}
    return issue(count) | places | {"review_comments": 1, "merged": False, "head": {}, "base": {}}


def comments(*numbers: int) -> list[dict]:
    """Small comments."""
    return [
        {
            "id": number,
            "body": f"Hm {number}.",
            "user": user("ben"),
            "created_at": f"2026-01-02T00:00:{number:02}Z",
            "html_url": f"{WEB}/issues/5#issuecomment-{number}",
            "issue_url": f"{API}/issues/5",
            "author_association": "NONE",
        }
        for number in numbers
    ]


def review_comments(*numbers: int) -> list[dict]:
    """Small comments on the code, of the one review."""
    return [
        {key: value for key, value in each.items() if key != "issue_url"}
        | {
            "html_url": f"{WEB}/pull/5#discussion_r{each['id']}",
            "pull_request_url": f"{API}/pulls/5",
            "pull_request_review_id": 9,
            "path": "lift.py",
            "diff_hunk": "@@",
        }
        for each in comments(*numbers)
    ]


def reviews(*numbers: int) -> list[dict]:
    """Small reviews."""
    return [
        {
            "id": number,
            "body": "Looks right.",
            "user": user("cat"),
            "state": "APPROVED",
            "submitted_at": f"2026-01-03T00:00:{number:02}Z",
            "html_url": f"{WEB}/pull/5#pullrequestreview-{number}",
            "pull_request_url": f"{API}/pulls/5",
            "author_association": "MEMBER",
        }
        for number in numbers
    ]


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
        f"{REPOSITORY}/pulls/5": pull(1),
        f"{REPOSITORY}/issues/5/comments": comments(1),
        f"{REPOSITORY}/pulls/5/comments": review_comments(2),
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
