"""What holds for the export of any platform: subset, order and copies of records do not change the tree."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.sources import SOURCES, read, reading
from generator.sources.forest import Forest
from tests.sources.exports import EXPORTS, Export, Said

EXAMPLES = 25


def read_back(export: Export, said: list[Said]) -> Forest:
    """What the program reads from the posts as this platform exports them."""
    with tempfile.TemporaryDirectory() as folder:
        return read(export.write(said, Path(folder)))


def accounts(forest: Forest) -> tuple[int, int, int]:
    """Records read, posts kept and records rejected, over all threads of the files."""
    kept = sum(forest.post_count(root_id) for root_id in forest.root_ids)
    return forest.builder.records_read, kept, sum(each.count for each in forest.builder.rejections)


def told(export: Export, said: list[Said]) -> list[Said]:
    """The posts as this format can tell them: not deeper, with their first post or without."""
    above = {each.id: each.parent for each in said}
    depth: dict[int, int] = {}
    flat = []
    for post in sorted(said, key=lambda each: each.id):
        parent = post.parent
        while parent is not None and export.deepest is not None and depth[parent] >= export.deepest:
            parent = above[parent]
        above[post.id] = parent
        depth[post.id] = 0 if parent is None else depth[parent] + 1
        flat.append(replace(post, parent=parent))
    return [post for post in flat if not (export.root_stands_in and post.parent is None)]


@st.composite
def conversations(draw: st.DrawFn, export: Export) -> tuple[list[Said], list[Said]]:
    """Some posts of a conversation in the order of time; and the same in another order, some twice."""
    count = draw(st.integers(2, 7))
    parents = [None, *(draw(st.integers(1, above)) for above in range(1, count))]
    whole = told(export, [Said(place, parent, f"Post {place}.") for place, parent in enumerate(parents, start=1)])
    ids = draw(st.sets(st.sampled_from([post.id for post in whole]), min_size=1))
    ids |= {1} if export.needs_root else set()
    ids |= {2} if export.needs_reply else set()
    if export.whole:
        for post in reversed(whole):
            ids |= {post.parent} if post.id in ids and post.parent is not None else set()
    kept = [post for post in whole if post.id in ids]
    again = draw(st.lists(st.sampled_from(kept), max_size=3)) if export.copies else []
    return kept, draw(st.permutations(kept + again))


def test_every_source_is_in_the_catalogue() -> None:
    """No source is without an export here, so that none escapes these tests."""
    assert {export.source for export in EXPORTS} == {source.id for source in SOURCES}
    assert len({export.id for export in EXPORTS}) == len(EXPORTS)


@pytest.mark.parametrize("export", EXPORTS, ids=lambda export: export.id)
def test_subset_order_and_copies(export: Export) -> None:
    """Any posts of a conversation, in any order, some twice: each stands below what it answers, and is counted."""

    @settings(
        max_examples=EXAMPLES, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck)
    )
    @given(conversations(export))
    def check(pair: tuple[list[Said], list[Said]]) -> None:
        kept, shuffled = pair
        forest = read_back(export, shuffled)
        held = {
            post.post_id: post.parent_id for posts in forest.trees.values() for post in posts if post.state != "missing"
        }
        name = export.post_id
        assert held == {name(post.id): None if post.parent is None else name(post.parent) for post in kept}
        assert accounts(forest) == (len(shuffled) + export.extra, len(kept), len(shuffled) + export.extra - len(kept))
        for root_id in forest.root_ids:
            capture = forest.thread(root_id).capture
            assert capture.records_read == capture.posts_kept + capture.records_rejected
        assert read_back(export, kept).trees == forest.trees

    check()


@pytest.mark.parametrize("export", EXPORTS, ids=lambda export: export.id)
def test_big_files_are_read_the_same(export: Export, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is read of a file as a stream is what is read of it whole."""
    parents = (None, 1, 1, 2, 4, 3, 1)
    said = told(export, [Said(place, parent, f"Post {place}.") for place, parent in enumerate(parents, start=1)])
    whole = read_back(export, said)
    monkeypatch.setattr(reading, "WHOLE_BYTES", 0)
    streamed = read_back(export, said)
    assert streamed.trees == whole.trees
    assert accounts(streamed) == accounts(whole)
