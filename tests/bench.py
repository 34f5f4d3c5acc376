"""Measures speed on this machine: `python3 run.py bench [NAME...]`; prints a table and writes bench/MACHINE.json.

Not part of the tests. Each measurement runs in a process of its own, so that its memory is its own too.
"""

from __future__ import annotations

import datetime
import json
import platform
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
START = 1_760_000_000
WORDS = (
    "the a of and to rent landlord tenant repair housing people technology engagement meeting damp boiler window we "
    "you they nobody asked answer call letter manager association board street home flat floor heating bill money "
    "power data platform survey portal app letter week month year never always still again because when why how"
).split()


@contextmanager
def clock(figures: dict[str, float], name: str):
    """Time a block into `figures[name]`, in seconds."""
    begin = time.perf_counter()
    yield
    figures[name] = time.perf_counter() - begin


def sentence(chance: random.Random, count: int = 30) -> str:
    """Words in no meaningful order."""
    return " ".join(chance.choices(WORDS, k=count))


def reddit_listing(post_count: int) -> list[dict[str, Any]]:
    """A post and its comments as Reddit gives them, nested at random."""
    chance = random.Random(0)
    comments: list[dict[str, Any]] = []
    top: list[dict[str, Any]] = []
    for number in range(post_count - 1):
        parent = chance.choice(comments[-50:]) if comments and chance.random() < 0.8 else None
        if parent is not None and parent["depth"] > 40:
            parent = None
        comment = {
            "id": f"c{number}",
            "name": f"t1_c{number}",
            "parent_id": parent["name"] if parent else "t3_root",
            "link_id": "t3_root",
            "author": f"person{chance.randrange(500)}",
            "body": sentence(chance),
            "created_utc": START + number * 60,
            "score": chance.randrange(20),
            "depth": parent["depth"] + 1 if parent else 0,
            "permalink": f"/r/housing/comments/root/c{number}/",
            "replies": "",
        }
        comments.append(comment)
        wrapped = {"kind": "t1", "data": comment}
        if parent is None:
            top.append(wrapped)
        elif parent["replies"]:
            parent["replies"]["data"]["children"].append(wrapped)
        else:
            parent["replies"] = {"kind": "Listing", "data": {"children": [wrapped]}}
    root = {
        "id": "root",
        "name": "t3_root",
        "author": "person0",
        "title": "A made-up thread",
        "selftext": sentence(chance),
        "created_utc": START - 60,
        "score": 1,
        "num_comments": post_count - 1,
        "permalink": "/r/housing/comments/root/",
        "subreddit": "housing",
    }
    return [
        {"kind": "Listing", "data": {"children": [{"kind": "t3", "data": root}]}},
        {"kind": "Listing", "data": {"children": top}},
    ]


def tables(thread_count: int, post_count: int) -> tuple[Any, Any, Any]:
    """Posts, authors and threads with two roles, made at random."""
    import pandas as pd

    from generator.model import AUTHOR_COLUMNS, POST_COLUMNS, typed

    chance = random.Random(0)
    posts: dict[str, list[Any]] = {}
    authors: dict[str, list[Any]] = {}
    for thread in range(thread_count):
        slug = f"t{thread:04}"
        for number in range(30):
            values = (
                slug,
                f"a{number}",
                "",
                "",
                chance.randrange(5000),
                ("tenant", "manager", None)[number % 3],
                "list",
            )
            for name, value in zip(AUTHOR_COLUMNS, (*values, False), strict=False):
                authors.setdefault(name, []).append(value)
        for number in range(post_count):
            when = pd.Timestamp(START + number * 90 + chance.randrange(60), unit="s", tz="UTC")
            parent = f"p{chance.randrange(max(0, number - 20), number)}" if number else None
            text = sentence(chance)
            counts = (chance.randrange(20), chance.randrange(5), None)
            author = f"a{chance.randrange(30)}"
            values = (
                slug,
                f"p{number}",
                parent,
                author,
                when,
                text,
                f"<p>{text}</p>",
                "en",
                *counts,
                "",
                "post",
                "present",
            )
            # Columns that came later stay empty.
            for name, value in zip(POST_COLUMNS, values, strict=False):
                posts.setdefault(name, []).append(value)
    captured = pd.Timestamp(START + post_count * 90 + 86_400, unit="s", tz="UTC")
    threads = pd.DataFrame({"thread_id": [f"t{thread:04}" for thread in range(thread_count)], "captured_at": captured})
    threads["thread_id"] = threads["thread_id"].astype("string")
    return typed(pd.DataFrame(posts), POST_COLUMNS), typed(pd.DataFrame(authors), AUTHOR_COLUMNS), threads


def bench_help(folder: Path) -> dict[str, float]:
    """`disconnections --help`, best of five."""
    rounds = []
    for _ in range(5):
        begin = time.perf_counter()
        subprocess.run([sys.executable, "-m", "generator", "--help"], cwd=ROOT, stdout=subprocess.DEVNULL, check=True)
        rounds.append(time.perf_counter() - begin)
    return {"help_seconds": min(rounds)}


def bench_import(folder: Path) -> dict[str, float]:
    """A Reddit listing of 20,000 posts to a stored thread, with pseudonyms."""
    from generator.importing import import_files
    from generator.settings import find_publication

    post_count = 20_000
    (folder / "mkdocs.yml").write_text("site_name: Bench\n", encoding="utf-8")
    (folder / "data" / "threads").mkdir(parents=True)
    file = folder / "listing.json"
    file.write_text(json.dumps(reddit_listing(post_count)), encoding="utf-8")
    figures: dict[str, float] = {}
    with clock(figures, "import_seconds"):
        import_files(find_publication(folder), [file], slug="bench")
    kept = sum(1 for _ in (folder / "data" / "threads" / "bench" / "posts.jsonl").open(encoding="utf-8"))
    if kept != post_count:
        raise ValueError(f"{kept} of {post_count} posts were kept, so the speed means nothing")
    return {**figures, "import_posts_per_second": post_count / figures["import_seconds"]}


def archive(mail_count: int) -> str:
    """A month of a mailing list as Pipermail keeps it: answers that quote what they answer, with signatures."""
    chance = random.Random(0)
    mails = []
    for number in range(mail_count):
        name = f"person{chance.randrange(300)}"
        above = chance.randrange(max(0, number - 40), number) if number and chance.random() < 0.8 else None
        paragraphs = "\n\n".join("\n".join(sentence(chance, 11) for _ in range(4)) for _ in range(4))
        quoted = "\n".join(f"> {sentence(chance, 10)}" for _ in range(16))
        head = [
            f"From {name} at example.org  Sun Jun  1 00:52:36 2014",
            f"From: {name} at example.org (Person {name[6:]})",
            f"Date: {datetime.datetime.fromtimestamp(START + number * 60, datetime.UTC):%a, %d %b %Y %H:%M:%S} +0000",
            f"Subject: {'' if above is None else 'Re: '}[list] {sentence(chance, 5)}",
            f"Message-ID: <{number}@example.org>",
        ]
        if above is not None:
            head.append(f"In-Reply-To: <{above}@example.org>")
        body = f"On Sunday, Somebody <some.body at example.org> wrote:\n{quoted}\n\n{paragraphs}\n-- \n{name}\n\n"
        mails.append("\n".join(head) + "\n\n" + body)
    return "".join(mails)


def bench_mail(folder: Path) -> dict[str, float]:
    """An archive of 10,000 mails as threads, in time of the processor."""
    from generator.sources import read

    mail_count = 10_000
    file = folder / "2014-June.txt"
    file.write_text(archive(mail_count), encoding="utf-8")
    begin = time.process_time()
    forest = read([file])
    seconds = time.process_time() - begin
    kept = sum(forest.post_count(root_id) for root_id in forest.root_ids)
    if kept != mail_count:
        raise ValueError(f"{kept} of {mail_count} mails were kept, so the speed means nothing")
    return {"mails_per_second": mail_count / seconds, "file_megabytes": file.stat().st_size / 1024**2}


def bench_measures(folder: Path) -> dict[str, float]:
    """All measures over 1,000 threads of 100 posts."""
    from generator.measures import measure

    posts, authors, threads = tables(1000, 100)
    figures: dict[str, float] = {}
    with clock(figures, "measures_seconds"):
        measure(posts, authors, threads)
    return figures


def publication_copy(folder: Path) -> Any:
    """This publication without what was generated."""
    from generator.settings import find_publication

    shutil.copy(ROOT / "mkdocs.yml", folder)
    generated = shutil.ignore_patterns("threads", "methods", "charts", "search")
    shutil.copytree(ROOT / "docs", folder / "docs", ignore=generated)
    shutil.copytree(ROOT / "data" / "threads", folder / "data" / "threads")
    return find_publication(folder)


def bench_generator(folder: Path) -> dict[str, float]:
    """Sixty analysed threads to pages and downloads, the pictures drawn before; the median of three.

    Once with every page made anew, once as after a change in one thread of sixty, where the others' are kept.
    """
    from generator.build import analyse, build_docs

    publication = publication_copy(folder)
    for original in sorted(publication.threads.iterdir()):
        for copy in range(1, 20):
            shutil.copytree(original, publication.threads / f"{original.name}-{copy}")
    threads = analyse(publication)
    build_docs(publication, threads)
    generated = [path for path in publication.docs.rglob("*.md") if "about" not in path.parts]
    rounds: dict[str, list[float]] = {"generator_anew_ms_per_page": [], "generator_ms_per_page": []}
    for _ in range(3):
        for name, times in rounds.items():
            if "anew" in name:
                shutil.rmtree(publication.docs / "threads")
            for file in list(publication.analysed.glob("*/pages.zip"))[: None if "anew" in name else 1]:
                file.unlink()
            begin = time.process_time()
            build_docs(publication, threads)
            times.append(1000 * (time.process_time() - begin) / len(generated))
    return {"generator_pages": len(generated)} | {name: statistics.median(times) for name, times in rounds.items()}


def bench_mkdocs(folder: Path) -> dict[str, float]:
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
        with clock(figures, f"mkdocs_{wanted}_seconds"):
            run_mkdocs(publication.config_file, folder / "site", strict=False)
        figures[f"mkdocs_{wanted}_ms_per_page"] = 1000 * figures[f"mkdocs_{wanted}_seconds"] / pages
    return {**figures, "mkdocs_ratio": figures["mkdocs_4000_ms_per_page"] / figures["mkdocs_200_ms_per_page"]}


def bench_page(folder: Path) -> dict[str, float]:
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


BENCHES: dict[str, Callable[[Path], dict[str, float]]] = {
    "help": bench_help,
    "import": bench_import,
    "mail": bench_mail,
    "measures": bench_measures,
    "generator": bench_generator,
    "mkdocs": bench_mkdocs,
    "page": bench_page,
}
# What is aimed at: (figure, at most or at least, bound).
AIMS = (
    ("help_seconds", "<=", 0.3),
    ("import_posts_per_second", ">=", 10_000),
    ("measures_seconds", "<=", 10),
    ("measures_peak_mb", "<=", 1024),
    ("generator_ms_per_page", "<=", 10),
    ("mkdocs_200_ms_per_page", "<=", 15),
    ("mkdocs_4000_ms_per_page", "<=", 15),
    ("mkdocs_ratio", "<=", 1.2),
    ("page_kb", "<=", 150),
)


def run_one(name: str) -> dict[str, float]:
    """One measurement, with the most memory that its process held."""
    with tempfile.TemporaryDirectory() as folder:
        figures = BENCHES[name](Path(folder))
    try:
        import resource
    except ImportError:  # Windows
        return figures
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {**figures, f"{name}_peak_mb": used / (2**20 if sys.platform == "darwin" else 2**10)}


def main(names: list[str]) -> int:
    """Run the measurements named, or all; 1 where one could not be made (a missed aim is told, not punished)."""
    if unknown := sorted(set(names) - set(BENCHES)):
        print(f"bench: unknown: {', '.join(unknown)}; there are {', '.join(BENCHES)}", file=sys.stderr)
        return 2
    figures: dict[str, float] = {}
    failed = []
    for name in names or BENCHES:
        print(f"measuring {name} …", file=sys.stderr, flush=True)
        done = subprocess.run(
            [sys.executable, __file__, "--one", name], cwd=ROOT, capture_output=True, encoding="utf-8"
        )
        if done.returncode:
            failed.append(name)
            print(f"  could not be made: {(done.stderr.strip().splitlines() or ['no word'])[-1]}", file=sys.stderr)
        else:
            figures.update(json.loads(done.stdout.splitlines()[-1]))
    aims = {name: (sign, bound) for name, sign, bound in AIMS}
    print(f"\n{platform.node()}, {platform.machine()}, Python {platform.python_version()}\n")
    for name, value in figures.items():
        sign, bound = aims.get(name, ("", 0))
        met = "" if not sign else "met" if (value <= bound if sign == "<=" else value >= bound) else "MISSED"
        print(f"{name:28}{value:14,.3f}   {f'{sign} {bound:,}' if sign else '':12}{met}")
    folder = ROOT / "bench"
    folder.mkdir(exist_ok=True)
    record = {
        "machine": platform.node(),
        "system": platform.platform(),
        "python": platform.python_version(),
        "measured_at": datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
        "figures": figures,
        "failed": failed,
    }
    file = folder / f"{platform.node() or 'machine'}.json"
    file.write_text(json.dumps(record, indent=2) + "\n", encoding="utf-8")
    print(f"\nwritten to {file.relative_to(ROOT)}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    if sys.argv[1:2] == ["--one"]:
        print(json.dumps(run_one(sys.argv[2])))
    else:
        raise SystemExit(main(sys.argv[1:]))
