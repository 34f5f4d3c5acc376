"""Politeness: how polite a post sounds, from its strategies of politeness and its phrases."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import stdtrit

from generator.measures import cues as cue_table
from generator.measures import linear
from generator.measures.groups import GROUPING
from generator.measures.quoting import own_words
from generator.measures.words import Tokens, tokens
from generator.model import typed
from generator.vocabulary import NO_GROUP

Array = NDArray[Any]
POLITENESS_COLUMNS = {
    "thread_id": "string",
    "post_id": "string",
    "parent_id": "string",
    "politeness": "Float64",
}

LEAST_PEOPLE = 3
LEAST_POSTS = 10
NEEDS = f"{LEAST_POSTS} English posts by {LEAST_PEOPLE} people of a group"
BY_GROUP_COLUMNS = {
    "thread_id": "string",
    "grouping": "string",
    "group": "string",
    "politeness": "Float64",
    "low": "Float64",
    "high": "Float64",
    "n": "Int64",
    "post_count": "Int64",
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


def politeness_by_group(posts: pd.DataFrame) -> pd.DataFrame:
    """How polite the posts of each group sound on average.

    A row is a group of a thread; `politeness` 0 to 1, the mean over its `post_count` posts, with a 95 % interval `low`,
    `high` in which the posts of one person are not independent; `n` people.

    Formula: r = Σ politeness / Σ posts over people; interval r ± t · √(m/(m−1) · Σ(sum − r·posts)²) / Σ posts, m
    people.
    Source: Cochran 1977, Sampling Techniques, eq. 6.13 (ratio of two sums).
    Least data: 10 English posts by 3 people of the group.
    Limits: as for the politeness of a post; a mean hides who is curt with whom.
    """
    told = posts[(posts["group"] != NO_GROUP) & posts["author_id"].notna() & posts["politeness"].notna()]
    key = ["thread_id", "group"]
    people = told.groupby([*key, "author_id"], as_index=False).agg(
        total=("politeness", "sum"), post_count=("politeness", "size")
    )
    sums = people.groupby(key)[["total", "post_count"]].transform("sum").astype(float)
    residue = (people["total"].astype(float) - sums["total"] / sums["post_count"] * people["post_count"]) ** 2
    table = (
        people.assign(residue=residue)
        .groupby(key, as_index=False)
        .agg(total=("total", "sum"), post_count=("post_count", "sum"), residue=("residue", "sum"), n=("total", "size"))
    )
    table = table[(table["post_count"] >= LEAST_POSTS) & (table["n"] >= LEAST_PEOPLE)].reset_index(drop=True)
    mean, n = table["total"].astype(float) / table["post_count"], table["n"].to_numpy(dtype=float)
    reach = stdtrit(n - 1, 0.975) * np.sqrt(table["residue"] * n / (n - 1)) / table["post_count"]
    ends = {"low": (mean - reach).clip(lower=0), "high": (mean + reach).clip(upper=1)}
    return typed(table.assign(grouping=GROUPING, politeness=mean, **ends), BY_GROUP_COLUMNS)
