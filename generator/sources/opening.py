"""What a person points at: a file, a compressed file, a folder or a zip archive, as files that can be read."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from generator.errors import InputError

# A whole thread of a million posts stays below this; what is read as a stream may be bigger.
LIMIT_BYTES = 400 * 1024 * 1024
# What a folder or an archive of one export may hold in all.
LIMIT_FILES = 20_000
LIMIT_ARCHIVE_BYTES = 2 * 1024**3
_PIECE = 1024 * 1024
_COMPRESSED = (".gz", ".zst")
_NOT_AN_EXPORT = ("__MACOSX/", "Thumbs.db")


@dataclass(frozen=True)
class Opened:
    """How to get at the bytes of one file."""

    size: int  # bytes on disk, compressed or not
    open: Callable[[], BinaryIO]
    compression: str = ""  # ".gz", ".zst" or ""

    def stream(self) -> BinaryIO:
        """The bytes as a buffered stream, decompressed."""
        raw = self.open()
        if self.compression == ".gz":
            return cast(BinaryIO, io.BufferedReader(cast(io.RawIOBase, gzip.GzipFile(fileobj=raw))))
        if self.compression == ".zst":
            import zstandard  # few exports are compressed so

            # Reddit's archives are made with a window of 2 GB.
            reader = zstandard.ZstdDecompressor(max_window_size=2**31).stream_reader(raw, read_across_frames=True)
            return cast(BinaryIO, io.BufferedReader(cast(io.RawIOBase, reader)))
        return raw

    def content(self, name: str) -> bytes:
        """All bytes; raises InputError where there are more than LIMIT_BYTES or they cannot be decompressed."""
        if self.size > LIMIT_BYTES:
            raise InputError(
                f"{name} has {self.size // 1024**2:,} MB; at most {LIMIT_BYTES // 1024**2} MB are read at once, so "
                "split it, or save it as JSON Lines, which are read line by line."
            )
        with reading(name), self.stream() as stream:
            # Asked for that much at once, a buffer of that size is made, be the file small.
            content = _up_to(stream, LIMIT_BYTES + 1) if self.compression else stream.read()
        if len(content) > LIMIT_BYTES:
            raise InputError(f"{name} unpacks to more than {LIMIT_BYTES // 1024**2} MB, so split it.")
        return content


def _up_to(stream: BinaryIO, limit: int) -> bytes:
    """The bytes of a stream, at most so many: an archive may unpack to more than any memory."""
    content = bytearray()
    while len(content) < limit and (piece := stream.read(min(_PIECE, limit - len(content)))):
        content += piece
    return bytes(content)


class reading:  # noqa: N801 - reads as the statement it stands in
    """Turns what goes wrong while bytes are read into one sentence."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __enter__(self) -> None:
        """Nothing to do."""

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        """Raise InputError for an error of the file or its compression."""
        if error is None or isinstance(error, (InputError, KeyboardInterrupt)):
            return
        name_of_error = type(error).__name__
        if isinstance(error, (OSError, EOFError, zipfile.BadZipFile)) or name_of_error in ("ZstdError", "error"):
            reason = getattr(error, "strerror", None) or str(error) or name_of_error
            raise InputError(f"{self.name} cannot be read ({reason}).") from error


def opened(path: Path) -> Iterator[tuple[str, Opened]]:
    """The file, or every file of the folder or zip archive, by name, in order of name.

    Raises InputError where there is nothing to read, or more than an export holds.
    """
    try:
        if not path.exists():
            raise InputError(f"{path} does not exist; give the path of an exported thread.")
        if path.is_dir():
            yield from _of_folder(path)
        elif not path.is_file():
            raise InputError(f"{path} is not a file; give the path of an exported thread.")
        elif path.suffix.lower() == ".zip":
            yield from _of_archive(path)
        else:
            yield path.name, _file(path)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "its name is not a path"
        raise InputError(f"{str(path)!r} cannot be read ({reason}).") from error


def _file(path: Path) -> Opened:
    suffix = path.suffix.lower()
    return Opened(path.stat().st_size, lambda: path.open("rb"), suffix if suffix in _COMPRESSED else "")


def _of_folder(folder: Path) -> Iterator[tuple[str, Opened]]:
    # A link could lead out of the folder, and a file of its own is never one in an export.
    files = sorted(
        (name, _file(path))
        for path in folder.rglob("*")
        if path.is_file() and not path.is_symlink() and _belongs(name := path.relative_to(folder).as_posix())
    )
    if not files:
        raise InputError(f"{folder} holds no files; give the folder of an export.")
    _check_amount(str(folder), len(files), sum(file.size for _, file in files))
    yield from files


def _of_archive(path: Path) -> Iterator[tuple[str, Opened]]:
    with reading(path.name):
        archive = zipfile.ZipFile(path)
        members = sorted(
            (each for each in archive.infolist() if not each.is_dir() and _belongs(each.filename)),
            key=lambda each: each.filename,
        )
    if not members:
        raise InputError(f"{path.name} holds no files; give the archive of an export.")
    _check_amount(path.name, len(members), sum(each.file_size for each in members))
    for member in members:
        suffix = Path(member.filename).suffix.lower()
        yield (
            member.filename,
            Opened(
                member.file_size,
                lambda member=member: cast(BinaryIO, archive.open(member)),  # type: ignore[misc]
                suffix if suffix in _COMPRESSED else "",
            ),
        )


def _belongs(name: str) -> bool:
    """Whether a file is part of an export: not hidden, not what a system leaves behind."""
    return not any(part.startswith(".") for part in name.split("/")) and not name.startswith(_NOT_AN_EXPORT)


def _check_amount(name: str, count: int, size: int) -> None:
    if count > LIMIT_FILES:
        raise InputError(f"{name} holds {count:,} files; at most {LIMIT_FILES:,} are read, so take a part of it.")
    if size > LIMIT_ARCHIVE_BYTES:
        raise InputError(
            f"{name} holds {size // 1024**2:,} MB; at most {LIMIT_ARCHIVE_BYTES // 1024**2:,} MB are read, so take a "
            "part of it."
        )
