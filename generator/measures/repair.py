"""Repair: posts that ease a quarrel, by apology, concession, clarification or a shared joke."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from generator.measures import lexicons, phrases
from generator.measures.tree import answered_rows
from generator.measures.words import Tokens
from generator.model import typed

Array = NDArray[Any]
REPAIR_COLUMNS = {
    "thread_id": "string",
    "post_id": "string",
    "parent_id": "string",
    "repair": "string",
    "eased_post_id": "string",
}
# An apology is taken before a concession that stands beside it, and a joke comes last.
KINDS = ("apology", "concession", "clarification", "joke")
TENSE = 0.4  # friction from which a post is worth easing; three in five such comments were labelled uncivil
OPPOSED = 0.6  # probability of disagreeing that makes a post worth easing too
ATTACK = 0.3  # attack from which a post eases nothing, whatever it says; one in two such comments was labelled so
REACH = 3  # posts up the path that a repair may answer


def repair(posts: pd.DataFrame, cues: pd.DataFrame, own: Tokens, scores: pd.DataFrame) -> pd.DataFrame:
    """Which replies ease a quarrel, how, and which post they ease.

    A row is a post, in the order and with the index of `posts`; `repair` is apology, concession, clarification or joke,
    null where the post is none or cannot be told; `eased_post_id` the tensest of the three posts before it on its path
    (null where none was tense). `scores` holds `friction`, `attack` and `stance_disagree` of the same posts.

    Formula: a phrase of the lists `REPAIR` in `lexicons` in the reply's own words, not turned round by the word
    beside it, and no attack; “sorry” beside words of sympathy (`SYMPATHY`) is no apology; a concession or joke needs
    a tense or opposed post within three steps up, a clarification that or a question; a joke is shared where the post
    before or an answer laughs too.
    Source: definition; the kinds after Goffman 1971, Relations in Public, ch. 4 (remedial interchanges).
    Least data: one reply.
    Limits: dry jokes and concessions without a set phrase are missed; a phrase may be meant otherwise.
    """
    parents = answered_rows(posts)
    friction = scores["friction"].to_numpy(dtype=float, na_value=0.0)
    opposed = scores["stance_disagree"].to_numpy(dtype=float, na_value=0.0)
    attack = scores["attack"].to_numpy(dtype=float, na_value=1.0)
    tension = np.where((friction >= TENSE) | (opposed >= OPPOSED), np.maximum(friction, opposed), 0.0)
    tensest, eased = _before(tension, parents)
    laughing = (cues["laughter"].fillna(0) + cues["laughing_emoji"].fillna(0) > 0).to_numpy(dtype=bool)
    asked = (cues["question_marks"].fillna(0) > 0).to_numpy(dtype=bool)[parents]
    said = _said(own)
    said["joke"] |= laughing
    is_reply = parents != np.arange(len(parents))
    answered_laughing = np.bincount(parents[is_reply], said["joke"][is_reply], len(posts)) > 0
    may = is_reply & (attack < ATTACK) & cues["english"].to_numpy(dtype=bool)
    tense = tensest > 0
    fits = {
        "apology": may,
        "concession": may & tense,
        "clarification": may & (tense | asked),
        "joke": may & tense & (said["joke"][parents] | answered_laughing),
    }
    kind = np.full(len(posts), None, dtype=object)
    for name in reversed(KINDS):
        kind[said[name] & fits[name]] = name
    ids = posts["post_id"].to_numpy(dtype=object)
    told = kind != np.array(None, dtype=object)
    eased_ids = pd.Series(ids[eased], index=posts.index).where(told & tense)
    table = posts[["thread_id", "post_id", "parent_id"]].assign(repair=kind, eased_post_id=eased_ids)
    return typed(table, REPAIR_COLUMNS)


def _before(tension: Array, parents: Array) -> tuple[Array, Array]:
    """The highest tension within reach up each post's path, and the row it is of (the nearest on a tie)."""
    highest, row = np.zeros(len(parents)), parents.copy()
    place, on_path = parents, parents != np.arange(len(parents))
    for _ in range(REACH):
        better = on_path & (tension[place] > highest)
        highest, row = np.where(better, tension[place], highest), np.where(better, place, row)
        on_path = on_path & (parents[place] != place)
        place = parents[place]
    return highest, row


def _said(own: Tokens) -> dict[str, Array]:
    """For each kind whether a post holds one of its phrases, and no word beside it turns it into something else."""
    entries = [(phrase, kind) for kind, listed in lexicons.REPAIR.items() for phrase in listed]
    places, matched = phrases.found(own, [phrase for phrase, _ in entries])
    lengths = np.array([phrase.count(" ") + 1 for phrase, _ in entries], dtype=np.int64)
    kinds = np.array([KINDS.index(kind) for _, kind in entries], dtype=np.int64)
    after, before = places + lengths[matched], places - 1
    whole = ~(_is_one_of(own, after, places, lexicons.SPOILT) | _is_one_of(own, before, places, lexicons.NOT_BEFORE))
    rows = own.rows[places]
    said = {
        kind: np.bincount(rows[whole & (kinds[matched] == number)], minlength=own.post_count) > 0
        for number, kind in enumerate(KINDS)
    }
    sympathy, _ = phrases.found(own, list(lexicons.SYMPATHY))
    said["apology"][own.rows[sympathy]] = False
    return said


def _is_one_of(own: Tokens, beside: Array, places: Array, words: tuple[str, ...]) -> Array:
    """Whether the token beside each place is one of the words and of the same post."""
    listed = np.array([word in words for word in own.vocabulary], dtype=bool)
    inside = (beside >= 0) & (beside < len(own.rows))
    spot = np.where(inside, beside, 0)
    if not len(places):
        return np.zeros(0, dtype=bool)
    return inside & (own.rows[spot] == own.rows[places]) & listed[own.codes[spot]]
