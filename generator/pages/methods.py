"""The methods page: a card per measure, from its docstring."""

from __future__ import annotations

import inspect
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from generator import measures
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


@dataclass(frozen=True)
class Figure:
    """One line of the evaluation: a measure against labelled conversations."""

    measure: str
    data: str
    figure: str  # "AUC"
    value: str
    interval: str
    floor: str
    aim: str
    published: str
    n: str


@cache
def evaluation() -> dict[str, list[dict[str, Any]]]:
    """What `run.py evaluate` wrote when it was last run; it needs conversations that are not in the project."""
    file = Path(measures.__file__).with_name("evaluation.json")
    content: dict[str, list[dict[str, Any]]] = json.loads(file.read_text("utf-8"))
    return content


def figures(titles: Mapping[str, str]) -> tuple[Figure, ...]:
    """The table of the evaluation; `titles` by id of a measure."""
    return tuple(figure(row, titles) for rows in evaluation().values() for row in rows)


def figure(row: Mapping[str, Any], titles: Mapping[str, str]) -> Figure:
    """One line, its numbers as they are read."""
    name = str(row["measure"])
    return Figure(
        measure=titles.get(name, name.replace("_", " ").capitalize()),
        data=f"{row['data']}; {row['how']}",
        figure=str(row["figure"]) + (" (lower is better)" if row["lower_is_better"] else ""),
        value=short(row["value"]),
        interval=f"{short(row['low'])}–{short(row['high'])}",
        floor=short(row["floor"]),
        aim=(f"{short(row['target'])}–{short(row['most'])}" if row.get("most") else short(row["target"]))
        + ("" if row["reached"] in (None, True) else ", not reached"),
        published=str(row["published"]),
        n=f"{row['n']} {row['n_unit']}",
    )


def short(value: float | None) -> str:
    """A share without its zero: ".82"; a dash where there is none."""
    if value is None:
        return "–"
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return text.removeprefix("0") or "0"


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
        figures=figures({measure.id: measure.title for measure in ordered}),
    )  # fmt: skip
    return [Page("methods/index.md", content)]
