"""Posts as dots: when they came and how deep they stand."""

from __future__ import annotations

import pandas as pd

from generator.charts import thread_dots
from generator.model import Role, Thread

THREAD = Thread("t", "T", "x", roles=(Role("tenant", "Tenants", "Tenant"),))


def posts(minutes: list[float | None]) -> pd.DataFrame:
    """Posts at these times, each a step deeper than the one before, as far as three."""
    return pd.DataFrame(
        {
            "thread_id": "t",
            "post_id": [f"p{place:03}" for place in range(len(minutes))],
            "since_root_seconds": pd.array([None if time is None else 60 * time for time in minutes], dtype="Float64"),
            "depth": pd.array([min(place, 3) for place in range(len(minutes))], dtype="Int64"),
            "group": "tenant",
        }
    )


def test_posts_whose_time_is_known() -> None:
    """In order of time; without a time there is no place."""
    rows = thread_dots.rows({"posts": posts([0, None, 5, 2])}, THREAD)
    assert rows["post_id"].tolist() == ["p000", "p003", "p002"]
    assert thread_dots.alt_text(rows) == (
        "3 posts, each as a dot, over 5\u00a0min since the first; the deepest stands 3 steps below it."
    )


def test_a_late_post_stands_at_the_edge() -> None:
    """One that came months later keeps its own time and leaves the others their room."""
    rows = thread_dots.rows({"posts": posts([*map(float, range(100)), 100_000.0])}, THREAD)
    assert rows["since_root_minutes"].max() == 100_000 and rows["minutes_label_place"].max() == 98
    assert thread_dots.alt_text(rows).endswith(" 2 posts later than 1\u00a0h 38\u00a0min at the right edge.")
    assert thread_dots.alt_text(rows.iloc[:0]) == "No posts to show."
