"""The drawing around the charts: keys, cache, workers, records."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pandas as pd
import pytest
from sample import THREAD, tables

from generator.charts import drawing
from generator.charts.catalogue import chart_table


def test_strange_keys_are_refused() -> None:
    """A spec that could fetch, link or speak to the embedder is never written."""
    with pytest.raises(ValueError, match="usermeta"):
        drawing.check_keys({"marks": [], "usermeta": {}}, "x")
    with pytest.raises(ValueError, match="href"):
        drawing.check_keys({"marks": [{"encode": {"update": {"href": {"value": "javascript:1"}}}}]}, "x")


def test_records_are_plain() -> None:
    """What is missing becomes null, counts stay whole, other columns stay away."""
    table = chart_table("posts_by_depth", tables(), THREAD).assign(secret="s")
    table["depth"] = pd.array([0, pd.NA, 2, 3], dtype="Int64")
    table.loc[0, "depth_start"] = float("nan")
    rows = drawing.records("posts_by_depth", table)
    assert rows[0]["depth"] == 0 and isinstance(rows[0]["depth"], int)
    assert rows[0]["depth_start"] is None and rows[1]["depth"] is None and "secret" not in rows[0]
    assert json.loads(drawing.script_safe_json(["<"])) == ["<"]


def test_ids_bear_the_prefix() -> None:
    """Two pictures on one page share no id, and each refers to its own."""
    table = chart_table("posts_over_time", tables(), THREAD)
    svg = drawing.svg("posts_over_time", table, "one")
    assert all(found.startswith("one-") for found in re.findall(r'\sid="([^"]+)"', svg))
    assert all(found.startswith("one-") for found in re.findall(r"url\(#([^)]+)\)", svg))


def test_pictures_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second run draws nothing; a changed number draws anew."""
    table = chart_table("survival", tables(), THREAD)
    first = drawing.draw_all([("survival", table, "a")], tmp_path)
    assert first["survival", "a"].svg == drawing.svg("survival", table, "a")
    drawn: list[str] = []
    real = drawing._drawn
    monkeypatch.setattr(drawing, "_drawn", lambda whole: drawn.append(whole) or real(whole))
    assert drawing.draw_all([("survival", table, "a")], tmp_path) == first and not drawn
    drawing.draw_all([("survival", table.assign(answered_share=0.5), "a")], tmp_path)
    assert len(drawn) == 1 and not list(tmp_path.glob("*.part"))


def test_workers_draw_the_same(tmp_path: Path) -> None:
    """Many pictures drawn at once are those drawn one by one."""
    table = chart_table("posts_by_depth", tables(), THREAD)
    jobs = [("posts_by_depth", table.assign(post_count=n), f"t{n}") for n in range(1, 10)]
    assert drawing.draw_all(jobs, tmp_path / "a", workers=2) == drawing.draw_all(jobs, tmp_path / "b")
