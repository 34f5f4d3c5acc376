"""What goes into docs/: every generated page, as bytes by path; and what readers can take away beside them."""

from __future__ import annotations

from pathlib import Path

from generator import downloads, kept, links, pictures
from generator.charts import drawing
from generator.charts import files as chart_files
from generator.charts.catalogue import CHARTS
from generator.measures.catalogue import MEASURES
from generator.pages import data, home, methods, reader, search, threads
from generator.pages import thread as thread_page
from generator.pages.context import Download, ThreadContext, summary, summary_json, summary_of
from generator.publishable import Progress, ThreadToPublish
from generator.settings import Publication

SUMMARY = "summary.json"  # beside the pages of a thread while they are kept; no page of its own
TEXT_NOTES = {
    "findings.json": "every finding with its number, interval, method and evidence",
    "thread.json": "the thread as a whole: its shape, its camps, its positions against chance, its capture",
}


def site_files(publication: Publication, published: list[ThreadToPublish], progress: Progress) -> dict[str, bytes]:
    """Every file the generator puts below docs/."""
    pictures.draw(publication, published, progress)
    files = {links.chart_spec(chart.id): drawing.script_safe_json(drawing.spec(chart.id)).encode() for chart in CHARTS}
    files[links.CHART_BUNDLE] = chart_files.bundle()
    summaries = []
    for item in published:
        folder = publication.analysed / item.thread.slug
        made = kept.read_pages(folder, item.key)
        if made is None:
            made = thread_pages(context_of(publication, item))
            kept.write_pages(folder, item.key, made)
        summaries.append(summary_of(made.pop(SUMMARY)))
        files |= made
    for page in (
        *home.pages(home.HomeContext(tuple(summaries))),
        *threads.pages(threads.ThreadsContext(tuple(summaries))),
        *methods.pages(methods.MethodsContext(MEASURES)),
        *search.pages(search.SearchContext()),
    ):
        files[page.path] = page.content.encode()
    return files


def files_beside(publication: Publication, slugs: list[str]) -> dict[str, Path]:
    """What readers can take away, by its path in the site: tables, pictures and the data of live charts.

    They go from the analysis into the finished site: MkDocs would only read them and write them again.
    """
    return {
        links.download(slug, name): path
        for slug in slugs
        for name, path in kept.files_of(publication.analysed / slug).items()
    }


def context_of(publication: Publication, item: ThreadToPublish) -> ThreadContext:
    """Everything the pages of one thread say."""
    return ThreadContext(
        thread=item.thread,
        tables=item.tables,
        findings=item.findings,
        capture=item.capture,
        names=item.names,
        charts=pictures.read(publication, item),
        downloads=download_list(publication.analysed / item.thread.slug),
    )


def thread_pages(context: ThreadContext) -> dict[str, bytes]:
    """All pages of one thread by path, and its summary for the lists of threads."""
    files = {SUMMARY: summary_json(summary(context))}
    for pages in (thread_page.pages, reader.pages, data.pages):
        files |= {page.path: page.content.encode() for page in pages(context)}
    return files


def download_list(folder: Path) -> tuple[Download, ...]:
    """The files of the data page, in its order."""
    index = kept.table_index(folder)
    whole = [Download(name, (folder / name).stat().st_size, note) for name, note in TEXT_NOTES.items()]
    tables = [
        Download(f"{name}.{form}", size, columns=tuple(index[name]["columns"]), row_count=index[name]["rows"])
        for name in downloads.PUBLISHED
        if name in index
        for form, size in index[name]["bytes"].items()
    ]
    return (*whole, *tables)
