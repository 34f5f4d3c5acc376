"""Makes an empty publication of the same shape as this one."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from generator.errors import UsageError

STARTER = Path(__file__).parent / "starter"
IGNORED = """data/analysed/
data/private/
exports/
site/
docs/threads/
docs/methods/
docs/search/
docs/assets/charts/
docs/index.md
"""


def make_publication(folder: Path) -> None:
    """Write mkdocs.yml, docs/about/ and data/ into a folder that is new or empty; all of it or nothing."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(f"{folder}: there is something there already; give the name of a folder that is new or empty")
    folder.parent.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(dir=folder.parent, prefix=".making-"))
    shutil.copytree(STARTER, beside, dirs_exist_ok=True)
    (beside / "data" / "threads").mkdir(parents=True, exist_ok=True)
    (beside / ".gitignore").write_text(IGNORED, "utf-8")
    beside.chmod(0o755)
    if folder.exists():
        folder.rmdir()
    beside.rename(folder)
