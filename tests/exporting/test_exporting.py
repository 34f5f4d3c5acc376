"""Every format: the same people, the same bytes, no description, nobody who asked to be left out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator import cli
from generator.errors import PublicationError, UsageError
from generator.exporting import FORMATS, export_thread
from generator.settings import Publication

each_format = pytest.mark.parametrize("to", [each.id for each in FORMATS])


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a folder."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@each_format
def test_same_bytes(publication: Publication, to: str, tmp_path: Path) -> None:
    """Two exports are the same to the byte, wherever they go, and the second takes the place of the first."""
    report = export_thread(publication, "small", to)
    assert report.folder == publication.root / "exports" / f"small-{to}"
    first = contents(report.folder)
    assert first.keys() == report.sizes.keys() | {"export.json"}
    assert contents(export_thread(publication, "small", to, tmp_path / "x").folder) == first
    assert contents(export_thread(publication, "small", to).folder) == first
    assert (report.post_count, report.author_count) == (5, 2)


@each_format
def test_who_asked_to_be_left_out(publication: Publication, to: str) -> None:
    """A person on the vanish list is in no format, nor is what anyone says of themselves."""
    publication.vanish.parent.mkdir(exist_ok=True)
    publication.vanish.write_text("p1\n")
    whole = b"".join(contents(export_thread(publication, "small", to).folder).values())
    if to != "parquet":  # its pages are compressed
        assert b"t2" in whole and b"p2" in whole
    # SQLite sets values side by side, so "group" and "10 posts" meet.
    assert not re.search(rb"p1(?!\d)", whole) and b"a manager, really" not in whole and b"I quote this" not in whole


def test_wrong_words(publication: Publication) -> None:
    """A format or a thread that there is not is named, and nothing is written."""
    with pytest.raises(UsageError, match="expected one of convokit, graphml, sqlite, parquet, csv"):
        export_thread(publication, "small", "gexf")
    with pytest.raises(PublicationError, match="no such thread"):
        export_thread(publication, "other", "csv")
    assert not (publication.root / "exports").exists()


def test_command(publication: Publication, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The command says what it wrote, and refuses a folder with other things in it."""
    arguments = ["export", "small", "--publication", str(publication.root), "--to", "convokit", "--out"]
    assert cli.main([*arguments, str(tmp_path / "corpus")]) == 0
    assert "small: a ConvoKit corpus folder, 5 posts of 2 people" in capsys.readouterr().out
    (tmp_path / "mine.txt").write_text("mine")
    assert cli.main([*arguments, str(tmp_path)]) == 2
    assert "give --out a new or empty folder" in capsys.readouterr().err
    assert (tmp_path / "mine.txt").read_text() == "mine"


def test_help_names_every_format(capsys: pytest.CaptureFixture[str]) -> None:
    """The command's help lists the formats that there are."""
    with pytest.raises(SystemExit):
        cli.main(["export", "--help"])
    told = " ".join(capsys.readouterr().out.split())
    assert ", ".join(each.id for each in FORMATS[:-1]) + f" or {FORMATS[-1].id}" in told
