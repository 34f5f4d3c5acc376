"""The command line: arguments, progress bars, exit codes; the only place that prints."""

from __future__ import annotations

import argparse
import os
import sys
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from generator import __version__
from generator.errors import DisconnectionsError, UsageError


def main(arguments: list[str] | None = None) -> int:
    """Run one command; 0 when it was done, 1 when something has to be mended, 2 for wrong usage."""
    parser = make_parser()
    chosen = parser.parse_args(arguments)
    if "run" not in chosen:
        parser.print_help()
        return 2
    try:
        return int(chosen.run(chosen) or 0)
    except DisconnectionsError as error:
        print(f"disconnections: {harmless(str(error))}", file=sys.stderr)
        return error.exit_code
    except BrokenPipeError:  # whoever reads has seen enough, as with `| head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        print("disconnections: stopped; nothing half-made was left", file=sys.stderr)
        return 130


def make_parser() -> argparse.ArgumentParser:
    """The commands and their words."""
    parser = argparse.ArgumentParser(
        prog="disconnections", description="Publishes what a public conversation shows, fairly and checkably."
    )
    parser.add_argument("--version", action="version", version=__version__)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")

    new = commands.add_parser("new", help="make an empty publication")
    new.add_argument("folder", type=Path, metavar="DIR")
    new.set_defaults(run=run_new)

    importing = command(commands, "import", "take a saved export into data/threads/", run_import)
    importing.add_argument("files", nargs="+", type=Path, metavar="FILE")
    importing.add_argument("--as", dest="platform", metavar="PLATFORM", help="the source, where it is not recognised")
    importing.add_argument("--slug", help="name of the thread's folder and page")
    importing.add_argument("--title", help="the thread's title")
    importing.add_argument("--map", dest="mapping", metavar="text=body,parent=reply_to", help="columns of a table")
    importing.add_argument("--people", choices=["pseudonyms", "handles"], default="pseudonyms")
    importing.add_argument("--thread", metavar="ID", help="of a file with many threads, the one with this post")
    importing.add_argument("--split", action="store_true", help="of a file with many threads, each for itself")
    importing.add_argument("--least-posts", type=int, default=1, metavar="N", help="leave threads with fewer posts")
    importing.add_argument("--replace", action="store_true", help="take the place of a thread of the same slug")

    fetching = command(commands, "fetch", "take a public thread by its address into data/threads/", run_fetch)
    fetching.add_argument("url", metavar="URL", help="of Mastodon, Bluesky, Reddit, Hacker News, Discourse or GitHub")
    fetching.epilog = (
        "Tokens are taken from the environment: GITHUB_TOKEN, REDDIT_TOKEN, and MASTODON_TOKEN together with "
        "MASTODON_SERVER, the server it belongs to. None is needed, and each is sent to its own server only."
    )
    fetching.add_argument("--slug", help="name of the thread's folder and page")
    fetching.add_argument("--title", help="the thread's title")
    fetching.add_argument("--people", choices=["pseudonyms", "handles"], default="pseudonyms")
    fetching.add_argument("--replace", action="store_true", help="take the place of a thread of the same slug")
    fetching.add_argument("--allow-private", action="store_true", help="also from servers of your own network")

    exporting = command(commands, "export", "write a thread in another program's format", run_export)
    exporting.add_argument("slug", metavar="SLUG")
    formats = "convokit, graphml, sqlite, parquet or csv"
    exporting.add_argument("--to", required=True, dest="format", metavar="FORMAT", help=formats)
    exporting.add_argument(
        "--out", type=Path, metavar="DIR", help="a new or empty folder; default: exports/SLUG-FORMAT"
    )

    command(commands, "analyse", "measure the threads and write data/analysed/", run_analyse)
    findings = command(commands, "findings", "print what was found in a thread", run_findings)
    findings.add_argument("slug", metavar="SLUG")
    findings.add_argument("--json", action="store_true", help="the machine form, as findings.json")
    build = command(commands, "build", "analyse, write the pages, build site/", run_build)
    build.add_argument("--strict", action="store_true", help="warnings and dead links are errors")
    serve = command(commands, "serve", "build, show the site on this machine, rebuild on change", run_serve)
    serve.add_argument("--port", type=int, default=8000)
    command(commands, "check", "validate data/ without writing", run_check)
    return parser


def command(
    commands: Any, name: str, text: str, run: Callable[[argparse.Namespace], int | None]
) -> argparse.ArgumentParser:
    """One command that works on a publication."""
    parser: argparse.ArgumentParser = commands.add_parser(name, help=text)
    parser.add_argument("--publication", type=Path, default=Path(), metavar="DIR", help="default: this folder")
    parser.set_defaults(run=run)
    return parser


def run_new(chosen: argparse.Namespace) -> None:
    """Make an empty publication."""
    from generator.publication import make_publication

    make_publication(chosen.folder)
    print(f"{chosen.folder}: an empty publication. Next: disconnections import FILE --publication {chosen.folder}")


def run_import(chosen: argparse.Namespace) -> None:
    """Import files and give the account of what was kept."""
    from generator.importing import Choice, import_files
    from generator.settings import find_publication

    reports = import_files(
        find_publication(chosen.publication),
        chosen.files,
        as_platform=chosen.platform,
        slug=chosen.slug,
        title=chosen.title,
        mapping=mapping_of(chosen.mapping),
        people=chosen.people,
        replace=chosen.replace,
        choice=Choice(chosen.thread, chosen.split, chosen.least_posts),
        now=datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
    )
    for report in reports:
        for line in report.lines:
            print(harmless(line))


def run_fetch(chosen: argparse.Namespace) -> None:
    """Fetch a thread and give the account of what was kept."""
    from generator.fetch import fetch_thread
    from generator.fetching import Settings
    from generator.settings import find_publication

    publication = find_publication(chosen.publication)
    settings = Settings(allow_private=chosen.allow_private, site=publication.site_url)
    with progress_bar() as progress:
        report, gaps = fetch_thread(
            publication,
            chosen.url,
            settings,
            slug=chosen.slug,
            title=chosen.title,
            people=chosen.people,
            replace=chosen.replace,
            progress=progress,
        )
    for line in report.lines:
        print(harmless(line))
    for gap in gaps:
        print(harmless(f"not given: {gap}"))
    if gaps:
        print("To ask for what is lacking, run the same command again with --replace.")


def run_export(chosen: argparse.Namespace) -> None:
    """Export a thread and say what was written."""
    from generator.exporting import export_thread
    from generator.settings import find_publication

    report = export_thread(find_publication(chosen.publication), chosen.slug, chosen.format, chosen.out)
    for line in report.lines:
        print(harmless(line))


def mapping_of(words: str | None) -> dict[str, str] | None:
    """`text=body,parent=reply_to` as a dictionary."""
    if words is None:
        return None
    pairs = [pair.partition("=") for pair in words.split(",")]
    wrong = [left + middle + right for left, middle, right in pairs if not (left and middle and right)]
    if wrong:
        raise UsageError(f"--map {words}: expected pairs like text=body,parent=reply_to; not a pair: {wrong[0]!r}")
    return {left.strip(): right.strip() for left, _, right in pairs}


def run_analyse(chosen: argparse.Namespace) -> None:
    """Measure the threads."""
    from generator.build import analyse
    from generator.settings import find_publication
    from generator.vocabulary import plural

    with progress_bar() as progress:
        threads = analyse(find_publication(chosen.publication), progress)
    for published in threads:
        told = sum(not finding.refused for finding in published.findings)
        print(f"{published.thread.slug}: {plural(len(published.tables['posts']), 'post')}, {plural(told, 'finding')}")


def run_findings(chosen: argparse.Namespace) -> None:
    """Print the findings of one thread."""
    from generator.analysed import findings_json
    from generator.build import analyse
    from generator.settings import find_publication
    from generator.telling import findings_text

    with progress_bar() as progress:
        threads = {item.thread.slug: item for item in analyse(find_publication(chosen.publication), progress)}
    if chosen.slug not in threads:
        raise UsageError(f"There is no thread {chosen.slug!r}; there are: {', '.join(sorted(threads)) or 'none'}")
    item = threads[chosen.slug]
    if chosen.json:
        print(findings_json(item.findings).decode(), end="")
        return
    for line in findings_text(item):
        print(harmless(line))


def run_build(chosen: argparse.Namespace) -> None:
    """Build the site."""
    from generator.build import build, vanish_faults
    from generator.settings import find_publication

    publication = find_publication(chosen.publication)
    with progress_bar() as progress:
        folder = build(publication, chosen.strict, progress)
    for note in vanish_faults(publication)[1]:
        print(harmless(f"note: {note}"), file=sys.stderr)
    print(f"{folder}: built; open index.html through a web server, or run: disconnections serve")


def run_serve(chosen: argparse.Namespace) -> None:
    """Serve the site and rebuild it on change."""
    from generator.serve import serve
    from generator.settings import find_publication

    serve(find_publication(chosen.publication), chosen.port, lambda line: print(harmless(line), flush=True))


def run_check(chosen: argparse.Namespace) -> int:
    """Say every fault in data/."""
    from generator.build import check, overstatements, vanish_faults
    from generator.settings import find_publication

    publication = find_publication(chosen.publication)
    faults = check(publication)
    for fault in faults:
        print(harmless(fault), file=sys.stderr)
    for note in ([] if faults else vanish_faults(publication)[1]) + overstatements(publication):
        print(harmless(f"note: {note}"))
    if not faults:
        print("data/ is in order")
    return 1 if faults else 0


def harmless(text: str) -> str:
    """Text from outside, made safe for a terminal: control and direction marks become visible."""
    return "".join(
        character
        if character in "\n\t" or unicodedata.category(character) not in ("Cc", "Cf", "Cs")
        else f"\\u{ord(character):04x}"
        for character in text
    )


@contextmanager
def progress_bar() -> Iterator[Callable[[str, int, int], None]]:
    """A bar on a terminal, silence elsewhere."""
    if not sys.stderr.isatty():
        yield lambda task, done, total: None
        return
    from rich.console import Console
    from rich.progress import MofNCompleteColumn, Progress

    columns = (*Progress.get_default_columns(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bars:
        tasks = {}

        def progress(task: str, done: int, total: int) -> None:
            if task not in tasks:
                tasks[task] = bars.add_task(task, total=total)
            bars.update(tasks[task], completed=done, total=total)

        yield progress
