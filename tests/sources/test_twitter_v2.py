"""X/Twitter v2: pages with includes and errors, flattened tweets, edits, withheld tweets."""

from __future__ import annotations

import json
from pathlib import Path

from tests.sources.reading import only_thread


def tweet(number: str, parent: str | None = None, kind: str = "replied_to", **fields: object) -> dict:
    """A tweet of conversation 10."""
    referred = [{"type": kind, "id": parent}] if parent else None
    found = {"id": number, "text": f"tweet {number}", "author_id": "7", "conversation_id": "10",
             "created_at": "2024-05-01T00:00:00.000Z", "referenced_tweets": referred}  # fmt: skip
    return {**found, **fields}


def test_pages(tmp_path: Path) -> None:
    """Authors come from the includes, parents too; a parent that is gone keeps its place, with its state."""
    page = {
        "data": [tweet("12", "11"), tweet("13", "99"), tweet("14", "10", "retweeted"),
                 tweet("15", "10", withheld={"copyright": False, "country_codes": ["XX"]})],
        "includes": {"users": [{"id": "7", "username": "AnnB", "public_metrics": {"followers_count": 5}}],
                     "tweets": [tweet("10"), tweet("11", "10")]},
        "errors": [{"resource_type": "tweet", "resource_id": "99", "title": "Not Found Error"},
                   {"resource_type": "tweet", "resource_id": "98", "title": "Not Found Error"}],
    }  # fmt: skip
    file = tmp_path / "pages.jsonl"
    file.write_text(json.dumps(page) + "\n")
    built = only_thread([file])
    assert {each.post_id: (each.parent_id, each.state) for each in built.posts} == {
        "10": (None, "present"), "11": ("10", "present"), "12": ("11", "present"), "13": ("99", "present"),
        "99": ("10", "deleted"), "15": ("10", "withheld"),
    }  # fmt: skip
    assert built.authors[0]["handle"] == "AnnB" and built.authors[0]["follower_count"] == 5
    assert (built.capture.records_read, built.capture.posts_kept, built.capture.records_rejected) == (7, 6, 1)


def test_edits_keep_the_last_text_and_the_count(tmp_path: Path) -> None:
    """Of two versions the last is kept, and a reply to the first answers it."""
    history = ["10", "11"]
    lines = [tweet("10", edit_history_tweet_ids=history), tweet("11", edit_history_tweet_ids=history, text="better"),
             tweet("12", "10")]  # fmt: skip
    file = tmp_path / "flat.jsonl"
    file.write_text("\n".join(json.dumps(each | {"author": {"id": "7", "username": "ann"}}) for each in lines))
    built = only_thread([file])
    assert [(each.post_id, each.parent_id, each.text, each.edit_count) for each in built.posts] == [
        ("11", None, "better", 1), ("12", "11", "tweet 12", None),
    ]  # fmt: skip
    assert [each.reason for each in built.capture.rejections] == ["an earlier version of 11"]
