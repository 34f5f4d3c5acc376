"""Reddit: stubs, deleted and removed comments, hidden scores."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import zstandard

from generator.errors import InputError
from generator.sources import read
from tests.sources.reading import only_thread

REAL = Path(__file__).resolve().parents[2].parent / "shared/threads/reddit"


def listing(*things: tuple[str, dict]) -> dict:
    """A listing of things."""
    return {"kind": "Listing", "data": {"children": [{"kind": kind, "data": fields} for kind, fields in things]}}


def test_listing(tmp_path: Path) -> None:
    """Gone bodies, stubs and scores below zero become states, counts and zero."""
    comments = listing(
        (
            "t1",
            {
                "id": "a",
                "parent_id": "t3_s",
                "author": "Ann",
                "body": "<hi>",
                "body_html": '&lt;div class="md"&gt;&lt;p&gt;&amp;lt;hi&amp;gt;&lt;/p&gt;&lt;/div&gt;',
                "score": -4,
                "created_utc": 1000000000.0,
                "replies": listing(
                    ("t1", {"id": "b", "parent_id": "t1_a", "author": None, "body": "[deleted]", "replies": ""}),
                    ("more", {"parent_id": "t1_a", "count": 5, "children": ["x"]}),
                ),
            },
        ),
        ("t1", {"id": "c", "parent_id": "t3_s", "author": "ben", "body": "[removed]", "score": 2}),
        ("t1", {"id": "d", "parent_id": "t3_s", "author": "ben", "body": 7}),
    )
    submission = listing(("t3", {"id": "s", "title": "T &amp; U", "author": "ann", "selftext": "", "num_comments": 9}))
    path = tmp_path / "thread.json"
    path.write_text(json.dumps([submission, comments]))
    built = only_thread([path])
    posts = {post["post_id"]: post for post in built.posts}
    assert built.title == "T & U"
    assert posts["t1_a"]["text"] == "<hi>" and posts["t1_a"]["like_count"] == 0
    assert posts["t1_a"]["published_at"] == "2001-09-09T01:46:40.000Z"
    assert [posts[each]["state"] for each in ("t1_b", "t1_c")] == ["deleted", "withheld"]
    assert (built.capture.more_stub_count, built.capture.more_hidden_count) == (1, 5)
    assert built.capture.branches == ({"post_id": "t1_a", "declared": 6, "held": 1},)
    assert (built.capture.records_read, built.capture.posts_kept, len(built.capture.rejections)) == (5, 4, 1)


def comment(name: str, parent: str) -> tuple[str, dict]:
    """A small comment."""
    return "t1", {"id": name, "name": f"t1_{name}", "parent_id": parent, "author": "ben", "body": f"Comment {name}"}


def test_more_children(tmp_path: Path) -> None:
    """Answers of morechildren join the listing, in any order of the files; only stubs with something left count."""
    submission = listing(("t3", {"id": "s", "title": "T", "author": "ann", "selftext": "", "num_comments": 6}))
    stubs = [
        ("more", {"parent_id": "t3_s", "count": 2, "children": ["b", "c"]}),
        ("more", {"parent_id": "t1_a", "count": 0, "children": [], "id": "_"}),
        ("more", {"parent_id": "t1_d", "count": 3, "children": ["e", "f"]}),
    ]
    more = [comment("b", "t3_s"), comment("c", "t1_b"), comment("e", "t1_d")]
    branch = [submission, listing(comment("g", "t1_a"))]
    contents = {
        "1.json": [submission, listing(comment("a", "t3_s"), comment("d", "t3_s"), *stubs)],
        "2.json": {"json": {"errors": [], "data": {"things": [{"kind": kind, "data": each} for kind, each in more]}}},
        "3.json": branch,
    }
    for name, content in contents.items():
        (tmp_path / name).write_text(json.dumps(content))
    files = sorted(tmp_path.iterdir())
    for order in (files, files[::-1]):
        built = only_thread(order)
        assert {post["post_id"]: post["parent_id"] for post in built.posts} == {
            "t3_s": None,
            **{f"t1_{each}": "t3_s" for each in "abd"},
            "t1_c": "t1_b",
            "t1_e": "t1_d",
            "t1_g": "t1_a",
        }
        assert (built.capture.more_stub_count, built.capture.more_hidden_count) == (1, 2)


def bare(kind: str, name: str, **fields: object) -> str:
    """A line of an archive: a comment (t1) or a submission (t3)."""
    words = {"body": f"{name} &gt; &amp;amp;"} if kind == "t1" else {"title": f"About {name}", "selftext": ""}
    return json.dumps({"id": name, "author": "ann", "created_utc": "1600000000", "subreddit": "a", **words, **fields})


def test_archives(tmp_path: Path) -> None:
    """Comments and submissions of two compressed files, one record a line, make one thread for each submission."""
    comments = [
        bare("t1", "a", link_id="t3_s", parent_id="t3_s", score=-2, author_flair_text="Tenant", distinguished="admin"),
        bare("t1", "b", link_id="t3_s", parent_id=10, edited=1600000100),  # Pushshift's number for t1_a
        bare("t1", "c", link_id="t3_s", parent_id=None),
        bare("t1", "d", link_id="t3_u", parent_id="t1_gone"),
        bare("t1", "e", link_id="t3_s", parent_id="t1_b", body="[removed]"),
        '{"id": "f", "subreddit": "a"}',
        "{broken",
    ]
    (tmp_path / "RC_2020-09.zst").write_bytes(zstandard.compress("\n".join(comments).encode()))
    submissions = [bare("t3", "s", num_comments=5, permalink="/r/a/comments/s/"), bare("t3", "t")]
    (tmp_path / "RS_2020-09.zst").write_bytes(zstandard.compress("\n".join(submissions).encode()))
    (tmp_path / "README.md").write_text("Read me.")
    forest = read([tmp_path])
    assert {root: forest.post_count(root) for root in forest.root_ids} == {"t3_s": 5, "t3_u": 1, "t3_t": 1}
    built = only_thread([tmp_path], thread_id="t3_s")
    assert {post.post_id: (post.parent_id, post.text, post.edit_count) for post in built.posts} == {
        "t3_s": (None, "About s", None),
        "t1_a": ("t3_s", "a > &amp;", None),
        "t1_b": ("t1_a", "b > &amp;", 1),
        "t1_c": ("t3_s", "c > &amp;", None),
        "t1_e": ("t1_b", "", None),
    }
    assert (built.title, built.capture.declared_reply_count, built.capture.records_read) == ("About s", 5, 9)
    assert (built.authors[0]["role"], built.authors[0]["description"]) == ("admin", "Tenant")
    assert {post.post_id: post.parent_id for post in forest.trees["t3_u"]} == {
        "t3_u": None, "t1_gone": "t3_u", "t1_d": "t1_gone",
    }  # fmt: skip


def test_archive_as_a_list(tmp_path: Path) -> None:
    """What a search of an archive answers is read as well as a bare list."""
    records = [json.loads(bare("t3", "s")), json.loads(bare("t1", "a", link_id="t3_s", parent_id="t3_s"))]
    for content in (records, {"data": records}):
        (tmp_path / "answer.json").write_text(json.dumps(content))
        assert [post.post_id for post in only_thread([tmp_path / "answer.json"]).posts] == ["t3_s", "t1_a"]


def test_listings_of_two_submissions_are_two_threads(tmp_path: Path) -> None:
    """Listings of different submissions are not thrown together."""
    for name in "st":
        fields = {"id": name, "title": name, "author": "ann", "selftext": ""}
        content = [listing(("t3", fields)), listing(comment(f"{name}1", f"t3_{name}"))]
        (tmp_path / f"{name}.json").write_text(json.dumps(content))
    with pytest.raises(InputError, match="holds 2 threads"):
        only_thread([tmp_path / "s.json", tmp_path / "t.json"])


def test_more_children_alone() -> None:
    """A real answer of morechildren without its listing hangs below the submission it names."""
    if not REAL.exists():
        pytest.skip("the Reddit files are not here")
    built = only_thread([REAL / "more_children.json"])
    assert (built.posts[0].post_id, built.posts[0].state, built.capture.posts_kept) == ("t3_hbo4a7", "missing", 50)
    assert (built.capture.more_stub_count, built.capture.more_hidden_count) == (11, 1021)
