"""An export is whole or not there, and never over anything else."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.errors import UsageError
from generator.exporting.folder import put

FIRST = {"export.json": b"{}", "a": b"1", "b": b"2"}
SECOND = {"export.json": b"{}", "a": b"3"}


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a folder."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_new_and_again(tmp_path: Path) -> None:
    """A folder is made, with those above it; an earlier export gives way whole, and nothing is left beside."""
    folder = tmp_path / "x" / "y"
    put(folder, FIRST)
    put(folder, SECOND)
    assert contents(folder) == SECOND
    assert list((tmp_path / "x").iterdir()) == [folder]


def test_other_things_stay(tmp_path: Path) -> None:
    """A folder with other things in it, or a file, is refused and stays."""
    (tmp_path / "notes.txt").write_text("mine")
    for place in (tmp_path, tmp_path / "notes.txt"):
        with pytest.raises(UsageError, match="no export"):
            put(place, FIRST)
    assert contents(tmp_path) == {"notes.txt": b"mine"}


@pytest.mark.parametrize("step", [1, 2])
def test_interrupted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: int) -> None:
    """Whichever rename fails, the earlier export is there, whole, and nothing beside it."""
    folder = tmp_path / "x"
    put(folder, FIRST)
    real, calls = Path.rename, 0

    def failing(self: Path, target: Path) -> Path:
        nonlocal calls
        calls += 1
        if calls == step:
            raise OSError("interrupted")
        return real(self, target)

    monkeypatch.setattr(Path, "rename", failing)
    with pytest.raises(OSError, match="interrupted"):
        put(folder, SECOND)
    assert contents(folder) == FIRST
    assert list(tmp_path.iterdir()) == [folder]
