"""Runs the evaluations named, or all: prints one table, and writes it where the methods page finds it.

`python3 run.py evaluate [NAME...]`. Sets that are not here are named and left out; the file keeps their last figures.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path

from tests.evaluate import sets
from tests.evaluate.evaluations import EVALUATIONS
from tests.evaluate.rows import Row

FILE = Path(__file__).resolve().parents[2] / "generator" / "measures" / "evaluation.json"
DIGITS = 4


def main(names: list[str]) -> int:
    """0; 2 for an unknown name. A missed target is told, not punished."""
    known = [evaluation.name for evaluation in EVALUATIONS]
    if unknown := sorted(set(names) - set(known)):
        print(f"evaluate: unknown: {', '.join(unknown)}; there are {', '.join(known)}", file=sys.stderr)
        return 2
    kept = json.loads(FILE.read_text(encoding="utf-8")) if FILE.exists() else {}
    for evaluation in EVALUATIONS:
        if names and evaluation.name not in names:
            continue
        if not sets.present(*evaluation.sets):
            missing = [name for name in evaluation.sets if not sets.present(name)]
            print(f"evaluate: {evaluation.name} left out: no {', '.join(missing)} in {sets.LABELLED}", file=sys.stderr)
            continue
        print(f"measuring {evaluation.name} …", file=sys.stderr, flush=True)
        rows = evaluation.rows()
        print("\n".join(line(row) for row in rows), flush=True)
        kept[evaluation.name] = [record(row) for row in rows]
    ordered = {name: kept[name] for name in known if name in kept}
    FILE.write_text(json.dumps(ordered, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return 0


def record(row: Row) -> dict[str, object]:
    """A row as it stands in the file."""
    numbers = {key: round(value, DIGITS) if isinstance(value, float) else value for key, value in asdict(row).items()}
    return {**numbers, "reached": row.reached}


def line(row: Row) -> str:
    """A row as it stands on the screen."""
    met = {True: "reached", False: "MISSED", None: ""}[row.reached]
    floor = f"floor {row.floor:.3g}" if row.floor is not None else ""
    target = f"{'≤' if row.lower_is_better else '≥'} {row.target:.3g}" if row.target is not None else ""
    target += f"–{row.most:.3g}" if row.most is not None else ""
    figures = f"{row.figure:18}{row.value:7.3f} [{row.low:.3f}, {row.high:.3f}]  {floor:12}{target:10}{met:9}"
    return f"{row.measure:14}{row.data:36}{figures}n {row.n} {row.n_unit}; {row.how}; {row.published}"


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
