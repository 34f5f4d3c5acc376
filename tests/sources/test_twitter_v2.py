"""X/Twitter v2: pages with includes and errors, flattened tweets, edits, withheld tweets."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator.sources import read
from tests.sources.reading import only_thread

REAL = Path(__file__).resolve().parents[2].parent / "shared/threads/twitter_v2"


def tweet(number: str, parent: str | None = None, kind: str = "replied_to", **fields: object) -> dict:
    """A tweet of conversation 10."""
    referred = [{"type": kind, "id": parent}] if parent else None
    found = {"id": number, "text": f"tweet {number}", "author_id": "7", "conversation_id": "10",
             "created_at": "2024-05-01T00:00:00.000Z", "referenced_tweets": referred}  # fmt: skip
    return {**found, **fields}


def test_pages(tmp_path: Path) -> None:
    """Authors come from the includes, parents too; a parent that is gone keeps its place, with its state."""
    page = {
        "data": [tweet("12", "11"), tweet("13", "99"), tweet("14", "10", "retweeted"),
                 tweet("15", "10", withheld={"copyright": False, "country_codes": ["XX"]})],
        "includes": {"users": [{"id": "7", "username": "AnnB", "public_metrics": {"followers_count": 5}}],
                     "tweets": [tweet("10"), tweet("11", "10")]},
        "errors": [{"resource_type": "tweet", "resource_id": "99", "title": "Not Found Error"},
                   {"resource_type": "tweet", "resource_id": "98", "title": "Not Found Error"}],
    }  # fmt: skip
    file = tmp_path / "pages.jsonl"
    file.write_text(json.dumps(page) + "\n")
    built = only_thread([file])
    assert {each.post_id: (each.parent_id, each.state) for each in built.posts} == {
        "10": (None, "present"), "11": ("10", "present"), "12": ("11", "present"), "13": ("99", "present"),
        "99": ("10", "deleted"), "15": ("10", "withheld"),
    }  # fmt: skip
    assert built.authors[0]["handle"] == "AnnB" and built.authors[0]["follower_count"] == 5
    assert (built.capture.records_read, built.capture.posts_kept, built.capture.records_rejected) == (7, 6, 1)


def test_edits_keep_the_last_text_and_the_count(tmp_path: Path) -> None:
    """Of two versions the last is kept, and a reply to the first answers it."""
    history = ["10", "11"]
    lines = [tweet("10", edit_history_tweet_ids=history), tweet("11", edit_history_tweet_ids=history, text="better"),
             tweet("12", "10")]  # fmt: skip
    file = tmp_path / "flat.jsonl"
    file.write_text("\n".join(json.dumps(each | {"author": {"id": "7", "username": "ann"}}) for each in lines))
    built = only_thread([file])
    assert [(each.post_id, each.parent_id, each.text, each.edit_count) for each in built.posts] == [
        ("11", None, "better", 1), ("12", "11", "tweet 12", None),
    ]  # fmt: skip
    assert [each.reason for each in built.capture.rejections] == ["an earlier version of 11"]


def test_a_notice_in_place_of_the_words(tmp_path: Path) -> None:
    """What some countries lack is public where its words are given, and withheld where a notice stands for them."""
    some = {"copyright": False, "country_codes": ["IN"]}
    lines = [tweet("10"), tweet("11", "10", withheld=some), tweet("12", "10", withheld=some,
             text="@annb's account has been withheld in India in response to a legal demand.")]  # fmt: skip
    file = tmp_path / "flat.jsonl"
    file.write_text("\n".join(map(json.dumps, lines)))
    built = only_thread([file])
    assert [each.state for each in built.posts] == ["present", "present", "withheld"]


def test_lines_that_are_neither(tmp_path: Path) -> None:
    """A line that is neither an answer nor a tweet is rejected; an answer without tweets is none to count."""
    lines = [tweet("10"), {"id": "11"}, {}, {"meta": {"result_count": 0}}]
    (tmp_path / "flat.jsonl").write_text("\n".join(map(json.dumps, lines)))
    built = only_thread([tmp_path / "flat.jsonl"])
    assert (built.capture.records_read, built.capture.posts_kept) == (3, 1)


def test_authors_across_pages(tmp_path: Path) -> None:
    """A page that knows but an author's number is completed by another; protected accounts are private."""
    users = [{"id": "7", "username": "AnnB"}, {"id": "8", "username": "quiet", "protected": True}]
    pages = [{"data": [tweet("11", "10")], "includes": {}},
             {"data": [tweet("10"), tweet("12", "10", author_id="8")], "includes": {"users": users}}]  # fmt: skip
    for order in (pages, pages[::-1]):
        (tmp_path / "pages.jsonl").write_text("\n".join(map(json.dumps, order)))
        built = only_thread([tmp_path / "pages.jsonl"])
        assert [(each.post_id, each.author_id) for each in built.posts] == [("10", "annb"), ("11", "annb")]
        assert [each.reason for each in built.capture.rejections] == ["not public (protected account)"]


def test_edits_captured_twice(tmp_path: Path) -> None:
    """Captures after the first and after the second edit give the last version, in any order."""
    lines = [tweet("11", edit_history_tweet_ids=["10", "11"]),
             tweet("12", edit_history_tweet_ids=["10", "11", "12"], text="best"), tweet("13", "10")]  # fmt: skip
    for order in (lines, lines[::-1], [lines[1], lines[0], lines[2]]):
        (tmp_path / "flat.jsonl").write_text("\n".join(map(json.dumps, order)))
        built = only_thread([tmp_path / "flat.jsonl"])
        assert [(each.post_id, each.parent_id, each.edit_count) for each in built.posts] == [
            ("12", None, 2), ("13", "12", None),
        ]  # fmt: skip


def flattened(page: dict) -> list[dict]:
    """The tweets of a page as `twarc2 flatten` gives them, as far as it matters here."""
    users = {user["id"]: user for user in page.get("includes", {}).get("users", [])}
    included = {each["id"]: each for each in page.get("includes", {}).get("tweets", [])}

    def whole(each: dict) -> dict:
        more = {"author": users[each["author_id"]]} if each["author_id"] in users else {}
        referred = [
            {**ref, **whole(included.get(ref["id"], {"author_id": ""}))} for ref in each.get("referenced_tweets", [])
        ]
        return {**each, **more, **({"referenced_tweets": referred} if referred else {})}

    data = page["data"] if isinstance(page["data"], list) else [page["data"]]
    return [whole(each) for each in data]


@pytest.mark.parametrize("name", ["noflat.jsonl", "withheld.jsonl", "streaming_output_with_error.jsonl"])
def test_flattened_tweets_are_those_of_the_pages(name: str, tmp_path: Path) -> None:
    """Real pages and the same pages flattened give the same trees; only what errors tell is lost by flattening."""
    if not REAL.exists():
        pytest.skip("the tweets are not here")
    lines = []
    for line in (REAL / name).read_text("utf-8").splitlines():
        try:
            lines += flattened(json.loads(line))
        except json.JSONDecodeError:
            continue
    (tmp_path / "flat.jsonl").write_text("\n".join(map(json.dumps, lines)))
    pages, flat = (
        {
            post.post_id: (post.parent_id, post.author_id, post.text, post.kind)
            for tree in read([file]).trees.values()
            for post in tree
            if post.state in ("present", "withheld")
        }
        for file in (REAL / name, tmp_path / "flat.jsonl")
    )
    assert flat == pages


def test_real_edit() -> None:
    """The real edited tweet is its last version, changed once."""
    if not REAL.exists():
        pytest.skip("the tweets are not here")
    built = only_thread([REAL / "edited_after.jsonl"])
    assert [(each.post_id, each.edit_count) for each in built.posts] == [("1576994789110992896", 1)]
    assert (built.capture.records_read, built.capture.records_rejected) == (3, 2)
