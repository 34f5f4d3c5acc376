"""GitHub: review comments of a pull request, and a discussion, in which alone comments answer each other."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.sources.exports.export import Export, Said, written

DISCUSSION = "https://github.com/o/r/discussions/8"
PULL = "https://api.github.com/repos/o/r/pulls/5"


def post_id(number: int) -> str:
    """The pull request, or the number of a comment on its lines."""
    return "o/r#5" if number == 1 else f"line-{number}"


def _record(post: Said) -> dict[str, Any]:
    user = {"login": post.author, "type": "User"}
    moment = datetime.fromtimestamp(post.at, UTC).isoformat()
    if post.id == 1:
        return {"url": PULL, "number": 5, "title": "", "user": user, "body": post.text, "created_at": moment}
    answered = post.parent if post.parent and post.parent > 1 else None
    fields = {"id": post.id, "pull_request_url": PULL, "diff_hunk": "@@", "in_reply_to_id": answered, "user": user}
    return fields | {"body": post.text, "created_at": moment}


def _comments(said: list[Said], folder: Path) -> list[Path]:
    return [written(folder / "pull.json", [_record(post) for post in said])]


def discussion_id(number: int) -> str:
    """The discussion, or the id of a comment."""
    return "o/r#8" if number == 1 else f"discussioncomment-C{number}"


def _node(post: Said) -> dict[str, Any]:
    moment = datetime.fromtimestamp(post.at, UTC).isoformat()
    return {"id": f"C{post.id}", "author": {"login": post.author}, "bodyHTML": post.markup, "createdAt": moment}


def _discussion(said: list[Said], folder: Path) -> list[Path]:
    by_id = {post.id: post for post in said}

    def below(number: int) -> list[dict[str, Any]]:
        return [_node(post) | {"replies": {"nodes": below(post.id)}} for post in said if post.parent == number]

    whole = _node(by_id[1]) | {"title": "", "url": DISCUSSION, "comments": {"nodes": below(1)}}
    return [written(folder / "discussion.json", {"data": {"repository": {"discussion": whole}}})]


EXPORTS = (
    Export("github_pull", "github", _comments, post_id, marks=("<!--",)),
    Export("github_discussion", "github", _discussion, discussion_id, needs_root=True, whole=True, copies=False,
           deepest=2, html=True),
)  # fmt: skip
