"""Discourse: topics, lists of posts, versions, quotations, what is hidden."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from generator.sources import read
from tests.sources.reading import only_thread
from tests.sources.test_sources import THREADS, assert_sound


def post(number: int, **fields: object) -> dict[str, Any]:
    """A post of topic 7."""
    made = {"id": 100 + number, "topic_id": 7, "post_number": number, "post_type": 1, "username": f"Name{number}",
            "cooked": f"<p>post {number}</p>", "created_at": "2024-05-01T00:00:00.000Z", "version": 1}  # fmt: skip
    return {**made, **fields}


def written(path: Path, value: object) -> Path:
    """The file with this JSON in it."""
    path.write_text(json.dumps(value), "utf-8")
    return path


def test_topic_in_pages(tmp_path: Path) -> None:
    """Pages join; a post without a number to answer answers the first; the topic says how many there are."""
    topic = {"id": 7, "title": "Damp", "posts_count": 5}
    pages = [
        written(tmp_path / "1.json", topic | {"post_stream": {"posts": [post(1), post(2)]}}),
        written(tmp_path / "2.json", {"post_stream": {"posts": [post(3, reply_to_post_number=2), post(4)]}}),
    ]
    for files in (pages, pages[::-1]):
        built = only_thread(files)
        assert {each.post_id: each.parent_id for each in built.posts} == {
            "7/1": None, "7/2": "7/1", "7/3": "7/2", "7/4": "7/1",
        }  # fmt: skip
        assert (built.title, built.capture.declared_reply_count) == ("Damp", 4)


def test_states_and_ledger(tmp_path: Path) -> None:
    """Deleted and hidden posts keep their place without words; small actions and whispers are rejected."""
    posts = [post(1), post(2, user_deleted=True), post(3, hidden=True), post(4, deleted_at="2024-05-02T00:00:00Z"),
             post(5, post_type=3, action_code="closed.enabled"), post(6, post_type=4), {"post_number": 7}]  # fmt: skip
    built = only_thread([written(tmp_path / "t.json", {"id": 7, "post_stream": {"posts": posts}})])
    assert [(each.post_id, each.state, each.text) for each in built.posts] == [
        ("7/1", "present", "post 1"), ("7/2", "deleted", ""), ("7/3", "withheld", ""), ("7/4", "deleted", ""),
    ]  # fmt: skip
    assert [each.reason for each in built.capture.rejections] == [
        "a small action, not a post (closed.enabled)",
        "not public (a whisper)",
        "not a post with post_number and cooked",
    ]


def test_last_version_is_kept(tmp_path: Path) -> None:
    """Of two versions of a post the last one counts, in either order, with how often it was changed."""
    versions = [post(1, version=3, cooked="<p>better</p>"), post(1, cooked="<p>worse, by far</p>")]
    for order in (versions, versions[::-1]):
        built = only_thread([written(tmp_path / "t.json", {"latest_posts": order})])
        assert [(each.text, each.edit_count) for each in built.posts] == [("better", 2)]
        assert built.capture.records_rejected == 1


def test_quotation_loses_its_name_and_becomes_an_edge(tmp_path: Path) -> None:
    """A quoted post of the topic is noted, the line that names its author goes, the quotation stays as one."""
    quote = (
        '<aside class="quote no-group" data-username="Name2" data-post="2" data-topic="7">\n<div class="title">\n'
        '<div class="quote-controls"></div>\n<img class="avatar"> Name2:</div>\n'
        "<blockquote>\n<p>words</p>\n</blockquote>\n</aside>\n<p>No.</p>"
    )
    built = only_thread([written(tmp_path / "t.json", [post(1), post(2), post(3, cooked=quote)])])
    last = built.posts[2]
    assert (last.parent_id, last.quoted_id) == ("7/1", "7/2")
    assert last.html == "<blockquote>\n<p>words</p>\n</blockquote>\n\n<p>No.</p>"


def test_names_of_pictures_are_no_words(tmp_path: Path) -> None:
    """The file's name and size below a picture are not what was said."""
    cooked = (
        '<p>Look.</p>\n<div class="lightbox-wrapper"><a href="https://a.org/x.png"><img alt=""><div class="meta"><svg>'
        '</svg><span class="filename">image</span><span class="informations">876×449 56.6 KB</span></div></a></div>'
    )
    built = only_thread([written(tmp_path / "t.json", [post(1, cooked=cooked)])])
    assert built.posts[0].text == "Look."


def test_emoji_pictures(tmp_path: Path) -> None:
    """A picture of an emoji is the emoji; one that the site made itself is its name."""
    cooked = (
        '<p>Yes <img src="/a.png?v=12" title=":slight_smile:" class="emoji" alt=":slight_smile:">'
        '<img src="/b.png" title=":+1:t4:" class="emoji only-emoji" alt=":+1:t4:">'
        '<img class="emoji emoji-custom" title=":our_parrot:" alt=":our_parrot:"></p>'
    )
    built = only_thread([written(tmp_path / "t.json", [post(1, cooked=cooked)])])
    assert built.posts[0].text == "Yes 🙂👍🏽:our_parrot:"


def test_folder_with_other_files(tmp_path: Path) -> None:
    """One file a post is read; pictures and notes beside them are left alone; two topics are two threads."""
    (tmp_path / "a").mkdir()
    written(tmp_path / "a" / "1.json", post(1))
    written(tmp_path / "a" / "2.json", post(2))
    written(tmp_path / "a" / "9.json", post(1, topic_id=9))
    (tmp_path / "a" / "README.md").write_text("Posts.")
    forest = read([tmp_path / "a"])
    assert (forest.platform, forest.root_ids, forest.builder.records_read) == ("discourse", ["7/1", "9/1"], 3)


@pytest.mark.parametrize(
    ("name", "kept", "declared"),
    [
        ("discourse_topic_1148", 20, 21),
        ("discourse_topic_1149", 2, 1),
        ("topic", 4, 3),
        ("delving_topic_1509_posts", 86, None),
        ("delving_topic_397_posts", 53, None),
    ],
)
def test_real_topics(name: str, kept: int, declared: int | None) -> None:
    """Real topics give every post; the one of 56 records holds three of its posts twice."""
    path = THREADS / "discourse" / f"{name}.json"
    if not path.exists():
        pytest.skip(f"{path.name} is not here")
    built = only_thread([path])
    assert_sound(built)
    assert (built.capture.posts_kept, built.capture.placeholders) == (kept, 0)
    assert built.capture.declared_reply_count == declared
