"""The raw store: whole answers with a line that vouches for each, gone on with, finished, and begun anew."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from generator.errors import FetchError
from generator.fetching.raw import MANIFEST, RawCapture, alone, open_capture

NOW = datetime(2026, 3, 1, 12, 0, 0, tzinfo=UTC)
URL = "https://a.example/@a/1"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """The folder of one thread."""
    (tmp_path / "thread").mkdir()
    return tmp_path / "thread"


def filled(place: Path) -> RawCapture:
    """A capture with one answer."""
    capture = open_capture(place, URL, NOW)
    capture.keep("https://a.example/one", "status", b'{"x": 1}', {"link": "<b>", "set-cookie": "s"}, 200, NOW)
    return capture


def test_answers_stay(place: Path) -> None:
    """An answer is a file as it came, readable by nobody else, and the manifest tells where it is from."""
    capture = filled(place)
    file = capture.files[0]
    assert (file.name, file.read_bytes()) == ("00001-status.json", b'{"x": 1}')
    assert file.stat().st_mode & 0o077 == 0
    again = open_capture(place, URL, NOW + timedelta(hours=1))
    assert again.folder == capture.folder
    assert again.held("https://a.example/one") == ({"x": 1}, {"link": "<b>"})
    assert again.captured_at == "2026-03-01T12:00:00Z"
    assert "set-cookie" not in (capture.folder / MANIFEST).read_text("utf-8")


def test_changed_file(place: Path) -> None:
    """A file that is not what the manifest says is asked for again, under its name."""
    capture = filled(place)
    capture.files[0].write_bytes(b'{"x": ')
    again = open_capture(place, URL, NOW)
    assert again.held("https://a.example/one") is None
    again.keep("https://a.example/one", "status", b"{}", {}, 200, NOW)
    assert [file.name for file in again.files] == ["00001-status.json"]


def test_killed_while_writing(place: Path) -> None:
    """Half a line at the end of the manifest counts for nothing, and the next line stands on its own."""
    capture = filled(place)
    with (capture.folder / MANIFEST).open("a") as manifest:
        manifest.write('{"file": "00002-conte')
    again = open_capture(place, URL, NOW)
    assert again.folder == capture.folder
    assert len(again.answers) == 1
    again.keep("https://a.example/two", "context", b"{}", {}, 200, NOW)
    assert len(open_capture(place, URL, NOW).answers) == 2


def test_new_captures(place: Path) -> None:
    """A capture is gone on with until it is finished and imported, or too old."""
    capture = filled(place)
    capture.finish("All of it.", whole=True)
    same = open_capture(place, URL, NOW + timedelta(days=30))
    assert (same.folder, same.finished, same.completeness) == (capture.folder, True, "All of it.")
    same.note_imported()
    new = open_capture(place, URL, NOW)
    assert new.folder != capture.folder
    assert new.answers == {}
    assert open_capture(place, URL, NOW + timedelta(days=8)).folder not in (new.folder, capture.folder)


def test_gaps_of_an_imported_capture(place: Path) -> None:
    """They are asked for again for a day, and then the next fetch begins anew."""
    capture = filled(place)
    capture.finish("Some of it.", whole=False)
    capture.note_imported()
    assert open_capture(place, URL, NOW + timedelta(hours=23)).folder == capture.folder
    assert open_capture(place, URL, NOW + timedelta(hours=25)).folder != capture.folder


@pytest.mark.parametrize("first", ['{"version": 0}', "[]", "no json", ""])
def test_other_versions(place: Path, first: str) -> None:
    """A folder that another version wrote, or that is broken, is left as it is."""
    capture = filled(place)
    manifest = capture.folder / MANIFEST
    lines = manifest.read_text("utf-8").splitlines()
    manifest.write_text("\n".join([first, *lines[1:]]) + "\n", "utf-8")
    before = manifest.read_bytes()
    assert open_capture(place, URL, NOW).folder != capture.folder
    assert manifest.read_bytes() == before


def test_alone(place: Path) -> None:
    """Two fetches of one thread do not run at once, and the next may when the first has ended."""
    with alone(place), pytest.raises(FetchError, match="being fetched already"), alone(place):
        pytest.fail("both")
    with alone(place):
        assert place.stat().st_mode & 0o077 == 0


def test_refusals_stay(place: Path) -> None:
    """What is gone is not asked for again."""
    capture = filled(place)
    capture.refuse("https://a.example/two", 404, "not there", NOW)
    line = json.loads((capture.folder / MANIFEST).read_text("utf-8").splitlines()[-1])
    assert line["refused"] == "not there"
    assert "https://a.example/two" in open_capture(place, URL, NOW).refusals
