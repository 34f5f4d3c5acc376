"""A word marks a group where it is beyond what roles dealt at random bring."""

from __future__ import annotations

import numpy as np
import pandas as pd

from generator.measures import tree, words
from generator.measures.word_chance import word_chance
from generator.model import AUTHOR_COLUMNS, typed
from tests.planted.threads import Plan, many

DEALS = 100


def marked(posts: pd.DataFrame, authors: pd.DataFrame) -> pd.DataFrame:
    """The words beyond the limit of their thread, and beyond 1.96 only."""
    posts = posts.sort_values(["thread_id", "published_at", "post_id"], kind="stable", ignore_index=True)
    tokens = words.tokens(posts["text"])
    placed = tree.placed(posts, authors, tokens.counts)
    table = words.terms(placed, tokens)
    limit = table["thread_id"].map(word_chance(placed, tokens, table).set_index("thread_id")["z_by_chance"])
    strong = table[
        (table["log_odds_z"] > 1.96) & (table["author_count"] >= 3) & ~table["is_function_word"].astype(bool)
    ]
    return strong.assign(is_beyond=strong["log_odds_z"] > limit[strong.index])


def test_dealt_roles_mark_hardly_any_word():
    """Roles dealt over one thread in which a few people repeat their words: one deal of twenty, not one of two."""
    posts, authors, _, _ = many(1, Plan(), 3)
    chance = np.random.default_rng(5)
    own = posts["author_id"].map({f"a{n:02}": f" word{'abcdefgh'[n // 4]}" * 6 for n in range(28)}).fillna("")
    posts = posts.assign(text=posts["text"] + own)
    roles = authors["role"].to_numpy(dtype=object)
    names = [f"d{number}" for number in range(DEALS)]
    dealt = pd.concat([authors.assign(thread_id=name, role=chance.permutation(roles)) for name in names])
    table = marked(
        pd.concat([posts.assign(thread_id=name) for name in names], ignore_index=True), typed(dealt, AUTHOR_COLUMNS)
    )
    assert table["thread_id"].nunique() >= DEALS / 2
    assert table[table["is_beyond"]]["thread_id"].nunique() <= DEALS * 0.05 + 3 * np.sqrt(DEALS * 0.05 * 0.95)


def test_a_word_of_one_side_is_told():
    """What half of one side's posts hold and none of the other's marks that side."""
    posts, authors, _, _ = many(10, Plan(hot=False), 4)
    role = {(row.thread_id, row.author_id): row.role for row in authors.itertuples()}
    chance = np.random.default_rng(6)
    texts = [
        row.text + (" engagement" if role[row.thread_id, row.author_id] == "manager" and chance.random() < 0.5 else "")
        for row in posts.itertuples()
    ]
    table = marked(posts.assign(text=pd.array(texts, dtype="string")), authors)
    found = table[(table["word"] == "engagement") & table["is_beyond"]]
    assert found["thread_id"].nunique() >= 8 and (found["group"] == "manager").all()
