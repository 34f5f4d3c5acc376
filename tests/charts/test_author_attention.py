"""Who wrote how much, and what it received."""

from __future__ import annotations

import pandas as pd

from generator.charts import author_attention
from tests.charts.people import people
from tests.charts.sample import THREAD


def tables(**counts: list[int]) -> dict[str, pd.DataFrame]:
    """The three people with what they wrote and received."""
    made = people()
    columns = {"group": made["authors"]["role"], "word_count": [10, 20, 30], "post_count": [1, 1, 1]}
    received = {name: [0, 0, 0] for name in ("reply_received_count", "like_count", "share_count")}
    made["authors"] = made["authors"].assign(**(columns | received | counts))
    return made


def test_attention_is_replies_likes_and_shares() -> None:
    """The three are added; who received most comes first and bears a name; nobody without posts is shown."""
    given = tables(reply_received_count=[1, 0, 2], like_count=[4, 0, 0], share_count=[0, 0, 1], post_count=[1, 0, 1])
    table = author_attention.rows(given, THREAD)
    assert table["author_id"].tolist() == ["m", "t"]
    assert table["attention_count"].tolist() == [5.0, 3.0]
    assert table["name_label"].tolist() == ["Manager 1", "Tenant 2"]
    assert author_attention.alt_text(table) == (
        "2 people by words written and attention received; most attention went to Manager 1: "
        "5 replies, likes and shares for 10 words."
    )


def test_only_the_first_three_bear_names() -> None:
    """From the fourth on a person is a point without a name."""
    given = tables(like_count=[3, 2, 1])
    more = given["authors"].iloc[[0]].assign(author_id="z", like_count=0)
    given["authors"] = pd.concat([given["authors"], more], ignore_index=True)
    assert (author_attention.rows(given, THREAD)["name_label"] == "").tolist() == [False, False, False, True]


def test_nobody() -> None:
    """Without people there is nothing, and it is said."""
    given = tables()
    assert author_attention.alt_text(author_attention.rows(given, THREAD).iloc[:0]) == "No people to show."
