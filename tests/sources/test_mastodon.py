"""Mastodon: what is not public stays out, a mention carries the whole handle."""

from __future__ import annotations

import json
from pathlib import Path

from generator.sources import read
from tests.sources.reading import only_thread


def status(status_id: str, parent: str | None, content: str, **more: object) -> dict:
    """A small status."""
    return {"id": status_id, "in_reply_to_id": parent, "content": content, "account": {"acct": "Ann@a.org"}} | more


def test_context(tmp_path: Path) -> None:
    """The focus becomes a placeholder root, a private reply is rejected, a mention is rewritten."""
    mention = {"url": "https://b.org/@ben", "acct": "Ben@b.org"}
    content = '<p><a href="https://b.org/@ben" class="u-url mention">@<span>ben</span></a> hi</p>'
    context = {
        "ancestors": [],
        "descendants": [
            status("11", "10", content, mentions=[mention]),
            status("12", "10", "secret", visibility="private"),
            status("14", "13", "<p>below a deleted one</p>"),
        ],
    }
    path = tmp_path / "context.json"
    path.write_text(json.dumps(context))
    built = only_thread([path])
    assert {post["post_id"]: (post["parent_id"], post["state"]) for post in built.posts} == {
        "10": (None, "missing"),
        "11": ("10", "present"),
        "13": ("10", "missing"),
        "14": ("13", "present"),
    }
    assert [post["text"] for post in built.posts if post["post_id"] == "11"] == ["@ben@b.org hi"]
    assert [each.reason for each in built.capture.rejections] == ["not public (visibility private)"]


def written(folder: Path, name: str, value: object) -> Path:
    """A file with this JSON."""
    (folder / name).write_text(json.dumps(value))
    return folder / name


def test_contexts_of_one_thread_join_and_those_of_two_do_not(tmp_path: Path) -> None:
    """What two contexts have in common makes them one thread, whatever lies between them is not held."""
    upper = written(tmp_path, "1.json", {"ancestors": [], "descendants": [status("11", "10", "a")]})
    lower = written(tmp_path, "2.json", {"ancestors": [status("11", "10", "a")], "descendants": [
        status("13", "12", "b"), status("16", "15", "c"),
    ]})  # fmt: skip
    other = written(tmp_path, "3.json", {"ancestors": [], "descendants": [status("31", "30", "d")]})
    expected = {"10": None, "11": "10", "12": "10", "13": "12", "15": "10", "16": "15"}
    for files in ([upper, lower, other], [other, lower, upper]):
        forest = read(files)
        assert forest.root_ids == ["10", "30"]
        assert {post.post_id: post.parent_id for post in forest.trees["10"]} == expected


def test_edits_quotes_and_warnings(tmp_path: Path) -> None:
    """A history gives the count of edits; a quote is an edge where nothing is answered; the warning comes first."""
    at = {"created_at": "2024-05-01T10:00:00.000Z"}
    quote = {"state": "accepted", "quoted_status": status("10", None, "x")}
    statuses = [
        status("10", None, "<p>last</p>", edited_at="2024-05-01T12:00:00.000Z", spoiler_text="Rent <b>", **at),
        status("11", "10", "a", quote={"state": "accepted", "quoted_status_id": "12"}),
        status("12", None, "look", quote=quote, edited_at="2024-05-01T12:00:00.000Z"),
    ]
    account = {"acct": "Ann@a.org"}
    versions = [{"content": f"<p>{words}</p>", "account": account, **at} for words in ("first", "next", "last")]
    files = [written(tmp_path, "history.json", versions), written(tmp_path, "statuses.json", statuses)]
    built = only_thread(files)
    found = {post.post_id: (post.parent_id, post.kind, post.quoted_id, post.edit_count) for post in built.posts}
    assert found == {
        "10": (None, "post", None, 2), "11": ("10", "post", "12", None), "12": ("10", "quote", None, 1),
    }  # fmt: skip
    assert built.posts[0].text == "Rent <b>\n\nlast"
    assert (built.capture.records_read, built.capture.posts_kept) == (6, 3)
    assert {each.reason for each in built.capture.rejections} == {"a version of 10"}
