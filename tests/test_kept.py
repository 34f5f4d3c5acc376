"""What is kept beside an analysis comes back for the same analysis and code, and for no other."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import kept
from generator.analysed import write_analysis


def test_pages_are_kept_for_their_key(tmp_path: Path) -> None:
    """What was made for a thread comes back for the same key, and for no other; damage is no error."""
    write_analysis(tmp_path / "t", "1", {}, ())
    kept.write_pages(tmp_path / "t", "1", {"threads/t/index.md": b"x", "b": b""})
    assert kept.read_pages(tmp_path / "t", "1") == {"threads/t/index.md": b"x", "b": b""}
    assert kept.read_pages(tmp_path / "t", "2") is None
    (tmp_path / "t" / "pages.zip").write_bytes(b"PK damaged")
    assert kept.read_pages(tmp_path / "t", "1") is None


def test_pictures_are_kept_for_their_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pictures are there for the analysis they were drawn from and the code that drew them."""
    write_analysis(tmp_path / "t", "1", {}, ())
    assert not kept.has_pictures(tmp_path / "t", "1")
    kept.write_pictures(tmp_path / "t", "1", {"chart-a.svg": b"<svg/>"}, {"a": {"alt": "A."}})
    assert kept.has_pictures(tmp_path / "t", "1") and not kept.has_pictures(tmp_path / "t", "2")
    assert kept.read_shown(tmp_path / "t") == {"a": {"alt": "A."}}
    monkeypatch.setattr(kept, "pictures_key", lambda: "other code")
    assert not kept.has_pictures(tmp_path / "t", "1")


def test_a_new_analysis_forgets_them(tmp_path: Path) -> None:
    """Pages and pictures made from an older analysis are gone with it."""
    write_analysis(tmp_path / "t", "1", {}, ())
    kept.write_pages(tmp_path / "t", "1", {"a": b"x"})
    kept.write_pictures(tmp_path / "t", "1", {}, {})
    write_analysis(tmp_path / "t", "2", {}, ())
    assert kept.read_pages(tmp_path / "t", "1") is None and not kept.has_pictures(tmp_path / "t", "1")


def test_files_to_take_away(tmp_path: Path) -> None:
    """Tables, findings and pictures; not the house's own notes beside them."""
    write_analysis(tmp_path / "t", "1", {}, ())
    kept.write_pictures(tmp_path / "t", "1", {"chart-a.svg": b"<svg/>"}, {})
    assert set(kept.files_of(tmp_path / "t")) == {"findings.json", "thread.json", "chart-a.svg"}


def test_what_pictures_are_made_by(tmp_path: Path) -> None:
    """A change in a template makes no picture anew: their key covers less code than that of the pages."""
    assert kept.pictures_key() != kept.pages_key()
    for place in kept.READ_BY_PICTURES:
        assert (Path(kept.__file__).parent / place).exists(), place
