"""Politeness: how polite a post sounds, from its strategies of politeness and its phrases."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from generator.measures import cues as cue_table
from generator.measures import linear
from generator.measures.quoting import own_words
from generator.measures.words import Tokens, tokens
from generator.model import typed

Array = NDArray[Any]
POLITENESS_COLUMNS = {
    "thread_id": "string",
    "post_id": "string",
    "parent_id": "string",
    "politeness": "Float64",
}


def politeness(
    posts: pd.DataFrame, cues: pd.DataFrame | None = None, own: tuple[Tokens, Array] | None = None
) -> pd.DataFrame:
    """How polite a post sounds.

    A row is a post, in the order and with the index of `posts`; `politeness` from 0 (impolite) to 1 (polite), .5 in
    the middle of requests on a question-and-answer site. Null for a post without own words and for one that is not
    English.

    Formula: linear model over cues (gratitude, deference, indirect requests, hedges, direct questions, second person,
    …) and frequent short phrases, as log-odds; coefficients in `tables/politeness.json`.
    Source: fitted on the requests of Danescu-Niculescu-Mizil et al. 2013, ACL, with `tests/evaluate/fit.py`.
    Least data: one word of the post's own.
    Limits: trained on requests of one or two sentences; what counts as polite differs from place to place.
    """
    posts = posts.assign(text=posts["text"].where(posts["state"] == "present", "").fillna(""))
    own = own if own is not None else own_words(posts, tokens(posts["text"]))
    cues = cues if cues is not None else cue_table.cues(posts, own=own)
    known = cues["english"].to_numpy(dtype=bool) & (cues["words"].fillna(0) > 0).to_numpy(dtype=bool)
    chances = linear.load("politeness").probabilities(linear.features(cues), own[0])[:, 1]
    table = posts[["thread_id", "post_id", "parent_id"]].assign(politeness=np.where(known, chances, np.nan))
    return typed(table, POLITENESS_COLUMNS)
