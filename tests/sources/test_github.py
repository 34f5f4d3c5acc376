"""GitHub: issues, timelines, reviews, discussions, roles."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from generator.importing import declared_roles
from generator.sources import read
from tests.sources.reading import only_thread
from tests.sources.test_sources import THREADS, assert_sound

API = "https://api.github.com/repos/o/r"


def record(place: int, **fields: object) -> dict[str, Any]:
    """A comment on issue 5."""
    made = {"id": place, "issue_url": f"{API}/issues/5", "body": f"words {place}", "created_at": "2024-05-01T00:00Z",
            "user": {"login": f"Name{place}", "type": "User"}, "author_association": "NONE"}  # fmt: skip
    return {**made, **fields}


def pull(**fields: object) -> dict[str, Any]:
    """Pull request 5."""
    found = record(50, url=f"{API}/pulls/5", html_url="https://github.com/o/r/pull/5", number=5, title="Mend", **fields)
    del found["issue_url"]
    return found


def thread_of(tmp_path: Path, *records: object) -> Any:
    """The thread of these objects."""
    (tmp_path / "x.json").write_text(json.dumps(records), "utf-8")
    return only_thread([tmp_path / "x.json"])


def test_reviews_are_branches(tmp_path: Path) -> None:
    """A line's comments hang below their review or what they answer; a review without words gives way to its pull."""
    at = {"pull_request_url": f"{API}/pulls/5", "diff_hunk": "@@"}
    built = thread_of(
        tmp_path,
        pull(comments=1, review_comments=3),
        record(1),
        record(2, submitted_at="2024-05-01T01:00Z", state="COMMENTED", pull_request_url=f"{API}/pulls/5"),
        record(3, submitted_at="2024-05-01T01:00Z", body="", pull_request_url=f"{API}/pulls/5"),
        record(2, pull_request_review_id=2, **at),
        record(4, pull_request_review_id=3, **at),
        record(5, pull_request_review_id=9, in_reply_to_id=2, **at),
    )
    assert {each.post_id: each.parent_id for each in built.posts} == {
        "o/r#5": None, "comment-1": "o/r#5", "review-2": "o/r#5", "line-2": "review-2", "line-4": "o/r#5",
        "line-5": "line-2",
    }  # fmt: skip
    assert built.posts[0].text == "Mend\n\nwords 50"
    assert "only on lines of code and in discussions" in built.capture.completeness
    # One comment, three on lines, and the review with words, which the pull request does not count.
    assert (built.capture.declared_reply_count, built.capture.records_rejected) == (5, 1)


def test_timeline(tmp_path: Path) -> None:
    """Of a timeline the comments are posts, also those on a line, and every other event is told apart."""
    line = record(7, pull_request_url=f"{API}/pulls/5", diff_hunk="@@")
    built = thread_of(
        tmp_path,
        pull(),
        record(1, event="commented", actor={"login": "Name1"}),
        {"event": "labeled", "label": {"name": "bug"}, "url": f"{API}/issues/events/1"},
        {"event": "line-commented", "comments": [line]},
    )
    assert [each.post_id for each in built.posts] == ["o/r#5", "comment-1", "line-7"]
    assert [each.reason for each in built.capture.rejections] == ["an event, not a post (labeled)"]


def test_roles_are_witnesses(tmp_path: Path) -> None:
    """What the platform says of a person is a role with that source, bots have their own, and all are declared."""
    built = thread_of(
        tmp_path,
        pull(author_association="OWNER"),
        record(1, author_association="FIRST_TIME_CONTRIBUTOR"),
        record(2, user={"login": "fixer[bot]", "type": "Bot"}, author_association="MEMBER"),
        record(3, user={"login": "Harrowbeck", "type": "Organization"}),
        record(4, user=None),
    )
    found = {each["author_id"]: (each["role"], bool(each["is_organisation"])) for each in built.authors}
    assert found == {
        "name50": ("owner", False), "name1": ("first-time-contributor", False), "fixer[bot]": ("bot", False),
        "harrowbeck": (None, True),
    }  # fmt: skip
    assert built.posts[-1].author_id is None
    assert [(role.id, role.label) for role in declared_roles(built)] == [
        ("bot", "Bots"), ("first-time-contributor", "First time contributors"), ("owner", "Owners"),
    ]  # fmt: skip


def test_the_stronger_association_counts(tmp_path: Path) -> None:
    """Who was a contributor and became a member is a member, whichever object comes first."""
    same = {"user": {"login": "ann", "type": "User"}}
    records = [pull(), record(1, author_association="CONTRIBUTOR", **same),
               record(2, author_association="MEMBER", **same)]  # fmt: skip
    for order in (records, records[::-1]):
        roles = {each["author_id"]: each["role"] for each in thread_of(tmp_path, *order).authors}
        assert roles["ann"] == "member"


def test_what_is_not_shown(tmp_path: Path) -> None:
    """Comments in a form are not its writer's words; what only looks like one stays."""
    built = thread_of(tmp_path, pull(body="<!-- Fill in. -->A<!---->B <!-- open"))
    assert built.posts[0].text == "Mend\n\nAB <!-- open"


REAL = {
    "bips_pulls_1408": (227, 0, 232),  # 145 comments and 6 reviews with words; 75 of 81 comments on lines
    "bips_pulls_1699": (192, 0, 191),
    "github_issue_1": (1, 0, 1),
    "github_issue_2": (1, 0, 1),
    "github_request_pull_request_1_comments": (2, 1, None),
    "github_request_pull_request_2_comments": (4, 1, None),
}


@pytest.mark.parametrize("name", REAL)
def test_real_objects(name: str) -> None:
    """Real pull requests and issues give their comments, as many as they declare but for the deleted ones."""
    path = THREADS / "github" / f"{name}.json"
    if not path.exists():
        pytest.skip(f"{path.name} is not here")
    built = only_thread([path])
    assert_sound(built)
    capture = built.capture
    assert (capture.posts_kept, capture.placeholders, capture.declared_reply_count) == REAL[name]


def test_real_recorded_pages() -> None:
    """Recorded pages of a repository's issues are thirteen threads, each issue counted once."""
    path = THREADS / "github" / "paginate-issues_raw.json"
    if not path.exists():
        pytest.skip(f"{path.name} is not here")
    forest = read([path])
    assert len(forest.root_ids) == 13
    assert forest.builder.records_read == 28


def test_comments_are_placed_where_github_keeps_one_line(tmp_path: Path) -> None:
    """Comments of an issue, reviews and the first comments on lines are placed; answers on a line are stated."""
    line = {"pull_request_url": f"{API}/pulls/5", "diff_hunk": "@@"}
    built = thread_of(tmp_path, pull(), record(1), record(7, **line), record(8, in_reply_to_id=7, **line))
    assert {post.post_id: post.kind for post in built.posts} == {
        "o/r#5": "post", "comment-1": "placed", "line-7": "placed", "line-8": "post",
    }  # fmt: skip
