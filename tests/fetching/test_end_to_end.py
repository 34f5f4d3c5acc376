"""Each platform from its address to a stored thread: the answers as they are saved can be read by its source."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.cli import main
from generator.fetching import PLATFORMS
from generator.publication import make_publication
from generator.sources import SOURCES
from tests.fetching import test_bluesky, test_discourse, test_github, test_hackernews, test_mastodon, test_reddit
from tests.fetching.server import PlayServer


def mastodon(server: PlayServer) -> str:
    """A root cut after sixty replies, with a branch below."""
    status = test_mastodon.status
    posts = [status(1, None, 60), *(status(number, 1, 1) for number in range(2, 62))]
    test_mastodon.play_thread(server, [*posts, *(status(100 + number, number) for number in range(2, 62))])
    return "/@person1/1"


def bluesky(server: PlayServer) -> str:
    """A reply named, its root above, and a branch that was cut."""
    view = test_bluesky.view
    middle = view("b", root="a", parent="a", count=1)
    below = view("b", view("c", root="a", parent="b"), root="a", parent="a")
    test_bluesky.play(server, {"a": view("a", middle, view("d", root="a", parent="a")), "b": below})
    return "/profile/ann.example/post/b"


def reddit(server: PlayServer) -> str:
    """Stubs of both kinds."""
    return test_reddit.play(server).removeprefix(server.base)


def hackernews(server: PlayServer) -> str:
    """A comment named, and its story above."""
    item = test_hackernews.item
    server.answers["/api/v1/items/3"] = item(3) | {"parent_id": 2}
    server.answers["/api/v1/items/1"] = item(1, item(2, item(3) | {"parent_id": 2}) | {"parent_id": 1})
    server.answers["/v0/item/1.json"] = {"id": 1, "type": "story", "descendants": 2, "by": "ann", "time": 1}
    return "/item?id=3"


def hackernews_item_by_item(server: PlayServer) -> str:
    """Firebase alone."""
    for number, (parent, kids) in {1: (None, [2, 5]), 2: (1, [3]), 3: (2, [])}.items():
        fields = {"id": number, "by": "ann", "time": 1767225600 + number, "text": "Hm.", "kids": kids}
        kind = {"type": "story", "title": "Ask"} if parent is None else {"type": "comment", "parent": parent}
        server.answers[f"/v0/item/{number}.json"] = fields | kind
    return "/item?id=3"


def discourse(server: PlayServer) -> str:
    """A topic of two pages."""
    server.answers["/t/7.json"] = test_discourse.topic(25)
    rest = [test_discourse.post(number) for number in range(21, 26)]
    server.answers["/t/7/posts.json"] = {"post_stream": {"posts": rest}, "id": 7}
    return "/t/lifts/7"


def github_issue(server: PlayServer) -> str:
    """An issue with two pages of comments."""
    comments, path = test_github.comments, f"{test_github.REPOSITORY}/issues/5/comments"
    server.answers |= {
        f"{test_github.REPOSITORY}/issues/5": test_github.issue(3),
        f"{path}?per_page=100": test_github.Step(comments(1, 2), headers=test_github.link(server, f"{path}?page=2")),
        f"{path}?page=2": comments(3),
    }
    return "/ann/lifts/issues/5"


def github_pull(server: PlayServer) -> str:
    """A pull request with a comment, a review and a review comment."""
    repository = test_github.REPOSITORY
    server.answers |= {
        f"{repository}/pulls/5": test_github.pull(1),
        f"{repository}/issues/5/comments": test_github.comments(1),
        f"{repository}/pulls/5/comments": test_github.review_comments(2),
        f"{repository}/pulls/5/reviews": test_github.reviews(9),
    }
    return "/ann/lifts/pull/5"


@pytest.mark.parametrize(
    ("play", "platform", "post_count"),
    [
        (mastodon, "mastodon", 121),
        (bluesky, "bluesky", 4),
        (reddit, "reddit", 6),
        (hackernews, "hackernews", 3),
        (hackernews_item_by_item, "hackernews", 3),
        (discourse, "discourse", 25),
        (github_issue, "github", 4),
        (github_pull, "github", 4),
    ],
)
def test_end_to_end(
    play: Callable[[PlayServer], str],
    platform: str,
    post_count: int,
    server: PlayServer,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Every post that the server gave is in the thread, in one tree, and the account agrees."""
    make_publication(tmp_path / "site")
    words = ["fetch", server.base + play(server), "--allow-private", "--slug", "one"]
    assert main([*words, "--publication", str(tmp_path / "site")]) == 0, capsys.readouterr().err
    folder = tmp_path / "site" / "data" / "threads" / "one"
    posts = [json.loads(line) for line in (folder / "posts.jsonl").read_text("utf-8").splitlines()]
    capture = json.loads((folder / "capture.json").read_text("utf-8"))
    assert len(posts) == post_count
    assert sum(post.get("parent_id") is None for post in posts) == 1
    assert capture["completeness"].startswith(f"{post_count} posts held")
    assert capture["platform"] == platform
    # "Continue this thread" and other stubs were opened, so nothing stands for hidden replies any more.
    assert capture["more_hidden_count"] == 0
    assert capture["placeholders"] == 0


def test_every_platform_has_a_reader() -> None:
    """Each platform that is fetched from names a source that reads its answers."""
    assert {platform.NAME for platform in PLATFORMS} <= {source.id for source in SOURCES}
