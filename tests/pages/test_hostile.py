"""Nothing that a stranger writes, in any place, acts on any page."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import html5lib
import markdown
import pytest
import yaml

from tests.pages.test_golden import all_pages

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


@pytest.mark.parametrize("name", FILES)
def test_hostile_words_do_nothing(name: str) -> None:
    """Each vector, as title, text, markup, name, label and note, leaves every page without anything that acts."""
    file = VECTORS / f"{name}.json"
    if not file.exists():
        pytest.skip(f"{file.name} is not here")
    vectors = json.loads(file.read_text(encoding="utf-8"))["vectors"]
    found = []
    for vector in vectors:
        words = vector["payload"] if isinstance(vector["payload"], str) else json.dumps(vector["payload"])
        found += [f"{vector['id']}: {fault}" for fault in check(all_pages(words, words, words))]
    assert not found


def test_words_cannot_leave_their_block() -> None:
    """Markdown, blank lines and closing tags in a post leave the rest of the page as it was."""
    words = "</div></section>\n\n# Heading\n\n    code\n\n[x]: javascript:1\n\n{{ 7*7 }} --8<-- [TOC] &#60;b&#62;"
    assert not check(all_pages(words, words, words))
