"""Slack: folders and archives, threads, mentions, what the channel says of itself."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from generator.sources import read
from generator.sources.forest import Forest
from tests.sources.test_sources import THREADS, assert_sound


def message(ts: str, text: str = "words", **fields: object) -> dict[str, Any]:
    """A message of U1."""
    return {"type": "message", "ts": ts, "user": "U1", "text": text, **fields}


def export(folder: Path, days: dict[str, list[Any]], users: list[Any] | None = None) -> Path:
    """An export with these days, by channel and date."""
    for name, messages in days.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / f"{name}.json").write_text(json.dumps(messages), "utf-8")
    if users is not None:
        (folder / "users.json").write_text(json.dumps(users), "utf-8")
    return folder


def parents(forest: Forest) -> dict[str, str | None]:
    """Post id to parent id, over all threads."""
    return {post.post_id: post.parent_id for posts in forest.trees.values() for post in posts}


def test_threads_over_days(tmp_path: Path) -> None:
    """Replies hang below the message that began their thread, also days later; any other message is a thread of one."""
    forest = read([export(tmp_path, {
        "help/2024-05-01": [message("1714521600.1", thread_ts="1714521600.1", reply_count=2), message("1714521700.1")],
        "help/2024-05-02": [message("1714608000.1", thread_ts="1714521600.1"),
                            message("1714608100.1", thread_ts="1714521600.1", subtype="thread_broadcast")],
        "chat/2024-05-01": [message("1714521600.1")],
    })])  # fmt: skip
    assert parents(forest) == {
        "help/1714521600.1": None, "help/1714521700.1": None, "help/1714608000.1": "help/1714521600.1",
        "help/1714608100.1": "help/1714521600.1", "chat/1714521600.1": None,
    }  # fmt: skip
    largest = forest.thread(forest.root_ids[0])
    assert largest.capture.declared_reply_count == 2
    assert largest.capture.completeness.startswith("Slack says which thread a message is in, not which message it ans")
    assert largest.posts[0].published_at == "2024-05-01T00:00:00.100Z"
    assert largest.capture.rejections[-1].count == 2  # of the other threads


def test_what_the_channel_says_of_itself(tmp_path: Path) -> None:
    """Joins and the like are rejected, a tombstone keeps its place, and what is no message is told."""
    day = [message("1.1", thread_ts="1.1"), message("2.1", subtype="channel_join"),
           message("3.1", subtype="tombstone", thread_ts="1.1"), {"ts": "4.1"}, message("")]  # fmt: skip
    forest = read([export(tmp_path, {"a/2024-05-01": day})])
    assert [each.state for each in forest.trees["a/1.1"]] == ["present", "deleted"]
    assert [each.reason for each in forest.builder.rejections] == [
        "what the channel says of itself, not a post (channel_join)", "not a message", "ts is missing",
    ]  # fmt: skip


def test_words(tmp_path: Path) -> None:
    """Mentions are by handle, links by their words, signs and emoji as such; a later message may tell a name."""
    users = [{"id": "U1", "name": "ann", "profile": {"real_name": "Ann Ash", "title": "Tenant"}}]
    text = "<@U1> <@U2|x> <#C1|help> <!here> <https://a.org/b|the page> <https://a.org> a &lt; b &amp; :wave:"
    day = [message("1.1", text), message("2.1", user="U2", user_profile={"name": "ben.oak"})]
    forest = read([export(tmp_path, {"a/2024-05-01": day}, users)])
    words = {each.post_id: each.text for posts in forest.trees.values() for each in posts}
    assert words["a/1.1"] == "@ann @ben.oak #help @here the page (https://a.org/b) https://a.org a < b & 👋"
    ann = forest.thread("a/1.1").authors[0]
    assert (ann["handle"], ann["name"], ann["description"]) == ("ann", "Ann Ash", "Tenant")


def test_bots(tmp_path: Path) -> None:
    """A programme has a role of its own, and what it attached stands for the words it lacks."""
    bot = {"type": "message", "subtype": "bot_message", "bot_id": "B1", "ts": "1.1", "text": "",
           "attachments": [{"text": "Build failed"}, {"fallback": "See the log"}]}  # fmt: skip
    forest = read([export(tmp_path, {"a/2024-05-01": [bot]})])
    built = forest.thread("a/1.1")
    assert built.posts[0].text == "Build failed\n\nSee the log"
    assert (built.authors[0]["author_id"], built.authors[0]["role"]) == ("b1", "bot")


def test_channel_and_day_alone(tmp_path: Path) -> None:
    """The folder of a channel and a single day of it are read too, the channel without a name."""
    export(tmp_path, {"help/2024-05-01": [message("1.1", thread_ts="1.1"), message("2.1", thread_ts="1.1")]})
    for place in (tmp_path / "help", tmp_path / "help" / "2024-05-01.json"):
        forest = read([place])
        assert (forest.platform, forest.root_ids) == ("slack", ["channel/1.1"])


def test_archive(tmp_path: Path) -> None:
    """A zip archive reads as its folder does."""
    folder = export(
        tmp_path / "x", {"a/2024-05-01": [message("1.1", thread_ts="1.1"), message("2.1", thread_ts="1.1")]}
    )
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        archive.write(folder / "a" / "2024-05-01.json", "export/a/2024-05-01.json")
    assert read([tmp_path / "x.zip"]).trees == read([folder]).trees


@pytest.mark.parametrize(("name", "read_count", "kept", "threads"), [
    ("olake", 294, 292, 43), ("slackdump_source_export_dir", 16, 15, 11),
])  # fmt: skip
def test_real_exports(name: str, read_count: int, kept: int, threads: int) -> None:
    """Real exports give every message, and each thread as many replies as it declares."""
    path = THREADS / "slack" / name
    if not path.exists():
        pytest.skip(f"{name} is not here")
    forest = read([path])
    built = [forest.thread(root_id) for root_id in forest.root_ids]
    for each in built:
        assert_sound(each)
    assert forest.builder.records_read == read_count
    assert (sum(each.capture.posts_kept for each in built), len(built)) == (kept, threads)
    for each in built:
        declared = each.capture.declared_reply_count
        # A tombstone stands below its thread and is no longer counted.
        assert declared is None or declared == sum(post.state == "present" for post in each.posts[1:])


def test_posts_of_a_thread_are_placed(tmp_path: Path) -> None:
    """What stands in a thread is placed below its first message, as Slack does not say which message it answers."""
    forest = read(
        [export(tmp_path, {"a/2024-05-01": [message("1.1", thread_ts="1.1"), message("2.1", thread_ts="1.1")]})]
    )
    assert [post.kind for post in forest.trees["a/1.1"]] == ["post", "placed"]
