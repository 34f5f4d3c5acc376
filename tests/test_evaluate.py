"""The evaluations, in short."""

from __future__ import annotations

import json
import re

import numpy as np
import pytest

from generator.measures import linear
from tests.evaluate import sets
from tests.evaluate.__main__ import FILE, main
from tests.evaluate.evaluations import EVALUATIONS
from tests.evaluate.fit import FOLDER, TABLES
from tests.evaluate.fitting import NEVER, folds
from tests.evaluate.rows import auc, interval


def test_auc_can_be_worked_out_by_hand():
    """Of four pairs of a positive and a negative case two are in order and one is a tie."""
    assert auc(np.array([1, 0, 1, 0]), np.array([3, 2, 1, 1])) == 2.5 / 4


def test_the_interval_is_of_whole_groups():
    """Rows of one group are drawn together, so two groups of many rows leave a wide interval."""
    values = np.repeat([0.0, 1.0], 500)
    low, high = interval(lambda rows: float(values[rows].mean()), values)
    assert (low, high) == (0.0, 1.0)


def test_folds_keep_groups_whole():
    """No group is on both sides, and every row is tested once."""
    groups = np.arange(100) // 7
    tested = []
    for training, test in folds(groups):
        assert not set(groups[training]) & set(groups[test])
        tested.extend(test)
    assert sorted(tested) == list(range(100))


def test_the_figures_that_ship_are_those_of_the_evaluations():
    """The file holds rows of every evaluation in the list and of no other."""
    assert list(json.loads(FILE.read_text(encoding="utf-8"))) == [evaluation.name for evaluation in EVALUATIONS]


def test_an_unknown_evaluation_is_wrong_usage(capsys):
    """A name that is not in the list ends with 2 and the names there are."""
    assert main(["weather"]) == 2
    assert "stance" in capsys.readouterr().err


@pytest.mark.parametrize("name", TABLES)
def test_tables_hold_no_names(name):
    """No phrase of a shipped table has a name or a number in it."""
    for phrase in linear.load(name).phrases:
        assert not set(phrase.split()) & NEVER
        assert not re.search(r"\d", phrase)


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.slow
def test_shipped_tables_come_from_the_script(name):
    """Fitting anew gives the table that ships, but for the last digits."""
    if not all(sets.present(*evaluation.sets) for evaluation in EVALUATIONS):
        pytest.skip("shared/labelled is not here")
    shipped, again = (
        json.loads(text) for text in ((FOLDER / f"{name}.json").read_text("utf-8"), linear.written(TABLES[name]()))
    )
    assert list(shipped["phrases"]) == list(again["phrases"])
    for part, close in (("features", 0.01), ("phrases", 20)):
        for key, values in shipped[part].items():
            np.testing.assert_allclose(values, again[part][key], atol=close, err_msg=key)
