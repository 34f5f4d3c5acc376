"""Small threads that can be worked out by hand."""

from __future__ import annotations

import pandas as pd
import pytest

from generator.model import AUTHOR_COLUMNS, POST_COLUMNS, typed

START = pd.Timestamp("2024-01-01", tz="UTC")


def posts_of(rows, thread_id="t"):
    """Posts from (post_id, parent_id, author_id, minutes, text)."""
    table = pd.DataFrame(rows, columns=["post_id", "parent_id", "author_id", "minutes", "text"])
    table["published_at"] = START + pd.to_timedelta(table["minutes"], unit="min")
    return typed(table.assign(thread_id=thread_id, state="present", kind="post", like_count=0), POST_COLUMNS)


def authors_of(roles, thread_id="t"):
    """Authors from a mapping of author_id to role."""
    table = pd.DataFrame({"author_id": list(roles), "role": list(roles.values())})
    return typed(table.assign(thread_id=thread_id), AUTHOR_COLUMNS)


def threads_of(*thread_ids):
    """Threads captured a day after they began."""
    return pd.DataFrame({"thread_id": list(thread_ids), "captured_at": START + pd.Timedelta(days=1)})


@pytest.fixture
def lively():
    """Two threads, the one with roles, with enough of everything."""
    ids = [f"a{number:02}" for number in range(12)]
    words = "the rent is too high and we the tenants pay it every month again".split()
    rows = [
        (f"p{i:03}", f"p{(i * 7) // 11:03}" if i else None, ids[(i * 5 + i // 12) % 12], i, " ".join(words[i % 5 :]))
        for i in range(80)
    ]
    roles = {name: "tenant" if place % 2 else "manager" for place, name in enumerate(ids)}
    posts = pd.concat([posts_of(rows, "t"), posts_of(rows[:30], "u")], ignore_index=True)
    authors = pd.concat([authors_of(roles, "t"), authors_of(dict.fromkeys(ids), "u")], ignore_index=True)
    return posts, authors, threads_of("t", "u")
