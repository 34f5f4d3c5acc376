"""From an address to its platform, tokens only where they belong, and answers of any shape without a crash."""

from __future__ import annotations

import contextlib
import errno
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.errors import FetchError, UsageError
from generator.fetching import Fetched, Settings, fetch_raw, raw, target_of
from generator.fetching.client import Client
from generator.fetching.guard import Guard
from tests.fetching.server import PlayServer, Step
from tests.fetching.test_mastodon import play_thread, status


@pytest.mark.parametrize(
    ("url", "platform", "api", "post_id"),
    [
        ("https://a.example/@ann/123", "mastodon", "https://a.example", "123"),
        ("https://a.example/@ann@b.example/123/", "mastodon", "https://a.example", "123"),
        ("https://a.example/users/ann/statuses/123", "mastodon", "https://a.example", "123"),
        ("https://a.example/ap/users/9/statuses/123", "mastodon", "https://a.example", "123"),
        ("https://a.example/deck/@ann/123", "mastodon", "https://a.example", "123"),
        ("https://a.example/@ann/statuses/01HXYZ", "mastodon", "https://a.example", "01HXYZ"),
        ("https://bsky.app/profile/ann.example/post/3kab", "bluesky", "https://public.api.bsky.app", "3kab"),
        ("https://bsky.app/profile/did:plc:x/post/3kab?a=1", "bluesky", "https://public.api.bsky.app", "3kab"),
        ("https://www.reddit.com/r/rent/comments/AB1/who_pays/", "reddit", "https://www.reddit.com", "ab1"),
        ("https://old.reddit.com/comments/ab1", "reddit", "https://www.reddit.com", "ab1"),
        ("https://www.reddit.com/r/rent/comments/ab1/who/c9/?context=3", "reddit", "https://www.reddit.com", "ab1"),
        ("https://redd.it/ab1", "reddit", "https://www.reddit.com", "ab1"),
        ("https://news.ycombinator.com/item?id=17#x", "hackernews", "https://hn.algolia.com", "17"),
        ("https://forum.example/t/lifts/7/3", "discourse", "https://forum.example", "7"),
        ("https://forum.example/t/7", "discourse", "https://forum.example", "7"),
        ("https://a.example/forum/t/lifts/7", "discourse", "https://a.example/forum", "7"),
        ("https://github.com/ann/lifts/issues/5#issuecomment-1", "github", "https://api.github.com", "5"),
        ("https://github.com/ann/lifts/pull/5/files", "github", "https://api.github.com", "5"),
    ],
)
def test_addresses(url: str, platform: str, api: str, post_id: str) -> None:
    """Each way in which a platform spells a thread's address leads to it."""
    target, _ = target_of(url, Guard())
    assert (target.platform, target.api, target.id) == (platform, api, post_id)


@pytest.mark.parametrize(
    "url",
    [
        "https://a.example/",
        "https://a.example/@ann",
        "https://github.com/ann/lifts",
        "https://www.reddit.com/r/rent/",
        "https://news.ycombinator.com/item?id=x",
        "https://news.ycombinator.com/newest",
        "https://evil.example/mastodon.social/@a/1",
        "https://evil.example/profile/ann.example/post/3kab",
        "https://evil.example/r/rent/comments/ab1/",
    ],
)
def test_no_thread(url: str) -> None:
    """Other addresses are wrong usage, and the known kinds are named."""
    with pytest.raises(UsageError, match="is no address of a thread; known are"):
        target_of(url, Guard())


def test_tokens(server: PlayServer, client: Callable[..., Client]) -> None:
    """A token goes to its own server over TLS, and to no other place."""
    server.answers["/a"] = {}
    client(tokens={f"127.0.0.1:{server.port}": "Bearer secret"}).json(f"{server.base}/a")
    assert "authorization" not in server.heard[0]


def test_token_needs_its_server(fetch: Callable[..., Fetched], server: PlayServer) -> None:
    """A Mastodon token without the name of its server could be sent to anybody, so it is sent to nobody."""
    with pytest.raises(UsageError, match="MASTODON_SERVER"):
        fetch(f"{server.base}/@a/1", environment={"MASTODON_TOKEN": "secret"})
    with pytest.raises(UsageError, match="GITHUB_TOKEN holds signs"):
        fetch(f"{server.base}/@a/1", environment={"GITHUB_TOKEN": "a\r\nX: y"})
    assert server.asked == []


def test_token_stays_home_without_encryption(fetch: Callable[..., Fetched], server: PlayServer) -> None:
    """Over plain http the token is not sent, and the limits for strangers hold and are told."""
    play_thread(server, [status(1, None, 1), status(2, 1)])
    names = {"MASTODON_TOKEN": "secret", "MASTODON_SERVER": f"127.0.0.1:{server.port}"}
    fetched = fetch(f"{server.base}/@a/1", environment=names)
    assert "without a token" in fetched.capture.completeness
    assert all("authorization" not in headers for headers in server.heard)
    assert "secret" not in "".join(file.read_text("utf-8") for file in fetched.capture.folder.iterdir())


def test_full_disk(fetch: Callable[..., Fetched], server: PlayServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that takes no more is told as that, and what was written before is gone on with."""
    play_thread(server, [status(1, None, 1), status(2, 1)])
    write, written = raw._write, []

    def full(file: Path, content: bytes) -> None:
        if written:
            raise OSError(errno.ENOSPC, "No space left on device")
        written.append(file)
        write(file, content)

    monkeypatch.setattr(raw, "_write", full)
    with pytest.raises(FetchError, match=r"cannot be written.*No space left on device"):
        fetch(f"{server.base}/@a/1")
    monkeypatch.setattr(raw, "_write", write)
    server.asked.clear()
    assert fetch(f"{server.base}/@a/1").capture.finished
    assert server.asked == ["/api/v1/statuses/1/context"]


def test_who_we_are(fetch: Callable[..., Fetched], server: PlayServer) -> None:
    """The server hears name, version and the publication's address, where there is one."""
    play_thread(server, [status(1, None)])
    fetch(f"{server.base}/@a/1", site="https://talks.example/")
    assert server.heard[0]["user-agent"].startswith("Disconnections/")
    assert "https://talks.example/" in server.heard[0]["user-agent"]


def test_progress(server: PlayServer, tmp_path: Path) -> None:
    """Posts held of posts declared are shown as they come."""
    play_thread(server, [status(1, None, 2), status(2, 1), status(3, 1)])
    shown: list[tuple[str, int, int]] = []
    options = Settings(allow_private=True, environment={})
    fetch_raw(tmp_path / "raw", f"{server.base}/@a/1", options, lambda *words: shown.append(words))
    assert shown == [("posts", 1, 3), ("posts", 3, 3)]


def test_interrupted(fetch: Callable[..., Fetched], server: PlayServer) -> None:
    """A fetch that breaks off keeps what it has, says so, and asks only for the rest the next time."""
    play_thread(server, [status(1, None, 1), status(2, 1)])
    context = server.answers["/api/v1/statuses/1/context"]
    server.answers["/api/v1/statuses/1/context"] = Step(status=429, headers={"Retry-After": "7200"})
    with pytest.raises(FetchError, match=r"asks to wait until .*; 1 answer kept in .*goes on from there"):
        fetch(f"{server.base}/@a/1")
    server.answers["/api/v1/statuses/1/context"] = context
    server.asked.clear()
    assert fetch(f"{server.base}/@a/1").capture.completeness.startswith("2 posts held of 2 declared")
    assert server.asked == ["/api/v1/statuses/1/context"]


def test_nothing_left_of_a_thread_that_is_not_there(fetch: Callable[..., Fetched], server: PlayServer) -> None:
    """A thread that is not there says only that, and a mended server is asked anew."""
    with pytest.raises(FetchError, match=r"answered 404 \(not there\)\.$"):
        fetch(f"{server.base}/@a/1")
    play_thread(server, [status(1, None)])
    capture = fetch(f"{server.base}/@a/1").capture
    assert capture.finished
    assert [each.name for each in capture.folder.parent.iterdir() if each.is_dir()] == [capture.folder.name]


KEYS = (
    "id uri post record reply root parent replies replyCount thread ancestors descendants in_reply_to_id replies_count "
    "kind data children json things num_comments parent_id story_id kids descendants post_stream posts stream "
    "posts_count number comments pull_request did"
).split()
NONSENSE = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | st.sampled_from(["1", "s1", "t1", "t3", "more", "Listing", "x"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=5),
    max_leaves=12,
)
PATHS = (
    "/@a/1",
    "/profile/did:plc:x/post/a",
    "/r/x/comments/s1/",
    "/item?id=1",
    "/t/7",
    "/ann/lifts/issues/5",
    "/ann/lifts/pull/5",
)


class Answers(dict):
    """Gives one of a few values for every path."""

    def __init__(self, values: list[object]) -> None:
        super().__init__()
        self._values = values
        self._count = 0

    def get(self, path: str, default: object = None) -> object:
        """The next value."""
        self._count += 1
        return Step(json.dumps(self._values[self._count % len(self._values)]).encode())


@pytest.mark.parametrize("path", PATHS)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(values=st.lists(NONSENSE, min_size=1, max_size=4))
def test_answers_of_any_shape(path: str, values: list[object], server: PlayServer, tmp_path: Path) -> None:
    """Whatever a server sends, the fetch ends soon, with a statement or with one of our errors."""
    server.answers = Answers(values)
    server.asked.clear()
    shutil.rmtree(tmp_path / "raw", ignore_errors=True)
    with contextlib.suppress(FetchError):
        fetch_raw(
            tmp_path / "raw",
            server.base + path,
            Settings(allow_private=True, environment={}),
            lambda task, done, total: None,
        )
    assert len(server.asked) < 60
