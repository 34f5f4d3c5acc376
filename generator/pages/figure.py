"""A chart as a page shows it: picture, one sentence, table, and the ways to take it away."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from generator import links
from generator.pages.context import ChartPicture, ThreadContext
from generator.render.text import named, plain

TABLE_ROWS = 200  # of a chart's table in the page; the whole is in its CSV


@dataclass(frozen=True)
class FigureView:
    """One chart with its table and the ways to take it away."""

    id: str
    anchor: str
    title: str
    subtitle: str
    svg: str  # "" where its table has too few rows for a picture
    alt: str  # what it shows in one sentence
    note: str
    live: bool
    spec_href: str
    data_href: str
    bundle_href: str
    downloads: tuple[tuple[str, str], ...]  # label and address
    header: tuple[tuple[str, str], ...]  # column and unit
    rows: tuple[tuple[tuple[str, bool], ...], ...]  # cells: the value, and whether it is a number
    rows_left: int


def figure_view(context: ThreadContext, picture: ChartPicture) -> FigureView:
    """A chart as it is shown."""
    slug, here = context.thread.slug, links.thread(context.thread.slug)
    names = [name for name in picture.table.columns if name in picture.units] or list(picture.table.columns)
    table = picture.table[names].head(TABLE_ROWS)

    def take(ending: str) -> str:
        return links.relative(links.download(slug, f"chart-{picture.id}.{ending}"), here)

    spec = links.relative(links.chart_spec(picture.id), here)
    drawn = (("SVG", take("svg")), ("PNG", take("png")), ("Spec", spec))
    return FigureView(
        id=picture.id,
        anchor=links.chart_anchor(picture.id),
        title=named(picture.title, context.names),
        subtitle=plain(picture.subtitle),
        svg=picture.svg,
        alt=named(picture.alt, context.names),
        note=named(picture.note, context.names),
        live=picture.live,
        spec_href=spec,
        data_href=take("json"),
        bundle_href=links.relative(links.CHART_BUNDLE, here),
        downloads=(("CSV", take("csv")), *(drawn if picture.svg else ())),
        header=tuple((name.replace("_", " "), picture.units.get(name, "")) for name in names),
        rows=tuple(zip(*(cells(table[name]) for name in names), strict=True)),
        rows_left=max(0, len(picture.table) - TABLE_ROWS),
    )


def cells(column: pd.Series) -> list[tuple[str, bool]]:
    """The values of a column as text, each with whether it is a number."""
    return [(cell(value), isinstance(value, int | float)) for value in column.tolist()]


def cell(value: object) -> str:
    """A value of a table as text: four digits of a fraction, nothing for a missing one."""
    if value is None or value is pd.NA or value is pd.NaT or value != value:
        return ""
    if isinstance(value, float):
        return f"{value:.4g}" if abs(value) < 10_000 else f"{value:.0f}"
    return plain(value) if isinstance(value, str) else plain(str(value))
