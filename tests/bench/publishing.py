"""How long the pages take: the command line, the generator, MkDocs, and the weight of a page."""

from __future__ import annotations

import json
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.bench.processes import ROOT


def bench_help(folder: Path, large: bool) -> dict[str, float]:
    """`disconnections --help`, best of five."""
    rounds = []
    for _ in range(5):
        begin = time.perf_counter()
        subprocess.run([sys.executable, "-m", "generator", "--help"], cwd=ROOT, stdout=subprocess.DEVNULL, check=True)
        rounds.append(time.perf_counter() - begin)
    return {"help_seconds": min(rounds)}


def publication_copy(folder: Path) -> Any:
    """This publication without what was generated."""
    from generator.settings import find_publication

    shutil.copy(ROOT / "mkdocs.yml", folder)
    generated = shutil.ignore_patterns("threads", "methods", "charts", "search")
    shutil.copytree(ROOT / "docs", folder / "docs", ignore=generated)
    shutil.copytree(ROOT / "data" / "threads", folder / "data" / "threads")
    return find_publication(folder)


def bench_generator(folder: Path, large: bool) -> dict[str, float]:
    """Sixty analysed threads to pages; the median of three.

    Once with every page made anew, as after a change in a template, pictures and downloads kept; once as after a
    change in one thread of sixty, with what is made of its pictures that were drawn before. Beside them what the data,
    tables and files of the pictures take for a thread where nothing but the drawings is kept.
    """
    from generator import pictures
    from generator.build import analyse, build_docs
    from generator.publishable import silent

    publication = publication_copy(folder)
    for original in sorted(publication.threads.iterdir()):
        for copy in range(1, 20):
            shutil.copytree(original, publication.threads / f"{original.name}-{copy}")
    build_docs(publication, analyse(publication))
    pages = len([path for path in publication.docs.rglob("*.md") if "about" not in path.parts])
    rounds: dict[str, list[float]] = {}

    def timed(name: str, task: Callable[[], object], count: int) -> None:
        begin = time.process_time()
        task()
        rounds.setdefault(name, []).append(1000 * (time.process_time() - begin) / count)

    for _ in range(3):
        shutil.rmtree(publication.docs / "threads")
        for file in publication.analysed.glob("*/pages.zip"):
            file.unlink()
        threads = analyse(publication)
        timed("generator_ms_per_page", lambda: build_docs(publication, threads), pages)  # noqa: B023
        shutil.rmtree(next(publication.analysed.glob("*/pictures")))
        next(publication.analysed.glob("*/pages.zip")).unlink()
        threads = analyse(publication)
        timed("generator_one_changed_ms_per_page", lambda: build_docs(publication, threads), pages)  # noqa: B023
        for pictures_folder in publication.analysed.glob("*/pictures"):
            shutil.rmtree(pictures_folder)
        threads = analyse(publication)
        timed("pictures_ms_per_thread", lambda: pictures.draw(publication, threads, silent), len(threads))  # noqa: B023
    return {"generator_pages": pages} | {name: statistics.median(times) for name, times in rounds.items()}


def bench_mkdocs(folder: Path, large: bool) -> dict[str, float]:
    """MkDocs alone, over copies of the real thread pages: about 200 and about 4,000 pages."""
    from generator.build import analyse, build_docs
    from generator.site import run_mkdocs

    publication = publication_copy(folder)
    build_docs(publication, analyse(publication))
    threads = publication.docs / "threads"
    originals = sorted(path for path in threads.iterdir() if path.is_dir())
    figures: dict[str, float] = {}
    copies = 0
    for wanted in (200, 4000):
        while len(list(publication.docs.rglob("*.md"))) < wanted:
            for original in originals:
                only_pages = shutil.ignore_patterns("*.json", "*.csv", "*.svg", "*.png", "*.parquet")
                shutil.copytree(original, threads / f"{original.name}-{copies}", ignore=only_pages)
            copies += 1
        pages = len(list(publication.docs.rglob("*.md")))
        begin = time.perf_counter()
        run_mkdocs(publication.config_file, folder / "site", strict=False)
        figures[f"mkdocs_{wanted}_seconds"] = time.perf_counter() - begin
        figures[f"mkdocs_{wanted}_ms_per_page"] = 1000 * figures[f"mkdocs_{wanted}_seconds"] / pages
    return {**figures, "mkdocs_ratio": figures["mkdocs_4000_ms_per_page"] / figures["mkdocs_200_ms_per_page"]}


def bench_page(folder: Path, large: bool) -> dict[str, float]:
    """The first view of the page of a thread of 150 posts, under gzip, without what live charts load."""
    from generator.build import build
    from tests.weight import first_view

    publication = publication_copy(folder)
    file = publication.threads / "hedge-debate" / "posts.jsonl"
    posts = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    for number in range(150 - len(posts)):
        posts.append(posts[number + 1] | {"post_id": f"more{number:03}"})
    file.write_text("".join(json.dumps(post) + "\n" for post in posts), encoding="utf-8")
    site = build(publication)
    files = first_view(site / "threads" / "hedge-debate" / "index.html")
    return {"page_kb": sum(files.values()) / 1000, "page_html_kb": files["index.html"] / 1000}
