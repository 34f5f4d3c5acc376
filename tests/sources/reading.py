"""How tests read a thread: the files must hold one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from generator.importing import Choice, chosen
from generator.model import SourceThread
from generator.sources import read


def only_thread(files: Sequence[Path], thread_id: str | None = None, **options: Any) -> SourceThread:
    """The one thread of the files, or the one named; raises what an import would."""
    forest = read(files, **options)
    return forest.thread(chosen(forest, Choice(thread_id))[0])
