"""One mail taken apart."""

from __future__ import annotations

from generator.sources.mail_message import parsed


def mail(headers: str, body: bytes) -> bytes:
    """A mail with these headers."""
    return headers.encode() + b"\n\n" + body


def test_plain() -> None:
    """A plain body is read in its own charset, with lines ending either way."""
    assert parsed(b"From: a\r\nSubject: b\r\n\r\nc\r\n").text == "c\r\n"
    assert parsed(mail("Content-Type: text/plain; charset=koi8-r", "д".encode("koi8-r"))).text == "д"


def test_transfer_encodings() -> None:
    """Quoted-printable and base64 are undone; what is broken stays."""
    headers = "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: "
    assert parsed(mail(headers + "quoted-printable", b"=C3=A4=\nb")).text == "äb"
    assert parsed(mail(headers + "base64", b"w6Q=")).text == "ä"
    assert parsed(mail(headers + "base64", b"w")).text == "w"


def test_parts() -> None:
    """Plain text goes before markup, files are told of, signatures by programs are not."""
    parts = {
        "text/plain": b"words",
        "text/html": b"<p>words</p>",
        'image/png; name="=?utf-8?Q?=C3=A4.png?="': b"x",
        "application/pgp-signature": b"y",
    }
    body = b"".join(b"--b\nContent-Type: " + kind.encode() + b"\n\n" + text + b"\n" for kind, text in parts.items())
    found = parsed(mail('Content-Type: multipart/mixed; boundary="b"', body + b"--b--\n"))
    assert (found.text, found.html, found.attachments) == ("words", "", ["[attachment: ä.png, image/png]"])


def test_markup_alone() -> None:
    """Where there is no plain text, the markup counts."""
    assert parsed(mail("Content-Type: text/html", b"<p>a</p>")).html == "<p>a</p>"
    body = b"--b\nContent-Type: text/html\n\n<p>a</p>\n--b--\n"
    assert parsed(mail("Content-Type: multipart/alternative; boundary=b", body)).html.strip() == "<p>a</p>"


def test_odd_mails() -> None:
    """A mail that is one file, has no body, or lies about its parts is read as far as it goes."""
    assert parsed(mail("Content-Type: application/pdf", b"x")).attachments == ["[attachment: application/pdf]"]
    assert parsed(b"From: a").fields == {"from": "a"}
    assert parsed(mail("Content-Type: multipart/mixed", b"x")).text in ("", "x")
    assert parsed(mail('Content-Type: multipart/mixed; boundary="b"', b"--b\n" * 2000)).text.strip() == ""
