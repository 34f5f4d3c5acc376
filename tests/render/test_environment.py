"""Tests of the template environment and of front matter."""

from __future__ import annotations

import pytest
import yaml
from jinja2 import UndefinedError

from generator.render.environment import environment, front_matter


def test_values_are_escaped() -> None:
    """A value placed by a template is escaped without being asked."""
    assert environment().from_string("{{ word }}").render(word="<b>") == "&lt;b&gt;"


def test_an_undefined_name_is_an_error() -> None:
    """A misspelt name never yields an empty page."""
    with pytest.raises(UndefinedError):
        environment().from_string("{{ titel }}").render(title="x")


@pytest.mark.parametrize(
    "title", ["5", "null", "a: b", "--- \n---\nicon: x", "<script>alert(1)</script>", "\udc80\x00"]
)
def test_front_matter_is_typed_and_escaped(title: str) -> None:
    """Whatever the title, the front matter holds one string without markup."""
    head = front_matter({"title": title})
    read = yaml.safe_load(head.split("---\n")[1])
    assert list(read) == ["title"] and isinstance(read["title"], str) and "<" not in read["title"]
    assert head.count("\n---\n") == 1


def test_front_matter_knows_its_keys() -> None:
    """A key that the theme would act on cannot come in."""
    with pytest.raises(ValueError, match="icon"):
        front_matter({"icon": "material/cat"})
