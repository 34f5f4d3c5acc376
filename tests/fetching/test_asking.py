"""Asking: from the store where it is there, one gap at a time, and an end when a server stops answering."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from generator.fetching.asking import Asker, NotGiven, Target, inside, objects
from generator.fetching.client import Client, Passing
from generator.fetching.raw import open_capture
from tests.fetching.server import Clock, PlayServer, Step


@pytest.fixture
def asker(tmp_path: Path, client: Callable[..., Client], clock: Clock) -> Asker:
    """One that asks loopback and keeps what it gets."""
    return Asker(client(), open_capture(tmp_path, "x", clock.now()), False, lambda task, done, total: None)


def test_asks_once(server: PlayServer, asker: Asker) -> None:
    """The same address twice is one request."""
    server.answers["/a"] = {"x": 1}
    assert [asker.ask(f"{server.base}/a", "a").value for _ in range(2)] == [{"x": 1}] * 2
    assert server.asked == ["/a"]


def test_gone_is_noted_once(server: PlayServer, asker: Asker) -> None:
    """What is gone is neither a gap nor asked for again; what is refused is a gap."""
    server.answers |= {"/a": {"x": 1}, "/closed": Step({}, 403)}
    asker.ask(f"{server.base}/a", "a")
    for _ in range(2):
        with pytest.raises(NotGiven, match="404"):
            asker.ask(f"{server.base}/gone", "b")
    assert server.asked == ["/a", "/gone"]
    assert asker.gaps == []
    assert asker.try_ask(f"{server.base}/closed", "c") is None
    assert len(asker.gaps) == 1


def test_server_that_stops(server: PlayServer, asker: Asker) -> None:
    """Two failures are gaps, a third in a row is the end."""
    server.answers |= {"/a": {"x": 1}, "/b": Step(status=500)}
    asker.ask(f"{server.base}/a", "a")
    assert [asker.try_ask(f"{server.base}/b?{number}", "b") for number in range(2)] == [None, None]
    with pytest.raises(Passing, match="answered 500 each time"):
        asker.try_ask(f"{server.base}/b?3", "b")


def test_keys() -> None:
    """Each thread has a folder name of its own that every system takes."""
    key = Target("github", "https://api.github.com", "5", kind="issues", scope="Ann/lifts").key
    assert key == "github-api.github.com-Ann-lifts-issues-5"
    long = {Target("bluesky", "https://a.example", str(number), scope="x" * 300).key for number in range(2)}
    assert len(long) == 2 and max(map(len, long)) < 120


def test_what_servers_give() -> None:
    """Anything may come where a list or an object was promised."""
    assert objects([{"a": 1}, 2, None]) == [{"a": 1}]
    assert objects(None) == objects({"a": 1}) == objects(5) == []
    assert inside({"a": {"b": 1}}, "a", "b") == 1
    assert inside([], "a") is inside({"a": 3}, "a", "b") is None
