"""Memory of an import: a process of its own brings in a file, and its peak is set against the file's size."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.bench import inputs
from tests.bench.processes import ROOT, peak_of

pytest.importorskip("resource", reason="the system does not tell how much memory a process held")

MEGABYTES = 12
TIMES_FILE = 3
IMPORT = (
    "import sys; from pathlib import Path; from generator.importing import Choice, import_files; "
    "from generator.settings import find_publication; "
    "import_files(find_publication(Path(sys.argv[1])), [Path(sys.argv[2])], choice=Choice(split=True, least_posts=2))"
)


def short_lines(size: int) -> str:
    """A table as JSON Lines whose records have some hundred bytes."""
    return "".join(inputs.short_lines(size))


def said_lines(size: int) -> str:
    """The same with the words of made-up talk."""
    return "".join(inputs.long_lines(inputs.said(2_000), size))


def mails(size: int) -> str:
    """A month of a list; some letters are such that Python holds all of a text twice as wide."""
    return inputs.archive(size // 2_500).replace(" the ", " the “")


@pytest.mark.parametrize(
    ("name", "make"), [("short.jsonl", short_lines), ("said.jsonl", said_lines), ("2014-June.txt", mails)]
)
def test_memory_below_three_times_the_file(tmp_path: Path, name: str, make: object) -> None:
    """To import a file takes less than three times its size more than to import a tiny one."""
    peaks = []
    for size in (10_000, MEGABYTES * 1024**2):
        folder = tmp_path / str(size)
        (folder / "data" / "threads").mkdir(parents=True)
        (folder / "mkdocs.yml").write_text("site_name: Memory\n", encoding="utf-8")
        file = folder / name
        file.write_text(make(size), encoding="utf-8")  # type: ignore[operator]
        peaks.append(peak_of([sys.executable, "-c", IMPORT, str(folder), str(file)])[1])
    assert (peaks[1] - peaks[0]) * 1024**2 < TIMES_FILE * file.stat().st_size


def test_an_import_goes_without_pandas() -> None:
    """Nothing on the way from file to store loads it: it alone takes 70 MB."""
    code = "import sys, generator.importing, generator.sources; sys.exit('pandas' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0
