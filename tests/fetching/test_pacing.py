"""Pacing: how long a server asks to be left alone, in every way that the platforms say it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from generator.fetching.pacing import Pace, TooLongToWait, asked_wait
from tests.fetching.server import Clock

NOW = datetime(2026, 3, 1, 12, 0, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("status", "headers", "seconds"),
    [
        (200, {}, 0),
        (429, {"retry-after": "2"}, 2),
        (429, {"retry-after": "Sun, 01 Mar 2026 12:00:30 GMT"}, 30),
        (429, {"retry-after": "Sun, 01 Mar 2026 11:00:00 GMT"}, 0),
        (429, {"retry-after": "-1"}, 60),
        (429, {"retry-after": "soon"}, 60),
        (429, {}, 60),
        (503, {"retry-after": "5"}, 5),
        (403, {}, 0),
        (200, {"x-ratelimit-remaining": "0", "x-ratelimit-reset": "2026-03-01T12:04:00.123456Z"}, 240.123456),
        (200, {"x-ratelimit-remaining": "0.0", "x-ratelimit-reset": "120"}, 120),
        (403, {"x-ratelimit-remaining": "0", "x-ratelimit-reset": str(int(NOW.timestamp()) + 90)}, 90),
        (200, {"ratelimit-remaining": "0", "ratelimit-reset": str(int(NOW.timestamp()) + 10)}, 10),
        (200, {"x-ratelimit-remaining": "7", "x-ratelimit-reset": "120"}, 0),
        (200, {"x-ratelimit-remaining": "0", "x-ratelimit-reset": "nan"}, 60),
        (200, {"x-ratelimit-remaining": "0", "x-ratelimit-reset": "x"}, 60),
        (429, {"retry-after": "2", "x-ratelimit-remaining": "0", "x-ratelimit-reset": "50"}, 50),
    ],
)
def test_asked_wait(status: int, headers: dict[str, str], seconds: float) -> None:
    """Each way of asking gives its seconds, and nonsense the minute that GitHub advises."""
    assert asked_wait(status, headers, NOW) == pytest.approx(seconds)


def test_waits_and_says_so() -> None:
    """The next request to that server waits to the full, one to another server does not, and the wait is shown."""
    clock, said = Clock(), []
    pace = Pace(clock.now, clock.sleep, lambda *words: said.append(words))
    pace.note("a.example", 429, {"retry-after": "3"})
    pace.wait("b.example")
    assert clock.slept == 0
    pace.wait("a.example")
    assert clock.slept >= 3
    assert said[0] == ("waiting for a.example", 0, 4)


def test_server_clock_counts() -> None:
    """A moment is measured by the server's clock where this machine's is wrong."""
    clock = Clock()
    pace = Pace(clock.now, clock.sleep, lambda *words: None)
    reset = {"x-ratelimit-remaining": "0", "x-ratelimit-reset": "2026-03-01T14:00:40Z"}
    pace.note("a.example", 200, reset | {"date": "Sun, 01 Mar 2026 14:00:00 GMT"})
    pace.wait("a.example")
    assert clock.slept >= 40


def test_too_long() -> None:
    """A wait beyond a quarter of an hour ends the fetch with the moment at which it may go on."""
    clock = Clock()
    pace = Pace(clock.now, clock.sleep, lambda *words: None)
    pace.note("a.example", 429, {"retry-after": "3600"})
    with pytest.raises(TooLongToWait, match="asks to wait until 2026-03-01 13:00 UTC"):
        pace.wait("a.example")
    assert clock.slept == 0
