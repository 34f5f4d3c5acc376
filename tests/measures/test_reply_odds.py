"""Logistic regression of being answered, against a statistics library."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm

from generator.measures import measure
from generator.measures.reply_odds import COVARIATES, logistic, model_table
from tests.measures.conftest import authors_of, posts_of, threads_of


def answered_thread(seed=0, count=300, name="t"):
    """Posts of two groups, tenants' answered less often."""
    chance = np.random.default_rng(seed)
    roles = {f"a{place}": "tenant" if place % 2 else "manager" for place in range(12)}
    rows = [("root", None, "a0", 0, "Why is the rent so high?")]
    for place in range(count):
        author = f"a{chance.integers(12)}"
        text = "word " * int(chance.integers(1, 60))
        parent = rows[int(chance.integers(len(rows)))][0] if chance.random() < 0.5 else "root"
        rows.append((f"p{place}", parent, author, place * 17, text))
        if chance.random() < (0.25 if roles[author] == "tenant" else 0.6):
            rows.append((f"r{place}", f"p{place}", f"a{chance.integers(12)}", place * 17 + 5, "Because of it."))
    return posts_of(rows, name), authors_of(roles, name)


@pytest.fixture(scope="module")
def tables():
    """Two threads, and one that is too small."""
    parts = [answered_thread(0, name="t"), answered_thread(1, 400, "u"), answered_thread(2, 20, "v")]
    posts, authors = (pd.concat(each, ignore_index=True) for each in zip(*parts, strict=True))
    return measure(posts, authors, threads_of("t", "u", "v"))


def test_equals_statsmodels(tables):
    """Coefficients and intervals of each thread are those of statsmodels to 1e-6."""
    odds = tables["reply_odds"]
    table = model_table(tables["posts"], tables["responses"])
    for name in ("t", "u"):
        rows = table[table["thread_id"] == name]
        design = np.column_stack([np.ones(len(rows)), rows["place"] == 1, rows[list(COVARIATES)].to_numpy(float)])
        fit = sm.Logit(rows["is_answered"].to_numpy(float), design).fit(disp=0, tol=1e-12, maxiter=100)
        own = odds[odds["thread_id"] == name]
        np.testing.assert_allclose(own["log_odds"].astype(float), fit.params[1:], atol=1e-6)
        np.testing.assert_allclose(own[["low", "high"]].astype(float), fit.conf_int()[1:], atol=1e-6)
        np.testing.assert_allclose(own["p_value"].astype(float), fit.pvalues[1:], atol=1e-6)


def test_tenants_are_answered_less(tables):
    """The group that was made to be answered less has lower odds, surely, and the other is named."""
    row = tables["reply_odds"].query("thread_id == 't' and term == 'tenant'").iloc[0]
    assert row["against"] == "manager" and row["high"] < 0
    assert tables["reply_odds"]["thread_id"].unique().tolist() == ["t", "u"]
    needs = tables["refusals"].set_index(["thread_id", "measure"])["needs"]
    assert needs["v", "reply_odds"].startswith("two groups with 10 posts each, and 5 posts answered and 5 not")


def test_no_finite_estimate_gives_none():
    """Groups that the outcome tells apart without error have no estimate, and spoil no other thread's."""
    chance = np.random.default_rng(0)
    group = np.r_[np.zeros(50), np.ones(50)]
    design = np.column_stack([np.ones(200), np.tile(group, 2)])
    outcome = np.r_[group, chance.random(100) < 0.4].astype(float)
    fits = logistic(np.repeat([0, 1], 100), design, outcome)
    assert np.isnan(fits.coefficients[0]).all() and np.isfinite(fits.coefficients[1]).all()
    share = [outcome[100:150].mean(), outcome[150:].mean()]
    logits = np.log(share) - np.log1p(-np.array(share))
    np.testing.assert_allclose(fits.coefficients[1], [logits[0], logits[1] - logits[0]], atol=1e-9)


def test_what_does_not_vary_has_no_coefficient():
    """A column that is the same for all posts of a thread is left out there."""
    design = np.column_stack([np.ones(40), np.full(40, 3.0)])
    fits = logistic(np.zeros(40, dtype=int), design, np.r_[np.ones(10), np.zeros(30)])
    assert fits.coefficients[0, 0] == pytest.approx(np.log(10 / 30))
    assert np.isnan(fits.coefficients[0, 1])
