"""Friction and attack."""

from __future__ import annotations

import numpy as np
import pandas as pd

from generator.measures.cues import cues
from generator.measures.friction import FRICTION_COLUMNS, friction
from generator.measures.lexicons import ANYWHERE
from tests.measures import feelings
from tests.measures.conftest import posts_of

ROWS = [
    ("p", None, "a", 0, "The lift in block C has been repaired and works again since Monday."),
    ("q", "p", "b", 1, "You people are pathetic liars, you idiot. Why do you never do anything?"),
    ("r", "p", "c", 2, "I disagree: the evidence in the report points the other way, for example on page four."),
    ("s", "p", "d", 3, "Thanks, good to know, and the stairs are clean too."),
    ("t", "p", "e", 4, "Ihr seid doch alle Lügner"),
    ("u", "p", "e", 5, ""),
]


def _scores():
    posts = posts_of(ROWS).assign(lang=["en", "en", "en", "en", "de", "en"])
    return posts, friction(posts)


def test_an_insult_stands_out_and_disagreement_is_no_attack():
    """Insults score high on both; a sharp contradiction with reasons stays far below on attack; thanks lowest."""
    _, table = _scores()
    scores = table.set_index("post_id")
    assert scores.loc["q", "friction"] > 0.8
    assert scores.loc["q", "attack"] > 0.5
    assert scores.loc["r", "attack"] < 0.1
    assert scores.loc["s", "friction"] < 0.25
    assert list(table.columns) == list(FRICTION_COLUMNS)


def test_the_cues_that_made_it_are_there():
    """Named cues are lists of words or signs that the post has; none are named where none pushed."""
    posts, table = _scores()
    named = table["friction_cues"][1].split(", ")
    assert 1 <= len(named) <= 3
    assert {"second_person", "insult", "contempt", "you_insult"} & set(named) & (set(ANYWHERE) | {"you_insult"})
    assert (cues(posts).loc[1, named] > 0).all()


def test_null_where_it_cannot_be_told():
    """Posts in another language and posts without words have neither friction nor attack nor cues."""
    _, table = _scores()
    assert table[["friction", "attack", "friction_cues"]].isna().all(axis=1).tolist() == [False] * 4 + [True] * 2


def test_row_order_changes_nothing():
    """A post's scores are the same wherever it stands in the table."""
    posts, table = _scores()
    assert friction(posts.iloc[::-1]).sort_index().equals(table)


def test_feelings_are_not_hostile():
    """Posts of the sad and the anxious stand below those of the hostile, as a rule those of the glad as well."""
    texts = [*feelings.SAD, *feelings.ANXIOUS, *feelings.GLAD, *feelings.HOSTILE]
    rows = [(f"p{place:02}", None, f"a{place:02}", place, text) for place, text in enumerate(texts)]
    posts = pd.concat([posts_of([row], f"t{row[0]}") for row in rows], ignore_index=True)
    score = friction(posts)["friction"].to_numpy(dtype=float)
    sad, anxious, glad, hostile = np.split(score, [10, 20, 30])
    assert max(np.median(sad), np.median(anxious)) < 0.4
    below = np.array([(hostile > one).mean() for one in np.r_[sad, anxious]])
    assert below.mean() > 0.97 and np.median(glad) < np.quantile(hostile, 0.25)


def test_the_thread_counts_in():
    """The same words are rated higher in reply to an attack, and in a thread of attacks, than in a friendly one."""
    said = "This is still not right."
    threads = [
        posts_of([("p0", None, "a", 0, opening), ("p1", "p0", "b", 1, said), ("p2", "p0", "c", 2, other)], name)
        for name, opening, other in (
            ("calm", "Thank you all for coming, it was lovely.", "Thanks, see you next week."),
            ("hot", "You are all idiots and liars.", "Shut up, you pathetic fool."),
        )
    ]
    scored = friction(pd.concat(threads, ignore_index=True))
    calm, hot = scored.loc[scored["post_id"] == "p1", "friction"]
    assert hot > calm + 0.05
