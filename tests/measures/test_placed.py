"""Posts that are only placed below another: part of the tree, and no answers."""

from __future__ import annotations

from typing import Any

import pandas as pd

from generator.measures import measure

WORDS = "I disagree, that is wrong and it is not true at all; you are rude, why would you say that?"


def measured(kinds: tuple[str | None, ...]) -> dict[str, pd.DataFrame]:
    """A thread in which ann opens and bob and cid write below her in turn, tied to her by these kinds."""
    rows: list[dict[str, Any]] = []
    for number, kind in enumerate(("post", *kinds)):
        rows.append(
            {
                "thread_id": "t",
                "post_id": f"p{number}",
                "parent_id": "p0" if number else None,
                "author_id": "ann" if not number else ("bob", "cid")[number % 2],
                "published_at": pd.Timestamp("2024-05-01", tz="UTC") + pd.Timedelta(minutes=number),
                "text": WORDS if number else "The council mends the windows of our block this week.",
                "lang": "en",
                "kind": kind,
                "state": "present",
            }
        )
    authors = pd.DataFrame({"thread_id": "t", "author_id": ["ann", "bob", "cid"], "is_organisation": False})
    threads = pd.DataFrame({"thread_id": ["t"], "captured_at": ["2024-05-02T00:00:00Z"]})
    return measure(pd.DataFrame(rows), authors, threads)


def test_placed_posts_are_no_answers() -> None:
    """No reply, no answered question, no pair, no stance; the form of the tree stays."""
    stated, placed = measured(("post",) * 12), measured(("placed",) * 12)
    assert placed["posts"]["depth"].tolist() == stated["posts"]["depth"].tolist() == [0, *[1] * 12]
    assert (stated["posts"]["reply_count"].sum(), placed["posts"]["reply_count"].sum()) == (12, 0)
    assert stated["pairs"]["reply_count"].sum() == 12 and placed["pairs"].empty
    assert stated["responses"]["is_answered"].any() and not placed["responses"]["is_answered"].any()
    assert stated["posts"]["stance_disagree"].notna().sum() == 12 and placed["posts"]["stance_disagree"].isna().all()
    assert placed["questions"]["to_author_id"].isna().all() and not (placed["questions"]["answered"] == "yes").any()
    assert (stated["shape"]["root_reply_count"][0], placed["shape"]["root_reply_count"][0]) == (12, 0)
    assert placed["shape"]["structural_virality"][0] == stated["shape"]["structural_virality"][0]


def test_of_some_only_what_is_stated_counts() -> None:
    """Beside placed posts the stated replies count as ever."""
    tables = measured(("placed",) * 6 + ("post",) * 6)
    assert tables["pairs"]["reply_count"].sum() == 6 and tables["posts"]["reply_count"].tolist()[0] == 6


def test_old_data_is_read_as_stated() -> None:
    """Posts without a kind answer what they stand below."""
    old, stated = measured((None,) * 12), measured(("post",) * 12)
    pd.testing.assert_frame_equal(old["pairs"], stated["pairs"])
