"""The writer of docs/ owns some folders whole and touches nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.write import owned, write_docs


def test_only_changes_are_written(tmp_path: Path) -> None:
    """A second writing of the same bytes rewrites nothing; a change rewrites one file."""
    files = {"index.md": b"a", "threads/x/index.md": b"b"}
    assert write_docs(tmp_path, files) == 2
    assert write_docs(tmp_path, files) == 0
    assert write_docs(tmp_path, {**files, "index.md": b"c"}) == 1
    assert (tmp_path / "index.md").read_bytes() == b"c"


def test_what_is_gone_is_removed(tmp_path: Path) -> None:
    """A file of an owned folder that is no longer made disappears with its folder; hand-written pages stay."""
    (tmp_path / "about").mkdir()
    (tmp_path / "about" / "index.md").write_text("mine")
    write_docs(tmp_path, {"threads/x/index.md": b"b", "threads/y/index.md": b"b"})
    write_docs(tmp_path, {"threads/y/index.md": b"b"})
    assert sorted(str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if path.is_file()) == [
        "about/index.md",
        "threads/y/index.md",
    ]
    assert not (tmp_path / "threads" / "x").exists()


@pytest.mark.parametrize("name", ["about/index.md", "../x", "threads/../../x", "/etc/x", "threads", "threadsx/a"])
def test_nothing_is_written_elsewhere(tmp_path: Path, name: str) -> None:
    """A path outside the owned folders is refused before anything is written."""
    assert not owned(name)
    with pytest.raises(ValueError, match="outside the folders"):
        write_docs(tmp_path, {"index.md": b"a", name: b"x"})
    assert not any(tmp_path.iterdir())
