"""Incivility of a comment: by issue, and by models that saw nothing of the set; attack against all else."""

from __future__ import annotations

from functools import cache

import numpy as np

from generator.measures import cues as cue_table
from generator.measures import friction, linear
from generator.measures.quoting import own_words
from generator.measures.words import tokens
from tests.evaluate import derailment, politeness, sets
from tests.evaluate.fitting import Material, Recipe, fit, folds, names_in
from tests.evaluate.rows import Row, auc_row
from tests.measures import feelings as written

SETS = ("friction_issues",)
CLASSES = ("civil", "uncivil")
ATTACK_CLASSES = ("other", "attack")
# What incivility is made of by the theory of politeness (negative words, second person, accusation, impatience, no
# thanks, no hedges), weighed by judgement before any figure was seen.
BY_JUDGEMENT = (
    ("rate:negative", 1.0), ("rate:second_person", 1.0), ("rate:contempt", 1.0), ("rate:insult", 1.0),
    ("rate:swearing", 1.0), ("rate:you_attack", 1.0), ("rate:you_insult", 1.0), ("rate:impatience", 1.0),
    ("rate:negation", 1.0), ("rate:repeated_marks", 1.0), ("rate:angry_emoji", 1.0), ("rate:threat", 0.5),
    ("rate:exclamations", 0.5), ("rate:shouted_words", 0.5), ("rate:directive", 0.5), ("rate:certainty", 0.5),
    ("rate:starts_you", 0.5), ("rate:question_marks", 0.3), ("rate:hedge", -0.2), ("rate:links", -0.3),
    ("rate:apology", -0.3), ("rate:gratitude", -1.0), ("rate:code_marks", -1.0),
)  # fmt: skip
# People telling how they are go for nobody; weighed when the model called them hostile too often.
FEELINGS = (("rate:harsh", 1.0), ("rate:you_harsh", 0.5), ("rate:own_feeling", -0.5), ("rate:glad_marks", -1.0))
# Words of grief and fear count for themselves, not among the harsh ones.
RECIPE = Recipe(
    strength=0.001, phrase_count=3500, phrases_kept=2350, towards=BY_JUDGEMENT + FEELINGS,
    left_out=("negative", "not_negative"),
)  # fmt: skip
ATTACK_RECIPE = Recipe(strength=0.001, phrase_count=1500, phrase_scale=4.0, left_out=("negative", "not_negative"))
FOLDS = 10
# Negative words and second person, see shared/CALIBRATION.md.
FLOOR, TARGET, TARGET_ELSEWHERE = 0.665, 0.80, 0.77
FURTHEST_RATE = 3.0  # a post of one word said over and over is no more than very much of it
FURTHEST = 3.0  # deviations that a post may count in its context
POLITE = 0.5  # what the model of politeness counts against the weights by judgement
DERAILS = 0.15  # and that of derailment, for them
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


def in_thread(odds: np.ndarray, known: np.ndarray) -> np.ndarray:
    """The log-odds with what the parent and the thread's others add; the usual is that of the rows that are known."""
    _, posts = sets.issue_comments()
    usual, spread = odds[known].mean(), odds[known].std()
    return odds + friction.context(posts, odds, usual, FURTHEST * spread)


def elsewhere() -> np.ndarray:
    """Incivility of each comment, by nothing that was learned from the set: judgement, and the model of politeness."""
    comments, _, _ = material()
    rates = comments.features[[name for name, _ in BY_JUDGEMENT]].fillna(0).clip(upper=FURTHEST_RATE)
    judged = (rates - rates.mean()) / (rates.std() + 1e-9) @ np.array([weight for _, weight in BY_JUDGEMENT])
    polite = politeness.table(np.arange(len(politeness.material()[1]))).log_odds(comments.features, comments.own)
    score = ((judged - judged.mean()) / judged.std()).to_numpy() - POLITE * (polite - polite.mean()) / polite.std()
    risk = derailment.table(derailment.material()[2])
    known = comments.features.reindex(columns=list(risk.names))  # those of the posts before count as usual
    derails = risk.log_odds(known, comments.own)
    score = score / score.std() + DERAILS * (derails - derails.mean()) / derails.std()
    return in_thread(score, np.arange(len(score)))


def rows() -> list[Row]:
    """Incivility and attack, cross-validated by issue, and incivility with nothing learned from the set."""
    comments, labels, attacks = material()
    features, own, issues = comments.features, comments.own, comments.groups
    uncivil, attack = np.zeros(len(labels)), np.zeros(len(labels))
    for training, test in folds(issues, FOLDS):
        own_words = table(training).log_odds(features, own)
        uncivil[test] = in_thread(own_words, training)[test]
        attack[test] = attack_table(training).log_odds(features, own)[test]
    words = {"how": f"{FOLDS} parts by issue", "n_unit": "comments"}
    only = labels == 1
    return [
        auc_row(
            labels, uncivil, issues, measure="friction", data="friction_issues", floor=FLOOR, target=TARGET, **words
        ),
        auc_row(
            labels, elsewhere(), issues, measure="friction", data="friction_issues, unseen",
            how="weights by judgement, models of politeness and derailment, the thread counted in", n_unit="comments",
            floor=FLOOR, target=TARGET_ELSEWHERE,
        ),
        auc_row(attacks, attack, issues, measure="attack", data="friction_issues, against all", **words),
        auc_row(
            attacks[only], attack[only], issues[only], measure="attack", data="friction_issues, against uncivil",
            **words,
        ),
        feelings_row(),
    ]  # fmt: skip


def feelings_row() -> Row:
    """Posts written for the tests, of people who go for each other and of people who tell how they feel, each alone."""
    texts = [*written.HOSTILE, *written.FEELINGS]
    posts = sets.posts_of(thread_id=[f"t{place}" for place in range(len(texts))], post_id="p", text=texts)
    hostile = np.arange(len(texts)) < len(written.HOSTILE)
    return auc_row(
        hostile, friction.friction(posts)["friction"].to_numpy(dtype=float), posts["thread_id"].to_numpy(dtype=object),
        measure="friction", data="hostile posts against sad, anxious, glad", n_unit="posts",
        how="posts written for the tests, which the lists were looked at with",
    )  # fmt: skip
