"""Generated pages come through Markdown untouched; hand-written ones are Markdown."""

from __future__ import annotations

import markdown
import pytest

EXTENSIONS = ["tables", "toc", "attr_list", "generator.render.whole_pages"]


def test_a_generated_page_is_left_alone() -> None:
    """Not a sign of it changes, whatever stands in it and whatever extension is in use."""
    inside = '# no heading {: #id }\n\n&amp; <b markdown="1">*x*</b>\n<pre>\n\n    a</pre>\n[a](b)'
    page = f'<div class="page x">\n\n{inside}\n</div>'
    assert markdown.markdown(page + "\n", extensions=EXTENSIONS).strip() == page


@pytest.mark.parametrize("text", ["# Title\n\n*word*", '<div class="page x">\n</div>\n\n*word*'])
def test_other_pages_are_markdown(text: str) -> None:
    """A page that is not one block of ours is read as Markdown."""
    assert "<em>word</em>" in markdown.markdown(text, extensions=EXTENSIONS)
