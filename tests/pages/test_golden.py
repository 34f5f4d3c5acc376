"""Every kind of page of the small sample thread is what it was; any `GOLDEN` in the environment writes it anew."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from generator.model import Page
from generator.pages import data, home, methods, reader, search, thread, threads
from generator.pages.context import ThreadContext, summary
from tests.pages.sample import MEASURES, thread_context

GOLDEN = Path(__file__).resolve().parents[1] / "golden"


def all_pages(words: str = "", text: str = "Who do I ring about the damp, @a1?", markup: str = "") -> list[Page]:
    """Each kind of page once."""
    return pages_of(thread_context(text=text, markup=markup, words=words))


def pages_of(context: ThreadContext) -> list[Page]:
    """Each kind of page of one thread."""
    return [
        *home.pages(home.HomeContext((summary(context),))),
        *threads.pages(threads.ThreadsContext((summary(context),))),
        *thread.pages(context),
        *reader.pages(context),
        *data.pages(context),
        *methods.pages(methods.MethodsContext(MEASURES)),
        *search.pages(search.SearchContext()),
    ]


@pytest.mark.parametrize("page", all_pages(), ids=lambda page: page.path)
def test_golden(page: Page) -> None:
    """The page is the expected file, byte for byte."""
    expected = GOLDEN / page.path
    if os.environ.get("GOLDEN"):
        expected.parent.mkdir(parents=True, exist_ok=True)
        expected.write_text(page.content, encoding="utf-8")
    assert page.content == expected.read_text(encoding="utf-8")


def test_same_input_same_bytes() -> None:
    """The pages are the same however often they are made."""
    assert all_pages() == all_pages()
