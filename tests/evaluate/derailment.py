"""Derailment: whether the post after the last one is a personal attack."""

from __future__ import annotations

from functools import cache

import numpy as np

from generator.measures import cues as cue_table
from generator.measures import derailment, linear
from generator.measures.cues import OF_FEELINGS
from generator.measures.quoting import own_words
from generator.measures.words import tokens
from tests.evaluate import sets
from tests.evaluate.fitting import Material, Recipe, fit, folds, names_in
from tests.evaluate.rows import Row, auc_row

SETS = ("friction_derailment_cmv",)
CLASSES = ("civil", "derails")
RECIPE = Recipe(strength=0.001, phrase_count=1500, phrase_scale=4.0, left_out=OF_FEELINGS)
FOLDS = 10
# Negative words and second person in the last post.
FLOOR, TARGET = 0.579, 0.67
PUBLISHED = "best large models about .71 accuracy"


@cache
def material() -> tuple[Material, np.ndarray, np.ndarray]:
    """The posts, whether their conversation derails, and the row of each conversation's last post."""
    conversations, posts = sets.derailing_conversations()
    own = own_words(posts, tokens(posts["text"]))
    features = derailment.features(posts, cue_table.cues(posts, own=own))
    derails = posts["thread_id"].map(conversations.set_index("thread_id")["derails"]).to_numpy(dtype=int)
    last = np.flatnonzero(~posts.duplicated("thread_id", keep="last"))
    threads = posts["thread_id"].to_numpy(dtype=object)
    return Material(features, own[0], threads, names_in(posts["text"])), derails, last


def table(rows: np.ndarray, card: dict[str, str] | None = None) -> linear.Table:
    """The model fitted on some rows."""
    posts, derails, _ = material()
    return fit(posts, derails, rows, RECIPE, CLASSES, card)


def rows() -> list[Row]:
    """One row, cross-validated by conversation."""
    posts, derails, last = material()
    values = np.zeros(len(last))
    for training, test in folds(posts.groups[last], FOLDS):
        values[test] = table(last[training]).log_odds(posts.features, posts.own)[last[test]]
    return [
        auc_row(
            derails[last], values, posts.groups[last], measure="derailment", data="friction_derailment_cmv",
            how=f"{FOLDS} parts by conversation", n_unit="conversations",
            floor=FLOOR, target=TARGET, published=PUBLISHED,
        )
    ]  # fmt: skip
