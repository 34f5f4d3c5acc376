"""Shares with people left out."""

from __future__ import annotations

import pytest

from generator.measures import measure, recount_shares, recounts
from generator.measures.variants import sides, variants

from .conftest import authors_of, posts_of, threads_of


def test_shares_of_words_by_hand():
    """Of 90 words x wrote 60; without x0, who wrote 30 of them, 30 of 60: half."""
    rows = [("p0", None, "x0", 0, "one two three four five six seven eight nine ten " * 3)]
    for n, (name, count) in enumerate({"x1": 10, "x2": 10, "x3": 10, "y0": 10, "y1": 10, "y2": 10}.items()):
        rows.append((f"q{n}", "p0", name, 1 + n, "word " * count))
    roles = {name: name[0] for name in ("x0", "x1", "x2", "x3", "y0", "y1", "y2")}
    tables = measure(posts_of(rows), authors_of(roles), threads_of("t"))
    them = variants(tables["posts"], tables["authors"])
    two = sides(them, tables["authors"], {})
    found = recounts.answers(them)
    made = recount_shares.shares(them, found, two, tables["authors"], tables["group_shares"])
    voice = next(each for each in made if each.finding == "attention.shares")
    without = 1 + them.left_out[0].tolist().index("x0")
    assert voice.value[0, 0] == pytest.approx(60 / 90) and voice.value[0, without] == pytest.approx(0.5)
    # With y0 gone two people of y are left, below the least data.
    assert voice.verdict[0, 1 + them.left_out[0].tolist().index("y0")] == -9


def test_the_interval_of_the_whole_thread_is_that_of_the_table():
    """With everything kept the ends are those of the table of shares."""
    rows = [("p0", None, "x0", 0, "a b c")]
    rows += [(f"q{n}", "p0", f"{'xy'[n % 2]}{n % 5}", 1 + n, "word " * (1 + n % 7)) for n in range(40)]
    roles = {f"{side}{n}": side for side in "xy" for n in range(5)}
    tables = measure(posts_of(rows), authors_of(roles), threads_of("t"))
    them = variants(tables["posts"], tables["authors"])
    two = sides(them, tables["authors"], {})
    values = recount_shares.by_person(them, them.keep * tables["posts"]["word_count"].to_numpy(dtype=float)[:, None])
    cells = recount_shares._cells(them)
    made = recount_shares.Shares.of(them, two, cells, values, them.people_kept(), tables["group_shares"], "words")
    table = tables["group_shares"].query("quantity == 'words'").set_index("group")
    for side, group in enumerate("xy"):
        ends = (made.share, made.low, made.high)
        assert [float(end[0, side, 0]) for end in ends] == pytest.approx(
            [float(table.loc[group, name]) for name in ("share", "low", "high")], abs=1e-6
        )
