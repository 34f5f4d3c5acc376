"""The store keeps threads whole, reads them typed, and names every fault."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from generator import store
from generator.errors import PublicationError, ThreadExists, UsageError
from generator.model import AUTHOR_COLUMNS, POST_COLUMNS, Capture, Role, SourcePost, SourceThread, Thread
from generator.settings import Publication

ROOT = Path(__file__).resolve().parents[1]
CAPTURE = Capture("mastodon", "2024-01-02T00:00:00Z", "file: a.json (mastodon)", 2, 2, declared_reply_count=1)
POSTS = [
    SourcePost("t2", "t1", "p2", "2024-01-01T10:00:00.5+00:00", "line\u2028separator @p1", "<p>@p1</p>", like_count=3),
    SourcePost("t1", None, "p1", "2024-01-01T11:00:00+01:00", "root"),
]
AUTHORS = [
    {"author_id": "p2", "name": "", "description": "A tenant, \"proud\"\nof it", "follower_count": None},
    {"author_id": "p1", "name": "", "description": "housing manager", "follower_count": 5},
]  # fmt: skip
SOURCE = SourceThread(POSTS, AUTHORS, "A title", "", CAPTURE)
ROLES = (Role("manager", "Managers", "Manager", ("manager",)), Role("tenant", "Tenants", "Tenant", ("tenant",)))


@pytest.fixture
def publication(tmp_path: Path) -> Publication:
    """An empty publication."""
    (tmp_path / "mkdocs.yml").write_text("site_name: Test\n")
    return Publication(tmp_path)


def written(publication: Publication, title: str = "A title", replace: bool = False, **changes: object) -> Path:
    """One small thread, kept."""
    thread = Thread("small", title, "mastodon", captured_at=CAPTURE.captured_at, roles=ROLES, **changes)
    return store.write_thread(publication, thread, SOURCE, [], replace)


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_round_trip(publication: Publication) -> None:
    """What is written is read back, typed as the model says, in time order."""
    written(publication, kicker="Housing", tags=("a", "b"), named={"p1": "Harrowbeck Homes"}, organisations=("p1",))
    thread, posts, authors, capture = store.read_thread(publication, "small")
    assert thread.kicker == "Housing" and thread.tags == ("a", "b") and thread.roles == ROLES
    assert {name: str(kind) for name, kind in posts.dtypes.items()} == POST_COLUMNS
    assert {name: str(kind) for name, kind in authors.dtypes.items()} == AUTHOR_COLUMNS
    assert list(posts["post_id"]) == ["t1", "t2"]
    assert posts["text"][1] == "line\u2028separator @p1"
    assert posts["parent_id"].isna().tolist() == [True, False]
    assert authors.set_index("author_id")["name"].to_dict() == {"p1": "Harrowbeck Homes", "p2": ""}
    assert authors["is_organisation"].tolist() == [True, False]
    assert authors["description"][1] == 'A tenant, "proud"\nof it'
    assert capture == CAPTURE
    assert store.slugs(publication) == ["small"]


def test_same_input_same_bytes(publication: Publication) -> None:
    """The order in which posts and authors come does not change a byte."""
    first = contents(written(publication))
    thread = Thread("other", "A title", "mastodon", captured_at=CAPTURE.captured_at, roles=ROLES)
    assert (
        contents(store.write_thread(publication, thread, replace(SOURCE, posts=POSTS[::-1], authors=AUTHORS[::-1])))
        == first
    )


def test_existing_thread_stays(publication: Publication) -> None:
    """A second import under the same slug is refused, and nothing changes."""
    written(publication)
    before = contents(publication.root)
    with pytest.raises(ThreadExists):
        written(publication, title="Another")
    assert contents(publication.root) == before


def test_replace_keeps_the_editors_files(publication: Publication) -> None:
    """A replaced thread keeps thread.toml (but for the moment of capture), commentary and roster."""
    folder = written(publication, title="First")
    (folder / "commentary.md").write_text("Mine.")
    (folder / "roster.csv").write_text("author_id,role\np2,manager\n")
    thread = Thread("small", "Second", "mastodon", captured_at="2025-01-01T00:00:00Z")
    store.write_thread(publication, thread, SOURCE, [], replace=True)
    kept, _, authors, _ = store.read_thread(publication, "small")
    assert (kept.title, kept.commentary, kept.captured_at) == ("First", "Mine.", "2025-01-01T00:00:00Z")
    assert authors.set_index("author_id")["role"].to_dict() == {"p1": "manager", "p2": "manager"}
    assert authors.set_index("author_id")["role_source"].to_dict() == {"p1": "words", "p2": "roster"}


@pytest.mark.parametrize("step", [1, 2, 3])
def test_interrupted_replace_leaves_one_whole_thread(
    publication: Publication, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    """Whichever step fails, the old thread or the new one is there, and no half of either."""
    old = contents(written(publication))
    calls = 0
    real = Path.rename

    def failing(self: Path, target: Path) -> Path:
        nonlocal calls
        calls += 1
        if calls == step:
            raise OSError("interrupted")
        return real(self, target)

    monkeypatch.setattr(Path, "rename", failing)
    if step < 3:
        with pytest.raises(OSError, match="interrupted"):
            written(publication, replace=True)
    else:
        written(publication, replace=True)
    monkeypatch.undo()
    assert store.slugs(publication) == ["small"]
    assert contents(publication.threads / "small") == old
    assert [path.name for path in publication.threads.iterdir()] == ["small"]


def test_recovery_after_a_kill_between_the_renames(publication: Publication) -> None:
    """A thread that was moved aside when the power went is back at the next start."""
    folder = written(publication)
    folder.rename(folder.with_name(".old-small"))
    (folder.with_name(".new-small")).mkdir()
    assert store.slugs(publication) == ["small"]
    written(publication, replace=True)
    assert [path.name for path in publication.threads.iterdir()] == ["small"]


def test_all_faults_at_once(publication: Publication) -> None:
    """One error tells every fault of the folder."""
    folder = written(publication)
    (folder / "thread.toml").write_text('title = "x"\nplatfrom = "y"\ntags = "z"\n')
    (folder / "authors.csv").write_text("author_id,nme\np1,x\n")
    (folder / "capture.json").write_text("{")
    with (folder / "posts.jsonl").open("a") as out:
        out.write("{broken\n")
    with pytest.raises(PublicationError) as caught:
        store.read_thread(publication, "small")
    for words in (
        "'platfrom'",
        "no platform",
        "tags should be",
        "nme",
        "capture.json is not JSON",
        "line 3 is not JSON",
    ):
        assert words in str(caught.value)


@pytest.mark.parametrize("name", store.FILES)
def test_missing_file(publication: Publication, name: str) -> None:
    """A missing file is named."""
    (written(publication) / name).unlink()
    with pytest.raises(PublicationError, match=f"{name} is missing"):
        store.read_thread(publication, "small")


def test_orphans_and_strangers(publication: Publication) -> None:
    """A post that answers nothing held, or by nobody held, is a fault."""
    folder = written(publication)
    rows = [json.loads(line) for line in (folder / "posts.jsonl").read_text().split("\n") if line]
    rows[1]["parent_id"] = "t9"
    (folder / "posts.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    with pytest.raises(PublicationError, match="answers 't9'"):
        store.read_thread(publication, "small")


def test_vanished_person_and_post(publication: Publication) -> None:
    """Who is on the vanish list has no text, address or row, and mentions of them say so."""
    written(publication)
    publication.vanish.write_text("# asked on Monday\np1  # a person\n")
    _, posts, authors, _ = store.read_thread(publication, "small")
    assert posts["state"].tolist() == ["withheld", "present"]
    assert posts["text"].tolist() == ["", "line\u2028separator @withheld"]
    assert posts["author_id"].isna().tolist() == [True, False]
    assert authors["author_id"].tolist() == ["p2"]


@pytest.mark.parametrize("slug", ["../../x", "", "a/b", "A", "con", "nul", "index", ".old-x", "-a", "a" * 500, "ä"])
def test_bad_slugs(slug: str) -> None:
    """A slug that could leave the folder or break a system is refused."""
    with pytest.raises(UsageError):
        store.check_slug(slug)


@pytest.mark.parametrize(
    ("title", "slug"),
    [("Who's there? Ünïcode!", "whos-there-unicode"), ("", "thread"), ("con", "thread-con"), ("日本", "thread")],
)
def test_slugify(title: str, slug: str) -> None:
    """Every title gives a slug that is allowed."""
    assert store.check_slug(store.slugify(title)) == slug
    assert store.check_slug(store.slugify(title + " word" * 100))


@pytest.mark.parametrize("slug", ["housing-engagement", "discharge-letter", "hedge-debate"])
def test_constructed_threads_have_their_intended_roles(slug: str) -> None:
    """The constructed threads' rules and rosters give the roles they were written with."""
    truth = json.loads((ROOT / "tests" / "truth" / f"{slug}.json").read_text(encoding="utf-8"))["roles"]
    thread, posts, authors, capture = store.read_thread(Publication(ROOT), slug)
    roles = authors.set_index("author_id")["role"].astype(object)
    assert {key: role for key, role in roles.items() if isinstance(role, str)} == {k: v for k, v in truth.items() if v}
    by_rule = (authors["role_source"] == "words").sum() / authors["role"].notna().sum()
    assert by_rule >= 0.8
    assert thread.constructed and capture.posts_kept == capture.records_read == len(posts)
    assert capture.declared_reply_count == len(posts) - 1
