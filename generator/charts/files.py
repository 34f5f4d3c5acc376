"""Pictures as files of their own, kept by hash of spec, data and versions; and the script that draws live charts."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import vl_convert

from generator.charts import drawing


def picture_file(cache_dir: Path, chart_id: str, picture: drawing.Picture, ending: str) -> bytes:
    """One chart as an SVG or PNG file; drawn only where it was not drawn before."""
    path = cache_dir / f"{picture.name}.file.{ending}"
    if not path.exists():
        whole = drawing.filled_with(chart_id, picture.rows)
        content = drawing.png(whole) if ending == "png" else drawing.svg_file(whole).encode()
        drawing._write(path, content)
    return path.read_bytes()


@cache
def bundle() -> bytes:
    """Vega and its embedder as one script, loaded as a module."""
    content: str = vl_convert.javascript_bundle(drawing.SNIPPET)
    return content.encode()
