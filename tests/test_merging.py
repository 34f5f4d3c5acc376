"""A later capture of a thread is joined with the one kept: nothing twice, nothing lost, the change listed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import store
from generator.errors import ThreadExists
from generator.importing import ImportReport, import_files
from generator.merging import is_same_thread, merged
from generator.model import Capture, SourcePost, SourceThread
from generator.settings import Publication, find_publication

CONTEXT = (
    Path(__file__).resolve().parents[1].parent / "shared/threads/mastodon/context_109294719267373593_2022-11-08.json"
)
LATER = "2024-06-01T00:00:00Z"


@pytest.fixture
def publication(tmp_path: Path) -> Publication:
    """An empty publication."""
    (tmp_path / "mkdocs.yml").write_text("site_name: Test\n")
    return find_publication(tmp_path)


def captured(*posts: SourcePost, at: str = "") -> SourceThread:
    """A capture of these posts, all by one author."""
    authors = [{"author_id": "ann", "handle": "Ann", "name": "Ann", "description": "", "follower_count": len(posts)}]
    capture = Capture("test", at, "file: x", len(posts), len(posts))
    return SourceThread(list(posts), authors, "T", "", capture)


def post(post_id: str, parent_id: str | None = None, text: str = "words", **fields: object) -> SourcePost:
    """A post by Ann."""
    return SourcePost(post_id, parent_id, "ann", "2024-05-01T00:00:00.000Z", text, **fields)


def test_every_fate_of_a_post() -> None:
    """New, vanished, edited, deleted by the platform, and there again: each is told and marked once."""
    first = captured(post("r"), post("a", "r"), post("b", "r"), post("c", "a"), post("d", "r"))
    second = captured(
        post("r"), post("a", "r", text="other words", like_count=4), post("n", "b"),
        post("b", "r", state="deleted"), post("d", "r"), at=LATER,
    )  # fmt: skip
    joined = merged(first, second, "keep", "")
    posts = {each.post_id: each for each in joined.thread.posts}
    assert (joined.change.added, joined.change.vanished) == (("n",), ("b", "c"))
    assert (joined.change.edited, joined.change.returned) == (("a",), ())
    assert [post_id for post_id, each in posts.items() if each.vanished_at] == ["b", "c"]
    assert posts["b"].text == "words" and posts["b"].vanished_at == LATER and posts["a"].like_count == 4
    again = merged(joined.thread, captured(post("r"), post("c", "r"), at="2024-07-01T00:00:00Z"), "keep", "")
    assert again.change.returned == ("c",) and again.change.vanished == ("a", "d", "n")
    marks = {each.post_id: each.vanished_at for each in again.thread.posts}
    assert marks["b"] == LATER and marks["c"] is None
    assert len(again.thread.capture.recaptures) == 2


def test_dropped_words_leave_the_place() -> None:
    """Under the policy "drop" a vanished post keeps its place in the tree and nothing else of what was said."""
    joined = merged(
        captured(post("r"), post("a", "r"), post("c", "a")), captured(post("r"), post("c", "a")), "drop", LATER
    )
    posts = {each.post_id: each for each in joined.thread.posts}
    assert (posts["a"].state, posts["a"].text, posts["a"].vanished_at) == ("deleted", "", LATER)
    assert posts["c"].parent_id == "a" and posts["c"].state == "present"


def test_a_capture_that_begins_elsewhere() -> None:
    """A later capture from further down hangs where it was; one from further up becomes the root."""
    whole = captured(post("r"), post("a", "r"), post("b", "a"))
    below = captured(SourcePost("a", None, state="missing"), post("b", "a"), post("c", "b"))
    assert [(each.post_id, each.parent_id) for each in merged(whole, below, "keep", "").thread.posts] == [
        ("r", None), ("a", "r"), ("b", "a"), ("c", "b"),
    ]  # fmt: skip
    part = captured(SourcePost("a", None, state="missing"), post("b", "a"))
    above = merged(part, captured(post("r"), post("a", "r")), "keep", "")
    assert [(each.post_id, each.parent_id) for each in above.thread.posts] == [("r", None), ("a", "r"), ("b", "a")]
    assert above.change.vanished == ("b",) and above.change.added == ("a", "r")


@given(st.sets(st.integers(1, 9)), st.sets(st.integers(1, 9)))
def test_nothing_twice_and_nothing_lost(early: set[int], late: set[int]) -> None:
    """Whatever two captures hold, the joined thread has each post once, as one tree."""
    first = captured(post("0"), *(post(str(n), "0") for n in early))
    second = captured(post("0"), *(post(str(n), "0") for n in late), at=LATER)
    joined = merged(first, second, "keep", "")
    assert sorted(each.post_id for each in joined.thread.posts) == sorted({"0"} | {str(n) for n in early | late})
    assert set(joined.change.vanished) == {str(n) for n in early - late}
    assert set(joined.change.added) == {str(n) for n in late - early}
    assert joined.thread.capture.posts_carried == len(early - late)


def status(number: int, parent: int | None) -> dict:
    """A Mastodon status."""
    return {
        "id": str(1000 + number), "in_reply_to_id": str(1000 + parent) if parent is not None else None,
        "content": f"<p>status {number}</p>", "created_at": f"2024-05-01T00:{number:02}:00.000Z", "replies_count": 0,
        "account": {"acct": f"Person{number % 3}", "display_name": f"Given{number % 3} Family"},
    }  # fmt: skip


def imported(publication: Publication, statuses: list[dict], name: str) -> ImportReport:
    """An import of these statuses as a context under the slug x."""
    file = publication.root / f"{name}.json"
    file.write_text(json.dumps({"ancestors": [], "descendants": statuses}))
    [report] = import_files(publication, [file], slug="x", now=LATER)
    return report


def test_importing_again(publication: Publication) -> None:
    """A later file of the same thread is joined, with its people under the ids they had; the same file is refused."""
    early = [status(0, None), *(status(number, number // 2) for number in range(1, 8))]
    imported(publication, early, "early")
    before = store.read_thread(publication, "x")[1]
    people = (publication.private / "x" / "people.csv").read_text()
    with pytest.raises(ThreadExists, match="nothing new"):
        imported(publication, early, "early")
    report = imported(publication, [*early[:4], status(9, 0)], "late")
    assert "1 post new, 4 vanished" in "\n".join(report.lines)
    _, posts, _, capture = store.read_thread(publication, "x")
    assert len(posts) == 9 and set(before["post_id"]) < set(posts["post_id"])
    assert posts.loc[posts["vanished_at"].notna(), "text"].tolist() == [f"status {n}" for n in (4, 5, 6, 7)]
    assert capture.posts_carried == 4 and len(capture.recaptures[0].vanished) == 4
    assert (publication.private / "x" / "people.csv").read_text() == people
    with pytest.raises(ThreadExists, match="another thread"):
        imported(publication, [status(20, None), status(21, 20)], "other")


def test_a_real_context_with_half_its_replies_gone(publication: Publication) -> None:
    """Of a real capture every second reply gone later: all stay, half are marked, no reply is orphaned."""
    if not CONTEXT.exists():
        pytest.skip("the Mastodon context is not here")
    context = json.loads(CONTEXT.read_text())
    import_files(publication, [CONTEXT], slug="x", now="2022-11-08T00:00:00Z")
    gone = context["descendants"][::2]
    later = publication.root / "later.json"
    later.write_text(json.dumps(context | {"descendants": context["descendants"][1::2]}))
    [report] = import_files(publication, [later], slug="x", now=LATER)
    _, posts, _, _ = store.read_thread(publication, "x")
    assert report.change is not None and len(report.change.vanished) == len(gone) and not report.change.added
    assert int(posts["vanished_at"].notna().sum()) == len(gone)
    assert posts["parent_id"].isna().sum() == 1 and posts["post_id"].is_unique


def test_what_is_the_same_thread() -> None:
    """Two captures are of one thread where they share a post."""
    assert is_same_thread(captured(post("r")), captured(post("a", "r"), post("r")))
    assert not is_same_thread(captured(post("r")), captured(post("x")))
