"""A fetch as a whole: from an address to a stored thread that says how complete it is."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import stamina

from generator.cli import main
from generator.publication import make_publication
from tests.fetching.server import PlayServer, Step
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
    """A thread that cannot be kept is kept by the next try without a request."""
    play_thread(server, [status(1, None, 1), status(2, 1), status(7, None)])
    words = ("fetch", "--allow-private", "--publication", publication)
    assert run(*words, f"{server.base}/@a/7", "--slug", "one") == 0
    assert run(*words, f"{server.base}/@a/1", "--slug", "one") == 1
    assert "nothing is fetched twice" in capsys.readouterr().err
    server.asked.clear()
    assert run(*words, f"{server.base}/@a/1", "--slug", "two") == 0
    assert server.asked == []


def test_fetched_again(server: PlayServer, publication: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A later fetch is a new capture: it joins the one kept, or says that nothing has changed."""
    play_thread(server, [status(1, None, 1), status(2, 1)])
    words = ("fetch", f"{server.base}/@a/1", "--allow-private", "--publication", publication)
    assert run(*words) == 0
    for _ in range(2):
        server.asked.clear()
        assert run(*words) == 1
        assert "nothing has changed" in capsys.readouterr().err
        assert len(server.asked) == 2
    play_thread(server, [status(1, None, 2), status(2, 1), status(3, 1)])
    assert run(*words) == 0
    assert "1 post new" in capsys.readouterr().out


def test_gaps_are_not_vanished_posts(server: PlayServer, publication: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A later fetch with gaps does not mark what it lacks as vanished, and goes on to be whole."""
    play_thread(server, [status(1, None, 1), status(2, 1)])
    words = ("fetch", f"{server.base}/@a/1", "--allow-private", "--publication", publication)
    assert run(*words) == 0
    context = server.answers["/api/v1/statuses/1/context"]
    server.answers["/api/v1/statuses/1/context"] = Step(status=500)
    assert run(*words) == 1
    assert "1 kept post is not in this capture, which has gaps" in capsys.readouterr().err
    server.answers["/api/v1/statuses/1/context"] = context
    assert run(*words) == 1
    assert "nothing has changed" in capsys.readouterr().err


def test_slug_is_looked_at_first(server: PlayServer, publication: Path) -> None:
    """A slug that is wrong costs no request."""
    play_thread(server, [status(1, None)])
    words = ("fetch", f"{server.base}/@a/1", "--allow-private", "--publication", publication)
    assert run(*words, "--slug", "Not a slug") == 2
    assert server.asked == []


def test_wrong_usage(publication: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An unknown kind of address names the known ones and exits with 2; a refused address exits with 1."""
    assert run("fetch", "https://www.example.org/blog/1", "--publication", publication) == 2
    said = capsys.readouterr().err
    for name in ("Mastodon", "Bluesky", "Reddit", "Hacker News", "Discourse", "GitHub"):
        assert name in said
    assert run("fetch", "http://127.0.0.1/@a/1", "--publication", publication) == 1
    assert "127.0.0.1 is no public address (loopback)" in capsys.readouterr().err
    assert not (publication / "data" / "private").exists()


def test_overlapping_answers(server: PlayServer, publication: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Posts that came in several answers are told as one kind of rejection on screen."""
    chain = [status(number, number - 1 if number > 1 else None, int(number < 45)) for number in range(1, 46)]
    play_thread(server, chain)
    assert run("fetch", f"{server.base}/@a/45", "--allow-private", "--publication", publication) == 0
    said = [line for line in capsys.readouterr().out.splitlines() if "rejected: " in line]
    assert len(said) == 1 and said[0].endswith(" × duplicate")
