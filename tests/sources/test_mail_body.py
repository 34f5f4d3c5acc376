"""What of a mail's body is new, what is quoted, and what is neither."""

from __future__ import annotations

import time

import pytest

from generator.sources.mail_body import attachment_note, words_of

CASES = {
    "one\n\ntwo\n": "one\n\ntwo",
    "On Monday, Ann <a at b.org> wrote:\n> x\n\nno": "> On Monday, Ann <a@b.org> wrote:\n> x\n\nno",
    "Am 2. Mai 2020\nschrieb Ann Bee:\n\n> x": "> Am 2. Mai 2020\n> schrieb Ann Bee:\n>\n> x",
    "Hi Bob\n> x\nyes": "Hi Bob\n> x\nyes",
    "hi\n-- \nAnn\nPhone 1": "hi",
    "hi\n--\nAnn\n\nOn Monday, Bob wrote:\n> x": "hi\n> On Monday, Bob wrote:\n> x",
    "hi\n" + "_" * 40 + "\nR-devel mailing list\nhttps://example.org/listinfo": "hi",
    "a\n" + "_" * 40 + "\nb": "a\n" + "_" * 40 + "\nb",
    "no\n\n-----Original Message-----\nFrom: Ann\nSent: now\n\nx": (
        "no\n> -----Original Message-----\n> From: Ann\n> Sent: now\n> \n> x"
    ),
    (
        "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA1\n\nhi\n"
        "-----BEGIN PGP SIGNATURE-----\nx\n-----END PGP SIGNATURE-----"
    ): "hi",
    "Bob wrote:\n| x\n| y\n\nno": "> Bob wrote:\n> | x\n> | y\n\nno",
    "AB> x\nno": "> AB> x\nno",
    "a\n>From here\nb": "a\nFrom here\nb",
    "a\r\nb": "a\nb",
}


@pytest.mark.parametrize("body", CASES)
def test_text(body: str) -> None:
    """New text stays, quotations are marked, signatures, footers and armour go."""
    assert words_of(body, []).text == CASES[body]


def test_markup() -> None:
    """Quotations are blockquotes, within each other too; a text without any needs no markup of its own."""
    assert words_of("> > a\n> b & c\n\nd", []).html == (
        "<blockquote><blockquote><p>a</p></blockquote><p>b &amp; c</p></blockquote><p>d</p>"
    )
    assert words_of("a", []).html is None
    assert words_of(">" * 300 + " a", []).html


def test_addresses() -> None:
    """Disguised addresses are addresses again; "look at example.org" is none."""
    text = words_of(
        "ask ann at example.org, <b.c at d.org> or (me at e.net); look at example.org, at www.x.org", []
    ).text
    assert text == "ask ann@example.org, <b.c@d.org> or (me@e.net); look at example.org, at www.x.org"


def test_attachments() -> None:
    """Attachments stand in the markup alone, those that an archive cut out too."""
    cut = (
        "hi\n-------------- next part --------------\nA non-text attachment was scrubbed...\n"
        "Name: signature.asc\nType: application/pgp-signature\nSize: 490 bytes\nDesc: x\nURL: <https://example.org>\n"
    )
    words = words_of(cut, [attachment_note("a<b.pdf", "application/pdf")])
    assert words.text == "hi"
    assert words.html == (
        "<p>hi</p><p><em>[attachment: a&lt;b.pdf, application/pdf]</em></p>"
        "<p><em>[attachment: signature.asc, application/pgp-signature]</em></p>"
    )


def test_name_of_the_sender() -> None:
    """A last line that is but the sender's name is a signature; the name within the text is not."""
    assert words_of("Ann is here\n\nRegards,\n- Ann\n\n> x\n\nAnn Bee", [], "Ann Bee").text == (
        "Ann is here\n\nRegards,\n\n> x"
    )
    assert words_of("Ann\nhas it", [], "Ann Bee").text == "Ann\nhas it"


def test_text_that_an_archive_cut_out() -> None:
    """A mail of which only that is left has no words, and says so in its markup."""
    words = words_of("An embedded and charset-unspecified text was scrubbed...\nName: not available\nURL: <x>\n", [])
    assert (words.text, words.html) == ("", "<p><em>[attachment: embedded and charset-unspecified text]</em></p>")


@pytest.mark.parametrize(
    "unit",
    [" ", "\n", "> ", "\n> ", "-", "_", "\n---\n", " at ", "a at b.", "<a at b.cc> ", "Bob wrote:\n", "| ", "--\n"],
)
def test_endless_bodies(unit: str) -> None:
    """A body that repeats anything a hundred thousand signs long is read soon."""
    began = time.process_time()
    words_of("On Monday Bob wrote:\n> a\n--- " + unit * (100_000 // len(unit)) + "x", [], "Ann Bee")
    assert time.process_time() - began < 2
