"""What was made from an analysis, kept beside it until the thread or the code that makes it changes.

Pictures with their data in a folder of files, as they are copied into the site; pages in one archive. They are kept
apart, so that a word changed in a template does not draw a thousand pictures again.
"""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from generator.analysed import DOWNLOADS, put_folder
from generator.downloads import INDEX

PICTURES = "pictures"
PAGES = "pages.zip"
SHOWN = "shown.json"  # what of the pictures stands in a page
KEY = "key"
TABLE_LIBRARIES = ("pandas", "pyarrow", "markupsafe")
DRAWING_LIBRARIES = ("altair", "vl-convert-python")
PAGE_LIBRARIES = ("jinja2", "nh3", "markdown")
# What can change a picture, its data or its table.
READ_BY_PICTURES = frozenset(
    "charts render pages/figure.py pictures.py vocabulary.py downloads.py model.py links.py kept.py".split()
)


@cache
def pictures_key() -> str:
    """A hash of everything that can change a picture of a thread, its data or its table."""
    return code_key(READ_BY_PICTURES, (*TABLE_LIBRARIES, *DRAWING_LIBRARIES))


@cache
def pages_key() -> str:
    """A hash of everything that can change a page of a thread."""
    return code_key(frozenset(), (*TABLE_LIBRARIES, *DRAWING_LIBRARIES, *PAGE_LIBRARIES))


def code_key(only: frozenset[str], libraries: Iterable[str]) -> str:
    """A hash of the code at these places of the package, or of all of it, and of these libraries."""
    package = Path(__file__).parent
    digest = hashlib.sha256(" ".join(version(name) for name in libraries).encode())
    for path in sorted((*package.rglob("*.py"), *package.rglob("*.jinja"))):
        place = path.relative_to(package)
        if not only or place.parts[0] in only or place.as_posix() in only:
            digest.update(path.read_bytes())
    return digest.hexdigest()


def has_pictures(folder: Path, key: str) -> bool:
    """Whether the pictures in a thread's analysis were made from this analysis by this code."""
    try:
        return (folder / PICTURES / KEY).read_text("utf-8") == f"{key} {pictures_key()}"
    except OSError:  # not there
        return False


def write_pictures(folder: Path, key: str, files: Mapping[str, bytes], shown: Mapping[str, Any]) -> None:
    """Keep a thread's pictures as files, and by chart what of them stands in a page."""
    own = {KEY: f"{key} {pictures_key()}".encode(), SHOWN: json.dumps(shown).encode()}
    put_folder(folder / PICTURES, {**files, **own})


def read_shown(folder: Path) -> dict[str, Any]:
    """By chart, what of a thread's pictures stands in a page."""
    shown: dict[str, Any] = json.loads((folder / PICTURES / SHOWN).read_bytes())
    return shown


def files_of(folder: Path) -> dict[str, Path]:
    """What a reader can take away of a thread, by file name: its tables, its pictures and their data."""
    return {
        path.name: path
        for part in (DOWNLOADS, PICTURES)
        for path in sorted((folder / part).iterdir())
        if path.name not in (KEY, SHOWN, INDEX)
    }


def table_index(folder: Path) -> dict[str, dict[str, Any]]:
    """By published table, its rows, columns and the bytes of its files."""
    index: dict[str, dict[str, Any]] = json.loads((folder / DOWNLOADS / INDEX).read_bytes())
    return index


def read_pages(folder: Path, key: str) -> dict[str, bytes] | None:
    """What was made for a thread from this analysis by this code, by name; None where it has to be made."""
    try:
        with zipfile.ZipFile(folder / PAGES) as kept:
            if kept.comment.decode() != f"{key} {pages_key()}":
                return None
            return {name: kept.read(name) for name in kept.namelist()}
    except (zipfile.BadZipFile, KeyError, OSError):  # not there, or damaged: a cache is made anew
        return None


def write_pages(folder: Path, key: str, files: Mapping[str, bytes]) -> None:
    """Keep the pages made for a thread, whole or not at all."""
    beside = folder / f".{PAGES}"
    with zipfile.ZipFile(beside, "w") as kept:
        for name, content in files.items():
            kept.writestr(zipfile.ZipInfo(name), content)
        kept.comment = f"{key} {pages_key()}".encode()
    beside.replace(folder / PAGES)
