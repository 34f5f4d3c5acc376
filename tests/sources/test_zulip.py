"""Zulip: topics, quotations as replies, mentions, formulas and highlighted code."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from generator.importing import Choice, chosen
from generator.privacy.pseudonyms import pseudonymise
from generator.sources import read
from tests.sources.reading import only_thread
from tests.sources.test_sources import THREADS, assert_sound

LINK = '<a href="https://x.org/#narrow/channel/1-a/topic/Damp/near/{}">said</a>'


def message(number: int, content: str = "<p>words</p>", name: str = "Jon Ash", **fields: object) -> dict[str, Any]:
    """A message."""
    made = {"id": number, "content": content, "sender_full_name": name, "timestamp": 1_700_000_000 + number}
    return {**made, **fields}


def topic(tmp_path: Path, *messages: Any, name: str = "113-a__Damp.20walls.json") -> Path:
    """The file of a topic."""
    (tmp_path / name).write_text(json.dumps(messages), "utf-8")
    return tmp_path / name


def test_edges(tmp_path: Path) -> None:
    """A message answers the earlier one that it quotes or links first, else the first of the topic."""
    path = topic(
        tmp_path, message(11), message(12), message(13, LINK.format(12)), message(14, LINK.format(99)),
        message(15, LINK.format(16)), message(16),
    )  # fmt: skip
    built = only_thread([path])
    assert {each.post_id: each.parent_id for each in built.posts} == {
        "11": None, "12": "11", "13": "12", "14": "11", "15": "11", "16": "11",
    }  # fmt: skip
    assert built.title == "Damp walls"
    assert "known only where it quotes or links one" in built.capture.completeness


def test_topics_are_threads(tmp_path: Path) -> None:
    """Files of an archive are a topic each; pages of an answer join by the topic that their messages name."""
    archive = [topic(tmp_path, message(1), message(2)), topic(tmp_path, message(3), name="113-a__Other.json")]
    assert read(archive).root_ids == ["1", "3"]
    pages = [
        topic(tmp_path, message(5, subject="Damp", display_recipient="a"), name="1.json"),
        topic(tmp_path, message(6, subject="damp", display_recipient="a"), message(7, subject="Rent"), name="2.json"),
    ]
    assert {root: len(posts) for root, posts in read(pages).trees.items()} == {"5": 2, "7": 1}


def test_mentions_are_found_by_pseudonyms(tmp_path: Path) -> None:
    """A mention is by a handle of one word, however short or long the name; none is left after pseudonymising."""
    said = (
        '<p><span class="user-mention" data-user-id="7">@Jo</span> and <span class="user-mention silent" '
        'data-user-id="8">Jon Ash</span> and @**Kim Oak-Lee (he/him)** know.</p>'
    )
    built = only_thread([topic(tmp_path, message(1), message(2, said, "Jo"), message(3, name="Kim Oak-Lee (he/him)"))])
    assert built.posts[1].text == "@Jo and @Jon.Ash and @Kim.Oak-Lee.he.him know."
    hidden, _ = pseudonymise(built, b"x" * 32)
    assert not {"Jo", "Jon", "Ash", "Kim", "Oak", "he"} & set(hidden.posts[1].text.replace(".", " ").split())


def test_two_people_of_one_name(tmp_path: Path) -> None:
    """Two people of one name stay two, in their posts and where they are mentioned."""
    said = '<p><span class="user-mention" data-user-id="8">@Jon Ash</span></p>'
    path = topic(tmp_path, message(1, sender_id=7), message(2, sender_id=8), message(3, said, "Jo", sender_id=9))
    built = only_thread([path])
    assert [each.author_id for each in built.posts] == ["jon.ash.7", "jon.ash.8", "jo"]
    assert built.posts[2].text == "@Jon.Ash.8"


def test_formulas_emoji_and_code(tmp_path: Path) -> None:
    """A drawn formula is its TeX, an emoji itself, and code keeps its words without the thousands of colours."""
    formula = '<span class="katex"><math><annotation encoding="application/x-tex">x^2</annotation></math>drawn</span>'
    smile = '<span aria-label="smile" class="emoji emoji-1f642" role="img" title="smile">:smile:</span>'
    code = "<pre><code>" + '<span class="n">a</span> ' * 6000 + "</code></pre>"
    texts = [each.text for each in only_thread([topic(
        tmp_path, message(1, f"<p>{formula}</p>"), message(2, f"<p>{smile}</p>"), message(3, code),
    )]).posts]  # fmt: skip
    assert texts == ["$x^2$", "🙂", ("a " * 6000).strip()]


def test_notices(tmp_path: Path) -> None:
    """What Zulip says itself is no post, nor is it the first of a topic."""
    built = only_thread([topic(tmp_path, message(1, name="Notification Bot"), message(2), message(3))])
    assert [(each.post_id, each.parent_id) for each in built.posts] == [("2", None), ("3", "2")]
    assert [each.reason for each in built.capture.rejections] == ["a notice of Zulip itself, not a post"]


@pytest.mark.parametrize(("start", "count", "notices"), [("113488", 301, 3), ("116395", 3026, 0)])
def test_real_topics(start: str, count: int, notices: int) -> None:
    """Every message of the real topics is kept, those with long code too."""
    paths = sorted((THREADS / "zulip").glob(f"{start}*"))
    if not paths:
        pytest.skip(f"topic {start} is not here")
    forest = read(paths)
    built = forest.thread(chosen(forest, Choice())[0])
    assert_sound(built)
    assert (built.capture.records_read, built.capture.records_rejected) == (count, notices)


def test_what_quotes_nothing_is_placed(tmp_path: Path) -> None:
    """A message that links another of the topic answers it; any other is placed below the first."""
    link = '<a href="#narrow/stream/1-a/topic/b/near/2">said</a>'
    built = only_thread([topic(tmp_path, message(1), message(2), message(3, link))])
    assert [(post.parent_id, post.kind) for post in built.posts] == [(None, "post"), ("1", "placed"), ("2", "post")]
