"""An import brings a thread in whole, with an account, or changes nothing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from generator import store
from generator.errors import InputError, ThreadExists, UsageError
from generator.importing import Choice, ImportReport, import_files, keep
from generator.model import Capture, Rejection, SourcePost, SourceThread
from generator.settings import Publication, find_publication

REJECTION = Rejection("record 4", "published_at is not a time: 'x'")
CAPTURE = Capture(
    "reddit", "2024-05-01T00:00:00Z", "file: x.json (reddit)", 4, 3, (REJECTION,),
    placeholders=1, declared_reply_count=7, more_stub_count=1, more_hidden_count=5,
)  # fmt: skip
NOON = "2024-05-01T12:00:00Z"
SOURCE = SourceThread(
    [
        SourcePost("a", None, "landlord_1", NOON, text="x"),
        SourcePost("b", "a", "renter", NOON, text="u/landlord_1"),
        SourcePost("c", "b", None, None, state="deleted"),
        SourcePost("d", "a", None, None, state="missing"),
    ],
    [
        {"author_id": "landlord_1", "handle": "landlord_1", "name": "Harrow Homes"},
        {"author_id": "renter", "handle": "Renter", "name": ""},
    ],
    "landlord_1 answers", "https://www.reddit.com/r/x/comments/a", CAPTURE,
)  # fmt: skip


def fresh() -> SourceThread:
    """The thread, whose posts an import takes as its own."""
    return replace(SOURCE, posts=list(SOURCE.posts))


@pytest.fixture
def publication(tmp_path: Path) -> Publication:
    """An empty publication."""
    (tmp_path / "mkdocs.yml").write_text("site_name: Test\n")
    return find_publication(tmp_path)


def files(publication: Publication) -> list[str]:
    """Everything below the publication."""
    return sorted(str(path.relative_to(publication.root)) for path in publication.root.rglob("*"))


def test_report_accounts_for_everything(publication: Publication) -> None:
    """The report tells records read, kept, rejected, declared and held."""
    report = keep(publication, fresh(), slug="x")
    text = "\n".join(report.lines)
    assert "4 records read = 3 posts kept + 1 record rejected" in text
    assert "7 replies declared, 2 held" in text
    assert "1 “more” stub stands for 5 replies not here" in text
    assert "1 deleted, 1 placeholder" in text
    assert report.rejected == {"published_at is not a time": 1}


def test_names_stay_in_the_private_folder(publication: Publication) -> None:
    """A handle is in people.csv, and nowhere else, not even in the slug made from the title."""
    report = keep(publication, fresh())
    assert "landlord" not in report.slug
    with_name = [path for path in publication.root.rglob("*") if path.is_file() and b"landlord_1" in path.read_bytes()]
    assert with_name == [publication.private / report.slug / "people.csv"]
    assert with_name[0].stat().st_mode & 0o077 == 0


def test_existing_slug_changes_nothing(publication: Publication) -> None:
    """A refused import leaves no file, not even a key."""
    (publication.threads / "x").mkdir(parents=True)
    before = files(publication)
    with pytest.raises(ThreadExists):
        keep(publication, fresh(), slug="x")
    assert files(publication) == before


def test_replace_names_what_the_editor_lists(publication: Publication) -> None:
    """An organisation listed in thread.toml has the source's name at the next import."""
    keep(publication, fresh(), slug="x")
    file = publication.threads / "x" / "thread.toml"
    file.write_text(file.read_text() + '\n[people]\norganisations = ["landlord_1"]\n')
    keep(publication, fresh(), slug="x", replace=True)
    _, _, authors, _ = store.read_thread(publication, "x")
    assert sorted(authors["name"]) == ["", "Harrow Homes"]


@pytest.mark.parametrize("arguments", [{"slug": "../../x"}, {"people": "everyone"}])
def test_wrong_usage_changes_nothing(publication: Publication, arguments: dict[str, str]) -> None:
    """Wrong words are refused before any file is read."""
    before = files(publication)
    with pytest.raises(UsageError):
        import_files(publication, [publication.root / "none.json"], **arguments)
    assert files(publication) == before


def table(folder: Path, rows: str) -> Path:
    """A CSV of posts."""
    file = folder / "posts.csv"
    file.write_text("id,parent,author,text\n" + rows)
    return file


def test_capital_letters_in_a_handle_keep_their_author(publication: Publication, tmp_path: Path) -> None:
    """Whoever writes under "AnnB" is the author of what AnnB wrote."""
    [report] = import_files(publication, [table(tmp_path, "1,,AnnB,first words\n2,1,ben,second words\n")], slug="x")
    _, posts, _, _ = store.read_thread(publication, report.slug)
    assert posts["author_id"].notna().all() and posts["author_id"].nunique() == 2


def test_many_threads_in_one_file(publication: Publication, tmp_path: Path) -> None:
    """Without a choice it is told what there is; one is taken by any of its posts, or each for itself."""
    file = table(tmp_path, "1,,a,red one\n2,1,b,yes\n3,2,a,no\n4,,c,blue one\n5,4,a,well\n6,,d,lonely\n")
    with pytest.raises(InputError, match=r"holds 3 threads; (?s:.*)1: 3 posts, 'red one'"):
        import_files(publication, [file])
    assert not publication.threads.exists()
    [one] = import_files(publication, [file], choice=Choice(thread_id="5"))
    assert (one.title, one.capture.posts_kept, one.capture.records_rejected) == ("blue one", 2, 4)
    both = import_files(publication, [file], choice=Choice(split=True, least_posts=2), replace=True)
    assert [(each.slug, each.capture.posts_kept) for each in both] == [("red-one", 3), ("blue-one", 2)]
    with pytest.raises(InputError, match="no thread holds '9'"):
        import_files(publication, [file], choice=Choice(thread_id="9"))


def test_files_that_were_passed_over_are_told() -> None:
    """The account names the files of a folder that were not read, the first ones and how many more."""
    names = tuple(f"{number}.txt" for number in range(25))
    capture = replace(CAPTURE, passed_over_count=130, passed_over=names)
    [line] = [each for each in ImportReport("s", "T", Path("x"), capture, 1, 0, 0, 0).lines if "passed over" in each]
    assert line.startswith("passed over as no part of it: 130 files: 0.txt, 1.txt") and line.endswith("and 110 more")
