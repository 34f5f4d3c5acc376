"""GitHub's GraphQL and what `gh` saves: discussions, reviews, reactions."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from generator.model import SourceThread
from tests.sources.reading import only_thread


def node(name: str, **fields: object) -> dict[str, Any]:
    """A comment by somebody of the same name."""
    return {"id": name, "author": {"login": name}, "body": f"by {name}", "createdAt": "2024-05-01T00:00Z", **fields}


def thread_of(tmp_path: Path, value: object) -> SourceThread:
    """The thread of a file with this JSON."""
    (tmp_path / "x.json").write_text(json.dumps(value), "utf-8")
    return only_thread([tmp_path / "x.json"])


def test_discussion(tmp_path: Path) -> None:
    """A discussion has its comments, and their replies below them."""
    address = "https://github.com/o/r/discussions/8"
    comments = [
        node("a", upvoteCount=3, replies={"totalCount": 2, "nodes": [node("b", authorAssociation="MEMBER")]}),
        node("c"),
    ]
    discussion = node("root", title="How?", url=address, comments={"totalCount": 4, "nodes": comments})
    built = thread_of(tmp_path, {"data": {"repository": {"discussion": discussion}}})
    assert [(each.post_id, each.parent_id, each.like_count) for each in built.posts] == [
        ("o/r#8", None, None), ("discussioncomment-a", "o/r#8", 3),
        ("discussioncomment-b", "discussioncomment-a", None), ("discussioncomment-c", "o/r#8", None),
    ]  # fmt: skip
    assert (built.title, built.capture.declared_reply_count) == ("How?", 6)
    assert {each["author_id"]: each["role"] for each in built.authors}["b"] == "member"


def test_pull_request(tmp_path: Path) -> None:
    """Reviews are posts where they have words; on a line the first comment is answered by the rest."""
    pull = node(
        "root", title="Mend", url="https://github.com/o/r/pull/5",
        comments={"edges": [{"node": node("a", reactionGroups=[
            {"content": "HEART", "users": {"totalCount": 2}}, {"content": "CONFUSED", "users": {"totalCount": 9}},
        ])}]},
        reviews={"nodes": [node("v", submittedAt="2024-05-02T00:00Z"), node("w", body="")]},
        reviewThreads={"nodes": [{"comments": {"nodes": [node("l"), node("m")]}}]},
    )  # fmt: skip
    built = thread_of(tmp_path, {"data": {"repository": {"pullRequest": pull}}})
    assert {each.post_id: (each.parent_id, each.like_count) for each in built.posts} == {
        "o/r#5": (None, None), "comment-a": ("o/r#5", 2), "review-v": ("o/r#5", None), "line-l": ("o/r#5", None),
        "line-m": ("line-l", None),
    }  # fmt: skip
    assert built.capture.records_rejected == 1


def test_saved_by_gh(tmp_path: Path) -> None:
    """An issue as `gh issue view --json` saves it is the issue with its comments."""
    bot = {"author": {"login": "fixer", "is_bot": True}}
    saved = node("root", number=5, title="Damp", url="https://github.com/o/r/issues/5", comments=[
        node("a", url="https://github.com/o/r/issues/5#issuecomment-1", authorAssociation="OWNER"), node("b", **bot),
    ])  # fmt: skip
    built = thread_of(tmp_path, saved)
    assert [(each.post_id, each.parent_id) for each in built.posts] == [
        ("o/r#5", None), ("comment-a", "o/r#5"), ("comment-b", "o/r#5"),
    ]  # fmt: skip
    assert built.posts[0].text == "Damp\n\nby root"
    assert {each["author_id"]: each["role"] for each in built.authors} == {"root": None, "a": "owner", "fixer": "bot"}


def test_an_answer_without_a_thread(tmp_path: Path) -> None:
    """Errors and other answers beside a thread are counted and told, not taken for posts."""
    issue = node("root", number=5, title="Damp", url="https://github.com/o/r/issues/5", comments=[])
    built = thread_of(tmp_path, [issue, {"data": {"repository": None}}, {"data": {"viewer": {}}}])
    assert (built.capture.records_read, built.capture.posts_kept) == (3, 1)
