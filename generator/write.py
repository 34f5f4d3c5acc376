"""The only writer of docs/: whole folders and single files that the generator owns."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

# Everything below these is the generator's; what it did not write this time is removed.
OWNED_FOLDERS = ("threads", "methods", "search", "assets/charts")
OWNED_FILES = ("index.md",)


def write_docs(docs: Path, files: dict[str, bytes]) -> int:
    """Make the owned part of docs/ hold exactly these files; returns how many were rewritten."""
    strange = [name for name in files if not owned(name)]
    if strange:
        raise ValueError(f"outside the folders the generator owns: {strange}")
    written = 0
    there = files_below(docs)
    for name in sorted(files):
        target = docs / name
        # Most of what is new is not there at all, and asking for each file would take as long as writing it.
        if name in there and same_bytes(target, files[name]):
            continue
        write_atomically(target, files[name])
        written += 1
    kept = {docs / name for name in files}
    for folder in OWNED_FOLDERS:
        remove_others(docs / folder, kept)
    return written


def files_below(docs: Path) -> set[str]:
    """The files of the owned folders, and those owned by name, as paths below docs/."""
    found = set(OWNED_FILES)
    for folder in OWNED_FOLDERS:
        for place, _, names in os.walk(docs / folder):
            below = Path(place).relative_to(docs).as_posix()
            found |= {f"{below}/{name}" for name in names}
    return found


def same_bytes(target: Path, content: bytes) -> bool:
    """Whether the file is there and holds just this."""
    try:
        return target.stat().st_size == len(content) and target.read_bytes() == content
    except OSError:  # not there
        return False


def owned(name: str) -> bool:
    """Whether a path below docs/ belongs to the generator."""
    parts = Path(name).parts
    if ".." in parts or Path(name).is_absolute():
        return False
    return name in OWNED_FILES or any(name.startswith(folder + "/") for folder in OWNED_FOLDERS)


def write_atomically(target: Path, content: bytes) -> None:
    """Write beside the target and rename, so that no reader sees half a file."""
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=".writing-")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        Path(name).chmod(0o644)
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def remove_others(folder: Path, kept: set[Path]) -> None:
    """Delete the files of an owned folder that are not among those kept, and the folders left empty."""
    if not folder.is_dir():
        return
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir() and not path.is_symlink():
            if not any(path.iterdir()):
                path.rmdir()
        elif path not in kept:
            path.unlink()
