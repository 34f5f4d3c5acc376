"""Stance of a reply: agree against disagree, trained on the other subreddit."""

from __future__ import annotations

from functools import cache

import numpy as np
import pandas as pd

from generator.measures import cues as cue_table
from generator.measures import linear, stance
from generator.measures.quoting import own_words
from generator.measures.words import Tokens, tokens
from tests.evaluate import sets
from tests.evaluate.fitting import Recipe, fit
from tests.evaluate.rows import Row, auc_row

SETS = ("stance_reply",)
CLASSES = ("agree", "neutral", "disagree")
RECIPE = Recipe(strength=0.002, phrase_count=200)
# A list of agreeing words less one of disagreeing words, see shared/CALIBRATION.md.
FLOOR, TARGET = 0.68, 0.81
PUBLISHED = "annotators' kappa .80 (Lei and Huang 2022)"


@cache
def material() -> tuple[pd.DataFrame, Tokens, np.ndarray, np.ndarray]:
    """Features and own words of the replies' table, label of each row (-1 for parents), subreddit of each row."""
    pairs, posts = sets.stance_pairs()
    own = own_words(posts, tokens(posts["text"]))
    cues = cue_table.cues(posts, own=own)
    labels = np.r_[np.full(len(pairs), -1), pairs["stance"].map(CLASSES.index)]
    sources = np.r_[[""] * len(pairs), pairs["source"]]
    return stance.features(posts, cues, own[0]), own[0], labels, sources


def table(rows: np.ndarray, card: dict[str, str] | None = None) -> linear.Table:
    """The model fitted on some rows."""
    features, own, labels, sources = material()
    return fit(features, own, labels, rows, RECIPE, CLASSES, sources, card)


def scores(chances: np.ndarray) -> np.ndarray:
    """Agreeing against disagreeing, in log-odds."""
    return np.log(chances[:, CLASSES.index("agree")]) - np.log(chances[:, CLASSES.index("disagree")])


def rows() -> list[Row]:
    """One row per subreddit as test, and their mean."""
    features, own, labels, sources = material()
    replies = np.flatnonzero(labels >= 0)
    found = []
    for source in np.unique(sources[replies]):
        other = replies[sources[replies] != source]
        test = replies[(sources[replies] == source) & (labels[replies] != CLASSES.index("neutral"))]
        values = scores(table(other).probabilities(features, own))[test]
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
