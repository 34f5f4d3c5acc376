"""Files as they are: compressed, in folders, in archives, and those that unpack to too much."""

from __future__ import annotations

import gzip
import zipfile
from pathlib import Path

import pytest
import zstandard

from generator.errors import InputError
from generator.sources import opening
from generator.sources.opening import opened


def contents(path: Path) -> dict[str, bytes]:
    """What can be read of it, by name."""
    return {name: each.content(name) for name, each in opened(path)}


def test_compressed(tmp_path: Path) -> None:
    """A compressed file gives what was packed into it, however many pieces that takes."""
    whole = bytes(range(256)) * 10_000
    (tmp_path / "a.json.gz").write_bytes(gzip.compress(whole))
    (tmp_path / "a.zst").write_bytes(zstandard.compress(whole[:100]) + zstandard.compress(whole[100:]))
    assert contents(tmp_path) == {"a.json.gz": whole, "a.zst": whole}


def test_folder_and_archive(tmp_path: Path) -> None:
    """A folder and a zip archive of it give the same files, without what is hidden or left behind by a system."""
    folder = tmp_path / "export"
    for name in ("b/2.json", "b/1.json", "a.json", ".hidden", "b/.git/x", "__MACOSX/a.json"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(name)
    (folder / "link.json").symlink_to(folder / "a.json")
    with zipfile.ZipFile(tmp_path / "export.zip", "w") as archive:
        for path in folder.rglob("*"):
            if path.is_file() and not path.is_symlink():
                archive.write(path, path.relative_to(folder).as_posix())
    found = contents(folder)
    assert list(found) == ["a.json", "b/1.json", "b/2.json"]
    assert contents(tmp_path / "export.zip") == found


def test_what_unpacks_to_too_much(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A small file that unpacks beyond the limit is refused, and no more than the limit is unpacked of it."""
    monkeypatch.setattr(opening, "LIMIT_BYTES", 3_000_000)
    (tmp_path / "bomb.gz").write_bytes(gzip.compress(b"a" * 20_000_000))
    with pytest.raises(InputError, match="unpacks to more than"):
        contents(tmp_path / "bomb.gz")


def test_broken_compression(tmp_path: Path) -> None:
    """A file that cannot be decompressed is refused by its name."""
    for name in ("a.gz", "a.zst", "a.zip"):
        (tmp_path / name).write_bytes(b"not compressed")
        with pytest.raises(InputError, match=f"{name} cannot be read"):
            contents(tmp_path / name)
