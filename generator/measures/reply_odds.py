"""What the chance of an answer goes with: group, hour, depth and length at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import expit, ndtr, ndtri

from generator.measures.groups import GROUPING, counts_of
from generator.model import typed
from generator.vocabulary import NO_GROUP

Array = NDArray[Any]
LEAST_POSTS = 10  # of a group
# Posts answered, and posts not answered, per coefficient (Vittinghoff and McCulloch 2007, AJE 165(6): 5 to 9 do).
LEAST_EVENTS = 5
STEPS = 25  # of Newton's method, which doubles the digits at each; a fit that needs more does not exist
FARTHEST = 15.0  # log-odds of a post; beyond, posts are told apart without error and there is no finite estimate
CLOSE = 1e-9
DAY = 86_400
COVARIATES = ("hour_sine", "hour_cosine", "depth", "length")
ODDS_COLUMNS = {
    "thread_id": "string",
    "grouping": "string",
    "term": "string",
    "against": "string",
    "log_odds": "Float64",
    "low": "Float64",
    "high": "Float64",
    "p_value": "Float64",
    "n": "Int64",
    "answered_count": "Int64",
}


@dataclass(frozen=True)
class Fits:
    """Coefficients and standard errors, one row per thread; not a number where there is no estimate."""

    coefficients: Array
    errors: Array


def logistic(threads: Array, design: Array, outcome: Array) -> Fits:
    """The logistic regression of every thread at once, by Newton's method.

    One row per post, sorted by thread (numbers from 0 without gaps); a column that does not vary in a thread, the
    first column (the intercept) apart, has no coefficient there.
    """
    starts = np.flatnonzero(np.diff(threads, prepend=-1))
    width = design.shape[1]
    varies = np.maximum.reduceat(design, starts) > np.minimum.reduceat(design, starts)
    varies[:, 0] = True
    design = design * varies[threads]
    unused = np.eye(width)[None] * (~varies)[:, None, :]
    products = design[:, :, None] * design[:, None, :]
    beta = np.zeros((len(starts), width))
    moved = np.full(len(starts), np.inf)
    for _ in range(STEPS):
        chance = expit(np.einsum("np,np->n", design, beta[threads]))
        slope = np.add.reduceat(design * (outcome - chance)[:, None], starts)
        curve = np.add.reduceat(products * (chance * (1 - chance))[:, None, None], starts) + unused
        step = np.einsum("tij,tj->ti", np.linalg.pinv(curve, hermitian=True), slope)
        # A thread that has arrived stays where it is, whatever the threads beside it need.
        step[moved < CLOSE] = 0.0
        # A fit that runs away is stopped where it can no longer overflow.
        beta = np.clip(beta + step, -4 * FARTHEST, 4 * FARTHEST)
        moved = np.abs(step).max(axis=1)
        if (moved < CLOSE).all():
            break
    variance = np.diagonal(np.linalg.pinv(curve, hermitian=True), axis1=1, axis2=2)
    full_rank = np.linalg.matrix_rank(curve, hermitian=True) == width
    # What is fitted to a post tells a fit that runs away; a coefficient alone is large where a covariate varies little.
    fitted = np.maximum.reduceat(np.abs(np.einsum("np,np->n", design, beta[threads])), starts)
    fine = (moved < CLOSE * 1e3) & (fitted < FARTHEST) & full_rank
    known = fine[:, None] & varies
    return Fits(np.where(known, beta, np.nan), np.where(known, np.sqrt(np.maximum(variance, 0)), np.nan))


def reply_odds(posts: pd.DataFrame, responses: pd.DataFrame) -> pd.DataFrame:
    """How the odds of an answer differ between groups when hour, depth and length are the same.

    A row is a term of a thread: each group but the first (`against` names the first), and `hour_sine`, `hour_cosine`
    (of the time of day, UTC), `depth` and `length` (natural logarithms of 1 + depth and 1 + words); `log_odds` natural
    logarithm of the odds ratio, any sign, positive = answered more often, with a 95 % interval `low`, `high` and
    `p_value` (Wald); `n` posts of people with a role, `answered_count` of them answered.

    Formula: logit P(answered) = β₀ + Σ β_group + β₁ sin + β₂ cos + β₃ ln(1+depth) + β₄ ln(1+words), by maximum
    likelihood.
    Source: Cox 1958, JRSS B 20(2).
    Least data: two groups with 10 posts each; 5 posts answered and 5 not per coefficient.
    Limits: posts of one person are treated as independent; what the model does not hold, such as the subject, may
    explain a difference; no row where the data allow no finite estimate.
    """
    table = model_table(posts, responses)
    if table.empty:
        return typed(pd.DataFrame(), ODDS_COLUMNS)
    threads, ids = pd.factorize(table["thread_id"])
    design, most = design_of(table)
    outcome = table["is_answered"].to_numpy(dtype=float)
    fits = logistic(threads, design, outcome)
    names = table.drop_duplicates(["thread_id", "place"]).set_index(["thread_id", "place"])["group"]
    n, answered = np.bincount(threads), np.bincount(threads, outcome)
    reach = float(ndtri(0.975))
    pieces = []
    for column in range(1, design.shape[1]):
        terms = names.reindex([(name, column) for name in ids]).to_numpy() if column <= most else None
        beta, error = fits.coefficients[:, column], fits.errors[:, column]
        piece = pd.DataFrame(
            {
                "thread_id": ids,
                "term": COVARIATES[column - most - 1] if terms is None else terms,
                "against": None if terms is None else names.reindex([(name, 0) for name in ids]).to_numpy(),
                "log_odds": beta,
                "low": beta - reach * error,
                "high": beta + reach * error,
                "p_value": 2 * ndtr(-np.abs(beta / np.where(error > 0, error, np.nan))),
                "n": n,
                "answered_count": answered,
                "column": column,
            }
        )
        pieces.append(piece[~np.isnan(beta)])
    whole = pd.concat(pieces).sort_values(["thread_id", "column"], ignore_index=True).assign(grouping=GROUPING)
    return typed(whole.astype({"answered_count": "int64"}), ODDS_COLUMNS)


def design_of(table: pd.DataFrame) -> tuple[Array, int]:
    """The columns of the model, an intercept and the groups but the first before the covariates; and how many groups
    that are beside the first."""
    most = int(table["place"].max())
    dummies = table["place"].to_numpy()[:, None] == np.arange(1, most + 1)[None, :]
    return np.column_stack([np.ones(len(table)), dummies, table[list(COVARIATES)].to_numpy(dtype=float)]), most


def model_table(posts: pd.DataFrame, responses: pd.DataFrame) -> pd.DataFrame:
    """The posts of the threads with enough data, thread by thread, with the group's place and the covariates."""
    told = responses[responses["group"] != NO_GROUP]
    counts = counts_of(told)
    big = counts[counts["n"] >= LEAST_POSTS].sort_values(["thread_id", "group"])
    big = big.assign(place=big.groupby("thread_id").cumcount())
    big = big[big.groupby("thread_id")["group"].transform("size") >= 2]
    table = told.merge(big[["thread_id", "group", "place"]], on=["thread_id", "group"])
    columns = ["thread_id", "post_id", "published_at", "depth", "word_count"]
    table = table.merge(posts[columns], on=["thread_id", "post_id"], how="left")
    table = table[table["published_at"].notna()].sort_values(["thread_id", "published_at", "post_id"], kind="stable")
    answered = table.groupby("thread_id")["is_answered"].transform("sum")
    size = table.groupby("thread_id")["is_answered"].transform("size")
    groups = table.groupby("thread_id")["place"].transform("max")
    needed = LEAST_EVENTS * (groups + 1 + len(COVARIATES))
    table = table[(answered >= needed) & (size - answered >= needed)].reset_index(drop=True)
    moment = table["published_at"]
    angle = 2 * np.pi * (moment - moment.dt.normalize()).dt.total_seconds() / DAY
    return table.assign(
        hour_sine=np.sin(angle),
        hour_cosine=np.cos(angle),
        depth=np.log1p(table["depth"].astype(float)),
        length=np.log1p(table["word_count"].astype(float)),
    )
