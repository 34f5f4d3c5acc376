"""A publication with one thread that holds what exports may stumble over."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import store
from generator.model import Capture, Role, SourcePost, SourceThread, Thread
from generator.settings import Publication

CAPTURE = Capture("mastodon", "2024-01-02T00:00:00Z", "file: a.json (mastodon)", 4, 4, placeholders=1,
                  declared_reply_count=5)  # fmt: skip
POSTS = [
    SourcePost("t1", None, "p1", "2024-01-01T10:00:00.000Z", "=1+1 & <root> 🏳️‍🌈", like_count=3, lang="en"),
    SourcePost("t2", "t1", "p2", "2024-01-01T11:00:00.500Z", "شكرا @p1\n\nnext\ufffe", share_count=1),
    SourcePost("t3", "t2", "p1", "2024-01-01T12:00:00.000Z", "I quote this", kind="quote", edit_count=2),
    SourcePost("t4", "t1", None, None, "", state="missing"),
    SourcePost("t5", "t4", "p2", "2024-01-01T13:00:00.000Z", "to nobody", quoted_id="t1"),
    SourcePost("t6", "t1", None, "2024-01-01T14:00:00.000Z", "", state="deleted"),
]
AUTHORS = [
    {"author_id": "p1", "name": "", "description": "a manager, really", "follower_count": 5, "role": "manager"},
    {"author_id": "p2", "name": "", "description": "", "follower_count": None, "role": None},
]
VOTES = (("p1", "t2", -1), ("p2", "t1", 1))


@pytest.fixture
def publication(tmp_path: Path) -> Publication:
    """A publication with the thread `small`."""
    root = tmp_path / "publication"
    root.mkdir()
    (root / "mkdocs.yml").write_text("site_name: Test\n")
    made = Publication(root)
    thread = Thread("small", "A title", "mastodon", captured_at=CAPTURE.captured_at,
                    roles=(Role("manager", "Managers", "Manager"),))  # fmt: skip
    store.write_thread(made, thread, SourceThread(list(POSTS), AUTHORS, "A title", "", CAPTURE, votes=VOTES))
    return made
