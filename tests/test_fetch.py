"""A fetch as a whole: from an address to a stored thread that says how complete it is."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import stamina

from generator.cli import main
from generator.publication import make_publication
from tests.fetching.server import PlayServer
from tests.fetching.test_mastodon import play_thread, status


@pytest.fixture
def server() -> Iterator[PlayServer]:
    """A server on loopback, and tries that follow each other at once."""
    player = PlayServer()
    with stamina.set_testing(True, attempts=2):
        yield player
    player.close()


@pytest.fixture
def publication(tmp_path: Path) -> Path:
    """An empty publication."""
    make_publication(tmp_path / "site")
    return tmp_path / "site"


def run(*words: object) -> int:
    """The command line, as from a shell."""
    return main([str(word) for word in words])


def test_fetch(server: PlayServer, publication: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The thread is stored with pseudonyms, and its ledger tells route, moment and completeness."""
    play_thread(server, [status(1, None, 1), status(2, 1)])
    assert run("fetch", f"{server.base}/@person1/1", "--allow-private", "--publication", publication) == 0
    folder = publication / "data" / "threads" / "post-1"
    capture = json.loads((folder / "capture.json").read_text("utf-8"))
    assert capture["route"] == "fetch: 127.0.0.1"
    assert capture["captured_at"].endswith("Z")
    assert capture["completeness"].startswith("2 posts held of 2 declared; ")
    assert "person1" not in "".join(file.read_text("utf-8") for file in folder.iterdir())
    assert "complete? 2 posts held of 2 declared" in capsys.readouterr().out


def test_import_fails_without_a_second_fetch(
    server: PlayServer, publication: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A thread that cannot be kept is kept by the next try without a request; the one after that is a new capture."""
    play_thread(server, [status(1, None, 1), status(2, 1)])
    words = ("fetch", f"{server.base}/@a/1", "--allow-private", "--publication", publication)
    assert run(*words) == 0
    count = len(server.asked)
    assert run(*words) == 1
    assert "nothing is fetched twice" in capsys.readouterr().err
    assert len(server.asked) == 2 * count
    assert run(*words, "--replace") == 0
    assert len(server.asked) == 2 * count
    assert run(*words, "--replace") == 0
    assert len(server.asked) == 3 * count


def test_slug_is_looked_at_first(server: PlayServer, publication: Path) -> None:
    """A slug that is taken or wrong costs no request."""
    play_thread(server, [status(1, None)])
    words = ("fetch", f"{server.base}/@a/1", "--allow-private", "--publication", publication, "--slug", "one")
    assert run(*words) == 0
    count = len(server.asked)
    assert run(*words) == 1
    assert run(*words[:-1], "Not a slug") == 2
    assert len(server.asked) == count


def test_wrong_usage(publication: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An unknown kind of address names the known ones and exits with 2; a refused address exits with 1."""
    assert run("fetch", "https://www.example.org/blog/1", "--publication", publication) == 2
    said = capsys.readouterr().err
    for name in ("Mastodon", "Bluesky", "Reddit", "Hacker News", "Discourse", "GitHub"):
        assert name in said
    assert run("fetch", "http://127.0.0.1/@a/1", "--publication", publication) == 1
    assert "127.0.0.1 is no public address (loopback)" in capsys.readouterr().err
    assert not (publication / "data" / "private").exists()
