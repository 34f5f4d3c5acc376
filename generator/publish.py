"""What goes into docs/: every generated page, picture and download, as bytes by path."""

from __future__ import annotations

import os
from dataclasses import replace

from generator import analysed, downloads, links, vocabulary
from generator.charts import drawing
from generator.charts import files as chart_files
from generator.charts.catalogue import CHARTS, SMALL, chart_table, says_something
from generator.measures.catalogue import MEASURES
from generator.pages import data, home, methods, reader, search, threads
from generator.pages import thread as thread_page
from generator.pages.context import (
    PICTURE,
    SMALL_PICTURE,
    ChartPicture,
    Download,
    ThreadContext,
    summary,
    summary_json,
    summary_of,
)
from generator.publishable import Progress, ThreadToPublish
from generator.settings import Publication

DRAWN = (*CHARTS, SMALL)
SUMMARY = "summary.json"  # beside the files of a thread while they are kept; no page of its own
UNDRAWN = drawing.Picture("", "", "")
DOWNLOAD_NOTES = {
    "csv": "for a spreadsheet; cells that it might run as a formula carry an apostrophe in front",
    "parquet": "exact text and types",
}


def site_files(publication: Publication, published: list[ThreadToPublish], progress: Progress) -> dict[str, bytes]:
    """Every file the generator puts below docs/."""
    files = {links.chart_spec(chart.id): drawing.script_safe_json(drawing.spec(chart.id)).encode() for chart in CHARTS}
    files[links.CHART_BUNDLE] = chart_files.bundle()
    kept = {
        item.thread.slug: analysed.read_pages(publication.analysed / item.thread.slug, item.key) for item in published
    }
    keys = {item.thread.slug: item.key for item in published}
    for context in contexts_of(publication, [item for item in published if not kept[item.thread.slug]], progress):
        slug = context.thread.slug
        kept[slug] = made = everything(publication, context)
        analysed.write_pages(publication.analysed / slug, keys[slug], made)
    summaries = []
    for of_thread in kept.values():
        parts = dict(of_thread or {})
        summaries.append(summary_of(parts.pop(SUMMARY)))
        files |= parts
    for page in (
        *home.pages(home.HomeContext(tuple(summaries))),
        *threads.pages(threads.ThreadsContext(tuple(summaries))),
        *methods.pages(methods.MethodsContext(MEASURES)),
        *search.pages(search.SearchContext()),
    ):
        files[page.path] = page.content.encode()
    return files


def everything(publication: Publication, context: ThreadContext) -> dict[str, bytes]:
    """All pages and files of one thread by path, and its summary for the lists of threads."""
    made = thread_files(publication, context)
    files = {links.download(context.thread.slug, name): content for name, content in made.items()}
    context = replace(context, downloads=download_list(context, made))
    for pages in (thread_page.pages, reader.pages, data.pages):
        files |= {page.path: page.content.encode() for page in pages(context)}
    return files | {SUMMARY: summary_json(summary(context))}


def contexts_of(publication: Publication, published: list[ThreadToPublish], progress: Progress) -> list[ThreadContext]:
    """Every thread with its charts drawn: all pictures of all threads go to the workers at once."""
    tables = {
        (item.thread.slug, chart.id): chart_table(chart.id, item.tables, item.thread)
        for item in published
        for chart in CHARTS
    }
    # The picture on a card shows the posts of the large one.
    tables |= {(item.thread.slug, SMALL.id): tables[item.thread.slug, PICTURE] for item in published}
    shown = {key: table for key, table in tables.items() if len(table)}
    jobs = [
        (chart.id, shown[slug, chart.id], f"{slug}-{chart.id}")
        for slug, chart in ((item.thread.slug, chart) for item in published for chart in DRAWN)
        if (slug, chart.id) in shown and says_something(chart, shown[slug, chart.id])
    ]
    progress("pictures", 0, len(jobs))
    pictures = drawing.draw_all(jobs, publication.analysed / ".pictures", os.cpu_count() or 1)
    progress("pictures", len(jobs), len(jobs))
    contexts = []
    for item in published:
        slug = item.thread.slug
        by_chart = {finding.chart: finding for finding in reversed(item.findings) if finding.chart}
        charts = {}
        for chart in DRAWN:
            if (slug, chart.id) not in shown:
                continue
            table = shown[slug, chart.id]
            finding = by_chart.get(chart.id)
            picture = pictures.get((chart.id, f"{slug}-{chart.id}"), UNDRAWN)
            charts[chart.id] = ChartPicture(
                id=chart.id,
                question=chart.question,
                title=(finding.headline if finding else "") or chart.title or chart.subtitle,
                subtitle=chart.subtitle,
                svg=picture.svg,
                rows=picture.rows,
                kept_as=picture.name,
                alt=chart.alt_text(table),
                table=table,
                units={name: unit for name, unit in chart.columns.items() if not for_drawing(name)},
                note="" if finding else f"n = {len(table)}",
                live=chart.live and picture is not UNDRAWN,
            )
        contexts.append(
            ThreadContext(
                thread=item.thread,
                tables=item.tables,
                findings=item.findings,
                capture=item.capture,
                names=item.names,
                charts=charts,
            )
        )
    return contexts


def for_drawing(column: str) -> bool:
    """Whether a column of a chart's table only says where a word goes, and is no number of the thread."""
    return column.startswith("label") or column.endswith(("_label_place", "value_label", "name_label"))


def download_list(context: ThreadContext, made: dict[str, bytes]) -> tuple[Download, ...]:
    """The files of the data page, in its order."""
    notes = {
        "findings.json": "every finding with its number, interval, method and evidence",
        "thread.json": "the thread as a whole: its shape, its camps, its positions against chance, its capture",
    }
    for name in downloads.PUBLISHED:
        for ending, note in DOWNLOAD_NOTES.items():
            if name in context.tables:
                rows = len(context.tables[name])
                notes[f"{name}.{ending}"] = f"{name.replace('_', ' ')}: {vocabulary.plural(rows, 'row')}, {note}"
    return tuple(
        Download(name=name, description=note, byte_count=len(made[name]))
        for name, note in notes.items()
        if name in made
    )


def thread_files(publication: Publication, context: ThreadContext) -> dict[str, bytes]:
    """Downloads and chart files of one thread, by file name."""
    pictures = publication.analysed / ".pictures"
    files = {
        "findings.json": analysed.findings_json(context.findings),
        "thread.json": analysed.thread_json(context.tables, context.thread, context.capture),
    }
    for name, table in downloads.published_tables(context.tables, context.names).items():
        if len(table):
            files[f"{name}.csv"] = downloads.csv_bytes(table)
            files[f"{name}.parquet"] = downloads.parquet_bytes(table)
    for chart_id, picture in context.charts.items():
        if chart_id == SMALL_PICTURE:
            continue
        files[f"chart-{chart_id}.csv"] = downloads.csv_bytes(picture.table[list(picture.units)])
        if not picture.svg:
            continue
        files[f"chart-{chart_id}.json"] = picture.rows.encode()
        drawn = drawing.Picture(picture.svg, picture.rows, picture.kept_as)
        for ending in ("svg", "png"):
            files[f"chart-{chart_id}.{ending}"] = chart_files.picture_file(pictures, chart_id, drawn, ending)
    return files
