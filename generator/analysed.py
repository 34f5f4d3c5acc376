"""The only reader and writer of data/analysed/: a cache of tables and findings, keyed by content and code."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
import zipfile
from collections.abc import Mapping
from dataclasses import asdict
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pandas as pd
from pyarrow.parquet import ParquetFile

from generator import __version__
from generator.model import Capture, Finding, Part, Robust, Thread, Voice

PAGES = "pages.zip"
DRAWING_LIBRARIES = ("altair", "vl-convert-python", "nh3", "markupsafe", "jinja2", "pandas", "pyarrow")
# What can change a table or a sentence.
READ_BY_ANALYSIS = frozenset(
    "measures findings claims.py privacy model.py vocabulary.py roles.py records.py store.py threadfile.py "
    "votes.py".split()
)


@cache
def code_key() -> str:
    """A hash of everything that can change a table or a sentence."""
    package = Path(__file__).parent
    digest = hashlib.sha256(__version__.encode())
    # Coefficients of the measures are JSON files beside the code.
    for path in sorted([*package.rglob("*.py"), *package.rglob("measures/tables/*.json")]):
        if path.relative_to(package).parts[0] in READ_BY_ANALYSIS:
            digest.update(path.read_bytes())
    return digest.hexdigest()


def thread_key(folder: Path, extra: bytes = b"") -> str:
    """A hash of a thread's folder, of what else decides about it (the vanish list), and of the code."""
    digest = hashlib.sha256(code_key().encode() + extra)
    for path in sorted(folder.iterdir()):
        if path.is_file():
            digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def joined_keys(keys: dict[str, str], spaces: dict[str, str]) -> dict[str, str]:
    """Each thread's key with those of the threads its people may be in, as what they did there is a witness here."""
    together = {
        space: hashlib.sha256(
            "".join(sorted(keys[slug] for slug in keys if spaces[slug] == space)).encode()
        ).hexdigest()
        for space in set(spaces.values())
    }
    return {slug: key + together[spaces[slug]] for slug, key in keys.items()}


def is_current(folder: Path, key: str) -> bool:
    """Whether the analysis in this folder was made from this key."""
    stamp = folder / "key"
    return stamp.is_file() and stamp.read_text("utf-8") == key


def write_analysis(
    folder: Path, key: str, tables: Mapping[str, pd.DataFrame], findings: tuple[Finding, ...], whole: bytes = b"{}\n"
) -> None:
    """Replace the analysis of one thread (`whole` is its thread.json); the key goes in last, the folder is swapped."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(dir=folder.parent, prefix=".analysing-"))
    for name, table in tables.items():
        table.to_parquet(beside / f"{name}.parquet", index=False)
    (beside / "findings.json").write_bytes(findings_json(findings))
    (beside / "thread.json").write_bytes(whole)
    (beside / "key").write_text(key, "utf-8")
    beside.chmod(0o755)
    if folder.exists():
        shutil.rmtree(folder)
    beside.rename(folder)


def read_analysis(folder: Path) -> tuple[dict[str, pd.DataFrame], tuple[Finding, ...]]:
    """The tables and findings of one thread."""
    # Without pandas' search for data sets and partitions: there are some forty small files a thread.
    tables = {path.stem: ParquetFile(path).read().to_pandas() for path in sorted(folder.glob("*.parquet"))}
    records = json.loads((folder / "findings.json").read_text("utf-8"))
    return tables, tuple(finding_of(record) for record in records)


@cache
def pages_key() -> str:
    """A hash of everything that can change a page, a picture or a download of a thread."""
    package = Path(__file__).parent
    digest = hashlib.sha256(" ".join(version(name) for name in DRAWING_LIBRARIES).encode())
    for path in sorted((*package.rglob("*.py"), *package.rglob("*.jinja"))):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def read_pages(folder: Path, key: str) -> dict[str, bytes] | None:
    """What was made for a thread from this analysis by this code, by name; None where it has to be made."""
    file = folder / PAGES
    if not key or not file.is_file():
        return None
    try:
        with zipfile.ZipFile(file) as kept:
            if kept.comment.decode() != f"{key} {pages_key()}":
                return None
            return {name: kept.read(name) for name in kept.namelist()}
    except (zipfile.BadZipFile, KeyError, OSError):  # half-written or damaged: a cache is made anew
        return None


def write_pages(folder: Path, key: str, files: dict[str, bytes]) -> None:
    """Keep what was made for a thread, whole or not at all."""
    if not key or not folder.is_dir():
        return
    beside = folder / f".{PAGES}"
    with zipfile.ZipFile(beside, "w") as kept:
        for name, content in files.items():
            kept.writestr(zipfile.ZipInfo(name), content)
        kept.comment = f"{key} {pages_key()}".encode()
    beside.replace(folder / PAGES)


def findings_json(findings: tuple[Finding, ...]) -> bytes:
    """The findings as they are published: every field, and the plain sentence beside its parts."""
    records = [asdict(finding) | {"sentence": finding.sentence} for finding in findings]
    return (json.dumps(records, ensure_ascii=False, indent=1, sort_keys=True, allow_nan=False) + "\n").encode()


# What thread.json says of the whole thread: tables with one row, and one with a row a yardstick.
WHOLE = ("shape", "sides", "verdicts")
YARDSTICKS = "divide"


def thread_json(tables: Mapping[str, pd.DataFrame], thread: Thread, capture: Capture) -> bytes:
    """The thread's own measures with their intervals and positions against chance, and the account of its capture."""
    content: dict[str, Any] = {
        "thread_id": thread.slug,
        "title": thread.title,
        "platform": thread.platform,
        "captured_at": thread.captured_at,
        "constructed": thread.constructed,
        "measures": {name: row for name in WHOLE if name in tables for row in _rows(tables[name])},
        "positions": _rows(tables[YARDSTICKS]) if YARDSTICKS in tables else [],
        "capture": asdict(capture),
    }
    return (json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True, allow_nan=False) + "\n").encode()


def _rows(table: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows as JSON knows them, without the thread's id."""
    text = table.drop(columns="thread_id", errors="ignore").to_json(orient="records", double_precision=15)
    rows: list[dict[str, Any]] = json.loads(text)
    return rows


def finding_of(record: dict[str, Any]) -> Finding:
    """A finding out of its record."""
    fields = {name: value for name, value in record.items() if name != "sentence"}
    parts = tuple(Part(**part) for part in fields.pop("parts"))
    voices = tuple(Voice(**voice) for voice in fields.pop("voices"))
    robust = tuple(Robust(**test) for test in fields.pop("robust"))
    return Finding(
        **{**fields, "parts": parts, "voices": voices, "robust": robust, "evidence": tuple(fields["evidence"])}
    )
