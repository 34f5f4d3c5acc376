"""Pictures as files of their own, kept by hash of spec, data and versions; and the script that draws live charts."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

import pandas as pd
import vl_convert

from generator.charts import drawing


def picture_file(cache_dir: Path, chart_id: str, table: pd.DataFrame, ending: str) -> bytes:
    """One chart as an SVG or PNG file; drawn only where it was not drawn before."""
    name = hashlib.sha256(f"{drawing.VERSIONS} {drawing.filled(chart_id, table)}".encode()).hexdigest()
    path = cache_dir / f"{name}.file.{ending}"
    if not path.exists():
        content = drawing.png(chart_id, table) if ending == "png" else drawing.svg_file(chart_id, table).encode()
        drawing._write(path, content)
    return path.read_bytes()


@cache
def bundle() -> bytes:
    """Vega and its embedder as one script, loaded as a module."""
    content: str = vl_convert.javascript_bundle(drawing.SNIPPET)
    return content.encode()
