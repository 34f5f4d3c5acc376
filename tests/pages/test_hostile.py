"""Nothing that a stranger writes, in any place, acts on any page."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import html5lib
import markdown
import pandas as pd
import pytest
import yaml

from generator.model import Part, Rejection, Voice
from generator.pages.context import ThreadContext
from generator.pages.figure import table_rows
from generator.render.text import commentary_html
from tests.pages.sample import finding, thread_context
from tests.pages.test_golden import all_pages, pages_of

VECTORS = Path(__file__).resolve().parents[2].parent / "shared" / "vectors"
FILES = (
    "markdown_mkdocs_a",
    "markdown_markdown_it_xss",
    "html_bleach",
    "html_dompurify_a",
    "html_html5lib_sanitizer_a",
    "html_owasp_filter_evasion",
)
FORBIDDEN = {"script", "iframe", "object", "embed", "base", "meta", "link", "style", "img", "math", "form"}
OURS = {"form"}  # the search page has one


def faults(markup: str, path: str) -> Iterator[str]:
    """What in the page could act."""
    allowed = OURS if path == "search/index.md" else set()
    for element in html5lib.parseFragment(markup, treebuilder="etree", namespaceHTMLElements=False).iter():
        if not isinstance(element.tag, str):
            continue
        if element.tag in FORBIDDEN - allowed:
            yield f"{path}: <{element.tag}>"
        for name, value in element.attrib.items():
            if str(name).startswith("on") or name == "style":
                yield f"{path}: {name}={value}"
            if name in ("href", "src") and ":" in value.split("/")[0] and not value.startswith(("http", "mailto:")):
                yield f"{path}: {name}={value}"


def check(pages: list[Any]) -> list[str]:
    """The faults of all pages, as the site would show them."""
    found = []
    for page in pages:
        _, head, body = page.content.split("---\n", 2)
        found += [f"{page.path}: {key}" for key, value in yaml.safe_load(head).items() if "<" in str(value)]
        # The extensions of mkdocs.yml; the block must come through them unchanged.
        found += faults(markdown.markdown(body, extensions=["tables", "toc"]), page.path)
    return found


def crowd(payloads: list[str]) -> ThreadContext:
    """One thread in which each payload is a text, a markup, a name, a finding, a cell and a reason."""
    words = "\n\n".join(payloads)  # in the places of which a thread has one
    base = thread_context(text=words, words=words)
    first = base.tables["posts"].iloc[[0]]
    count = len(payloads)
    ids = [f"v{number}" for number in range(count)]
    copies = pd.concat([first] * count, ignore_index=True)
    texts = copies.assign(post_id=[f"{i}t" for i in ids], author_id=ids, text=payloads, html="", parent_id="p1")
    marked = copies.assign(post_id=ids, author_id=ids, text="", html=payloads, parent_id="p1", url=payloads)
    posts = pd.concat([base.tables["posts"], typed_like(texts, first), typed_like(marked, first)], ignore_index=True)
    chart = base.charts["survival"]
    return replace(
        base,
        thread=replace(base.thread, link_posts=True),
        tables=base.tables | {"posts": posts},
        names=base.names | {"a1": payloads[0]} | dict(zip(ids, payloads, strict=True)),
        findings=base.findings
        + tuple(
            finding(
                id=f"x.{i}",
                parts=(Part(words, "tenant"),),
                note=words,
                refused=refused,
                headline=words,
                voices=(Voice("tenant", f"{i}t", words),),
                would_change=words,
            )
            for i, words in zip(ids, payloads, strict=True)
            for refused in ("", words)
        ),
        charts=base.charts | {"survival": replace(chart, table=str(table_rows(pd.DataFrame({"group": payloads}))))},
        capture=replace(base.capture, rejections=tuple(Rejection(words, words) for words in payloads)),
    )


def typed_like(table: pd.DataFrame, example: pd.DataFrame) -> pd.DataFrame:
    """The table with the example's columns and types."""
    return table[example.columns].astype(example.dtypes.to_dict())


def payloads(file: Path) -> list[str]:
    """What the vectors of a file say."""
    vectors = json.loads(file.read_text(encoding="utf-8"))["vectors"]
    said = [vector["payload"] for vector in vectors]
    return [words if isinstance(words, str) else json.dumps(words) for words in said]


@pytest.mark.parametrize("name", FILES)
def test_hostile_words_do_nothing(name: str) -> None:
    """Each vector, as title, text, markup, name, label, note and cell, leaves every page without a thing that acts."""
    file = VECTORS / f"{name}.json"
    if not file.exists():
        pytest.skip(f"{file.name} is not here")
    assert not check(pages_of(crowd(payloads(file))))


@pytest.mark.parametrize("name", FILES)
def test_hostile_commentary_does_nothing(name: str) -> None:
    """Each vector, alone as the editor's commentary, comes out as text or harmless markup."""
    file = VECTORS / f"{name}.json"
    if not file.exists():
        pytest.skip(f"{file.name} is not here")
    shown = "".join(f"<div>{commentary_html(words)}</div>" for words in payloads(file))
    assert not list(faults(shown, file.name))


def test_words_cannot_leave_their_block() -> None:
    """Markdown, blank lines and closing tags in a post leave the rest of the page as it was."""
    words = "</div></section>\n\n# Heading\n\n    code\n\n[x]: javascript:1\n\n{{ 7*7 }} --8<-- [TOC] &#60;b&#62;"
    assert not check(all_pages(words, words, words))
