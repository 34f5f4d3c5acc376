"""Files of mail as single mails."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from generator.sources import documents_of, mail_files
from generator.sources.mail_files import is_mail, mails, without_envelope
from generator.sources.reading import Document

FIRST = b"From ann at example.org  Sun Jun  1 00:52:36 2014\nFrom: ann at example.org (Ann)\nSubject: a\n\n"
SECOND = b"From bob@example.org Mon Jun 2 10:00:00 2014\nFrom: bob@example.org\nSubject: b\n\n"


def document(folder: Path, content: bytes, name: str = "x.mbox") -> Document:
    """A file with this content."""
    (folder / name).write_bytes(content)
    return documents_of([folder / name])[0]


def test_mails_of_an_archive(tmp_path: Path) -> None:
    """Each mail begins with its line; a sentence that begins so does not."""
    body = b"From here on\nFrom 10:00 to 12:00 in 2014\nit rains\n"
    found = list(mails(document(tmp_path, FIRST + body + SECOND + b"b\n")))
    assert found == [("x.mbox mail 1", FIRST + body), ("x.mbox mail 2", SECOND + b"b\n")]


@pytest.mark.parametrize("size", [1, 60, 1000])
def test_pieces_of_any_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    """Where the pieces end in which a file is read decides nothing."""
    monkeypatch.setattr(mail_files, "_CHUNK", size)
    content = b"\xef\xbb\xbf" + b"".join([FIRST + b"x" * number + b"\n\n" + SECOND + b"y\n" for number in range(60)])
    assert len(list(mails(document(tmp_path, content)))) == 120


def test_compressed_and_single(tmp_path: Path) -> None:
    """A compressed month is read; a file may be one mail."""
    assert len(list(mails(document(tmp_path, gzip.compress(FIRST + b"x\n" + SECOND), "2014-June.txt.gz")))) == 2
    single = document(tmp_path, b"From: a\nTo: b\nSubject: c\n\nd", "x.eml")
    assert is_mail(single)
    assert [raw for _, raw in mails(single)] == [b"From: a\nTo: b\nSubject: c\n\nd"]


@pytest.mark.parametrize(
    "content",
    [b"From here to there\n", b"From: a\n\nb", b"title: x\nfrom: y\n", b"{}", b"From\n", b"a,b\n1,2\n", b"== A ==\n"],
)
def test_what_is_no_mail(tmp_path: Path, content: bytes) -> None:
    """Other texts are not claimed."""
    assert not is_mail(document(tmp_path, content, "x.txt"))


def test_line_that_begins_a_mail() -> None:
    """The line is taken off, and that of another box below it."""
    assert without_envelope(b"From a now\n>From b now\nFrom: c\n") == ("From a now", b"From: c\n")
    assert without_envelope(b"From: c\n") == ("", b"From: c\n")
