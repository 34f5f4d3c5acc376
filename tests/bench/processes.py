"""Processes of their own: how long they took of the processor, and the most memory they held."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


def peak_megabytes() -> float:
    """The most memory that this process held; not a number where the system does not tell."""
    try:
        import resource
    except ImportError:  # Windows
        return float("nan")
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)


def peak_of(command: list[str]) -> tuple[float, float]:
    """Seconds of the processor and peak megabytes of a command; raises where it fails."""
    # What this process holds counts as the child's own until it becomes the command, so a small one starts it.
    code = (
        "import os, subprocess, sys, resource; done = subprocess.run(sys.argv[1:]); "
        "used = resource.getrusage(resource.RUSAGE_CHILDREN); "
        "print(used.ru_utime + used.ru_stime, used.ru_maxrss); sys.exit(done.returncode)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *command],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
    )
    if done.returncode:
        raise ValueError((done.stderr.strip().splitlines() or ["no word"])[-1])
    seconds, peak = done.stdout.split()[-2:]
    return float(seconds), float(peak) / (2**20 if sys.platform == "darwin" else 2**10)
