"""The methods page: a card per measure, and how well each works."""

from __future__ import annotations

from generator.measures.catalogue import MEASURES
from generator.pages import methods


def test_every_measure_has_its_card_and_every_figure_its_line() -> None:
    """Nothing that is measured is left out of the page, and a missed aim is said to be missed."""
    [page] = methods.pages(methods.MethodsContext(MEASURES))
    for measure in MEASURES:
        assert f'id="{measure.id.replace("_", "-")}"' in page.content
    rows = [row for rows in methods.evaluation().values() for row in rows]
    assert page.content.count('<th scope="row">') == len(rows) > 10
    missed = sum(row["reached"] is False for row in rows)
    assert page.content.count("not reached</td>") == missed


def test_shares_are_short() -> None:
    """A share has no zero before the point, and nothing is a dash."""
    assert [methods.short(value) for value in (0.82, 0.8332, 0.0, None)] == [".82", ".833", "0", "–"]
