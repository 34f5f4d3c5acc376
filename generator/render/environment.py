"""The template environment, and a page's front matter."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from generator import vocabulary
from generator.render.text import plain

TEMPLATES = Path(__file__).resolve().parents[1] / "templates"
FRONT_MATTER_KEYS = ("title", "description", "template", "search")
DESCRIPTION_LENGTH = 200  # what search engines show, with room


@cache
def environment() -> Environment:
    """The one environment: everything is escaped, and an undefined name is an error."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,  # select_autoescape would not know the ending .md.jinja
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters["number"] = vocabulary.number
    made.filters["plural"] = vocabulary.plural
    made.filters["noun"] = vocabulary.noun
    made.filters["svg"] = svg
    made.filters["code_spans"] = code_spans
    return made


def code_spans(text: str) -> Markup:
    """Our own words, with what stands between backticks as code."""
    return Markup(re.sub(r"`([^`]+)`", r"<code>\1</code>", str(escape(text))))


def svg(picture: str) -> Markup:
    """A picture drawn by the charts room, which escapes the words in it itself."""
    return Markup(picture)


def front_matter(values: Mapping[str, str | dict[str, bool]]) -> str:
    """The head of a Markdown file: known keys only, text on one line and escaped, as the theme places it raw."""
    unknown = set(values) - set(FRONT_MATTER_KEYS)
    if unknown:
        raise ValueError(f"front matter may not carry {sorted(unknown)}")
    safe: dict[str, object] = {}
    for key, value in values.items():
        safe[key] = html.escape(" ".join(plain(value).split())) if isinstance(value, str) else dict(value)
    return f"---\n{yaml.safe_dump(safe, sort_keys=False, allow_unicode=True, width=10**6)}---\n\n"


def part(template: str, **context: object) -> Markup:
    """A piece of a page, to be placed as it is in others."""
    return Markup(environment().get_template(f"{template}.md.jinja").render(**context).strip())


def render(template: str, title: str, description: str, **context: object) -> str:
    """A whole Markdown file: front matter and one HTML block."""
    body = environment().get_template(f"{template}.md.jinja").render(**context)
    short = description[:DESCRIPTION_LENGTH]
    return front_matter({"title": title, "description": short}) + body.strip() + "\n"
