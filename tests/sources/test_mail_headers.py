"""Headers of mails, sound and odd."""

from __future__ import annotations

import time

import pytest

from generator.sources.mail_headers import (
    answers_something,
    decoded,
    header_fields,
    message_ids,
    moment,
    parameter,
    person,
    subject_words,
    unencoded,
)

SENDERS = {
    "xie at example.org (Yihui X)": ("xie@example.org", "Yihui X"),
    '"Bee, Ann" <ann@example.org>': ("ann@example.org", "Bee, Ann"),
    "ann@example.org": ("ann@example.org", ""),
    "<ann@example.org>": ("ann@example.org", ""),
    "ann@example.org (Ann)": ("ann@example.org", "Ann"),
    "=?utf-8?Q?=C3=84nn?= <ann@example.org>": ("ann@example.org", "Änn"),
    "ann@example.org <ann@example.org>": ("ann@example.org", ""),
    "Ann Bee via R-devel <r-devel@example.org>": ("Ann Bee", "Ann Bee"),
    "r-devel at example.org (Ann Bee via R-devel)": ("Ann Bee", "Ann Bee"),
    "Ann": ("Ann", ""),
    "": None,
}
DATES = {
    "Sat, 31 May 2014 17:52:36 -0500": "2014-05-31T22:52:36+00:00",
    "Thu Nov  1 11:19:12 2001": "2001-11-01T11:19:12+00:00",
    "Thu, 1 Nov 01 11:19 EST": "2001-11-01T16:19:00+00:00",
    "1 Nov 99 11:19:00 GMT": "1999-11-01T11:19:00+00:00",
    "Thu, 1 Nov 2001 11:19:60 +9900": "2001-11-01T11:19:59+00:00",
    "Thu, 1 Nov 2001 11:19:00 XYZ": "2001-11-01T11:19:00+00:00",
    "99 Nov 2001 11:19:00": None,
    "yesterday": None,
    "": None,
}
SUBJECTS = {
    "Re: [Rd] Re[2]: AW: hello": "hello",
    "[list] hello": "hello",
    "Fwd: hello (was: bye)": "hello",
    "=?iso-8859-1?Q?R=E9_hello?=": "Ré hello",
    "Re:": "Re:",
    "": "",
}


@pytest.mark.parametrize("value", SENDERS)
def test_sender(value: str) -> None:
    """The address is the handle, the name beside it the name; behind a list's own address stands the name."""
    found = person(value)
    assert (found and (found.handle, found.name)) == SENDERS[value]


@pytest.mark.parametrize("value", DATES)
def test_date(value: str) -> None:
    """Dates of all times are read; what is none is none."""
    assert moment(value) == DATES[value]


@pytest.mark.parametrize("value", SUBJECTS)
def test_subject(value: str) -> None:
    """The marks of answers, forwards and lists go."""
    assert subject_words(value) == SUBJECTS[value]


def test_answers() -> None:
    """A subject says whether it answers; "Re" within it says nothing."""
    assert answers_something("[Rd] AW: x")
    assert answers_something("=?utf-8?Q?Re=3A_x?=")
    assert not answers_something("x re: y")


def test_fields() -> None:
    """Wanted headers are unfolded; of one given twice the first counts; others are left."""
    head = b"Subject: a\n b\nX-Junk: c\n d\nSUBJECT: e\nno header\nFrom: x"
    assert header_fields(head) == {"subject": "a b", "from": "x"}


def test_ids() -> None:
    """Ids stand in angle brackets, in disguise too; words beside them are none."""
    assert message_ids("Message from x of now <a@b> (c's) <d at e.org>") == ["a@b", "d@e.org"]
    assert message_ids("nothing") == []


def test_charsets() -> None:
    """Text is read as what it is, whatever was declared."""
    assert decoded("ä€".encode(), "us-ascii") == "ä€"
    assert decoded("ä".encode("latin-1"), "") == "ä"
    assert decoded("“".encode("cp1252"), "utf-8") == "“"
    assert decoded("д".encode("koi8-r"), "koi8-r") == "д"
    assert decoded("日".encode("iso-2022-jp"), "iso-2022-jp") == "日"
    assert decoded(b"\xff", "no-such-charset") == "ÿ"


def test_encoded_words() -> None:
    """Encoded words are joined; broken ones stay as they are."""
    assert unencoded("=?utf-8?B?w6Q=?= =?utf-8?B?w7Y=?= x") == "äö x"
    assert unencoded("=?utf-8?B?w6=?= x")
    assert parameter('text/plain; charset="UTF-8"; x=y', "charset") == "utf-8"
    assert parameter("text/plain", "charset") == ""


@pytest.mark.parametrize("unit", [" ", "<", "<a", "(", "=?", "Re:", "[a]", " at ", "(was ", '"'])
def test_endless_headers(unit: str) -> None:
    """A header that repeats anything is read soon."""
    began = time.process_time()
    fields = header_fields(b"From: x" + unit.encode() * 20_000 + b"x")
    person(fields["from"])
    subject_words(fields["from"])
    message_ids(fields["from"])
    assert time.process_time() - began < 2
