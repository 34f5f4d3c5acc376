"""The shared lists of hostile addresses and broken servers: each entry ends as its class says."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from generator.errors import DisconnectionsError
from generator.fetching import target_of
from generator.fetching.client import Client
from generator.fetching.guard import Guard

VECTORS = Path(__file__).resolve().parents[2].parent / "shared" / "vectors"
SPELT_OUT = re.compile(r"(?:[a-z][a-z+.-]*:|\\\\)", re.I)


def vectors(name: str) -> list[dict[str, Any]]:
    """The entries of a list; none where it is not beside the project."""
    file = VECTORS / name
    return json.loads(file.read_text("ascii"))["vectors"] if file.is_file() else []


def addresses() -> list[Any]:
    """The entries that are an address as such; the others describe what a server or resolver does."""
    found = [each for each in vectors("ssrf_urls_a.json") if each["class"] not in ("redirect", "dns", "body")]
    skip = pytest.mark.skip(reason="the shared vectors are not beside the project")
    return [pytest.param(each["payload"], id=each["id"]) for each in found] or [pytest.param("", marks=skip)]


def no_lookup(name: str, port: int) -> list[str]:
    """Stands for every resolver: all names lead to loopback."""
    return ["127.0.0.1"]


@pytest.mark.parametrize("payload", addresses())
def test_addresses(payload: str, client: Callable[..., Client], monkeypatch: pytest.MonkeyPatch) -> None:
    """Every address of the list is refused with a reason and without a connection, given by hand or by a redirect."""
    assert SPELT_OUT.match(payload)
    monkeypatch.setattr("socket.socket.connect", lambda *arguments: pytest.fail("connected"))
    with pytest.raises(DisconnectionsError, match=r"\w{3}"):
        target_of(payload, Guard(lookup=no_lookup))
    with pytest.raises(DisconnectionsError, match=r"\w{3}"):
        client(Guard(lookup=no_lookup)).json(payload)
