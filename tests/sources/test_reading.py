"""Documents: the JSON without its lists, its beginning, and which files of a folder are JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator.errors import InputError
from generator.sources import documents_of, reading
from generator.sources.reading import Document, json_files

VALUE = {"thread": {"post": {"replies": [7]}, "replies": [{"replies": [1]}, {"b": []}]}, "posts": [{"c": 2}], "n": 1.5}


def document(folder: Path, content: str, name: str = "x.json") -> Document:
    """A file with this text."""
    (folder / name).write_text(content)
    return documents_of([folder / name])[0]


@pytest.mark.parametrize("whole_bytes", [reading.WHOLE_BYTES, 0])
def test_without_its_lists(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, whole_bytes: int) -> None:
    """The lists at the places named are empty and all else is there, of a small file as of a big one."""
    monkeypatch.setattr(reading, "WHOLE_BYTES", whole_bytes)
    found = document(tmp_path, json.dumps(VALUE)).without("posts", "thread", "thread.replies", "absent")
    assert found == {"thread": {"post": {"replies": [7]}, "replies": []}, "posts": [], "n": 1.5}
    assert document(tmp_path, "[1, 2]").without("posts") == [1, 2]
    with pytest.raises(InputError, match="not valid JSON"):
        document(tmp_path, '{"posts": [1, {').without("posts")


@pytest.mark.parametrize("whole_bytes", [reading.WHOLE_BYTES, 0])
def test_items_beside_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, whole_bytes: int) -> None:
    """The values of those lists come one after the other."""
    monkeypatch.setattr(reading, "WHOLE_BYTES", whole_bytes)
    assert list(document(tmp_path, json.dumps(VALUE)).items("thread.replies.item")) == VALUE["thread"]["replies"]


def test_beginning(tmp_path: Path) -> None:
    """The first records tell a format: lines that are broken are left out, and what is no JSON has none."""
    assert document(tmp_path, '{broken\n{"a": 1}\n{"a": 2}\n', "x.jsonl").beginning() == [{"a": 1}, {"a": 2}]
    assert document(tmp_path, json.dumps(list(range(50)))).beginning(3) == [0, 1, 2]
    assert document(tmp_path, '{"a": 1}').beginning() == [{"a": 1}]
    assert document(tmp_path, '{"a": ').beginning() == document(tmp_path, "words").beginning() == []


def test_json_files(tmp_path: Path) -> None:
    """Of a folder the files that are JSON by name or beginning; a file alone is what it is."""
    contents = {"a.json": "{}", "b.jsonl": "{broken", "c": "[1]", "README.md": "# Words", "d.png": "PNG"}
    for name, content in contents.items():
        (tmp_path / name).write_text(content)
    assert [each.name for each in json_files(documents_of([tmp_path]))] == ["a.json", "b.jsonl", "c"]
    assert [each.name for each in json_files(documents_of([tmp_path / "README.md"]))] == ["README.md"]
