"""What was captured of each branch, and how far the rest could move a number."""

from __future__ import annotations

import pandas as pd
import pytest

from generator.measures import measure
from generator.measures.capture import capture_bounds, capture_by_branch, unseen
from generator.model import POST_COLUMNS, typed
from tests.measures.conftest import authors_of, posts_of, threads_of

ROWS = [
    ("r", None, "a", 0, "root"), ("b", "r", "b", 1, "one"), ("c", "b", "a", 2, "two"), ("d", "b", None, 3, ""),
    ("e", "r", "b", 4, "three"), ("f", "e", None, None, ""), ("g", "f", "a", 6, "four"),
]  # fmt: skip
STATES = {"d": "deleted", "f": "missing"}


def posts() -> pd.DataFrame:
    """Two branches: one with a deleted post, one with a post that was never seen."""
    table = posts_of(ROWS)
    return table.assign(state=[STATES.get(post_id, "present") for post_id in table["post_id"]]).astype(
        {"state": "string"}
    )


def facts(declared: int | None, hidden: int = 0) -> pd.DataFrame:
    """The thread's facts, as the capture gives them."""
    return threads_of("t").assign(declared_reply_count=declared, more_hidden_count=hidden)


def test_branches_by_hand() -> None:
    """Each branch has its counts; what is declared and not held was never seen."""
    declared = pd.DataFrame({"thread_id": ["t"], "post_id": ["b"], "declared": [5], "held": [2]})
    table = capture_by_branch(posts(), declared).set_index("post_id")
    assert list(table.index) == ["r", "b", "e"]
    columns = ["held_count", "deleted_count", "withheld_count", "vanished_count", "unseen_count"]
    assert table.loc["r", columns].to_list() == [1, 0, 0, 0, 0]
    assert table.loc["b", columns].to_list() == [2, 1, 0, 0, 3]
    assert table.loc["e", columns].to_list() == [2, 0, 0, 0, 1]
    assert table["held_count"].sum() == 5 and pd.isna(table.loc["e", "declared_count"])


@pytest.mark.parametrize(("declared", "hidden", "expected"), [(None, 0, 1), (None, 2, 3), (9, 0, 4), (2, 2, 3)])
def test_unseen(declared: int | None, hidden: int, expected: int) -> None:
    """Placeholders and hidden posts, or what is declared beyond the five replies held, whichever is more."""
    assert unseen(posts(), facts(declared, hidden)).to_dict() == {"t": expected}


def test_bounds_by_hand() -> None:
    """Two unseen posts: three of five posts are the group's, so it has 3/7 to 5/7 of all."""
    authors = authors_of({"a": "tenant", "b": "manager"})
    table = measure(posts(), authors, facts(None, 1))["capture_bounds"].set_index(["quantity", "group"])
    share = table.loc[("post_share", "tenant")]
    assert (share["value"], share["low"], share["high"]) == pytest.approx((3 / 5, 3 / 7, 5 / 7))
    # Both posts of managers have an answer; one of the tenants' three has one, and the two unseen may be the others.
    chance = table.loc[("reply_chance", "tenant")]
    assert (chance["value"], chance["low"], chance["high"]) == pytest.approx((1 / 3, 1 / 3, 1.0))
    assert set(table["unseen_count"]) == {2}
    depth = table.xs("depth").iloc[0]
    assert depth["low"] == 3 and pd.isna(depth["high"])


def test_declared_silence_is_an_answer() -> None:
    """A post that the platform says has no reply stays unanswered whatever was not seen."""
    table = posts().assign(declared_reply_count=0)
    authors = authors_of({"a": "tenant", "b": "manager"})
    bounds = measure(typed(table, POST_COLUMNS), authors, facts(None, 1))["capture_bounds"]
    chance = bounds[(bounds["quantity"] == "reply_chance") & (bounds["group"] == "tenant")].iloc[0]
    assert chance["high"] == chance["value"]


def test_nothing_unseen_has_no_bounds() -> None:
    """A thread of which everything known of was seen needs no ranges."""
    whole = posts_of(ROWS[:3])
    tables = measure(whole, authors_of({"a": "tenant", "b": "manager"}), facts(2))
    assert tables["capture_bounds"].empty
    assert capture_bounds(tables["posts"], tables["responses"], facts(2)).empty


def test_what_a_later_capture_missed_is_not_called_deleted() -> None:
    """A post gone at a later capture is counted as such, whether its words were kept or dropped."""
    table = posts()
    gone = pd.to_datetime(["2024-02-01T00:00:00Z" if name in ("c", "d") else None for name in table["post_id"]])
    branch = capture_by_branch(table.assign(vanished_at=gone), pd.DataFrame()).set_index("post_id").loc["b"]
    assert (branch["held_count"], branch["deleted_count"], branch["vanished_count"]) == (1, 0, 2)
