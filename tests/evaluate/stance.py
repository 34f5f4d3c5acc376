"""Stance of a reply: agree against disagree, trained on the other subreddit."""

from __future__ import annotations

from functools import cache

import numpy as np

from generator.measures import cues as cue_table
from generator.measures import linear, stance
from generator.measures.cues import OF_FEELINGS
from generator.measures.quoting import own_words
from generator.measures.words import tokens
from tests.evaluate import sets
from tests.evaluate.fitting import Material, Recipe, fit, names_in
from tests.evaluate.rows import Row, auc_row

SETS = ("stance_reply",)
CLASSES = ("agree", "neutral", "disagree")
RECIPE = Recipe(strength=0.002, phrase_count=600, phrase_scale=4.0, left_out=OF_FEELINGS)
# A list of agreeing words less one of disagreeing words, see shared/CALIBRATION.md.
FLOOR, TARGET = 0.68, 0.81
PUBLISHED = "annotators' kappa .80 (Lei and Huang 2022)"


@cache
def material() -> tuple[Material, np.ndarray, np.ndarray]:
    """Parents and replies, label of each (-1 for parents), subreddit of each."""
    pairs, posts = sets.stance_pairs()
    own = own_words(posts, tokens(posts["text"]))
    features = stance.features(posts, cue_table.cues(posts, own=own), own[0])
    labels = np.r_[np.full(len(pairs), -1), pairs["stance"].map(CLASSES.index)]
    sources = np.r_[[""] * len(pairs), pairs["source"]]
    return Material(features, own[0], np.arange(len(posts)), names_in(posts["text"])), labels, sources


def table(rows: np.ndarray, card: dict[str, str] | None = None) -> linear.Table:
    """The model fitted on some rows."""
    replies, labels, _ = material()
    return fit(replies, labels, rows, RECIPE, CLASSES, card)


def agreeing(scores: np.ndarray) -> np.ndarray:
    """Agreeing against disagreeing, in log-odds."""
    return scores[:, CLASSES.index("agree")] - scores[:, CLASSES.index("disagree")]


def rows() -> list[Row]:
    """One row per subreddit as test, and their mean."""
    posts, labels, sources = material()
    replies = np.flatnonzero(labels >= 0)
    found = []
    for source in np.unique(sources[replies]):
        other = replies[sources[replies] != source]
        test = replies[(sources[replies] == source) & (labels[replies] != CLASSES.index("neutral"))]
        values = agreeing(table(other).scores(posts.features, posts.own))[test]
        name = source.removeprefix("SubReddit-")
        found.append(
            auc_row(
                labels[test] == CLASSES.index("agree"), values, np.arange(len(test)), measure="stance",
                data=f"stance_reply, {name}", how="trained on the other subreddit", n_unit="replies",
                floor=FLOOR, target=TARGET, published=PUBLISHED,
            )
        )  # fmt: skip
    return [*found, _mean(found)]


def _mean(found: list[Row]) -> Row:
    spread = [(row.high - row.low) / 2 for row in found]
    half = float(np.sqrt(np.sum(np.square(spread)))) / len(found)
    value = float(np.mean([row.value for row in found]))
    return Row(
        measure="stance", data="stance_reply, mean of both", how="trained on the other subreddit", figure="AUC",
        value=value, low=value - half, high=value + half, n=sum(row.n for row in found), n_unit="replies",
        floor=FLOOR, target=TARGET, published=PUBLISHED,
    )  # fmt: skip
