"""Pictures as files of their own."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.charts import drawing, files
from generator.charts.catalogue import chart_table
from tests.charts.sample import THREAD, tables


def drawn(folder: Path) -> drawing.Picture:
    """The sample's posts by depth, drawn."""
    table = chart_table("posts_by_depth", tables(), THREAD)
    return drawing.draw_all([("posts_by_depth", table, "x")], folder)["posts_by_depth", "x"]


def test_a_file_stands_alone(tmp_path: Path) -> None:
    """An SVG file bears its own colours, a PNG is one; both lie where they are kept."""
    picture = drawn(tmp_path)
    svg = files.picture_file(tmp_path, "posts_by_depth", picture, "svg")
    png = files.picture_file(tmp_path, "posts_by_depth", picture, "png")
    assert svg.startswith(b"<svg") and b"var(--" not in svg and png.startswith(b"\x89PNG")
    assert (tmp_path / f"{picture.name}.file.svg").read_bytes() == svg


def test_a_file_is_drawn_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is kept is taken as it is, without drawing."""
    picture = drawn(tmp_path)
    (tmp_path / f"{picture.name}.file.svg").write_bytes(b"kept")
    monkeypatch.setattr(drawing, "svg_file", lambda whole: pytest.fail("drawn again"))
    assert files.picture_file(tmp_path, "posts_by_depth", picture, "svg") == b"kept"


def test_one_script_for_all() -> None:
    """The script is made once, and names what the site's own script calls."""
    assert files.bundle() is files.bundle()
    assert b"vegaEmbed" in files.bundle() and len(files.bundle()) > 100_000
