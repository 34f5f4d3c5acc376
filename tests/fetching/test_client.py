"""The client: whole answers or a named reason, within limits, never faster than the server allows."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from dataclasses import replace

import pytest

from generator.errors import FetchError
from generator.fetching.client import Client, LimitReached, Passing, Refused
from generator.fetching.guard import Guard
from tests.fetching import server as play
from tests.fetching.conftest import IMPATIENT, LIMITS
from tests.fetching.server import Clock, PlayServer, Step

Make = Callable[..., Client]


def test_json(server: PlayServer, client: Make) -> None:
    """A plain answer comes as it is, and the server hears who asks."""
    server.answers["/a"] = {"x": "é"}
    answer = client(agent="Disconnections/1 (test)").json(f"{server.base}/a")
    assert answer.value == {"x": "é"}
    assert server.heard[0]["user-agent"] == "Disconnections/1 (test)"
    assert server.heard[0]["accept-encoding"] == "gzip"
    assert "cookie" not in server.heard[0] and "authorization" not in server.heard[0]


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504, 522])
def test_tries_again(server: PlayServer, client: Make, status: int) -> None:
    """What may pass is tried again and then whole."""
    server.answers["/a"] = [Step(status=status, headers={"Retry-After": "0"}), Step({"x": 1})]
    assert client().json(f"{server.base}/a").value == {"x": 1}


@pytest.mark.parametrize("said", ["2", "Sun, 01 Mar 2099 12:00:02 GMT"])
def test_waits_as_asked(server: PlayServer, client: Make, clock: Clock, said: str) -> None:
    """Retry-After is kept to, as seconds and as a date."""
    headers = {"Retry-After": said, "Date": "Sun, 01 Mar 2099 12:00:00 GMT"}
    server.answers["/a"] = [Step(status=429, headers=headers), Step({})]
    client().json(f"{server.base}/a")
    assert 2 <= clock.slept <= 5


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        (play.cut_short, "did not answer in full"),
        (play.reset, "did not answer in full"),
        (play.unfinished_chunks, "did not answer in full"),
        (play.silence, "did not answer in full"),
        (play.drip, "took too long as a whole"),
    ],
)
def test_broken_transfers(server: PlayServer, client: Make, fault: play.Fault, reason: str) -> None:
    """A broken transfer is tried again; one that stays broken is told, and never taken for an answer."""
    server.answers["/a"] = [Step(fault=fault), Step({"x": 1})]
    assert client(limits=IMPATIENT).json(f"{server.base}/a").value == {"x": 1}
    server.answers["/b"] = Step(fault=fault)
    with pytest.raises(Passing, match=reason):
        client(limits=IMPATIENT).json(f"{server.base}/b")


def test_wrong_length(server: PlayServer, client: Make) -> None:
    """A length below what is sent cuts the JSON, which counts as broken."""
    server.answers["/a"] = Step({"x": "long enough"}, headers={"Content-Length": "9"})
    with pytest.raises(Passing, match="broke off in the middle of its JSON"):
        client().json(f"{server.base}/a")


@pytest.mark.parametrize(
    ("step", "reason"),
    [
        (Step(status=404), "answered 404 (not there)"),
        (Step(b"<html>robots keep out</html>", 403), "answered 403 (it refuses us)"),
        (Step(b'<meta http-equiv="refresh" content="0;url=http://127.0.0.1/">'), "answered with a web page"),
        (Step(b"", headers={"Content-Encoding": "br"}), "packed as 'br'"),
        (Step(b"", headers={"Content-Encoding": "x-unknown"}), "packed as 'x-unknown'"),
        (Step(b"", headers={"Content-Encoding": "gzip, gzip"}), "packed as 'gzip, gzip'"),
        (Step({}, headers={"Content-Type": "application/json; charset=utf-7"}), "written in 'utf-7'"),
        (Step(b'{"n": ' + b"1" * 50_000 + b"}"), "no JSON, expected JSON (Exceeds the limit"),
        (Step(b"[" * 100_000), "no JSON, expected JSON (maximum recursion"),
        (Step(b'{"x": "\xff"}'), "no JSON"),
        (Step(gzip.compress(b" " * 3_000_000), headers={"Content-Encoding": "gzip"}), "the most that one answer"),
        (Step(b" " * 400_000), "the most that one answer"),
        (Step({}, headers={"Content-Length": str(10 * 1024**3)}), "the most that one answer"),
        (Step(fault=play.endless_chunks), "the most that one answer"),
        (Step(status=302), "redirects to nowhere"),
    ],
)
def test_refused(server: PlayServer, client: Make, step: Step, reason: str) -> None:
    """What another try would not change is refused after one request, with its reason."""
    server.answers["/a"] = step
    with pytest.raises(Refused) as caught:
        client().json(f"{server.base}/a")
    assert reason in str(caught.value)
    assert server.asked == ["/a"]


def test_gzip(server: PlayServer, client: Make) -> None:
    """A packed answer is unpacked, and one without its end is broken."""
    packed = gzip.compress(b'{"x": 1}')
    server.answers["/a"] = Step(packed, headers={"Content-Encoding": "gzip"})
    assert client().json(f"{server.base}/a").value == {"x": 1}
    server.answers["/b"] = Step(packed[:-4], headers={"Content-Encoding": "gzip"})
    with pytest.raises(Passing, match="no proper end"):
        client().json(f"{server.base}/b")


def test_redirects(server: PlayServer, client: Make) -> None:
    """Redirects are followed within bounds; circles and long chains are named."""
    server.answers |= {
        "/a": Step(status=301, headers={"Location": "/b"}),
        "/b": {"x": 1},
        "/c": Step(status=302, headers={"Location": "/d"}),
        "/d": Step(status=302, headers={"Location": "/c"}),
    }
    server.answers |= {f"/{n}": Step(status=307, headers={"Location": f"/{n + 1}"}) for n in range(20)}
    assert client().json(f"{server.base}/a").url == f"{server.base}/b"
    with pytest.raises(Refused, match="redirects in a circle"):
        client().json(f"{server.base}/c")
    with pytest.raises(Refused, match="redirects more than 5 times"):
        client().json(f"{server.base}/0")


@pytest.mark.parametrize(
    ("location", "reason"),
    [
        ("http://127.0.0.2/", "127.0.0.2 is no public address (loopback)"),
        ("//10.0.0.1/", "10.0.0.1 is no public address (private)"),
        ("http://inside.example/", "inside.example leads to 192.168.1.1, which is no public address (private)"),
        ("http://[::ffff:127.0.0.1]/", "IPv4-mapped"),
        ("file:///etc/passwd", "not http or https"),
        ("http://metadata.internal/", "local network"),
    ],
)
def test_redirects_to_private_places(server: PlayServer, client: Make, location: str, reason: str) -> None:
    """Each hop is checked as if it had been given by hand."""
    server.answers["/a"] = Step(status=302, headers={"Location": location})
    guard = OneServer(server, {"inside.example": ["192.168.1.1"]})
    with pytest.raises(FetchError) as caught:
        client(guard).json("http://public.example/a")
    assert reason in str(caught.value)
    assert server.asked == ["/a"]


class OneServer(Guard):
    """A guard for which public.example is the loopback server, and every other rule holds."""

    def __init__(self, server: PlayServer, names: dict[str, list[str]]) -> None:
        super().__init__(lookup=lambda name, port: names.get(name, []))
        self._port = server.port

    def url(self, text: str) -> str:
        """The address as any guard has it, then with the port of the loopback server."""
        return super().url(text).replace("//public.example/", f"//public.example:{self._port}/")

    def resolve(self, host: str, port: int) -> list[str]:
        """Loopback for the one name."""
        return ["127.0.0.1"] if host == "public.example" else super().resolve(host, port)


def test_no_way_back_from_encryption(server: PlayServer, client: Make) -> None:
    """A redirect from https to http is refused."""
    with pytest.raises(Refused, match="not encrypted"):
        client()._redirected("https://a.example/", "http://a.example/")


def test_cookies_do_not_stick(server: PlayServer, client: Make) -> None:
    """A cookie that a server sets is never sent back, not even after a redirect."""
    server.answers |= {"/a": Step(status=302, headers={"Location": "/b", "Set-Cookie": "who=1"}), "/b": {}}
    client().json(f"{server.base}/a")
    assert all("cookie" not in headers for headers in server.heard)


def test_limits_of_the_whole(server: PlayServer, client: Make, clock: Clock) -> None:
    """Requests, bytes and hours of the whole fetch end, and the error says which."""
    server.answers |= {"/a": {}, "/big": Step(b" " * 200_000 + b"{}")}
    few = client(limits=replace(LIMITS, requests=2))
    with pytest.raises(LimitReached, match="more than 2 requests"):
        [few.json(f"{server.base}/a") for _ in range(3)]
    small = client()
    with pytest.raises(LimitReached, match="more than 1 MB were sent"):
        [small.json(f"{server.base}/big") for _ in range(11)]
    long = client()
    clock.sleep(5 * 3600)
    with pytest.raises(LimitReached, match="more than 4 hours"):
        long.json(f"{server.base}/a")
