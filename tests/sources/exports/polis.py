"""Polis: comments below a question; nobody answers a comment."""

from __future__ import annotations

import csv
from pathlib import Path

from tests.sources.exports.export import Export, Said


def post_id(number: int) -> str:
    """The question, or the number of a comment."""
    return "question" if number == 1 else f"comment-{number}"


def _export(said: list[Said], folder: Path) -> list[Path]:
    export = folder / "export"
    export.mkdir(exist_ok=True)
    with (export / "comments.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow("timestamp datetime comment-id author-id agrees disagrees moderated comment-body".split())
        for post in said:
            if post.id != 1:
                writer.writerow([post.at * 1000, "", post.id, post.author, 1, 0, 1, post.text])
    with (export / "summary.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["topic", post.text] for post in said if post.id == 1])
    return [export]


EXPORTS = (Export("polis_export", "polis", _export, post_id, needs_root=True, deepest=1, copies=False),)
