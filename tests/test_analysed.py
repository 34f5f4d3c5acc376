"""The cache of tables and findings comes back as it went in, and knows when it is out of date."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

from generator.analysed import (
    findings_json,
    is_current,
    put_folder,
    read_analysis,
    thread_json,
    thread_key,
    write_analysis,
)
from generator.model import POST_COLUMNS, Capture, Finding, Part, Robust, Thread, typed

FINDING = Finding(
    "a.b", "t", 5, (Part("Of "), Part("5\u00a0%", "manager", True)), 0.1 + 0.2, None, 1.0, "share", 3, "posts", "m",
    ("p1", "p2"), "survival", "n = 3", 0.5, robust=(Robust("author", 0.1, 0.4, 1 / 12, 12, "a1"),),
)  # fmt: skip


def test_round_trip(tmp_path: Path) -> None:
    """Types, absent values, order and every figure of a finding survive."""
    posts = typed(
        pd.DataFrame(
            {"thread_id": ["t", "t"], "post_id": ["b", "a"], "like_count": [None, 3], "text": ["=1\r\n", "\U0001f98b"]}
        ),
        POST_COLUMNS,
    )
    empty = posts.iloc[:0]
    write_analysis(tmp_path / "t", "key", {"posts": posts, "empty": empty}, (FINDING,), names={"a1": "Tenant 1"})
    tables, findings, names = read_analysis(tmp_path / "t")
    assert set(tables) == {"posts", "empty"} and len(tables) == 2 and names == {"a1": "Tenant 1"}
    pd.testing.assert_frame_equal(tables["posts"], posts)
    pd.testing.assert_frame_equal(tables["empty"], empty.reset_index(drop=True))
    assert findings == (FINDING,)
    assert is_current(tmp_path / "t", "key") and not is_current(tmp_path / "t", "other")
    assert [path.name for path in tmp_path.iterdir()] == ["t"]


def test_replaced_whole(tmp_path: Path) -> None:
    """A table that is no longer made does not stay behind."""
    table = pd.DataFrame({"a": [1]})
    write_analysis(tmp_path / "t", "1", {"old": table}, ())
    write_analysis(tmp_path / "t", "2", {"new": table}, ())
    assert set(read_analysis(tmp_path / "t")[0]) == {"new"}


def test_a_failure_leaves_the_old_one(tmp_path: Path) -> None:
    """An analysis that cannot be written leaves the one before as it was, and nothing beside it."""
    write_analysis(tmp_path / "t", "1", {"old": pd.DataFrame({"a": [1]})}, ())
    with pytest.raises(TypeError):
        put_folder(tmp_path / "t", {"fine": b"x", "no bytes": 3})  # type: ignore[dict-item]
    assert [path.name for path in tmp_path.iterdir()] == ["t"] and is_current(tmp_path / "t", "1")


def test_downloads(tmp_path: Path) -> None:
    """What may be published lies beside the tables, as it is kept or with names and without descriptions."""
    pairs = pd.DataFrame({"thread_id": ["t"], "reply_count": [2]})
    authors = pd.DataFrame({"author_id": ["a"], "name": [""], "description": ["secret"]})
    tables = {"pairs_by_group": pairs, "authors": authors, "inner": pairs}
    write_analysis(tmp_path / "t", "1", tables, (FINDING,), names={"a": "Tenant 1"})
    folder = tmp_path / "t" / "downloads"
    assert {path.name for path in folder.iterdir()} == {
        "authors.csv", "authors.parquet", "pairs_by_group.csv", "pairs_by_group.parquet", "findings.json",
        "thread.json", "tables.json",
    }  # fmt: skip
    assert (folder / "authors.csv").read_text() == "author_id,name\na,Tenant 1\n"
    assert (folder / "pairs_by_group.parquet").read_bytes() == (tmp_path / "t" / "pairs_by_group.parquet").read_bytes()
    index = json.loads((folder / "tables.json").read_text())
    assert index["authors"]["columns"] == ["author_id", "name"] and index["authors"]["rows"] == 1
    assert index["authors"]["bytes"]["csv"] == (folder / "authors.csv").stat().st_size


def test_key_changes_with_content(tmp_path: Path) -> None:
    """Another byte, another file name or another vanish list is another key; the same folder is the same."""
    (tmp_path / "posts.jsonl").write_text("a")
    keys = [thread_key(tmp_path), thread_key(tmp_path, b"p1")]
    assert thread_key(tmp_path) == keys[0]
    (tmp_path / "posts.jsonl").write_text("b")
    keys.append(thread_key(tmp_path))
    (tmp_path / "posts.jsonl").rename(tmp_path / "post.jsonl")
    keys.append(thread_key(tmp_path))
    assert len(set(keys)) == 4


def test_findings_json() -> None:
    """The published finding has its plain sentence beside its parts."""
    [record] = json.loads(findings_json((FINDING,)))
    assert record["sentence"] == "Of 5\u00a0%"
    assert record["value"] == 0.1 + 0.2


def test_the_thread_as_a_whole() -> None:
    """thread.json holds the thread's own measures, its positions against chance and its capture, as plain JSON."""
    tables = {
        "shape": pd.DataFrame({"thread_id": ["t"], "post_count": pd.array([3], dtype="Int64"), "leaf_share": [0.5]}),
        "divide": pd.DataFrame({"thread_id": ["t"], "yardstick": ["roles"], "z": [float("nan")]}),
    }
    content = json.loads(thread_json(tables, Thread("t", "T", "x"), Capture("x", "", "file: x", 4, 3)))
    assert content["measures"] == {"shape": {"post_count": 3, "leaf_share": 0.5}}
    assert content["positions"] == [{"yardstick": "roles", "z": None}] and content["capture"]["posts_kept"] == 3
