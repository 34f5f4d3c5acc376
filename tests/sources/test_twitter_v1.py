"""X/Twitter v1.1: whole texts, retweets, and the tree of a structure file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.sources.reading import only_thread

REAL = Path(__file__).resolve().parents[2].parent / "shared/threads/twitter_v1/rumoureval2017"


def tweet(number: int, parent: int | None = None, **fields: object) -> dict:
    """A tweet."""
    return {
        "id_str": str(number), "text": f"tweet {number} &amp; more", "user": {"screen_name": f"Person{number % 2}"},
        "created_at": "Mon Dec 15 03:15:44 +0000 2014", "in_reply_to_status_id_str": str(parent) if parent else None,
        **fields,
    }  # fmt: skip


def test_lines(tmp_path: Path) -> None:
    """Long texts are whole, retweets are none, entities are characters, quotes hang below what they quote."""
    tweets = [tweet(10), tweet(11, 10, truncated=True, extended_tweet={"full_text": "all of it"}),
              tweet(12, retweeted_status=tweet(10)), tweet(13, quoted_status_id_str="11")]  # fmt: skip
    file = tmp_path / "tweets.jsonl"
    file.write_text("\n".join(map(json.dumps, tweets)) + "\n{broken\n")
    built = only_thread([file])
    assert [(each.post_id, each.parent_id, each.kind, each.text) for each in built.posts] == [
        ("10", None, "post", "tweet 10 & more"), ("11", "10", "post", "all of it"),
        ("13", "11", "quote", "tweet 13 & more"),
    ]  # fmt: skip
    assert built.posts[0].published_at == "2014-12-15T03:15:44.000Z"
    assert (built.capture.records_read, built.capture.records_rejected) == (5, 2)


def test_answer_of_the_search(tmp_path: Path) -> None:
    """The statuses of a search are tweets; what is withheld everywhere has no words, protected accounts are private."""
    hidden = tweet(12, 10, user={"screen_name": "Quiet", "protected": True})
    statuses = [
        tweet(10),
        tweet(11, 10, withheld_in_countries=["XX"]),
        hidden,
        tweet(13, 10, withheld_in_countries=["DE"]),
    ]
    (tmp_path / "search.json").write_text(json.dumps({"statuses": statuses, "search_metadata": {}}))
    built = only_thread([tmp_path / "search.json"])
    assert {each.post_id: each.state for each in built.posts} == {
        "10": "present", "11": "withheld", "13": "present",
    }  # fmt: skip
    assert [each.reason for each in built.capture.rejections] == ["not public (protected account)"]


def test_notices_of_a_stream(tmp_path: Path) -> None:
    """A stream that opens with a notice is told by the tweets that follow, and the notice is no tweet."""
    lines = [{"delete": {"status": {"id": 9}}}, tweet(10), tweet(11, 10)]
    (tmp_path / "stream.jsonl").write_text("\n".join(map(json.dumps, lines)))
    built = only_thread([tmp_path / "stream.jsonl"])
    assert [each.reason for each in built.capture.rejections] == ["not a tweet with id, text and user"]


def test_a_broken_tweet_of_a_folder_costs_only_itself(tmp_path: Path) -> None:
    """In a folder a file that is no JSON is rejected by its name; what is no tweet's file is passed over."""
    files = {"10.json": json.dumps(tweet(10)), "11.json": "{broken", "12.json": json.dumps(tweet(12, 10)),
             "structure.json": '{"10": {"11": {"12": []}}}', "urls.dat": "x", "annotation.json": "{}"}  # fmt: skip
    for name, content in files.items():
        (tmp_path / name).write_text(content)
    built = only_thread([tmp_path])
    assert {each.post_id: (each.parent_id, each.state) for each in built.posts} == {
        "10": (None, "present"), "11": ("10", "missing"), "12": ("11", "present"),
    }  # fmt: skip
    assert [each.place for each in built.capture.rejections] == ["11.json"]


def edges(tree: dict, above: str | None = None) -> dict[str, str | None]:
    """Each id of a structure file with the id above it."""
    found: dict[str, str | None] = {}
    for child, below in tree.items():
        found[child] = above
        if isinstance(below, dict):
            found |= edges(below, child)
    return found


@pytest.mark.parametrize("folder", sorted(REAL.glob("*/*")) or [None], ids=lambda each: each and each.name)
def test_trees_equal_their_structure(folder: Path | None) -> None:
    """The tree of a real folder is the one of its structure file, edge for edge."""
    if folder is None:
        pytest.skip("the RumourEval folders are not here")
    built = only_thread([folder])
    structure = edges(json.loads((folder / "structure.json").read_text()))
    assert {each.post_id: each.parent_id for each in built.posts} == structure
