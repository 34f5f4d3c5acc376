"""Robustness: each recount is the one a full run gives on what is kept, and what one person carries flips."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from generator.measures import measure, robustness

from .conftest import authors_of, posts_of, threads_of


def row(table: pd.DataFrame, finding: str, kind: str) -> pd.Series:
    """The one row of a finding and a kind of test."""
    [found] = table[(table["finding"] == finding) & (table["kind"] == kind)].to_dict("records")
    return pd.Series(found)


def carried_by_one() -> pd.DataFrame:
    """Of x the first post and nine others are answered, all nine by the same y; of y no post is."""
    rows = [("p00", None, "x0", 0, "one two")]
    rows += [(f"x{n}", "p00", f"x{n % 5}", 1 + n, "one two") for n in range(1, 20)]
    rows += [(f"y{n}", f"x{n}", "y0", 20 + n, "one two") for n in range(1, 10)]
    rows += [("y10", "p00", "y1", 40, "one two"), ("y11", "p00", "y2", 41, "one two")]
    rows += [(f"z{n}", "p00", f"y{n % 5}", 50 + n, "one two") for n in range(12)]
    return posts_of(rows)


ROLES = {f"{side}{n}": side for side in "xy" for n in range(5)}


def test_what_one_person_carries_flips_without_them():
    """All answers to x come from y0: without y0 the difference is gone, and y0 is named."""
    table = measure(carried_by_one(), authors_of(ROLES), threads_of("t"))["robustness"]
    found = row(table, "answered.chance", "author")
    # 10 of 20 posts of x are answered (the root too), and none of the 23 of y.
    assert found["value"] == pytest.approx(10 / 20)
    assert found["worst"] == "y0"
    # Without y0 only the root is answered: 1 of 20.
    assert found["low"] == pytest.approx(1 / 20)
    assert found["flips"] == pytest.approx(1 / 10)
    assert found["tried_count"] == 10


def test_what_everybody_carries_holds():
    """Where each answer comes from another person nothing flips."""
    rows = [("p00", None, "x0", 0, "one two")]
    rows += [(f"x{n:02}", "p00", f"x{n % 5}", 1 + n, "one two") for n in range(1, 31)]
    rows += [(f"y{n:02}", f"x{n:02}", f"y{n % 5}", 40 + n, "one two") for n in range(1, 31)]
    table = measure(posts_of(rows), authors_of(ROLES), threads_of("t"))["robustness"]
    for kind in ("author", "loss05", "loss10"):
        found = row(table, "answered.chance", kind)
        assert found["flips"] == 0 and found["low"] > 0.5
        assert found["low"] <= found["value"] <= found["high"] or kind != "author"


def test_a_word_of_one_person_marks_nobody():
    """A word that three people say, one of them most, is beyond 1.96 z and not beyond what dealt roles bring."""
    common = " ".join(f"common{n}" for n in range(25))
    rows = [("p00", None, "x4", 0, common)]
    for n in range(1, 41):
        side, person = "xy"[n % 2], n % 10 // 2
        extra = " panel" * {0: 30, 1: 1, 2: 1}.get(person, 0) if side == "x" and n < 11 else ""
        rows.append((f"p{n:02}", "p00", f"{side}{person}", n, common + extra))
    tables = measure(posts_of(rows), authors_of(ROLES), threads_of("t"))
    [z] = tables["terms"].query("word == 'panel' and group == 'x'")["log_odds_z"]
    assert 1.96 < z <= tables["word_chance"]["z_by_chance"].iloc[0]


def test_order_of_rows_and_other_threads_change_nothing(lively):
    """The table of a thread is the same whatever the order of rows and whatever else is measured."""
    posts, authors, threads = lively
    whole = measure(posts, authors, threads)["robustness"]
    shuffled = measure(posts.sample(frac=1, random_state=3), authors.sample(frac=1, random_state=4), threads)
    pd.testing.assert_frame_equal(whole, shuffled["robustness"])
    alone = measure(posts[posts["thread_id"] == "t"], authors[authors["thread_id"] == "t"], threads_of("t"))
    pd.testing.assert_frame_equal(
        whole[whole["thread_id"] == "t"].reset_index(drop=True), alone["robustness"].reset_index(drop=True)
    )


def test_ranges_and_shares_are_sound(lively):
    """Low is not above high, flips are a share, and nothing is told of a thread without the finding."""
    table = measure(*lively)["robustness"]
    known = table.dropna(subset=["low"])
    assert (known["low"] <= known["high"]).all()
    assert table["flips"].between(0, 1).all() and (table["tried_count"] > 0).all()
    assert "answered.chance" not in set(table.loc[table["thread_id"] == "u", "finding"])


def test_nothing_at_all():
    """Empty tables give an empty table with its columns."""
    posts, authors = posts_of([]), authors_of({})
    table = measure(posts, authors, threads_of())["robustness"]
    assert list(table) == list(robustness.ROBUST_COLUMNS) and table.empty
    assert np.array_equal(robustness.ORDER, ("author", "loss05", "loss10", "loss20"))
