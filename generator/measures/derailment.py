"""Derailment: the risk that the next answer below a post is a personal attack, from the posts that lead to it."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from generator.measures import cues as cue_table
from generator.measures import linear
from generator.measures.quoting import own_words
from generator.measures.tree import parent_rows
from generator.measures.words import Tokens, tokens
from generator.model import typed

Array = NDArray[Any]
DERAILMENT_COLUMNS = {
    "thread_id": "string",
    "post_id": "string",
    "parent_id": "string",
    "derailment_risk": "Float64",
}
FADING = 0.5  # what a post counts against the one after it; between .3 and .7 it makes no difference
STEPS = 6  # posts looked back; those before would count less than one in sixty


def derailment(
    posts: pd.DataFrame, cues: pd.DataFrame | None = None, own: tuple[Tokens, Array] | None = None
) -> pd.DataFrame:
    """How likely the next answer below each post is to be a personal attack.

    A row is a post, in the order and with the index of `posts`; `derailment_risk` from 0 to 1, as if half of all
    conversations ended so. Null for a post that is not English or has no own words.

    Formula: logistic model over the means of cues of the post and the five before it on its path, each step back
    counting half; coefficients in `tables/derailment.json`. The number of posts is left out: it tells how a set was
    collected.
    Source: Zhang et al. 2018, ACL (the task); fitted on conversations of Chang and Danescu-Niculescu-Mizil 2019, EMNLP
    (Change My View), with `tests/evaluate/fit.py`.
    Least data: one word of the post's own.
    Limits: a weak signal, two in three; tells a mood and no person, and is no forecast about anybody.
    """
    posts = posts.assign(text=posts["text"].where(posts["state"] == "present", "").fillna(""))
    own = own if own is not None else own_words(posts, tokens(posts["text"]))
    cues = cues if cues is not None else cue_table.cues(posts, own=own)
    known = cues["english"].to_numpy(dtype=bool) & (cues["words"].fillna(0) > 0).to_numpy(dtype=bool)
    chances = linear.load("derailment").probabilities(features(posts, cues), own[0])[:, 1]
    table = posts[["thread_id", "post_id", "parent_id"]].assign(derailment_risk=np.where(known, chances, np.nan))
    return typed(table, DERAILMENT_COLUMNS)


def features(posts: pd.DataFrame, cues: pd.DataFrame) -> pd.DataFrame:
    """Cues of each post and of those before it on its path (`path:`), faded; posts without cues are passed over."""
    of_post = linear.features(cues)
    values = of_post.to_numpy(dtype=float)
    counted = ~np.isnan(values)
    values = np.nan_to_num(values)
    parents = parent_rows(posts)
    place, on_path = np.arange(len(parents)), np.ones(len(parents), dtype=bool)
    sums, weights = np.zeros_like(values), np.zeros_like(values)
    for step in range(STEPS):
        share = FADING**step * on_path[:, None]
        sums += share * values[place]
        weights += share * counted[place]
        on_path &= parents[place] != place
        place = parents[place]
    with np.errstate(invalid="ignore"):
        means = sums / weights
    return pd.DataFrame(means, index=posts.index, columns=[f"path:{name}" for name in of_post])
