"""How fast files are read and imported, and how much memory that takes."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.bench import inputs

IMPORTED = 20_000  # posts
READ = 20_000
MAILS = 10_000
LARGE = 100  # megabytes; 200 with --large
MEGABYTE = 1024**2
# Export of each JSON source that the promise names; the others have their tests.
EXPORTS = (
    "mastodon_list",
    "bluesky_flat",
    "twitter_v2_flat",
    "hackernews_algolia",
    "discourse_posts",
    "reddit_listing",
    "convokit_corpus",
    "table_lines",
)


def bench_import(folder: Path, large: bool) -> dict[str, float]:
    """Reddit listings to stored threads, with pseudonyms: the fields that are read, and all that Reddit gives."""
    posts = inputs.said(IMPORTED)
    figures = {}
    for name, whole in (("import", False), ("import_whole", True)):
        seconds = _imported(folder / name, json.dumps(inputs.reddit_listing(posts, whole)))
        figures[f"{name}_posts_per_second"] = IMPORTED / seconds
    return figures


def _imported(folder: Path, listing: str) -> float:
    from generator.importing import import_files
    from generator.settings import find_publication

    (folder / "data" / "threads").mkdir(parents=True)
    (folder / "mkdocs.yml").write_text("site_name: Bench\n", encoding="utf-8")
    file = folder / "listing.json"
    file.write_text(listing, encoding="utf-8")
    begin = time.process_time()
    import_files(find_publication(folder), [file], slug="bench")
    seconds = time.process_time() - begin
    kept = sum(1 for _ in (folder / "data" / "threads" / "bench" / "posts.jsonl").open(encoding="utf-8"))
    if kept != IMPORTED:
        raise ValueError(f"{kept} of {IMPORTED} posts were kept, so the speed means nothing")
    return seconds


def bench_reading(folder: Path, large: bool) -> dict[str, float]:
    """Each JSON source alone, without storing: every post of every thread in the files, the median of three."""
    posts = inputs.said(READ)
    figures = {}
    for export_id in EXPORTS:
        seconds = _read(inputs.export(export_id, posts, folder / export_id), READ)
        figures[f"read_{export_id}_per_second"] = READ / seconds
    file = folder / "statuses.json"
    file.write_text(json.dumps(inputs.mastodon_statuses(posts)), encoding="utf-8")
    return {**figures, "read_mastodon_whole_per_second": READ / _read([file], READ)}


def _read(files: list[Path], count: int) -> float:
    from generator.sources import read

    rounds = []
    for _ in range(3):
        begin = time.process_time()
        forest = read(files)
        kept = sum(len(forest.thread(root_id).posts) for root_id in forest.root_ids)
        rounds.append(time.process_time() - begin)
        if kept < count:
            raise ValueError(f"{kept} of {count} posts were kept, so the speed means nothing")
    return sorted(rounds)[1]


def bench_mail(folder: Path, large: bool) -> dict[str, float]:
    """An archive of 10,000 mails as threads."""
    from generator.sources import read

    file = folder / "2014-June.txt"
    file.write_text(inputs.archive(MAILS), encoding="utf-8")
    begin = time.process_time()
    forest = read([file])
    seconds = time.process_time() - begin
    kept = sum(forest.post_count(root_id) for root_id in forest.root_ids)
    if kept != MAILS:
        raise ValueError(f"{kept} of {MAILS} mails were kept, so the speed means nothing")
    return {"mails_per_second": MAILS / seconds, "mail_megabytes": file.stat().st_size / MEGABYTE}


def bench_memory_listing(folder: Path, large: bool) -> dict[str, float]:
    """Memory of reading one Reddit listing of 100 MB (with --large 200) with all its fields."""
    posts = inputs.said(2_000)
    of_one = len(json.dumps(inputs.reddit_listing(posts, whole=True))) / len(posts)
    wanted = int((2 * LARGE if large else LARGE) * MEGABYTE / of_one)
    return _memory(folder, "listing", lambda file: _write_listing(file, wanted))


def _write_listing(file: Path, count: int) -> None:
    with file.open("w", encoding="utf-8") as stream:
        json.dump(inputs.reddit_listing(inputs.said(count), whole=True), stream)


def bench_memory_lines(folder: Path, large: bool) -> dict[str, float]:
    """Memory of reading one file of JSON Lines of 100 MB (with --large 200)."""

    def write(file: Path) -> None:
        with file.open("w", encoding="utf-8") as stream:
            stream.writelines(inputs.long_lines(inputs.said(5_000), (2 * LARGE if large else LARGE) * MEGABYTE))

    return _memory(folder, "lines", write)


def bench_memory_short(folder: Path, large: bool) -> dict[str, float]:
    """Memory of reading JSON Lines of short records, of which the words are the smallest part."""

    def write(file: Path) -> None:
        with file.open("w", encoding="utf-8") as stream:
            stream.writelines(inputs.short_lines((2 * LARGE if large else LARGE) * MEGABYTE))

    return _memory(folder, "short_lines", write)


def _memory(folder: Path, name: str, write: Callable[[Path], Any]) -> dict[str, float]:
    """The peak of a process of its own that only reads, by the file's size.

    The file is made in another process, or what that took would count.
    """
    import multiprocessing

    from tests.bench.processes import peak_of

    (folder / "data" / "threads").mkdir(parents=True)
    (folder / "mkdocs.yml").write_text("site_name: Bench\n", encoding="utf-8")
    file = folder / f"{name}.{'json' if name == 'listing' else 'jsonl'}"
    writer = multiprocessing.get_context("fork").Process(target=write, args=(file,))
    writer.start()
    writer.join()
    code = "import sys; from generator.sources import read; f = read([sys.argv[1]]); n = len(f.root_ids)"
    seconds, peak = peak_of([sys.executable, "-c", code, str(file)])
    size = file.stat().st_size / MEGABYTE
    return {f"memory_{name}_file_mb": size, f"memory_{name}_times_file": peak / size, f"memory_{name}_seconds": seconds}
