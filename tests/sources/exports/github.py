"""GitHub: review comments of a pull request, which alone can answer each other."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.sources.exports.export import Export, Said, written

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


EXPORTS = (Export("github_pull", "github", _comments, post_id),)
