"""Every chart of every thread: drawn once, with its data, its table and its files, and kept beside the analysis."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any

import pandas as pd

from generator import downloads, kept
from generator.charts import drawing
from generator.charts import files as chart_files
from generator.charts.catalogue import BY_ID, CHARTS, SMALL, chart_table, says_something
from generator.pages.context import PICTURE, ChartPicture
from generator.pages.figure import table_rows
from generator.publishable import Progress, ThreadToPublish
from generator.settings import Publication

DRAWN = (*CHARTS, SMALL)
ENDINGS = ("svg", "png")


def draw(publication: Publication, published: Sequence[ThreadToPublish], progress: Progress) -> None:
    """Draw what is not kept from before: all pictures of all threads go to the workers at once."""
    folders = {item.thread.slug: publication.analysed / item.thread.slug for item in published}
    waiting = [item for item in published if not kept.has_pictures(folders[item.thread.slug], item.key)]
    tables = {
        (item.thread.slug, chart.id): chart_table(chart.id, item.tables, item.thread)
        for item in waiting
        for chart in CHARTS
    }
    # The picture on a card shows the posts of the large one.
    tables |= {(item.thread.slug, SMALL.id): tables[item.thread.slug, PICTURE] for item in waiting}
    shown_tables = {key: table for key, table in tables.items() if len(table)}
    jobs = [
        (chart_id, table, f"{slug}-{chart_id}")
        for (slug, chart_id), table in shown_tables.items()
        if says_something(BY_ID[chart_id], table)
    ]
    progress("pictures", 0, len(jobs))
    cache_dir = publication.analysed / ".pictures"
    pictures = drawing.draw_all(jobs, cache_dir, os.cpu_count() or 1)
    for item in waiting:
        slug = item.thread.slug
        files: dict[str, bytes] = {}
        shown = {}
        for chart in DRAWN:
            if (slug, chart.id) not in shown_tables:
                continue
            table, picture = shown_tables[slug, chart.id], pictures.get((chart.id, f"{slug}-{chart.id}"))
            shown[chart.id] = in_page(chart.id, table, picture)
            if chart is SMALL:
                continue
            files[f"chart-{chart.id}.csv"] = downloads.csv_bytes(table[shown_columns(chart.id)])
            if picture is None:
                continue
            files[f"chart-{chart.id}.json"] = picture.rows.encode()
            for ending in ENDINGS:
                files[f"chart-{chart.id}.{ending}"] = chart_files.picture_file(cache_dir, chart.id, picture, ending)
        kept.write_pictures(folders[slug], item.key, files, shown)
    progress("pictures", len(jobs), len(jobs))


def in_page(chart_id: str, table: pd.DataFrame, picture: drawing.Picture | None) -> dict[str, Any]:
    """What of one chart stands in a page, as JSON knows it; no picture where its table says too little for one."""
    return {
        "svg": picture.svg if picture else "",
        "alt": BY_ID[chart_id].alt_text(table),
        "row_count": len(table),
        "table": str(table_rows(table[shown_columns(chart_id)])),
    }


def read(publication: Publication, item: ThreadToPublish) -> dict[str, ChartPicture]:
    """The charts of one thread, as its pages show them, in the order of the questions."""
    shown = kept.read_shown(publication.analysed / item.thread.slug)
    by_chart = {finding.chart: finding for finding in reversed(item.findings) if finding.chart}
    charts = {}
    for chart in DRAWN:
        if chart.id not in shown:
            continue
        picture, finding = shown[chart.id], by_chart.get(chart.id)
        charts[chart.id] = ChartPicture(
            id=chart.id,
            question=chart.question,
            title=(finding.headline if finding else "") or chart.title or chart.subtitle,
            subtitle=chart.subtitle,
            svg=picture["svg"],
            alt=picture["alt"],
            table=picture["table"],
            row_count=picture["row_count"],
            units={name: chart.columns[name] for name in shown_columns(chart.id)},
            note="" if finding else f"n = {picture['row_count']}",
            live=chart.live and bool(picture["svg"]),
        )
    return charts


def shown_columns(chart_id: str) -> list[str]:
    """The columns of a chart's table that a reader is shown."""
    return [name for name in BY_ID[chart_id].columns if not for_drawing(name)]


def for_drawing(column: str) -> bool:
    """Whether a column of a chart's table only says where a word goes, and is no number of the thread."""
    return column.startswith("label") or column.endswith(("_label_place", "value_label", "name_label"))
