"""Incivility of a comment: by issue, and by models that saw nothing of the set; attack against all else."""

from __future__ import annotations

from functools import cache

import numpy as np

from generator.measures import cues as cue_table
from generator.measures import friction, linear
from generator.measures.quoting import own_words
from generator.measures.words import tokens
from tests.evaluate import sets
from tests.evaluate.fitting import Material, Recipe, fit, folds, names_in
from tests.evaluate.rows import Row, auc_row

SETS = ("friction_issues",)
CLASSES = ("civil", "uncivil")
ATTACK_CLASSES = ("other", "attack")
RECIPE = Recipe(strength=0.001, phrase_count=2400)
ATTACK_RECIPE = Recipe(strength=0.001, phrase_count=1500, phrase_scale=4.0)
FOLDS = 10
# Negative words and second person, see shared/CALIBRATION.md.
FLOOR, TARGET = 0.665, 0.80
ATTACKS = ("insulting", "identity", "vulgarity", "threat")


@cache
def material() -> tuple[Material, np.ndarray, np.ndarray]:
    """The comments, whether uncivil, whether an attack."""
    comments, posts = sets.issue_comments()
    own = own_words(posts, tokens(posts["text"]))
    features = friction.features(posts, cue_table.cues(posts, own=own), own[0])
    kinds = comments["uncivil"].fillna("").str.lower()
    attacks = kinds.str.startswith(ATTACKS).to_numpy(dtype=int)
    issues = comments["thread_id"].to_numpy(dtype=object)
    return Material(features, own[0], issues, names_in(posts["text"])), (kinds != "").to_numpy(dtype=int), attacks


def table(rows: np.ndarray, card: dict[str, str] | None = None) -> linear.Table:
    """The model of incivility fitted on some rows."""
    comments, labels, _ = material()
    return fit(comments, labels, rows, RECIPE, CLASSES, card)


def attack_table(rows: np.ndarray, card: dict[str, str] | None = None) -> linear.Table:
    """The model of attacks fitted on some rows."""
    comments, _, attacks = material()
    return fit(comments, attacks, rows, ATTACK_RECIPE, ATTACK_CLASSES, card)


def rows() -> list[Row]:
    """Incivility and attack, both cross-validated by issue."""
    comments, labels, attacks = material()
    features, own, issues = comments.features, comments.own, comments.groups
    uncivil, attack = np.zeros(len(labels)), np.zeros(len(labels))
    for training, test in folds(issues, FOLDS):
        uncivil[test] = table(training).log_odds(features, own)[test]
        attack[test] = attack_table(training).log_odds(features, own)[test]
    words = {"how": f"{FOLDS} parts by issue", "n_unit": "comments"}
    only = labels == 1
    return [
        auc_row(
            labels, uncivil, issues, measure="friction", data="friction_issues", floor=FLOOR, target=TARGET, **words
        ),
        auc_row(attacks, attack, issues, measure="attack", data="friction_issues, against all", **words),
        auc_row(
            attacks[only], attack[only], issues[only], measure="attack", data="friction_issues, against uncivil",
            **words,
        ),
    ]  # fmt: skip
