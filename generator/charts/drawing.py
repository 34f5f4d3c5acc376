"""Specs without data, and pictures with: compiled once, inline in the page, following its colours."""

from __future__ import annotations

import copy
import hashlib
import json
import os
import re
import tempfile
from collections.abc import Iterable, Mapping
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from importlib.metadata import version
from multiprocessing import get_context
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd
import vl_convert

from generator.charts import chart as chart_module
from generator.charts import theme
from generator.charts.catalogue import BY_ID
from generator.charts.chart import SOURCE
from generator.charts.inline import inline_svg

Job = tuple[str, pd.DataFrame, str]  # chart id, its table, the prefix of ids in the picture


class Picture(NamedTuple):
    """A chart drawn for the page, and what its files are made from."""

    svg: str
    rows: str  # its data as JSON
    name: str  # hash of spec, data and versions, under which its pictures are kept


SPEC_KEYS = frozenset(
    "$schema autosize axes background config data encode height layout marks padding scales signals style width".split()
)
FORBIDDEN_KEYS = frozenset({"usermeta", "url", "href"})
SNIPPET = "window.vegaEmbed = vegaEmbed; window.vega = vega;"
FEW = 8  # below this, starting workers costs more than it saves
VERSIONS = f"1 vl-convert {version('vl-convert-python')} altair {version('altair')}"


def spec(chart_id: str) -> dict[str, Any]:
    """The chart compiled to Vega, its source "table" empty: the same for every thread."""
    return copy.deepcopy(_spec(chart_id))


@cache
def _spec(chart_id: str) -> dict[str, Any]:
    entry = BY_ID[chart_id]
    empty = pd.DataFrame({name: pd.Series(dtype="object") for name in entry.columns})
    compiled: dict[str, Any] = vl_convert.vegalite_to_vega(entry.draw(empty).to_dict())
    check_keys(compiled, chart_id)
    if [item["name"] for item in compiled["data"] if "values" in item] != [SOURCE]:
        raise ValueError(f"The chart {chart_id} does not draw from one source named {SOURCE}.")
    return compiled


def check_keys(compiled: Mapping[str, Any], chart_id: str) -> None:
    """Raise ValueError where a spec carries a key that could fetch, link or speak to the embedder."""
    strange = set(compiled) - SPEC_KEYS | forbidden_keys(compiled)
    if strange:
        raise ValueError(f"The spec of {chart_id} carries {', '.join(sorted(strange))}, which no chart of ours may.")


def forbidden_keys(part: Any) -> frozenset[str] | set[str]:
    """Keys below `part` that no spec may carry."""
    if isinstance(part, Mapping):
        return (FORBIDDEN_KEYS & set(part)).union(*(forbidden_keys(value) for value in part.values()))
    if isinstance(part, list):
        return set().union(*(forbidden_keys(value) for value in part))
    return set()


def records(chart_id: str, table: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows as JSON-safe dicts of the chart's columns only."""
    return chart_module.records(table, BY_ID[chart_id].columns)


def script_safe_json(value: Any) -> str:
    """JSON that stays JSON wherever it is put: `<` is written as an escape."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False).replace("<", "\\u003c")


def filled(chart_id: str, table: pd.DataFrame) -> str:
    """The spec with its data, as JSON."""
    return filled_with(chart_id, script_safe_json(records(chart_id, table)))


def filled_with(chart_id: str, rows: str) -> str:
    """The spec with these rows, both as JSON."""
    before, after = _around_rows(chart_id)
    return before + rows + after


def picture_name(whole: str) -> str:
    """The name under which pictures of a filled spec are kept."""
    return hashlib.sha256(f"{VERSIONS} {whole}".encode()).hexdigest()


@cache
def _around_rows(chart_id: str) -> tuple[str, str]:
    """The spec's JSON before and after its rows: copying the spec for every thread would cost more than the rows."""
    whole = spec(chart_id)
    mark = "rows stand here"
    next(item for item in whole["data"] if item["name"] == SOURCE)["values"] = mark
    before, after = json.dumps(whole, ensure_ascii=False, allow_nan=False).split(json.dumps(mark))
    return before, after


def svg(chart_id: str, table: pd.DataFrame, prefix: str = "") -> str:
    """The picture for the page: responsive, in the page's colours, ids prefixed."""
    return inline_svg(_drawn(filled(chart_id, table)), prefix or chart_id, BY_ID[chart_id].alt_text(table))


def svg_file(whole: str, dark: bool = False) -> str:
    """The picture of a filled spec as a file of its own: colours written out."""
    return _drawn(coloured(whole, dark))


def png(whole: str, dark: bool = False, scale: float = 2) -> bytes:
    """The picture of a filled spec as PNG on the page's card colour."""
    picture: bytes = vl_convert.vega_to_png(coloured(whole, dark), scale=scale, allowed_base_urls=[])
    return picture


def coloured(spec_json: str, dark: bool) -> str:
    """The spec with the values of the page's variables, and a ground to stand on."""
    colours = theme.DARK if dark else theme.LIGHT
    whole = replaced(json.loads(spec_json), {f"var(--{name})": value for name, value in colours.items()})
    for item in whole["data"]:
        if item["name"] == SOURCE:
            item["values"] = next(part for part in json.loads(spec_json)["data"] if part["name"] == SOURCE)["values"]
    return json.dumps(whole | {"background": colours["card"]}, ensure_ascii=False)


def replaced(part: Any, values: Mapping[str, str]) -> Any:
    """The part with every string that is a key of `values` exchanged."""
    if isinstance(part, dict):
        return {key: replaced(value, values) for key, value in part.items()}
    if isinstance(part, list):
        return [replaced(value, values) for value in part]
    return values.get(part, part) if isinstance(part, str) else part


def draw_all(jobs: Iterable[Job], cache_dir: Path, workers: int = 1) -> dict[tuple[str, str], Picture]:
    """Every picture by (chart id, prefix); what was drawn before is taken from `cache_dir`."""
    pictures: dict[tuple[str, str], Picture] = {}
    waiting: list[tuple[Path, str, Job]] = []
    undrawn: dict[Path, str] = {}
    for chart_id, table, prefix in jobs:
        rows = script_safe_json(records(chart_id, table))
        whole = filled_with(chart_id, rows)
        path = cache_dir / f"{picture_name(whole)}.svg"
        waiting.append((path, rows, (chart_id, table, prefix)))
        if not path.exists():
            undrawn[path] = whole
    for path, raw in zip(undrawn, _drawn_all(list(undrawn.values()), workers), strict=True):
        _write(path, raw.encode())
    for path, rows, (chart_id, table, prefix) in waiting:
        raw = path.read_text(encoding="utf-8")
        shown = inline_svg(raw, prefix or chart_id, BY_ID[chart_id].alt_text(table))
        pictures[chart_id, prefix] = Picture(shown, rows, path.stem)
    return pictures


def _drawn_all(specs: list[str], workers: int) -> list[str]:
    """The pictures of the specs, in order."""
    if workers < 2 or len(specs) < FEW:
        return [_drawn(one) for one in specs]
    # Spawned, because the converter runs threads that a fork would lose.
    with ProcessPoolExecutor(min(workers, len(specs)), mp_context=get_context("spawn")) as pool:
        return list(pool.map(_drawn, specs, chunksize=max(1, len(specs) // (workers * 4))))


def _drawn(spec_json: str) -> str:
    """The converter's own SVG of a spec; it may fetch nothing."""
    picture: str = vl_convert.vega_to_svg(spec_json, allowed_base_urls=[])
    # Vega counts clips for as long as the process lives: numbered anew, the same table gives the same bytes.
    names = {name: f"clip{place}" for place, name in enumerate(dict.fromkeys(re.findall(r"\bclip\d+\b", picture)))}
    return re.sub(r"\bclip\d+\b", lambda found: names[found[0]], picture)


def write_bundle(path: Path) -> None:
    """Vega and its embedder as one script, to be loaded as a module; it sets `window.vegaEmbed` and `window.vega`."""
    content: bytes = vl_convert.javascript_bundle(SNIPPET).encode()
    if not path.exists() or path.read_bytes() != content:
        _write(path, content)


def _write(path: Path, content: bytes) -> None:
    """Write whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, suffix=".part")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
