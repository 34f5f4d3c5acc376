"""WikiConv's actions as threads."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from generator.errors import InputError
from generator.sources import read
from tests.sources.reading import only_thread
from tests.sources.test_sources import assert_sound

FILE = Path(__file__).resolve().parents[2].parent / "shared" / "threads" / "wikipedia" / "wikiconv_job1_x1000.json"


def earlier(action_id: str, kind: str, parent: str, content: str, minute: int) -> dict[str, Any]:
    """An action in the earlier schema."""
    return {
        "id": action_id,
        "comment_type": kind,
        "content": content,
        "timestamp": f"2006-03-10 14:{minute:02}:00 UTC",
        "status": "just added",
        "page_title": "Talk:X",
        "user_text": f"User {action_id}",
        "parent_id": parent,
    }


def later(action_id: str, kind: str, minute: int, content: str = "", **fields: Any) -> dict[str, Any]:
    """An action in the later schema."""
    return {
        "id": action_id,
        "type": kind,
        "content": content,
        "timestamp": f"2006-03-10 14:{minute:02}:00 UTC",
        "page_title": "Talk:X",
        "user_text": "Ann",
        "replyTo_id": None,
        "parent_id": None,
        "ancestor_id": None,
    } | fields


def test_earlier_schema(tmp_path: Path) -> None:
    """Each record is a comment in its last version below the one it answers; the section is the root."""
    actions = [
        earlier("1", "SECTION_CREATION", "", " ==Hm==", 1),
        earlier("2", "COMMENT_ADDING", "1", " :see [WIKI_LINK: A|b] [WIKI_LINK: User:Bo Di]", 2),
        earlier("3", "COMMENT_MODIFICATION", "2", "c", 3),
    ]
    (tmp_path / "x.json").write_text(json.dumps([{each["id"]: each for each in actions}]))
    built = only_thread([tmp_path / "x.json"])
    assert_sound(built)
    assert built.title == "Hm"
    assert [(post.text, post.parent_id, post.edit_count, post.author_id) for post in built.posts] == [
        ("Hm", None, None, "user 1"),
        ("see b @Bo_Di", "1", None, "user 2"),
        ("c", "2", 1, "user 3"),
    ]


@pytest.mark.parametrize("turned", [False, True])
def test_later_schema(tmp_path: Path, turned: bool) -> None:
    """A comment is held once in its last version; a deleted one has no words, a restored one has them again."""
    actions = [
        later("1", "CREATION", 1, "== Hm =="),
        later("2", "ADDITION", 2, "a", replyTo_id="1"),
        later("3", "MODIFICATION", 3, "b", replyTo_id="1", parent_id="2", ancestor_id="2"),
        later("4", "ADDITION", 4, "c", replyTo_id="3"),
        later("5", "DELETION", 5, "c", replyTo_id="3", parent_id="4", ancestor_id="4"),
        later("6", "ADDITION", 6, "d", replyTo_id="1"),
        later("7", "DELETION", 7, "d", parent_id="6"),
        later("8", "RESTORATION", 8, "d", parent_id="7"),
    ]
    lines = [json.dumps(each) for each in (actions[::-1] if turned else actions)]
    (tmp_path / "x.jsonl").write_text("\n".join(lines))
    built = only_thread([tmp_path / "x.jsonl"])
    assert_sound(built)
    assert [(post.post_id, post.text, post.parent_id, post.state, post.edit_count) for post in built.posts] == [
        ("1", "Hm", None, "present", None),
        ("2", "b", "1", "present", 1),
        ("4", "", "2", "deleted", None),
        ("6", "d", "1", "present", None),
    ]
    assert built.capture.records_rejected == 4


def test_broken_actions(tmp_path: Path) -> None:
    """What is no action is counted with its reason; a file without conversations is refused."""
    odd = {"1": earlier("1", "SECTION_CREATION", "", "==a==", 1), "2": 5, "3": {"id": "3", "comment_type": "FLYING"}}
    (tmp_path / "x.json").write_text(json.dumps([odd]))
    built = only_thread([tmp_path / "x.json"])
    assert sorted(each.reason for each in built.capture.rejections) == [
        "its type is none of WikiConv's",
        "not an action with an id",
    ]
    (tmp_path / "x.json").write_text(json.dumps(["page_title", "comment_type"]))
    with pytest.raises(InputError):
        only_thread([tmp_path / "x.json"], as_platform="wikiconv")


def test_real_file() -> None:
    """All actions of the real file are held but one, which answers itself."""
    if not FILE.exists():
        pytest.skip(f"{FILE.name} is not here")
    forest = read([FILE])
    assert forest.builder.records_read == 3460
    assert sum(forest.post_count(root_id) for root_id in forest.root_ids) == 3459
    assert [each.reason for each in forest.builder.rejections] == ["its chain of parents leads back to itself"]
