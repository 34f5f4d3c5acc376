"""What holds for every source: real files are recognised, the ledger adds up, the tree is one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.errors import InputError, UnknownFormat, UsageError
from generator.model import SourceThread
from generator.sources import read
from generator.sources.builder import Builder
from tests.sources.reading import only_thread

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
THREADS = SHARED / "threads"
REAL = {
    "mastodon/get_context_with_ancesters.json": ("mastodon", 4, 1),
    "mastodon/context_109294719267373593_2022-11-08.json": ("mastodon", 127, 1),
    "reddit/comments_3hahrw.json": ("reddit", 477, 0),
    "reddit/comments_vtvuk_2012.json": ("reddit", 201, 0),
    "reddit/thread_1655-comments_deleted-authors.json": ("reddit", 200, 0),
    "hackernews/algolia_item_17.json": ("hackernews", 3, 2),  # the story it names, and the parent
    "hackernews/firebase_40846428_with_comments.json": ("hackernews", 408, 0),
}


def assert_sound(built: SourceThread) -> None:
    """One root, every parent held, and every record accounted for."""
    ids = {post["post_id"] for post in built.posts}
    assert [post["post_id"] for post in built.posts if post["parent_id"] is None] == [built.posts[0]["post_id"]]
    assert all(post["parent_id"] in ids for post in built.posts[1:])
    assert built.capture.records_read == built.capture.posts_kept + built.capture.records_rejected
    assert built.capture.posts_kept + built.capture.placeholders == len(built.posts)


@pytest.mark.parametrize("name", REAL)
def test_real_files(name: str) -> None:
    """A real export gives its posts and placeholders, as one tree."""
    if not (THREADS / name).exists():
        pytest.skip(f"{name} is not here")
    built = only_thread([THREADS / name])
    assert_sound(built)
    assert (built.capture.platform, built.capture.posts_kept, built.capture.placeholders) == REAL[name]


def test_status_and_context_are_merged() -> None:
    """A status file gives the context its root, in either order of the files."""
    names = ["get_status_anonymous.json", "context_109294719267373593_2022-11-08.json"]
    files = [THREADS / "mastodon" / name for name in names]
    if not files[0].exists():
        pytest.skip("the Mastodon files are not here")
    built = only_thread(files)
    assert_sound(built)
    assert built.capture.placeholders == 0
    assert only_thread(files[::-1]).posts == built.posts


@pytest.mark.parametrize("name", ["mastodon/timeline_public.json", "hackernews/firebase_topstories.json"])
def test_list_that_is_no_thread(name: str) -> None:
    """A list whose entries do not answer one another is refused with that reason."""
    if not (THREADS / name).exists():
        pytest.skip(f"{name} is not here")
    with pytest.raises(InputError, match="do not answer one another"):
        only_thread([THREADS / name])


def test_unknown_format(tmp_path: Path) -> None:
    """Nothing known says what was looked for."""
    (tmp_path / "x.json").write_text('{"a": 1}')
    with pytest.raises(UnknownFormat, match="looked for a Mastodon status"):
        only_thread([tmp_path / "x.json"])
    with pytest.raises(UsageError, match="no platform"):
        only_thread([tmp_path / "x.json"], as_platform="usenet")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf \n", "is empty"),
        (b'{"a": "\xff"}', "offset 7"),
        (b'[{"kind": "Listing",', "line 1, column"),
        (b'{"a": NaN}', "NaN"),
        (b"[" * 100_000, "nested too deeply"),
        (b"[" + b"9" * 50_000 + b"]", "not valid JSON"),
    ],
)
def test_broken_files(tmp_path: Path, content: bytes, message: str) -> None:
    """A broken file gives one sentence with its place."""
    (tmp_path / "x.json").write_bytes(content)
    with pytest.raises(InputError, match=message):
        only_thread([tmp_path / "x.json"])


def test_too_big_a_file_is_not_read(tmp_path: Path) -> None:
    """A file of 500 MB is refused by its size."""
    with (tmp_path / "x.json").open("wb") as file:
        file.write(b"[")
        file.truncate(500 * 1024**2)
    with pytest.raises(InputError, match="500 MB"):
        only_thread([tmp_path / "x.json"])


def built_from(records: list[tuple[str, str | None]]) -> SourceThread:
    """The thread of records given as (id, parent)."""
    builder = Builder()
    for number, (post_id, parent_id) in enumerate(records):
        builder.add({"post_id": post_id, "parent_id": parent_id, "text": f"post {post_id}"}, f"record {number}")
    forest = builder.forest(platform="test", route="test")
    return forest.thread(forest.root_ids[0])


@st.composite
def shuffled(draw: st.DrawFn) -> tuple[list[tuple[str, str | None]], list[tuple[str, str | None]]]:
    """Records with loops, absent parents and several roots; and the same in another order, some twice."""
    parents = draw(st.lists(st.none() | st.integers(0, 14), min_size=1, max_size=12))
    records = [(str(place), None if parent is None else str(parent)) for place, parent in enumerate(parents)]
    again = draw(st.lists(st.sampled_from(records), max_size=5))
    return records, draw(st.permutations(records + again))


@given(shuffled())
def test_order_and_duplicates_do_not_matter(pair: tuple[list, list]) -> None:
    """Any order, with any records twice, gives the same tree and a ledger that adds up."""
    try:
        first = built_from(pair[0])
    except InputError:
        with pytest.raises(InputError):
            built_from(pair[1])
        return
    second = built_from(pair[1])
    assert_sound(first)
    assert_sound(second)
    assert first.posts == second.posts


def test_loop_is_rejected_with_its_place() -> None:
    """Two posts that answer each other go, and what answers them hangs below a placeholder."""
    built = built_from([("1", None), ("2", "3"), ("3", "2"), ("4", "3")])
    assert {each.place for each in built.capture.rejections} == {"record 1", "record 2"}
    assert [(post["post_id"], post["parent_id"]) for post in built.posts] == [("1", None), ("3", "1"), ("4", "3")]


def test_files_that_are_passed_over_are_named(tmp_path: Path) -> None:
    """Of a folder the files that a source does not read are counted and named, empty ones too."""
    day = [{"type": "message", "ts": "1714521600.1", "user": "U1", "text": "hello"}]
    (tmp_path / "general").mkdir()
    (tmp_path / "general" / "2024-05-01.json").write_text(json.dumps(day), "utf-8")
    (tmp_path / "users.json").write_text("[]", "utf-8")
    (tmp_path / "notes.txt").write_text("bring biscuits", "utf-8")
    (tmp_path / "general" / "canvas.html").write_text("", "utf-8")
    capture = read([tmp_path]).thread("general/1714521600.1").capture
    assert (capture.passed_over_count, capture.passed_over) == (2, ("general/canvas.html", "notes.txt"))
    alone = read([tmp_path / "general" / "2024-05-01.json"]).thread("channel/1714521600.1").capture
    assert alone.passed_over_count == 0
