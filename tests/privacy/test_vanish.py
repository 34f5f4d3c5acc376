"""The list of who must not appear: every line does something, or is told."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from generator.build import build, check, vanish_faults
from generator.cli import main
from generator.errors import PublicationError
from generator.privacy.vanish import unmatched, unusable, vanished
from generator.settings import Publication, find_publication

ROOT = Path(__file__).resolve().parents[2]
LIST = "# asked on Monday\np001\n@p002  # by mail\n\nAnna Smith\nhttps://a.example/@ann\npzzzzzzzzzz\n"


@pytest.fixture
def publication(tmp_path: Path) -> Publication:
    """A publication of one thread."""
    shutil.copytree(ROOT / "data" / "threads" / "discharge-letter", tmp_path / "data" / "threads" / "discharge-letter")
    (tmp_path / "mkdocs.yml").write_text("site_name: Test\n", encoding="utf-8")
    return find_publication(tmp_path)


def test_lines() -> None:
    """Ids take down, with or without the mark of a mention; of what is no id, or nobody's, the line is told."""
    assert vanished(LIST) >= {"p001", "p002"}
    assert unusable(LIST) == [5, 6] and unmatched(LIST, {"p001", "p002"}) == [7]
    assert not unusable("") and not unmatched("# nobody\n", set())


def test_check_tells_lines_and_no_names(publication: Publication, capsys: pytest.CaptureFixture[str]) -> None:
    """`check` fails for what is no id, notes an id of nobody, and repeats none of what the lines hold."""
    publication.vanish.write_text(LIST, encoding="utf-8")
    faults = check(publication)
    assert [fault.partition("vanish.txt ")[2].split(" ")[1] for fault in faults] == ["5", "6"]
    assert main(["check", "--publication", str(publication.root)]) == 1
    publication.vanish.write_text("p001\npzzzzzzzzzz\n", encoding="utf-8")
    assert main(["check", "--publication", str(publication.root)]) == 0
    told = capsys.readouterr()
    assert "line 2 is the id of nobody" in told.out and "line 1 " not in told.out
    for said in ("Anna", "a.example", "pzzzzzzzzzz"):
        assert said not in told.out + told.err


def test_who_is_taken_down_is_known(publication: Publication) -> None:
    """An id counts as known although the thread is read without that person."""
    publication.vanish.write_text("p001\n", encoding="utf-8")
    assert vanish_faults(publication) == ([], [])


def test_build_refuses_a_line_that_takes_nobody_down(publication: Publication) -> None:
    """Nothing is published while somebody who asked to be taken out would be."""
    publication.vanish.write_text("Anna Smith\n", encoding="utf-8")
    with pytest.raises(PublicationError, match="line 1 is not the id"):
        build(publication)
    assert not publication.site.exists()
