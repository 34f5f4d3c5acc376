"""ConvoKit: present and older forms, names of conversations, what our own export adds."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from generator.sources import read
from tests.sources.reading import only_thread
from tests.sources.test_sources import THREADS, assert_sound


def utterance(name: str, parent: str | None = None, conversation: str = "a", **fields: object) -> dict[str, Any]:
    """An utterance of ann."""
    made = {"id": name, "conversation_id": conversation, "speaker": "ann", "text": f"words {name}", "reply-to": parent,
            "timestamp": 1_700_000_000, "meta": {}, "vectors": []}  # fmt: skip
    return {**made, **fields}


def corpus(folder: Path, *utterances: Any, **files: Any) -> Path:
    """A corpus folder with these utterances and other files."""
    lines = [each if isinstance(each, str) else json.dumps(each) for each in utterances]
    (folder / "utterances.jsonl").write_text("\n".join(lines), "utf-8")
    for name, value in files.items():
        (folder / f"{name}.json").write_text(json.dumps(value), "utf-8")
    (folder / "index.json").write_text("{}", "utf-8")
    return folder


def test_corpus(tmp_path: Path) -> None:
    """Conversations are threads with their titles; a broken line is rejected with its place."""
    folder = corpus(
        tmp_path, utterance("a"), utterance("b", "a"), "{broken", utterance("c", None, "c"),
        conversations={"a": {"meta": {"title": "Damp"}}, "c": {"title": "Rent"}},
        speakers={"ann": {"meta": {"description": "tenant", "role": "Tenant", "follower_count": 3}}},
    )  # fmt: skip
    forest = read([folder])
    assert [forest.title(root_id) for root_id in forest.root_ids] == ["Damp", "Rent"]
    assert [each.place for each in forest.builder.rejections] == ["utterances.jsonl line 3"]
    ann = forest.thread("a").authors[0]
    assert (ann["description"], ann["role"], ann["follower_count"]) == ("tenant", "tenant", 3)


def test_utterances_alone(tmp_path: Path) -> None:
    """The file of utterances is read without the others, and for no other platform's."""
    corpus(tmp_path, utterance("a"), utterance("b", "a"))
    assert read([tmp_path / "utterances.jsonl"]).platform == "convokit"


def test_older_form(tmp_path: Path) -> None:
    """A list of utterances with user and root reads as the present form does."""
    old = [{"id": "a", "root": "a", "user": {"name": "ann"}, "text": "x", "reply_to": None, "timestamp": "1700000000"},
           {"id": "b", "root": "a", "user": "ben", "text": None, "reply_to": "a", "timestamp": None}]  # fmt: skip
    (tmp_path / "utterances.json").write_text(json.dumps(old), "utf-8")
    built = only_thread([tmp_path])
    assert [(each.post_id, each.parent_id, each.author_id, each.published_at) for each in built.posts] == [
        ("a", None, "ann", "2023-11-14T22:13:20.000Z"), ("b", "a", "ben", None),
    ]  # fmt: skip


def test_conversation_with_a_name_of_its_own(tmp_path: Path) -> None:
    """A conversation named by no utterance begins with its first that answers nothing, and keeps its title."""
    folder = corpus(
        tmp_path, utterance("1", None, "case"), utterance("2", "1", "case"),
        utterance("3", None, "case", timestamp=1_700_000_001), conversations={"case": {"meta": {"title": "Case"}}},
    )  # fmt: skip
    built = only_thread([folder])
    assert {each.post_id: each.parent_id for each in built.posts} == {"1": None, "2": "1", "3": "1"}
    assert (built.title, built.capture.placeholders) == ("Case", 0)


def test_states(tmp_path: Path) -> None:
    """Reddit's words for a post that is gone, and our own, become states; a post never seen is a placeholder."""
    folder = corpus(
        tmp_path, utterance("a", meta={"state": "missing"}, text="", speaker="[deleted]"),
        utterance("b", "a", text="[deleted]", speaker="[deleted]"), utterance("c", "a", text="[removed]"),
        utterance("d", "a", meta={"state": "withheld", "kind": "quote", "edit_count": 2, "quoted_id": "b"}),
    )  # fmt: skip
    built = only_thread([folder])
    assert_sound(built)
    assert [(each.post_id, each.state, each.author_id) for each in built.posts] == [
        ("a", "missing", None), ("b", "deleted", None), ("c", "withheld", "ann"), ("d", "withheld", "ann"),
    ]  # fmt: skip
    last = built.posts[-1]
    assert (last.kind, last.edit_count, last.quoted_id) == ("quote", 2, "b")


def test_real_corpus() -> None:
    """Fifty real conversations, with every utterance."""
    folder = THREADS / "convokit" / "streamlit_corpus"
    if not folder.exists():
        pytest.skip("the corpus is not here")
    forest = read([folder])
    assert len(forest.root_ids) == 50
    assert sum(forest.post_count(root_id) for root_id in forest.root_ids) == forest.builder.records_read == 1519
    counts = json.loads((folder / "conversations.json").read_text("utf-8"))
    assert {root_id: forest.title(root_id) for root_id in forest.root_ids} == {
        root_id: each["meta"]["title"].strip() for root_id, each in counts.items()
    }
