"""Stance: whether a reply agrees or disagrees with the post it answers."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from generator.measures import cues as cue_table
from generator.measures import linear
from generator.measures.quoting import own_words
from generator.measures.tree import answered_rows, is_placed
from generator.measures.words import FUNCTION_WORDS, Tokens, tokens
from generator.model import typed

Array = NDArray[Any]
STANCE_COLUMNS = {
    "thread_id": "string",
    "post_id": "string",
    "parent_id": "string",
    "stance_agree": "Float64",
    "stance_neutral": "Float64",
    "stance_disagree": "Float64",
}
# Cues of the parent that change what the reply's words mean; all of them together made it worse elsewhere.
OF_PARENT = ("second_person", "you_attack", "contempt", "negation")


def stance(
    posts: pd.DataFrame, cues: pd.DataFrame | None = None, own: tuple[Tokens, Array] | None = None
) -> pd.DataFrame:
    """Whether each reply agrees with, is neutral towards or disagrees with the post it answers.

    A row is a post, in the order and with the index of `posts`; `stance_agree`, `stance_neutral` and `stance_disagree`
    are probabilities, 0 to 1, that add up to one, as if the three were equally common. They are null for a root, for a
    post without own words, and for a post that is not English. `cues` and `own` (from `quoting.own_words`) save work
    where they are at hand.

    Formula: multinomial logistic model over cues of the reply's own words, a few cues of the parent and of both, and
    whether some short phrases occur; coefficients in `tables/stance.json`.
    Source: fitted on the pairs of Lei and Huang 2022 (Reddit, two subreddits) with `tests/evaluate/fit.py`.
    Least data: one word of the reply's own.
    Limits: irony counts as what it says; who agrees by telling a story of their own is mostly called neutral;
    trained on short replies about one subject of dispute.
    """
    posts = posts.assign(text=posts["text"].where(posts["state"] == "present", "").fillna(""))
    own = own if own is not None else own_words(posts, tokens(posts["text"]))
    cues = cues if cues is not None else cue_table.cues(posts, own=own)
    chances = linear.load("stance").probabilities(features(posts, cues, own[0]), own[0])
    known = told(posts, cues)
    table = posts[["thread_id", "post_id", "parent_id"]].copy()
    for column, name in enumerate(linear.load("stance").classes):
        table[f"stance_{name}"] = np.where(known, chances[:, column], np.nan)
    return typed(table, STANCE_COLUMNS)


def told(posts: pd.DataFrame, cues: pd.DataFrame) -> Array:
    """Whether the post is an English reply with words of its own."""
    is_reply = posts["parent_id"].notna().to_numpy(dtype=bool) & ~is_placed(posts)
    return is_reply & cues["english"].to_numpy(dtype=bool) & (cues["words"].fillna(0) > 0).to_numpy(dtype=bool)


def features(posts: pd.DataFrame, cues: pd.DataFrame, own: Tokens) -> pd.DataFrame:
    """What the model looks at: the reply's cues, and `pair:` features of reply and parent (NaN without a parent)."""
    of_reply = linear.features(cues)
    return pd.concat([of_reply, pair_features(posts, cues, of_reply, own)], axis=1)


def pair_features(posts: pd.DataFrame, cues: pd.DataFrame, of_post: pd.DataFrame, own: Tokens) -> pd.DataFrame:
    """How reply and parent compare: shared words, lengths, the parent's tone and questions."""
    parents = answered_rows(posts)
    shared, sizes = shared_words(own, parents)
    length = np.log1p(cues["words"].to_numpy(dtype=float))
    values = {
        "pair:shared_of_reply": shared / np.sqrt(sizes + 1),
        "pair:shared_of_parent": shared / np.sqrt(sizes[parents] + 1),
        "pair:longer": length - length[parents],
        "pair:parent_words": length[parents],
    }
    for name in ("has:question_marks", "has:starts_question", *(f"rate:{name}" for name in OF_PARENT)):
        values[f"pair:parent_{name}"] = of_post[name].to_numpy()[parents]
    alone = parents == np.arange(len(parents))
    return pd.DataFrame({name: np.where(alone, np.nan, value) for name, value in values.items()}, index=posts.index)


def shared_words(own: Tokens, parents: Array) -> tuple[Array, Array]:
    """For each post how many different content words its parent uses as well, and how many it has itself."""
    content = np.array([word not in FUNCTION_WORDS for word in own.vocabulary], dtype=bool)
    size = np.int64(max(len(own.vocabulary), 1))
    used = content[own.codes] if len(own.codes) else np.array([], dtype=bool)
    keys = np.sort(own.rows[used].astype(np.int64) * size + own.codes[used])
    keys = keys[np.diff(keys, prepend=-1) > 0]
    rows, codes = keys // size, keys % size
    looked_for = parents[rows] * size + codes
    place = np.minimum(np.searchsorted(keys, looked_for), max(len(keys) - 1, 0))
    hit = (keys[place] == looked_for) & (parents[rows] != rows)
    count = own.post_count
    return np.bincount(rows[hit], minlength=count).astype(float), np.bincount(rows, minlength=count).astype(float)
