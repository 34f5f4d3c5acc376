"""From data/ to site/: one number in one place, and the same bytes from the same data."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from generator import store
from generator.build import analyse, build
from generator.publish import files_beside, site_files
from generator.publishable import silent
from generator.settings import Publication, find_publication
from tests.weight import first_view

SLUG = "housing-engagement"
FILES = f"threads/{SLUG}/files"


def test_a_thread_page_is_light(built: Path) -> None:
    """A page with all it loads before a live chart stays below 150 KB under gzip."""
    for page in ("threads/hedge-debate/index.html", "threads/hedge-debate/posts/index.html", "index.html"):
        files = first_view(built / "site" / page)
        assert len(files) > 5 and sum(files.values()) <= 150_000, files


def test_strict_build(built: Path) -> None:
    """Every thread has its page, its posts and its data, under one policy."""
    for slug in (folder.name for folder in (built / "data" / "threads").iterdir()):
        for page in ("", "posts/", "data/"):
            text = (built / "site" / "threads" / slug / page / "index.html").read_text("utf-8")
            assert "Content-Security-Policy" in text.partition("<title>")[0]
    policies = {
        re.search(r'Security-Policy" content="([^"]*)"', path.read_text("utf-8"))[1]  # type: ignore[index]
        for path in (built / "site").rglob("*.html")
    }
    assert len(policies) == 1
    scripts = next(part for part in policies.pop().split(";") if "script-src" in part)
    assert "sha256-" in scripts and "unsafe-inline" not in scripts


def made(publication: Publication) -> dict[str, bytes]:
    """Every page and every file to take away, by its path."""
    pages = site_files(publication, analyse(publication), silent)
    files = files_beside(publication, store.slugs(publication))
    return pages | {name: path.read_bytes() for name, path in files.items()}


def test_one_number_everywhere(built: Path, tmp_path: Path, new_publication: Callable[[Path], Path]) -> None:
    """Likes of one post change the sentence, the table, the chart's data, its alternative text and the download."""
    folder = new_publication(tmp_path)
    posts = folder / "data" / "threads" / SLUG / "posts.jsonl"
    lines = posts.read_text("utf-8").splitlines()
    authors = (folder / "data" / "threads" / SLUG / "roster.csv").read_text("utf-8")
    tenant = next(line.split(",")[0] for line in authors.splitlines() if line.strip().endswith(",tenant"))
    place = next(n for n, line in enumerate(lines) if json.loads(line)["author_id"] == tenant)
    lines[place] = json.dumps(json.loads(lines[place]) | {"like_count": 9000})
    posts.write_text("\n".join(lines) + "\n", "utf-8")
    publication = find_publication(folder)
    after, before = made(publication), made(find_publication(built))
    for name in ("findings.json", "group_shares.csv", "group_shares.parquet", "chart-group_shares.json",
                 "chart-group_shares.csv", "chart-group_shares.svg", "chart-group_shares.png"):  # fmt: skip
        assert after[f"{FILES}/{name}"] != before[f"{FILES}/{name}"], name

    def shown(files: dict[str, bytes]) -> tuple[str, str, str]:
        records = json.loads(files[f"{FILES}/findings.json"])
        sentence = next(each["sentence"] for each in records if each["id"] == "attention.shares")
        page = html.unescape(files[f"threads/{SLUG}/index.md"].decode())
        assert sentence in re.sub(r"<[^>]*>", "", page)
        alt = re.search(r'aria-label="(Shares by group[^"]*)"', page)
        table = re.search(r'id="chart-group-shares".*?<table.*?</table>', page, re.DOTALL)
        assert alt and table
        share = re.search(r"tenants wrote .*got (\d+)", sentence)
        assert share and f"Tenants {share[1]}\u00a0%" in alt[1]
        return sentence, alt[1], table[0]

    for old, new in zip(shown(before), shown(after), strict=True):
        assert old != new
    changed = {name.split("/")[1] for name in after if name.startswith("threads/") and after[name] != before[name]}
    assert changed <= {SLUG, "index.md"}, "another thread changed"


@pytest.mark.slow
def test_same_bytes_twice(built: Path, tmp_path: Path, new_publication: Callable[[Path], Path]) -> None:
    """A second build from nothing, in another folder, gives the same files."""
    folder = new_publication(tmp_path)
    build(find_publication(folder), strict=True)
    first, second = (
        {
            str(path.relative_to(root / "site")): path.read_bytes()
            for path in (root / "site").rglob("*")
            if path.is_file()
        }
        for root in (built, folder)
    )
    assert set(first) == set(second)
    assert [name for name in sorted(first) if first[name] != second[name]] == []
