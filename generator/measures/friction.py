"""Friction: how far a post is likely to be taken as uncivil, and personal attack apart from it."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import expit

from generator.measures import cues as cue_table
from generator.measures import linear
from generator.measures.quoting import own_words
from generator.measures.stance import pair_features
from generator.measures.tree import parent_rows
from generator.measures.words import Tokens, tokens
from generator.model import typed

Array = NDArray[Any]
FRICTION_COLUMNS = {
    "thread_id": "string",
    "post_id": "string",
    "parent_id": "string",
    "friction": "Float64",
    "attack": "Float64",
    "friction_cues": "string",
}
CUES_NAMED = 3
# How much the post answered and the thread's others count beside a post's own words, in log-odds for each of theirs
# beyond the usual; a mean of few others is drawn to the usual by so many posts.
OF_PARENT, OF_OTHERS, USUAL_POSTS = 0.2, 0.5, 5.0
USUAL, FURTHEST = -1.5, 4.8  # mean log-odds of the comments fitted on, and three deviations: no post counts for more
LEAST_PUSH = 0.1  # log-odds that a cue must add to be named
# Cues that say how long or how technical a post is; they count in the score and would not help a reader.
NOT_NAMED = ("words", "letters", "long_words", "line_ends", "full_stops", "digits", "capitals", "commas", "code_marks")


def friction(
    posts: pd.DataFrame, cues: pd.DataFrame | None = None, own: tuple[Tokens, Array] | None = None
) -> pd.DataFrame:
    """How likely a post is to be taken as uncivil, and how likely as a personal attack.

    A row is a post, in the order and with the index of `posts`; `friction` and `attack` run from 0 to 1: the share of
    posts with such cues that people called so where the models were fitted (one in four there is uncivil, one in
    twenty an attack). `friction_cues` names up to three cues that pushed the score up most, strongest first, with
    commas between ("" where none did). All are null for a post without own words and for one that is not English.

    Formula: logistic model over cues of the post's own words, a few cues of its parent and of both, and whether
    frequent short phrases occur; coefficients in `tables/friction.json` and `tables/attack.json`. To the log-odds of
    friction are added .2 of what its parent's are beyond the usual and .5 of what the mean of the thread's others is.
    Source: fitted on the comments of Ehsani et al. 2024 (incivility in issue trackers) with `tests/evaluate/fit.py`.
    Least data: one word of the post's own.
    Limits: who is loud with joy is still called uncivil now and then; irony, dry mockery and pictures are mostly
    missed; a quarrel in polite words counts little; sharp disagreement alone is not attack; trained on people who
    report faults of software.
    """
    posts = posts.assign(text=posts["text"].where(posts["state"] == "present", "").fillna(""))
    own = own if own is not None else own_words(posts, tokens(posts["text"]))
    cues = cues if cues is not None else cue_table.cues(posts, own=own)
    known = cues["english"].to_numpy(dtype=bool) & (cues["words"].fillna(0) > 0).to_numpy(dtype=bool)
    seen = features(posts, cues, own[0])
    table = posts[["thread_id", "post_id", "parent_id"]].copy()
    odds = np.where(known, linear.load("friction").log_odds(seen, own[0]), np.nan)
    table["friction"] = np.round(expit(odds + context(posts, odds)), linear.DIGITS)
    table["attack"] = np.where(known, linear.load("attack").probabilities(seen, own[0])[:, 1], np.nan)
    table["friction_cues"] = pd.Series(_strongest(linear.load("friction"), seen), index=posts.index).where(known)
    return typed(table, FRICTION_COLUMNS)


def context(posts: pd.DataFrame, odds: Array, usual: float = USUAL, furthest: float = FURTHEST) -> Array:
    """What the post answered and the thread's others add to the log-odds of each post; unknown ones count as usual."""
    beyond = np.nan_to_num(np.clip(odds - usual, -furthest, furthest))
    parents, threads = parent_rows(posts), pd.factorize(posts["thread_id"])[0]
    told = ~np.isnan(odds)
    size, total = np.bincount(threads, told), np.bincount(threads, beyond)
    others = (total[threads] - beyond) / (size[threads] - told + USUAL_POSTS)
    above = np.where(parents == np.arange(len(posts)), 0.0, beyond[parents])
    return np.asarray(OF_PARENT * above + OF_OTHERS * others)


def features(posts: pd.DataFrame, cues: pd.DataFrame, own: Tokens) -> pd.DataFrame:
    """What the models look at: the post's cues, those of the pair, and whether it begins the thread."""
    of_post = linear.features(cues)
    root = posts["parent_id"].isna().to_numpy(dtype=float)
    return pd.concat([of_post, pair_features(posts, cues, of_post, own)], axis=1).assign(**{"place:root": root})


def _strongest(table: linear.Table, features: pd.DataFrame) -> Array:
    """For each post the names of the cues that pushed it up most."""
    owner = [full.split(":", 1)[1] if _is_named(full) else "" for full in table.names]
    named = np.array(sorted(set(owner) - {""}), dtype=object)
    together = np.array([[name == column for column in named] for name in owner], dtype=float)
    pieces = []
    for part in linear.batches(len(features)):
        seen = features.iloc[part]
        # A cue that does not occur may push as well, by its absence; only what is there is named.
        there = seen[[f"has:{name}" for name in named]].to_numpy(dtype=float) > 0
        pushes = np.where(there, table.pushes(seen) @ together, 0.0)
        best = np.argsort(-pushes, axis=1, kind="stable")[:, :CUES_NAMED]
        strong = np.take_along_axis(pushes, best, axis=1) >= LEAST_PUSH
        words = np.where(strong, named[best] + ", ", "").sum(axis=1)
        pieces.append(pd.Series(words, dtype="string").str.rstrip(", ").to_numpy(dtype=object))
    return np.concatenate([np.array([], dtype=object), *pieces])


def _is_named(full: str) -> bool:
    return full.startswith(("has:", "rate:")) and full.split(":", 1)[1] not in NOT_NAMED
