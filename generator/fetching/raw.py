"""The raw answers of a fetch in data/private/raw/, with a manifest, so that nothing is asked for twice."""

from __future__ import annotations

import hashlib
import json
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import IO, Any

from generator.errors import FetchError

# Raised when files or manifest change their meaning; a folder of another version is left alone and not gone on with.
VERSION = 1
MANIFEST = ".manifest.jsonl"  # begins with a dot, so that importing the folder passes it by
# An unfinished capture is gone on with for so long; after that its two halves would show two different threads.
FRESH = timedelta(days=7)
# Gaps of a capture that was imported are asked for again for so long; after that the next fetch is a new capture.
GAPS_FRESH = timedelta(days=1)
_STAMP = re.compile(r"[0-9]{8}T[0-9]{6}Z")
_HEADERS_KEPT = ("date", "etag", "last-modified", "link", "content-type", "mastodon-async-refresh", "x-ratelimit-limit")


@dataclass
class RawCapture:
    """One capture of one thread: a folder of answers in the order they were asked for."""

    folder: Path
    url: str
    answers: dict[str, dict[str, Any]] = field(default_factory=dict)  # address asked for -> line of the manifest
    refusals: dict[str, dict[str, Any]] = field(default_factory=dict)
    completeness: str = ""  # said at the end
    finished: bool = False
    imported: bool = False

    @property
    def files(self) -> list[Path]:
        """The answers that hold posts as files, in order."""
        return sorted(self.folder / line["file"] for line in self.answers.values() if not line["file"].startswith("."))

    @property
    def captured_at(self) -> str:
        """When the last answer came."""
        return max((line["at"] for line in self.answers.values()), default="")

    def held(self, url: str) -> tuple[Any, dict[str, str]] | None:
        """The value and headers of an answer that is there and whole."""
        line = self.answers.get(url)
        if line is None:
            return None
        file = self.folder / line["file"]
        content = file.read_bytes() if file.is_file() else b""
        if hashlib.sha256(content).hexdigest() != line["sha256"]:
            return None
        return json.loads(content.decode("utf-8-sig")), line["headers"]

    def keep(self, url: str, label: str, content: bytes, headers: dict[str, str], status: int, at: datetime) -> None:
        """Write an answer, then the line that vouches for it; a label with a dot before it keeps it from readers."""
        known = self.answers.get(url)
        dot, label = ("." if label.startswith(".") else ""), label.removeprefix(".")
        name = known["file"] if known else f"{dot}{len(self.answers) + 1:05}-{label}.json"
        _write(self.folder / name, content)
        line = {
            "file": name,
            "url": url,
            "at": at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "status": status,
            "headers": {key: headers[key] for key in _HEADERS_KEPT if key in headers},
            "bytes": len(content),
            "sha256": hashlib.sha256(content).hexdigest(),
        }
        self.answers[url] = line
        self._note(line)

    def refuse(self, url: str, status: int, reason: str, at: datetime) -> None:
        """Note an answer that will not come, so that it is not asked for again."""
        line = {"refused": reason, "url": url, "at": at.astimezone(UTC).isoformat(timespec="seconds"), "status": status}
        self.refusals[url] = line
        self._note(line)

    def finish(self, completeness: str, whole: bool) -> None:
        """Say how complete the capture is; one that is not whole is gone on with at the next fetch."""
        self.completeness, self.finished = completeness, whole
        self._note({"completeness": completeness, "finished": whole})

    def note_imported(self) -> None:
        """The answers have become a thread; the next fetch is a new capture."""
        self.imported = True
        self._note({"imported": True})

    def discard_if_empty(self) -> None:
        """Leave nothing behind where nothing came."""
        if not self.answers:
            (self.folder / MANIFEST).unlink()
            self.folder.rmdir()

    def _note(self, line: dict[str, Any]) -> None:
        with (self.folder / MANIFEST).open("a", encoding="utf-8") as manifest:
            manifest.write(json.dumps(line, ensure_ascii=False) + "\n")
            manifest.flush()
            os.fsync(manifest.fileno())


def open_capture(place: Path, url: str, now: datetime) -> RawCapture:
    """The capture to go on with, or a new one: `place`, which is there, holds all captures of one thread."""
    for folder in sorted((each for each in place.iterdir() if _STAMP.match(each.name)), reverse=True):
        capture = _read(folder, url)
        if capture is not None and not (capture.finished and capture.imported):
            began = datetime.strptime(folder.name[:16], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
            if capture.finished or now - began < (GAPS_FRESH if capture.imported else FRESH):
                return capture
        break
    name = now.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    number = sum(1 for each in place.glob(f"{name}*"))
    folder = place / (f"{name}-{number + 1}" if number else name)
    folder.mkdir()
    capture = RawCapture(folder, url)
    capture._note({"version": VERSION, "url": url})
    return capture


def _read(folder: Path, url: str) -> RawCapture | None:
    """The capture that a manifest tells of; None where it is of another version or unreadable."""
    try:
        text = (folder / MANIFEST).read_text(encoding="utf-8")
        # A line without its end was being written when the machine stopped.
        lines = [json.loads(line) for line in text.split("\n")[:-1]]
        if not lines or lines[0].get("version") != VERSION:
            return None
        capture = RawCapture(folder, url)
        for line in lines[1:]:
            _take(capture, line)
    except (OSError, ValueError, KeyError, AttributeError):
        return None
    if not text.endswith("\n"):
        _write(folder / MANIFEST, text[: text.rfind("\n") + 1].encode())
    return capture


def _take(capture: RawCapture, line: dict[str, Any]) -> None:
    if "file" in line:
        capture.answers[line["url"]] = line
    elif "refused" in line:
        capture.refusals[line["url"]] = line
    elif "completeness" in line:
        capture.completeness, capture.finished = line["completeness"], line["finished"]
    capture.imported = bool(line.get("imported", False))


@contextmanager
def alone(place: Path) -> Iterator[None]:
    """Hold a thread's folder; raises FetchError where another fetch holds it. The system lets go at the latest."""
    place.mkdir(parents=True, exist_ok=True)
    for folder in (place, place.parent):
        folder.chmod(0o700)
    with (place / ".lock").open("a+b") as lock:
        try:
            _lock(lock)
        except OSError as error:
            raise FetchError("this thread is being fetched already; wait for that to end") from error
        yield


def _lock(lock: IO[bytes]) -> None:
    if sys.platform == "win32":
        import msvcrt

        lock.seek(0)
        msvcrt.locking(lock.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _write(file: Path, content: bytes) -> None:
    """Write beside the file and rename, so that half an answer is never taken for one."""
    beside = file.with_name(f".{file.name}.{os.getpid()}")
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())
    beside.replace(file)
