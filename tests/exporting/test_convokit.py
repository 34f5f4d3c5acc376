"""A ConvoKit folder goes out and comes in with the same posts, replies and times."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator import store
from generator.exporting import export_thread
from generator.importing import Choice, import_files
from generator.model import SourceThread
from generator.settings import Publication
from generator.sources import read

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT.parent / "shared" / "threads" / "convokit" / "streamlit_corpus"


def read_back(folder: Path) -> SourceThread:
    """The one thread of a corpus folder."""
    forest = read([folder])
    assert len(forest.root_ids) == 1
    return forest.thread(forest.root_ids[0])


def test_format(publication: Publication) -> None:
    """The files are those of the format, each utterance with its six fields, the index with the types of the meta."""
    folder = export_thread(publication, "small", "convokit").folder
    lines = [json.loads(line) for line in (folder / "utterances.jsonl").read_text("ascii").splitlines()]
    assert [(each["id"], each["reply-to"], each["speaker"], each["timestamp"]) for each in lines] == [
        ("t1", None, "p1", 1704103200), ("t2", "t1", "p2", 1704106800.5), ("t3", "t2", "p1", 1704110400),
        ("t5", "t4", "p2", 1704114000), ("t6", "t1", "[deleted]", 1704117600), ("t4", "t1", "[deleted]", None),
    ]  # fmt: skip
    assert {each["conversation_id"] for each in lines} == {"t1"}
    assert lines[0]["meta"] == {"kind": "post", "lang": "en", "like_count": 3, "state": "present"}
    speakers = json.loads((folder / "speakers.json").read_text("ascii"))
    assert list(speakers) == ["[deleted]", "p1", "p2"]
    assert speakers["p1"]["meta"] == {
        "shown_name": "Manager 1", "role": "manager", "role_source": "source", "follower_count": 5,
        "is_organisation": False,
    }  # fmt: skip
    conversations = json.loads((folder / "conversations.json").read_text("ascii"))
    assert conversations["t1"]["meta"]["title"] == "A title"
    index = json.loads((folder / "index.json").read_text("ascii"))
    assert index["utterances-index"]["like_count"] == ["<class 'int'>"]
    assert (index["version"], index["vectors"]) == (1, [])


def test_out_and_in(publication: Publication) -> None:
    """What is read back has the same posts, replies, times, words, states and roles; the one never seen stays so."""
    built = read_back(export_thread(publication, "small", "convokit").folder)
    before = store.stored(publication, "small")
    assert before is not None
    fields = ("post_id", "parent_id", "author_id", "text", "lang", "like_count", "share_count", "kind", "state",
              "quoted_id", "edit_count")  # fmt: skip

    def told(thread: SourceThread) -> dict[str, list[object]]:
        return {post.post_id: [post[name] for name in fields] for post in thread.posts}

    assert told(built) == told(before[1])
    assert [post.published_at for post in built.posts if post.post_id == "t2"] == ["2024-01-01T11:00:00.500Z"]
    assert {each["author_id"]: each["role"] for each in built.authors} == {"p1": "manager", "p2": None}
    assert (built.capture.posts_kept, built.capture.placeholders) == (5, 1)


@pytest.mark.parametrize("slug", ["housing-engagement", "discharge-letter", "hedge-debate"])
def test_constructed_threads(slug: str, tmp_path: Path) -> None:
    """The threads that come with the project go out and come in whole."""
    built = read_back(export_thread(Publication(ROOT), slug, "convokit", tmp_path / "x").folder)
    posts = store.read_thread(Publication(ROOT), slug)[1]
    assert {post.post_id: (post.parent_id, post.text) for post in built.posts} == {
        post_id: (None if parent is None else parent, text.strip())
        for post_id, parent, text in posts[["post_id", "parent_id", "text"]].astype("object").where(
            posts[["post_id", "parent_id", "text"]].notna(), None
        ).itertuples(index=False)
    }  # fmt: skip
    times = {post.post_id: post.published_at for post in built.posts}
    assert times == {
        post_id: moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")
        for post_id, moment in zip(posts["post_id"], posts["published_at"], strict=True)
    }


def test_in_and_out(publication: Publication) -> None:
    """A real conversation that comes in and goes out has the times and replies that it had."""
    if not CORPUS.exists():
        pytest.skip("the corpus is not here")
    import_files(publication, [CORPUS], slug="real", choice=Choice("o0ss4"))
    folder = export_thread(publication, "real", "convokit").folder

    def told(path: Path) -> list[tuple[int, int | None]]:
        utterances = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
        mine = [each for each in utterances if each["conversation_id"] in ("o0ss4", utterances[0]["conversation_id"])]
        at = {each["id"]: each["timestamp"] for each in mine}
        return sorted((each["timestamp"], at.get(each["reply-to"], 0)) for each in mine)

    assert told(folder / "utterances.jsonl") == told(CORPUS / "utterances.jsonl")
    assert len(told(folder / "utterances.jsonl")) == 46
