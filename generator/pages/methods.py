"""The methods page: a card per measure, from its docstring."""

from __future__ import annotations

import inspect
import re
from dataclasses import dataclass

from generator.model import Measure, Page
from generator.render.environment import render
from generator.vocabulary import QUESTIONS

SECTION = re.compile(r"^(Formula|Source|Least data|Limits|Row|Columns|Raises)s?:\s*", re.IGNORECASE)


@dataclass(frozen=True)
class MethodsContext:
    """The catalogue of measures."""

    measures: tuple[Measure, ...]


@dataclass(frozen=True)
class Card:
    """One measure: what it says, and each section of its docstring."""

    anchor: str
    title: str
    question: str
    summary: tuple[str, ...]  # paragraphs
    sections: tuple[tuple[str, str], ...]  # heading and text


def card(measure: Measure) -> Card:
    """The method card of a measure."""
    lead: list[str] = [""]
    sections: list[tuple[str, str]] = []
    for line in inspect.cleandoc(measure.function.__doc__ or measure.title).splitlines():
        match = SECTION.match(line)
        if match:
            sections.append((match.group(1).capitalize(), line[match.end() :].strip()))
        elif sections and line.strip():
            heading, text = sections[-1]
            sections[-1] = (heading, f"{text} {line.strip()}".strip())
        elif line.strip():
            lead[-1] = f"{lead[-1]} {line.strip()}".strip()
        elif lead[-1]:
            lead.append("")
    return Card(
        anchor=measure.id.replace("_", "-"),
        title=measure.title,
        question=f"{measure.question} · {QUESTIONS[measure.question]}",
        summary=tuple(paragraph for paragraph in lead if paragraph),
        sections=tuple(sections),
    )


def pages(context: MethodsContext) -> list[Page]:
    """The methods page, in the order of the questions."""
    ordered = sorted(context.measures, key=lambda measure: measure.question)
    content = render(
        "methods", "Methods", "How each number is made, what it needs and what it cannot say.",
        cards=[card(measure) for measure in ordered],
    )  # fmt: skip
    return [Page("methods/index.md", content)]
