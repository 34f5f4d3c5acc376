"""What the sentences share."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
import pytest
from statsmodels.stats.proportion import confint_proportions_2indep

from generator.findings import find, leading
from generator.findings.compose import apart, difference, listed, plural, row_of, sentence
from generator.measures.responses import wilson
from generator.model import Finding

from .material import material, rows


def finding(id: str, question: int, strength: float, refused: str = "") -> Finding:
    """A finding of which only the order matters."""
    return Finding(id, "t", question, (), 0, 0, 0, "", 1, "", "", strength=strength, refused=refused)


def test_two_groups() -> None:
    """The two largest groups, in the order of thread.toml; people without a role are no group."""
    assert material(("tenant", "tenant", "manager", "none", "none", "none")).two_groups() == ("manager", "tenant")
    assert material(("tenant", "none")).two_groups() is None


def test_words() -> None:
    """Lists, plurals and intervals."""
    assert listed(["a"]) == "“a”"
    assert listed(["a", "b", "c"]) == "“a”, “b” and “c”"
    assert plural(1, "reply", "replies") == "1 reply"
    assert plural(2345, "post") == "2\u202f345 posts"
    assert apart(0.1, 0.2, 0.3, 0.4) and apart(0.3, 0.4, 0.1, 0.2) and not apart(0.1, 0.3, 0.3, 0.4)
    assert [part.text for part in sentence("a", "b")] == ["a", "b"]
    assert row_of(rows("reply_chance"), group="tenant") is None


def test_difference_is_that_of_statsmodels() -> None:
    """The interval of a difference of shares is Newcombe's, as statsmodels has it, to 1e-9."""
    for first, second in (((30, 50), (16, 50)), ((9, 12), (40, 80)), ((0, 10), (5, 20))):
        shares = []
        for answered, count in (first, second):
            low, high = wilson(np.array([answered]), np.array([count]))
            shares.append({"share": answered / count, "low": low[0], "high": high[0]})
        expected = confint_proportions_2indep(*first, *second, compare="diff", method="newcomb")
        assert difference(*shares)[1:] == pytest.approx(expected, abs=1e-9)


def test_leading() -> None:
    """The firmest first, at most two to a question, never one that was refused or has no strength."""
    found = (
        finding("a", 5, 1.0), finding("b", 5, 0.9), finding("c", 5, 0.8), finding("d", 4, 0.5),
        finding("e", 6, 0.0), finding("f", 7, 0.9, "too few"),
    )  # fmt: skip
    assert [each.id for each in leading(found)] == ["a", "b", "d"]
    assert len(leading(tuple(replace(found[0], question=number) for number in range(9)))) == 5


def test_find_keeps_the_order_of_the_questions() -> None:
    """Findings come in the order of the eight questions, and no sentence holds a number that is none."""
    thing = material(shape=rows("shape", (20, 5400.0, 90000.0, 1, 4, 3.25, 2)))
    found = find(thing.tables, thing.thread, thing.capture)
    assert [each.question for each in found] == sorted(each.question for each in found)
    assert not [each for each in found if re.search(r"\bnan\b", each.sentence + each.note)]
