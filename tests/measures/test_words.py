"""Words and log-odds."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.measures import measure
from generator.measures.words import log_odds, tokens

REFERENCE = Path(__file__).resolve().parents[2].parent / "shared" / "reference" / "log_odds_convokit.csv"


@pytest.mark.skipif(not REFERENCE.exists(), reason="shared/reference/log_odds_convokit.csv is not here")
def test_log_odds_equal_the_second_implementation():
    """Under the reference's prior every z is that of ConvoKit to 1e-9."""
    table = pd.read_csv(REFERENCE, keep_default_na=False)
    _, z = log_odds(*(table[name].to_numpy(dtype=float) for name in ("count_a", "count_b", "prior")))
    np.testing.assert_allclose(z, table["z"].astype(float), atol=1e-9, rtol=0)


@given(st.lists(st.tuples(st.integers(0, 500), st.integers(0, 500)), min_size=2, max_size=20))
def test_swapping_the_groups_flips_the_sign(counts):
    """Log-odds and z of b against a are those of a against b with the other sign."""
    a, b = np.array(counts, dtype=float).T
    prior = np.full(len(a), 0.1)
    np.testing.assert_allclose(log_odds(a, b, prior), -np.array(log_odds(b, a, prior)), atol=1e-12)


def test_words_are_cut_as_stated():
    """Inner apostrophes and hyphens stay; case, addresses, mentions, emphasis and marks go."""
    cut = tokens(
        pd.Series(["Don’t re-let _THAT_!", "@a12 see https://x.org/a_b?c ok", "", "Straße naïve हिन्दी \x1e x"])
    )
    words = [[str(word) for word in cut.vocabulary[cut.codes[cut.rows == row]]] for row in range(4)]
    assert words == [["don't", "re-let", "that"], ["see", "ok"], [], ["strasse", "naïve", "हिन्दी", "x"]]
    assert cut.counts.tolist() == [3, 2, 0, 4]


def test_abbreviations_are_one_word():
    """Letters with stops between stay together, so that no single letter of them marks a group; numbers do not."""
    cut = tokens(pd.Series(["E.g. the U.S. or z.B. this, i.e. 2.5 m.p.h; end.A b.c.", "à l.é. e.g.x a.bc d.ef"]))
    words = [[str(word) for word in cut.vocabulary[cut.codes[cut.rows == row]]] for row in range(2)]
    assert words[0] == ["e.g", "the", "u.s", "or", "z.b", "this", "i.e", "2", "5", "m.p.h", "end", "a", "b.c"]
    assert words[1] == ["à", "l.é", "e.g.x", "a", "bc", "d", "ef"]


def test_a_word_that_is_all_marks_nobody():
    """Where everybody says one word only there are no odds of it, and no warning."""
    with np.errstate(all="raise"):
        ratio, z = log_odds(np.array([10.0]), np.array([3.0]), np.array([500.0]))
        assert (ratio[0], z[0]) == (0, 0)
        ratio, z = log_odds(np.array([10.0]), np.array([0.0]), np.array([500.0]), (10.0, 0.0, 500.0))
        assert (ratio[0], z[0]) == (0, 0)


def test_terms_of_two_groups_mirror_each_other(lively):
    """With two groups a word's log-odds of the one is minus that of the other."""
    table = measure(*lively)["terms"].pivot(index="word", columns="group", values="log_odds")
    assert len(table) > 5
    np.testing.assert_allclose(table["tenant"].astype(float), -table["manager"].astype(float), atol=1e-12)


def test_z_without_the_one_who_says_it_most(lively):
    """It is the z that the thread gives when the posts of that person are not there."""
    posts, authors, threads = lively
    table = measure(posts, authors, threads)["terms"].set_index(["group", "word"])
    said = posts[(posts["thread_id"] == "t") & posts["text"].str.contains(r"\brent\b", regex=True)]
    of_group = said[said["author_id"].isin(authors.loc[authors["role"] == "tenant", "author_id"])]
    counts = of_group["author_id"].value_counts()
    heaviest = counts[counts == counts.max()].index.min()
    fewer = posts.assign(state=posts["state"].where(posts["author_id"] != heaviest, "deleted"))
    without = measure(fewer, authors, threads)["terms"].set_index(["group", "word"])
    expected = without.loc[("tenant", "rent"), "log_odds_z"]
    assert table.loc[("tenant", "rent"), "log_odds_z_without"] == pytest.approx(expected, abs=1e-9)
