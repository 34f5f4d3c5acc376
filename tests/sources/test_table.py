"""Tables: columns by mapping or by name, wrong rows rejected with their line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator.errors import InputError, UsageError
from tests.sources.reading import only_thread

SHARED = Path(__file__).resolve().parents[2].parent / "shared"


def test_guessed_and_mapped_columns(tmp_path: Path) -> None:
    """Names are guessed; a mapping wins; an absent column is named."""
    path = tmp_path / "x.csv"
    path.write_text('key,body,reply_to,user,likes\n1,"a\nb",,Ann,3\n2,hi,1,ben,\n3,no,1,ben,-1\n')
    built = only_thread([path], mapping={"id": "key"})
    assert [(p["post_id"], p["parent_id"], p["author_id"], p["like_count"]) for p in built.posts] == [
        ("1", None, "ann", 3),
        ("2", "1", "ben", None),
    ]
    assert [(r.place, r.reason) for r in built.capture.rejections] == [
        ("x.csv line 5", "like_count is out of range: -1")
    ]
    with pytest.raises(InputError, match="no column 'nope'"):
        only_thread([path], mapping={"id": "nope"})
    with pytest.raises(UsageError, match="does not know"):
        only_thread([path], mapping={"colour": "key"})


def test_bad_records(tmp_path: Path) -> None:
    """Each line of the vectors meets its fate, and the ledger adds up."""
    vectors = SHARED / "vectors" / "bad_records_a.json"
    if not vectors.exists():
        pytest.skip("the vectors are not here")
    lines = [each for each in json.loads(vectors.read_text())["vectors"] if each["class"] == "jsonl_line"]
    # The vectors stand alone; in one file the number 1 would be the same id as the text "1".
    lines[3]["payload"] = lines[3]["payload"].replace('"id":1,', '"id":100,')
    path = tmp_path / "x.jsonl"
    path.write_text(
        '{"id":"root","text":"root"}\n'
        + "\n".join(
            each["payload"].replace('"text":', '"reply_to":"root","text":')
            if "reply_to" not in each["payload"]
            else each["payload"]
            for each in lines
        )
    )
    built = only_thread([path])
    rejected = {each.place for each in built.capture.rejections}
    for number, each in enumerate(lines, start=2):
        assert (f"x.jsonl line {number}" in rejected) == each["fate"].startswith("rejected"), each
    assert built.capture.records_read == built.capture.posts_kept + len(rejected)
    assert any(post["text"] == "\ufffd" for post in built.posts)
