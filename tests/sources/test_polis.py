"""Polis: comments below the question, votes, moderation, who began."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from generator.errors import InputError
from tests.sources.reading import only_thread
from tests.sources.test_sources import THREADS, assert_sound

COMMENTS = "timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body,is-seed\n"


def export(folder: Path, comments: str, votes: str = "", summary: str = "topic,How?\nurl,https://pol.is/x\n") -> Path:
    """The folder of an export."""
    (folder / "comments.csv").write_text(COMMENTS + comments, "utf-8")
    (folder / "votes.csv").write_text("timestamp,datetime,comment-id,voter-id,vote\n" + votes, "utf-8")
    (folder / "summary.csv").write_text(summary, "utf-8")
    return folder


def test_comments_and_votes(tmp_path: Path) -> None:
    """Comments answer the question; of a participant's votes the last one counts; votes on nothing are left out."""
    built = only_thread([export(
        tmp_path,
        '1000000000000,,0,5,1,0,1,"Rents, and ""fees""",TRUE\n1000000001000,,1,6,0,1,-1,Rude,FALSE\n'
        "1,,,6,0,0,0,Lost,\n",
        "3,,0,6,1\n1,,0,6,-1\n2,,1,7,0\n2,,9,7,1\n2,,0,7,x\n",
    )])  # fmt: skip
    assert [(each.post_id, each.parent_id, each.state, each.text) for each in built.posts] == [
        ("question", None, "present", "How?"), ("comment-0", "question", "present", 'Rents, and "fees"'),
        ("comment-1", "question", "withheld", ""),
    ]  # fmt: skip
    assert built.capture.completeness.startswith("In Polis nobody answers a comment")
    assert built.votes == (("participant-6", "comment-0", 1), ("participant-7", "comment-1", 0))
    assert {each["author_id"]: each["role"] for each in built.authors} == {
        "participant-5": "seed-author", "participant-6": None, "participant-7": None,
    }  # fmt: skip
    assert [each.reason for each in built.capture.rejections] == ["id is missing"]


def test_question_that_is_not_there(tmp_path: Path) -> None:
    """Without a summary the question is stood in for."""
    folder = export(tmp_path, "1000000000000,,0,5,1,0,1,Rents,\n")
    (folder / "summary.csv").unlink()
    built = only_thread([folder])
    assert [(each.post_id, each.state) for each in built.posts] == [("question", "missing"), ("comment-0", "present")]


@pytest.mark.parametrize(("name", "count", "withheld"), [("brexit-consensus", 50, 0), ("london.youth.policing", 39, 3)])
def test_real_exports(name: str, count: int, withheld: int) -> None:
    """Every comment is there, and everyone's last votes are those of the export's own matrix of participants."""
    folder = THREADS / "polis" / name
    if not folder.exists():
        pytest.skip(f"{name} is not here")
    built = only_thread([folder])
    assert_sound(built)
    assert built.capture.posts_kept == count + 1
    assert sum(each.state == "withheld" for each in built.posts) == withheld
    with (folder / "participants-votes.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {(voter, post_id): value for voter, post_id, value in built.votes} == {
        (f"participant-{row['participant']}", f"comment-{column}"): int(cell)
        for row in rows
        for column, cell in row.items()
        if column.isdigit() and cell
    }


def test_two_conversations_are_not_taken_for_one(tmp_path: Path) -> None:
    """A folder with two exports is refused by name, rather than the second left out in silence."""
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        export(tmp_path / name, "1000000000000,,0,5,1,0,1,Rents,TRUE\n", "")
    with pytest.raises(InputError, match="different conversations"):
        only_thread([tmp_path])
