"""A finished export put in its place: whole, or not at all, and never over anything else."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from generator.errors import UsageError

STAMP = "export.json"


def check_free(folder: Path) -> None:
    """Raise UsageError where something is there that is no earlier export."""
    if folder.is_dir() and (not any(folder.iterdir()) or (folder / STAMP).is_file()):
        return
    if folder.exists() or folder.is_symlink():
        raise UsageError(f"{folder}: there is something there that is no export; give --out a new or empty folder.")


def put(folder: Path, files: dict[str, bytes]) -> None:
    """Make the folder hold exactly these files; an earlier export stays until the new one is whole."""
    check_free(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(dir=folder.parent, prefix=".exporting-"))
    try:
        new, old = beside / "new", beside / "old"
        new.mkdir()
        for name, content in files.items():
            (new / name).write_bytes(content)
        if folder.exists():
            folder.rename(old)
        try:
            new.rename(folder)
        except BaseException:
            if old.exists():
                old.rename(folder)
            raise
    finally:
        shutil.rmtree(beside, ignore_errors=True)
