"""Measures speed on this machine: `python3 run.py bench [NAME...]`; prints a table and writes bench/MACHINE.json.

Not part of the tests. Each measurement runs in a process of its own, so that its memory is its own too. Seconds are
those of the processor, so that what else the machine does counts little; of other programs' they are of the clock.
`--runs N` gives medians of N runs; `--large` takes files of 200 MB and a million posts; `--against convokit` measures
ConvoKit beside us, where installed.
"""

from __future__ import annotations

import argparse
import datetime
import itertools
import json
import platform
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from tests.bench import against, measuring, publishing, reading
from tests.bench.aims import AIMS, aim_of
from tests.bench.processes import ROOT, peak_megabytes

BENCHES: dict[str, Callable[[Path, bool], dict[str, float]]] = {
    "help": publishing.bench_help,
    "import": reading.bench_import,
    "reading": reading.bench_reading,
    "mail": reading.bench_mail,
    "memory_listing": reading.bench_memory_listing,
    "memory_lines": reading.bench_memory_lines,
    "memory_short_lines": reading.bench_memory_short,
    "first": measuring.bench_shape_words_answers,
    "sides": measuring.bench_sides_friction,
    "measures": measuring.bench_measures,
    "flat": measuring.bench_flat,
    "generator": publishing.bench_generator,
    "mkdocs": publishing.bench_mkdocs,
    "page": publishing.bench_page,
    "convokit": against.bench_convokit,
}
ASKED_FOR = ("convokit",)  # not measured unless named


def run_one(name: str, large: bool) -> dict[str, float]:
    """One measurement, with the most memory that its process held."""
    with tempfile.TemporaryDirectory() as folder:
        figures = BENCHES[name](Path(folder), large)
    return {**figures, f"{name}_peak_mb": peak_megabytes()}


def measured(names: list[str], large: bool, runs: int) -> tuple[dict[str, float], list[str]]:
    """The figures of the measurements named, each the median of its runs, and which of them could not be made."""
    found: dict[str, list[float]] = {}
    failed = []
    for name, run in itertools.product(names, range(1, runs + 1)):
        print(f"measuring {name}{f', run {run} of {runs}' if runs > 1 else ''} …", file=sys.stderr, flush=True)
        command = [sys.executable, "-m", "tests.bench", "--one", name, *(["--large"] if large else [])]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8")
        words = done.stderr.strip().splitlines() or ["no word"]
        if done.returncode:
            failed.append(name)
            print(f"  could not be made: {words[-1]}", file=sys.stderr)
            continue
        if done.stderr.startswith("ConvoKit"):
            print(f"  {words[0]}", file=sys.stderr)
        for figure, value in json.loads(done.stdout.splitlines()[-1]).items():
            found.setdefault(figure, []).append(value)
    return {figure: statistics.median(values) for figure, values in found.items()}, failed


def show(figures: dict[str, float]) -> None:
    """The figures as a table, each with its aim and whether it is met."""
    print(f"\n{platform.node()}, {platform.machine()}, Python {platform.python_version()}\n")
    for name, value in figures.items():
        sign, bound = aim_of(name)
        met = "" if not sign else "met" if (value <= bound if sign == "<=" else value >= bound) else "MISSED"
        print(f"{name:40}{value:14,.3f}   {f'{sign} {bound:,}' if sign else '':12}{met}")


def keep(figures: dict[str, float], failed: list[str]) -> Path:
    """Write the figures to bench/MACHINE.json."""
    folder = ROOT / "bench"
    folder.mkdir(exist_ok=True)
    record = {
        "machine": platform.node(),
        "system": platform.platform(),
        "python": platform.python_version(),
        "measured_at": datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
        "figures": figures,
        "aims": {name: f"{sign} {bound}" for name, sign, bound in AIMS},
        "failed": failed,
    }
    file = folder / f"{platform.node() or 'machine'}.json"
    file.write_text(json.dumps(record, indent=2) + "\n", encoding="utf-8")
    return file


def main() -> int:
    """Run the measurements named, or all; 1 where one could not be made (a missed aim is told, not punished)."""
    parser = argparse.ArgumentParser(prog="run.py bench", description="Measure speed and memory on this machine.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"one of {', '.join(BENCHES)}")
    parser.add_argument("--large", action="store_true", help="files of 200 MB, and a million posts (minutes, 10 GB)")
    parser.add_argument("--against", choices=["convokit"], help="measure that program too, where it is installed")
    parser.add_argument("--runs", type=int, default=1, metavar="N", help="measure N times and give the medians")
    parser.add_argument("--one", choices=list(BENCHES), help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.one:
        print(json.dumps(run_one(asked.one, asked.large)))
        return 0
    if unknown := sorted(set(asked.names) - set(BENCHES)):
        parser.error(f"unknown: {', '.join(unknown)}; there are {', '.join(BENCHES)}")
    names = asked.names or ([] if asked.against else [name for name in BENCHES if name not in ASKED_FOR])
    figures, failed = measured([*names, *([asked.against] if asked.against else [])], asked.large, asked.runs)
    show(figures)
    print(f"\nwritten to {keep(figures, failed).relative_to(ROOT)}")
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
