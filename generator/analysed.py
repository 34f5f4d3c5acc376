"""The only reader and writer of data/analysed/: a cache of tables and findings, keyed by content and code."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
from pyarrow.parquet import ParquetFile

from generator import __version__, downloads
from generator.model import Capture, Finding, Part, Robust, Thread, Voice

NAMES = "names.json"
DOWNLOADS = "downloads"  # below a thread's analysis: what a reader can take away of it
# What can change a table or a sentence.
READ_BY_ANALYSIS = frozenset(
    "measures findings claims.py privacy model.py vocabulary.py roles.py records.py store.py threadfile.py "
    "votes.py downloads.py analysed.py".split()
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
    folder: Path,
    key: str,
    tables: Mapping[str, pd.DataFrame],
    findings: tuple[Finding, ...],
    whole: bytes = b"{}\n",
    names: Mapping[str, str] | None = None,
) -> None:
    """Replace the analysis of one thread, and what a reader can take away of it, whole or not at all.

    `whole` is its thread.json, `names` the shown name of each author in the published tables.
    """
    tables = dict(tables)  # each cut out once
    stored = {name: downloads.parquet_bytes(table) for name, table in tables.items()}
    texts = {"findings.json": findings_json(findings), "thread.json": whole}
    taken = texts | downloads.files(tables, names or {}, stored)
    files = {f"{name}.parquet": content for name, content in stored.items()} | texts
    files |= {NAMES: json.dumps(names or {}).encode(), "key": key.encode()}
    put_folder(folder, files | {f"{DOWNLOADS}/{name}": content for name, content in taken.items()})


def put_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Make a folder hold exactly these files: written beside it and swapped, so that no reader sees half of them."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(dir=folder.parent, prefix=".writing-"))
    try:
        for below in {name.rpartition("/")[0] for name in files} - {""}:
            (beside / below).mkdir(parents=True)
        for name, content in files.items():
            (beside / name).write_bytes(content)
        beside.chmod(0o755)
        if folder.exists():
            shutil.rmtree(folder)
        beside.rename(folder)
    except BaseException:
        shutil.rmtree(beside, ignore_errors=True)
        raise


class Tables(Mapping[str, pd.DataFrame]):
    """The tables of one thread by name, each read when it is first asked for: most pages need a few of the forty."""

    def __init__(self, folder: Path) -> None:
        self._paths = {path.stem: path for path in sorted(folder.glob("*.parquet"))}
        self._read: dict[str, pd.DataFrame] = {}

    def __getitem__(self, name: str) -> pd.DataFrame:
        if name not in self._read:
            # Without pandas' search for data sets and without threads: either takes longer than the table.
            stored = ParquetFile(self._paths[name]).read(use_threads=False)
            self._read[name] = stored.to_pandas(use_threads=False)
        return self._read[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._paths)

    def __len__(self) -> int:
        return len(self._paths)


def read_analysis(folder: Path) -> tuple[Tables, tuple[Finding, ...], dict[str, str]]:
    """The tables and findings of one thread, and the shown name of each author."""
    records = json.loads((folder / "findings.json").read_bytes())
    names: dict[str, str] = json.loads((folder / NAMES).read_bytes())
    return Tables(folder), tuple(finding_of(record) for record in records), names


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
