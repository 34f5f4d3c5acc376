"""YouTube: the video as the root, replies inline and in further pages, edits, handles."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.sources.reading import only_thread
from tests.sources.test_sources import assert_sound

REAL = Path(__file__).resolve().parents[2].parent / "shared/threads/youtube"
VIDEO = "abcdefghijk"


def comment(key: str, text: str = "hi", **fields: object) -> dict:
    """A comment."""
    snippet = {"authorDisplayName": "Ann B", "authorChannelId": {"value": "UCa"}, "textDisplay": text,
               "publishedAt": "2024-05-01T00:00:00Z", "updatedAt": "2024-05-01T00:00:00Z", "likeCount": 1}  # fmt: skip
    return {"kind": "youtube#comment", "id": key, "snippet": snippet | fields}


def thread(top: dict, *replies: dict, count: int = 0, **fields: object) -> dict:
    """A comment thread."""
    snippet = {"videoId": VIDEO, "topLevelComment": top, "totalReplyCount": count, **fields}
    return {"kind": "youtube#commentThread", "snippet": snippet, "replies": {"comments": list(replies)}}


def written(folder: Path, name: str, kind: str, items: list, **fields: object) -> Path:
    """A file with an answer."""
    (folder / name).write_text(json.dumps({"kind": f"youtube#{kind}ListResponse", "items": items, **fields}))
    return folder / name


def test_replies_inline_and_in_further_pages(tmp_path: Path) -> None:
    """The replies shown in the thread and those of a page of their own hang below one comment, once each."""
    threads = written(tmp_path, "threads.json", "commentThread", [
        thread(comment("t1"), comment("t1.a"), count=3),
        thread(comment("t2"), isPublic=False),
        thread(comment("t3", moderationStatus="heldForReview")),
    ], nextPageToken="more")  # fmt: skip
    replies = written(tmp_path, "replies.json", "comment", [
        comment("t1.a", parentId="t1"), comment("t1.b", "edited", parentId="t1", updatedAt="2024-05-02T00:00:00Z"),
    ])  # fmt: skip
    built = only_thread([threads, replies])
    assert_sound(built)
    assert {post.post_id: (post.parent_id, post.state, post.edit_count) for post in built.posts} == {
        VIDEO: (None, "missing", None), "t1": (VIDEO, "present", None), "t1.a": ("t1", "present", None),
        "t1.b": ("t1", "present", 1),
    }  # fmt: skip
    assert sorted(each.reason.split(" (")[0] for each in built.capture.rejections)[1:] == ["not public"] * 2
    assert built.capture.branches == ({"post_id": "t1", "declared": 3, "held": 2},)
    assert (built.capture.more_stub_count, built.title) == (1, "Comments on a YouTube video")
    assert built.posts[1].url == "https://www.youtube.com/watch?v=abcdefghijk&lc=t1"


def test_video_beside_its_comments(tmp_path: Path) -> None:
    """The answer of `videos.list` gives the root its words and the number of comments."""
    snippet = {"title": "T", "description": "D", "channelId": "UCv", "channelTitle": "Council",
               "publishedAt": "2024-04-01T00:00:00Z"}  # fmt: skip
    video = {"kind": "youtube#video", "id": VIDEO, "snippet": snippet, "statistics": {"commentCount": "12"}}
    files = [written(tmp_path, "comments.json", "commentThread", [thread(comment("t1"))]),
             written(tmp_path, "video.json", "video", [video])]  # fmt: skip
    built = only_thread(files)
    assert (built.title, built.posts[0].text, built.capture.declared_reply_count) == ("T", "T\n\nD", 12)
    assert built.posts[1].parent_id == VIDEO and built.capture.placeholders == 0


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({"textDisplay": "a<br>b &amp; <b>c</b>"}, "a\nb & c"),
        ({"textDisplay": "a\nb &amp; <3"}, "a\nb &amp; <3"),
        ({"textDisplay": "<a href='x'>short…</a>", "textOriginal": "https://x.example/long \u200d"},
         "https://x.example/long \u200d"),
    ],
)  # fmt: skip
def test_words(tmp_path: Path, fields: dict, text: str) -> None:
    """Words come from the original where it is there, else from what is shown, as markup or plain."""
    built = only_thread([written(tmp_path, "c.json", "comment", [comment("t1", **fields, videoId=VIDEO)])])
    assert built.posts[1].text == text


def test_authors(tmp_path: Path) -> None:
    """A handle is the author's id where there is one, as it is what others write to name them; else the channel."""
    items = [comment("t1", authorDisplayName="@ann-b1", videoId=VIDEO), comment("t2", videoId=VIDEO)]
    built = only_thread([written(tmp_path, "c.json", "comment", items)])
    assert [(each["author_id"], each["name"]) for each in built.authors] == [("ann-b1", "ann-b1"), ("uca", "Ann B")]


def test_names_before_handles(tmp_path: Path) -> None:
    """A whole name behind "@" or "+" becomes the id of who bears it below the same comment, be it shown as markup."""
    ben = {"authorDisplayName": "Ben", "authorChannelId": {"value": "UCb"}}
    cleo = {"authorDisplayName": "Cleo D", "authorChannelId": {"value": "UCc"}}
    items = [
        thread(comment("t1"), comment("t1.a", "@Ann B Cook no", parentId="t1", **ben),
               comment("t1.b", "+Ann B yes<br>@Ann B", parentId="t1", **ben)),
        thread(comment("t2", "x", **cleo), comment("t2.a", "@Ann B, @Cleo D: @Nobody Here", parentId="t2", **ben)),
    ]  # fmt: skip
    built = only_thread([written(tmp_path, "c.json", "commentThread", items)])
    words = {post.post_id: post.text for post in built.posts}
    assert (words["t1.a"], words["t1.b"]) == ("@uca Cook no", "@uca yes\n@uca")
    assert words["t2.a"] == "@uca, @ucc: @Nobody Here"


@pytest.mark.parametrize(
    ("names", "kept"),
    [
        (["commentThreads_7ghhRHRP6t4.json"], 98),
        (["commentThreads_2016.json"], 20),
        (["modeldata_comments_comment_thread_info.json"], 2),
        (["apidata_comments_comments_by_parent_paged_1.json", "apidata_comments_comments_by_parent_paged_2.json"], 3),
    ],
)
def test_real_answers(names: list[str], kept: int) -> None:
    """Real answers give every comment they hold, below one video."""
    if not REAL.exists():
        pytest.skip("the YouTube files are not here")
    built = only_thread([REAL / name for name in names])
    assert_sound(built)
    assert (built.capture.posts_kept, built.capture.placeholders, built.capture.records_rejected) == (kept, 1, 0)
