"""A thread with everything that was found in it, and how progress is told."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pandas as pd

from generator.model import Capture, Finding, Thread

Progress = Callable[[str, int, int], None]


def silent(task: str, done: int, total: int) -> None:
    """Progress for nobody."""


@dataclass(frozen=True)
class ThreadToPublish:
    """A thread with everything that was found in it."""

    thread: Thread
    capture: Capture
    tables: Mapping[str, pd.DataFrame]
    findings: tuple[Finding, ...]
    names: Mapping[str, str]  # author id to shown name
    key: str  # what its tables and findings were made from
