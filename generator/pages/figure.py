"""A chart as a page shows it: picture, one sentence, table, and the ways to take it away."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
from markupsafe import Markup, escape

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
    rows: Markup  # of its table
    rows_left: int


def figure_view(context: ThreadContext, picture: ChartPicture) -> FigureView:
    """A chart as it is shown."""
    slug, here = context.thread.slug, links.thread(context.thread.slug)

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
        header=tuple((name.replace("_", " "), unit) for name, unit in picture.units.items()),
        rows=Markup(picture.table),  # escaped where it was made, by table_rows
        rows_left=max(0, picture.row_count - TABLE_ROWS),
    )


def table_rows(table: pd.DataFrame) -> Markup:
    """The rows of a chart's table, as they stand in a page: numbers to the right, every word escaped.

    Written here and not by the template, for which two thousand cells take longer than all the rest of a page.
    """
    columns = [cells(table[name]) for name in table.head(TABLE_ROWS)]
    return Markup("\n".join(f"<tr>{''.join(row)}</tr>" for row in zip(*columns, strict=True)))


def cells(column: pd.Series) -> list[str]:
    """The values of a column as cells of a table in a page."""
    return [
        f'<td class="num">{cell(value)}</td>' if isinstance(value, int | float) else f"<td>{escape(cell(value))}</td>"
        for value in column.head(TABLE_ROWS).tolist()
    ]


def cell(value: object) -> str:
    """A value of a table as text: four digits of a fraction, nothing for a missing one."""
    if value is None or value is pd.NA or value is pd.NaT or value != value:
        return ""
    if isinstance(value, float):
        return f"{value:.4g}" if abs(value) < 10_000 else f"{value:.0f}"
    return plain(value) if isinstance(value, str) else plain(str(value))
