"""Three people and four posts, by hand."""

from __future__ import annotations

import pandas as pd


def people() -> dict[str, pd.DataFrame]:
    """A manager who wrote first, two tenants after."""
    posts = pd.DataFrame(
        {
            "post_id": ["p1", "p2", "p3", "p4"],
            "parent_id": [None, "p1", "p2", "p1"],
            "author_id": ["m", "s", "t", None],
            "published_at": pd.to_datetime(["2024-01-01T00:00Z"] * 4, utc=True),
        }
    )
    authors = pd.DataFrame(
        {"author_id": ["m", "s", "t"], "name": [None] * 3, "role": ["housing", "tenant", "tenant"]}, dtype="object"
    )
    return {"posts": posts, "authors": authors}
