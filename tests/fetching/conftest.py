"""What the tests of fetching share: a server, a clock, no waits between tries, and a fetch into a folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import stamina

from generator.fetching import Fetched, Settings, fetch_raw
from generator.fetching.client import Client, Limits
from generator.fetching.guard import Guard
from tests.fetching.server import Clock, PlayServer

LIMITS = Limits(answer_bytes=300_000, fetch_bytes=2_000_000, attempts=3)
# For servers that fall silent or drip: a busy machine must not look like one.
IMPATIENT = replace(LIMITS, read_seconds=0.3, answer_seconds=0.5)


@pytest.fixture(autouse=True)
def no_waits() -> Iterator[None]:
    """Tries follow each other at once."""
    with stamina.set_testing(True, attempts=3):
        yield


@pytest.fixture
def server() -> Iterator[PlayServer]:
    """A server on loopback."""
    player = PlayServer()
    yield player
    player.close()


@pytest.fixture
def clock() -> Clock:
    """A clock of the test's own."""
    return Clock()


@pytest.fixture
def client(clock: Clock) -> Iterator[Callable[..., Client]]:
    """`client()` makes one that may speak to loopback; options as of Client, `guard` too."""
    made: list[Client] = []

    def make(guard: Guard | None = None, **options: Any) -> Client:
        settings = {"agent": "test", "limits": LIMITS, "now": clock.now, "sleep": clock.sleep} | options
        made.append(Client(guard or Guard(allow_private=True), **settings))
        return made[-1]

    yield make
    for each in made:
        each.close()


@pytest.fixture
def fetch(tmp_path: Path, clock: Clock) -> Callable[..., Fetched]:
    """`fetch(url)` fetches from loopback into a folder that stays for the test."""

    def run(url: str, environment: dict[str, str] | None = None, **settings: Any) -> Fetched:
        given = {"allow_private": True, "limits": LIMITS, "options": {"now": clock.now, "sleep": clock.sleep}}
        return fetch_raw(
            tmp_path / "raw",
            url,
            Settings(environment=environment or {}, **(given | settings)),
            lambda task, done, total: None,
        )

    return run
