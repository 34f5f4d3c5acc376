"""Reddit: the comments listing of a submission."""

from __future__ import annotations

import html
from pathlib import Path
from typing import Any

from tests.sources.exports.export import Export, Said, below, written, written_lines


def post_id(number: int) -> str:
    """The full name of the submission or of a comment."""
    return "t3_1" if number == 1 else f"t1_{number}"


def listing(things: list[Any]) -> dict[str, Any]:
    """Things as a listing."""
    return {"kind": "Listing", "data": {"children": things}}


def submission(post: Said) -> dict[str, Any]:
    """The submission as a thing."""
    fields = {
        "id": "1",
        "name": "t3_1",
        "author": post.author,
        "title": "",
        "selftext": html.escape(post.text, quote=False),
        "selftext_html": html.escape(post.markup),
        "score": 3,
        "num_comments": 5,
        "created_utc": float(post.at),
        "permalink": "/r/a/comments/1/t/",
    }
    return {"kind": "t3", "data": fields}


def comment(post: Said, replies: list[Any] | None = None) -> dict[str, Any]:
    """A comment as a thing, with the things that answer it."""
    fields = {
        "id": str(post.id),
        "name": post_id(post.id),
        "parent_id": post_id(post.parent or 1),
        "link_id": "t3_1",
        "author": post.author,
        "body": html.escape(post.text, quote=False),
        "body_html": html.escape(post.markup),
        "score": 3,
        "created_utc": float(post.at),
        "replies": "" if replies is None else listing(replies),
    }
    return {"kind": "t1", "data": fields}


def _listing(said: list[Said], folder: Path) -> list[Path]:
    roots = [submission(post) for post in said if post.parent is None]
    comments = below([post for post in said if post.parent is not None], comment)
    return [written(folder / "thread.json", [listing(roots), listing(comments)])]


def _more(said: list[Said], folder: Path) -> list[Path]:
    roots = [submission(post) for post in said if post.parent is None]
    things = [comment(post) for post in said if post.parent is not None]
    answer = {"json": {"errors": [], "data": {"things": things}}}
    return [
        written(folder / "thread.json", [listing(roots), listing([])]),
        written(folder / "more.json", answer),
    ][:: 1 if said[0].parent is None else -1]


def _lines(said: list[Said], folder: Path) -> list[Path]:
    archived = []
    for post in said:
        fields = (submission(post) if post.parent is None else comment(post))["data"] | {"subreddit": "a"}
        archived.append({name: value for name, value in fields.items() if not name.endswith("_html")})
    return [written_lines(folder / "archive.jsonl", archived)]


EXPORTS = (
    Export("reddit_listing", "reddit", _listing, post_id, needs_root=True, html=True),
    Export("reddit_more", "reddit", _more, post_id, needs_root=True, html=True),
    Export("reddit_lines", "reddit", _lines, post_id, lines=True),
)
