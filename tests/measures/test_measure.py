"""All measures at once."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.measures import measure
from generator.measures.catalogue import MEASURES
from generator.model import AUTHOR_COLUMNS, POST_COLUMNS, typed


def test_empty_input_gives_every_column(lively):
    """No threads give tables with no rows and the columns of full ones."""
    full = measure(*lively)
    threads = lively[2].iloc[:0]
    empty = measure(typed(pd.DataFrame(), POST_COLUMNS), typed(pd.DataFrame(), AUTHOR_COLUMNS), threads)
    assert {name: dict(table.dtypes) for name, table in empty.items()} == {
        name: dict(table.dtypes) for name, table in full.items()
    }
    assert not any(len(table) for table in empty.values())


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 1000))
def test_row_order_does_not_matter(lively, seed):
    """Shuffled rows give the same tables, and the rows handed in stay as they are."""
    posts, authors, threads = lively
    before = posts.copy()
    order = np.random.default_rng(seed)
    shuffled = measure(
        posts.iloc[order.permutation(len(posts))], authors.iloc[order.permutation(len(authors))], threads
    )
    for name, table in measure(posts, authors, threads).items():
        pd.testing.assert_frame_equal(table, shuffled[name], check_exact=True)
    pd.testing.assert_frame_equal(posts, before)


def test_a_thread_alone_gives_the_same(lively):
    """A thread's rows do not depend on the threads beside it."""
    posts, authors, threads = lively
    alone = measure(*(table[table["thread_id"] == "u"] for table in lively))
    for name, table in measure(posts, authors, threads).items():
        rows = table[table["thread_id"] == "u"].reset_index(drop=True)
        pd.testing.assert_frame_equal(rows, alone[name], check_exact=True)


def test_shares_add_up_to_one(lively):
    """The groups' shares of a quantity, and of a group's replies, add up to one."""
    tables = measure(*lively)
    assert tables["group_shares"].groupby("quantity")["share"].sum().to_list() == pytest.approx([1.0] * 5)
    for column in ("share", "expected_share"):
        assert tables["pairs_by_group"].groupby("from_group")[column].sum().to_list() == pytest.approx([1.0, 1.0])


def test_refusals_say_what_is_missing(lively):
    """A thread without roles is told so, with the counts that are there."""
    refusals = measure(*lively)["refusals"].set_index(["thread_id", "measure"])["needs"]
    assert refusals["u", "terms"].endswith("in each of two groups; no role is known of anybody who writes")
    by_group = {"coordination", "group_shares", "pairs_by_group", "question_shares", "term_life", "terms"}
    by_group |= {"last_words", "path_turns", "politeness_by_group", "registers", "reply_odds", "waiting_tests"}
    assert set(refusals["u"].index) == by_group
    assert set(refusals["t"].index) == {"path_turns", "question_shares", "registers", "reply_odds"}


@pytest.mark.parametrize("entry", MEASURES, ids=lambda entry: entry.id)
def test_every_method_card_is_complete(entry):
    """Each measure's docstring has the four lines of a method card."""
    for heading in ("Formula:", "Source:", "Least data:", "Limits:"):
        assert heading in entry.function.__doc__
