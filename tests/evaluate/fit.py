"""Fits the tables that ship with the program anew: `python -m tests.evaluate.fit [NAME...]`.

Coefficients, means and short phrases of common words go into the table, never a text.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

from tests.evaluate import stance

FOLDER = Path(__file__).resolve().parents[2] / "generator" / "measures" / "tables"


def stance_table() -> str:
    """Stance, on all pairs of both subreddits."""
    _, _, labels, _ = stance.material()
    card = {
        "what": "Whether a reply agrees with, is neutral towards or disagrees with the post it answers.",
        "trained_on": "1,455 pairs of two subreddits, labelled by people (Lei and Huang 2022).",
        "measured": "AUC of agree against disagree, trained on the other subreddit: see evaluation.json, stance.",
        "fails": "Irony; agreement told as a story; long replies with several points; text that is not English.",
        "kept_out": "Names of people and words of the subject; phrases hold only the 3,000 commonest English words.",
    }
    return stance.table(np.flatnonzero(labels >= 0), card).to_json()


TABLES = {"stance": stance_table}


def main(names: list[str]) -> int:
    """Write the tables named, or all."""
    FOLDER.mkdir(exist_ok=True)
    for name in names or TABLES:
        text = TABLES[name]()
        (FOLDER / f"{name}.json").write_text(text, encoding="utf-8")
        print(f"{name}: {len(text.encode()):,} bytes")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
