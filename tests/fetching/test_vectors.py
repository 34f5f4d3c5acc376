"""The shared lists of hostile addresses and broken servers: each entry ends as its class says."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from generator.errors import DisconnectionsError, FetchError
from generator.fetching import Fetched, target_of
from generator.fetching.client import Client
from generator.fetching.guard import Guard
from generator.fetching.raw import MANIFEST, alone
from tests.fetching import server as play
from tests.fetching import test_client, test_network
from tests.fetching.conftest import IMPATIENT
from tests.fetching.server import Clock, PlayServer, Step
from tests.fetching.test_mastodon import play_thread, status

ROOT = Path(__file__).resolve().parents[2]
VECTORS = ROOT.parent / "shared" / "vectors"
SKIP = pytest.mark.skip(reason="the shared vectors are not beside the project")


def vectors(name: str) -> list[dict[str, Any]]:
    """The entries of a list; none where it is not beside the project."""
    file = VECTORS / name
    return json.loads(file.read_text("ascii"))["vectors"] if file.is_file() else []


def entries(name: str, word: str, *classes: str) -> list[Any]:
    """The entries of some classes as parameters of a test; one that is skipped where there are none."""
    found = [each for each in vectors(name) if each["class"] in classes]
    return [pytest.param(each[word], id=each["id"]) for each in found] or [pytest.param("", marks=SKIP)]


def loopback(name: str, port: int) -> list[str]:
    """Stands for every resolver: all names lead to loopback."""
    return ["127.0.0.1"]


@pytest.mark.parametrize(
    "payload",
    entries("ssrf_urls_a.json", "payload", "loopback", "private_and_special", "scheme", "parser_confusion"),
)
def test_addresses(payload: str, client: Callable[..., Client], monkeypatch: pytest.MonkeyPatch) -> None:
    """Every address of the list is refused with a reason and without a connection, given by hand or by a redirect."""
    monkeypatch.setattr("socket.socket.connect", lambda *arguments: pytest.fail("connected"))
    with pytest.raises(DisconnectionsError, match=r"\w{3}"):
        target_of(payload, Guard(lookup=loopback))
    with pytest.raises(DisconnectionsError, match=r"\w{3}"):
        client(Guard(lookup=loopback)).json(payload)


# What an entry describes -> the answer or resolver that does it and the reason that is given.
HOSTILE: dict[str, tuple[Step, str]] = {
    "302 -> http": (Step(status=302, headers={"Location": "http://127.0.0.1/"}), "loopback"),
    "301 -> file": (Step(status=301, headers={"Location": "file:///etc/passwd"}), "not http or https"),
    "302 loop": (Step(status=302, headers={"Location": "/a"}), "in a circle"),
    "Location: //": (Step(status=302, headers={"Location": "//127.0.0.1/"}), "loopback"),
    "200 with HTML": (Step(b'<meta http-equiv="refresh" content="0;url=http://127.0.0.1/">'), "a web page"),
    "endless chunked": (Step(fault=play.endless_chunks), "the most that one answer may have"),
    "Content-Length 10": (Step({}, headers={"Content-Length": str(10 * 1024**3)}), "the most that one answer may have"),
    "br or zstd bomb": (Step(b"\x28\xb5\x2f\xfd", headers={"Content-Encoding": "zstd"}), "which was not asked for"),
    "Content-Encoding": (Step(b"{}", headers={"Content-Encoding": "x-unknown"}), "which was not asked for"),
    "JSON with a 50": (Step(b'{"n":' + b"7" * 50_000 + b"}"), "no JSON"),
    "charset=utf-7": (Step({}, headers={"Content-Type": "application/json; charset=utf-7"}), "written in 'utf-7'"),
}
RESOLVERS: dict[str, tuple[list[str], str]] = {
    "name with a public A and": (["93.184.216.34", "fd00::1"], "private"),
    "name resolving to 0.0.0.0": (["0.0.0.0"], "this machine"),
}


@pytest.mark.parametrize("payload", entries("ssrf_urls_a.json", "payload", "redirect", "dns", "body"))
def test_hostile_servers(
    payload: str, server: PlayServer, client: Callable[..., Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every hostile answer and resolver of the list is refused with its reason, and leads nowhere else."""
    for words, (step, reason) in HOSTILE.items():
        if payload.startswith(words):
            server.answers["/a"] = step
            with pytest.raises(FetchError, match=reason):
                client(test_client.OneServer(server, {})).json("http://public.example/a")
            assert server.asked == ["/a"]
            return
    for words, (numbers, reason) in RESOLVERS.items():
        if payload.startswith(words):
            with pytest.raises(FetchError, match=reason):
                client(Guard(lookup=lambda name, port, given=numbers: given)).json("http://turn.example/@a/1")
            return
    if payload.startswith("302 to another host"):
        test_client.test_cookies_do_not_stick(server, client)
        secret = client(test_client.OneServer(server, {}), tokens={"public.example": "Bearer x"})
        server.answers["/b"] = {}
        secret.json("http://public.example/b")
        assert all("authorization" not in headers for headers in server.heard)
    elif payload.startswith("name with A"):
        test_network.test_no_second_look_up(client, monkeypatch)
    elif payload.startswith("name that times out"):
        slow = Guard(lookup=lambda name, port: time.sleep(0.3) or [], resolve_seconds=0.02)
        with pytest.raises(FetchError, match="cannot be resolved"):
            client(slow).json("http://slow.example/@a/1")
    else:
        pytest.fail(f"no scenario for {payload!r}")


def small(server: PlayServer) -> str:
    """A thread of three posts in two answers, and its address."""
    play_thread(server, [status(1, None, 2), status(2, 1), status(3, 1)])
    return f"{server.base}/@a/1"


def first_then_whole(server: PlayServer, step: Step) -> str:
    """The context comes only at the second try."""
    url = small(server)
    path = "/api/v1/statuses/1/context"
    server.answers[path] = [step, Step(server.answers[path])]
    return url


# What an entry describes -> the first answer, and the least seconds to wait before the second.
MENDED: dict[str, tuple[Step, float]] = {
    "429 Retry-After: 2": (Step(status=429, headers={"Retry-After": "2"}), 2),
    "429 Retry-After: -1": (Step(status=429, headers={"Retry-After": "-1"}), 60),
    "429 Retry-After: soon": (Step(status=429, headers={"Retry-After": "soon"}), 60),
    "reset after headers": (Step(fault=play.reset), 0),
    "chunked body without": (Step(fault=play.unfinished_chunks), 0),
    "timeout before headers": (Step(fault=play.silence), 0),
}
ALLOWANCES: dict[str, tuple[dict[str, str], float]] = {
    "200 X-RateLimit-Remaining: 0": (
        {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "2026-03-01T12:04:00.000Z"},
        240,
    ),
    "200 x-ratelimit-remaining: 0.0": ({"x-ratelimit-remaining": "0.0", "x-ratelimit-reset": "120"}, 120),
}


@pytest.mark.parametrize("step", entries("http_faults_a.json", "step", "throttle", "broken_transfer"))
def test_broken_servers(step: str, server: PlayServer, fetch: Callable[..., Fetched], clock: Clock) -> None:
    """The thread is whole in the end, or the gap is said; never faster than the server allowed."""
    for words, (fault, seconds) in MENDED.items():
        if step == words or (step.startswith(words) and not words.startswith("429")):
            said = fetch(first_then_whole(server, fault), limits=IMPATIENT).capture.completeness
            assert said.startswith("3 posts held of 3 declared")
            assert clock.slept >= seconds
            return
    for words, (headers, seconds) in ALLOWANCES.items():
        if step.startswith(words):
            url = small(server)
            server.answers["/api/v1/statuses/1"] = Step(server.answers["/api/v1/statuses/1"], headers=headers)
            assert fetch(url).capture.completeness.startswith("3 posts held of 3 declared")
            assert clock.slept >= seconds
            return
    if step.startswith("403"):
        url = small(server)
        server.answers["/api/v1/statuses/1/context"] = Step(b"<html>Are you a robot?</html>", 403)
        fetched = fetch(url)
        assert "some branches were not given" in fetched.capture.completeness
        assert "counted and not given: 2 replies" in fetched.capture.completeness
        assert not fetched.capture.finished
    elif step.startswith("TLS"):
        with pytest.raises(FetchError, match="no secure connection"):
            fetch(small(server).replace("http:", "https:"))
    else:
        pytest.fail(f"no scenario for {step!r}")


# Where an entry on paging or on the process is played, in the tests of the platform or the store that it concerns.
PLAYED = {
    "cursor that never changes": "test_github.py::test_endless_pages",
    "empty page with a next cursor": "test_github.py::test_endless_pages",
    "item moved from page 2": "test_github.py::test_moved_between_pages",
    "total says 500": "test_discourse.py::test_fewer_than_declared",
    "Mastodon context with exactly 60": "test_mastodon.py::test_exactly_the_limit",
    "HN item whose kids": "test_hackernews.py::test_item_by_item",
    "Reddit morechildren": "test_reddit.py::test_missing_ids",
    "SIGKILL": "test_vectors.py::test_killed",
    "two fetchers": "test_vectors.py::test_two_fetchers",
    "cache file from an older version": "test_vectors.py::test_older_version",
}


@pytest.mark.parametrize("step", entries("http_faults_a.json", "step", "pagination", "process"))
def test_each_is_played(step: str) -> None:
    """Every entry on paging and on the process has its test."""
    module, _, name = next(played for words, played in PLAYED.items() if step.startswith(words)).partition("::")
    assert re.search(rf"^def {name}\(", (Path(__file__).parent / module).read_text("utf-8"), re.M)


def test_two_fetchers(server: PlayServer, fetch: Callable[..., Fetched], tmp_path: Path) -> None:
    """The second of two fetches of a thread is told to wait, and asks nothing."""
    url = small(server)
    place = fetch(url).capture.folder.parent
    server.asked.clear()
    with alone(place), pytest.raises(FetchError, match="being fetched already"):
        fetch(url)
    assert server.asked == []


def test_older_version(server: PlayServer, fetch: Callable[..., Fetched]) -> None:
    """What an older version kept is neither read nor touched, and the thread is fetched anew."""
    url = small(server)
    old = fetch(url).capture
    manifest = old.folder / MANIFEST
    manifest.write_text(manifest.read_text("utf-8").replace('"version": 1', '"version": 0'), "utf-8")
    before = manifest.read_bytes()
    new = fetch(url).capture
    assert new.folder != old.folder and new.completeness.startswith("3 posts held of 3 declared")
    assert manifest.read_bytes() == before


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL there")
def test_killed(server: PlayServer, tmp_path: Path) -> None:
    """A fetch that is killed after an answer goes on from there and asks for nothing twice."""
    from generator.publication import make_publication

    make_publication(tmp_path / "site")
    posts = [status(1, None, 60), *(status(number, 1, 1) for number in range(2, 62))]
    play_thread(server, [*posts, *(status(100 + number, number) for number in range(2, 62))])
    held_back: list[str] = []

    def hold(handler: play.Handler) -> None:
        held_back.append(handler.path)
        time.sleep(30)

    third = "/api/v1/statuses/9/context"
    answer, server.answers[third] = server.answers[third], Step(fault=hold)
    words = [sys.executable, "-m", "generator", "fetch", f"{server.base}/@a/1", "--allow-private"]
    process = subprocess.Popen(
        [*words, "--publication", str(tmp_path / "site")],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    until = time.monotonic() + 60
    while not held_back and process.poll() is None and time.monotonic() < until:
        time.sleep(0.02)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert held_back
    server.answers[third] = answer
    done = subprocess.run(
        [*words, "--publication", str(tmp_path / "site")],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "121 posts held of 121 declared" in done.stdout
    twice = {path for path in server.asked if server.asked.count(path) > 1}
    assert twice == {third}
