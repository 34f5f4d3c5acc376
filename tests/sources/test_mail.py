"""Mailing lists as threads."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest

from generator.privacy.pseudonyms import pseudonymise
from generator.sources import read
from generator.sources.forest import Forest
from tests.sources.reading import only_thread
from tests.sources.test_sources import assert_sound

LISTS = Path(__file__).resolve().parents[2].parent / "shared" / "threads" / "mailing_list"
# Mails, as the files declare them, those held, and threads.
REAL = {
    "r-devel_2014-June.txt": (198, 198),
    "r-package-devel_2017q2.txt": (315, 315),
    "bigbang_2001-November.txt": (164, 82),  # the file holds each mail twice
    "mbox_complex.mbox": (2, 2),
    "mbox_multipart.mbox": (2, 2),
    "mbox_unixfrom_encoding.mbox": (1, 1),
}


def mail(number: int, subject: str, body: str = "words", **headers: str) -> str:
    """A mail of Ann or Bob."""
    name = "Ann" if number % 2 else "Bob"
    fields = {
        "From": f"{name.lower()} at example.org ({name} Bee)",
        "Date": f"Sun, {number} Jun 2014 10:00:00 +0200",
        "Subject": subject,
        "Message-ID": f"<{number}@example.org>",
    } | {key.replace("_", "-"): value for key, value in headers.items()}
    lines = [f"{key}: {value}" for key, value in fields.items() if value]
    return (
        f"From {name.lower()} at example.org  Sun Jun  {number} 08:00:00 2014\n" + "\n".join(lines) + f"\n\n{body}\n\n"
    )


def forest_of(folder: Path, *mails: str) -> Forest:
    """The threads of an archive."""
    (folder / "2014-June.txt").write_text("".join(mails), "utf-8")
    return read([folder / "2014-June.txt"])


def test_thread(tmp_path: Path) -> None:
    """A mail stands below the one it names, by either header; the time is in UTC; the address is the handle."""
    forest_of(
        tmp_path,
        mail(1, "[X] Bins"),
        mail(2, "Re: [X] Bins", In_Reply_To="<1@example.org>"),
        mail(3, "Re: [X] Bins", References="<1@example.org> <2@example.org>"),
        mail(4, "changed", In_Reply_To="<0@example.org>", References="<1@example.org> <0@example.org>"),
    )
    built = only_thread([tmp_path / "2014-June.txt"])
    assert_sound(built)
    assert built.title == "Bins"
    assert [(post.post_id[0], (post.parent_id or "-")[0], post.author_id) for post in built.posts] == [
        ("1", "-", "ann@example.org"),
        ("2", "1", "bob@example.org"),
        ("3", "2", "ann@example.org"),
        ("4", "1", "bob@example.org"),
    ]
    assert built.posts[0].published_at == "2014-06-01T08:00:00.000Z"
    assert [author["name"] for author in built.authors] == ["Ann Bee", "Bob Bee"]


def test_answers_to_mails_of_another_month(tmp_path: Path) -> None:
    """Answers to what is not in the files are one thread below a placeholder, which has the subject as its title."""
    forest_of(
        tmp_path,
        mail(1, "Re: Bins", References="<a@x.org> <b@x.org>"),
        mail(2, "Re: Bins", References="<a@x.org> <c@x.org>"),
    )
    built = only_thread([tmp_path / "2014-June.txt"])
    assert_sound(built)
    assert (built.title, built.root_id, built.capture.placeholders) == ("Bins", "a@x.org", 3)


def test_subject_tells_where_headers_do_not(tmp_path: Path) -> None:
    """An answer without headers stands below the mail that began its subject; equal subjects alone join nothing."""
    forest = forest_of(
        tmp_path, mail(3, "AW: bins"), mail(1, "Bins"), mail(2, "Re: [X]  Bins"), mail(5, "Report"), mail(6, "Report")
    )
    assert {root_id[0]: forest.post_count(root_id) for root_id in forest.root_ids} == {"1": 3, "5": 1, "6": 1}


def test_order_and_copies_do_not_matter(tmp_path: Path) -> None:
    """In any order, and with copies, the same tree comes out and every mail is accounted for."""
    letters = [
        mail(1, "Bins"),
        mail(2, "Re: Bins"),
        mail(3, "Re: Bins", In_Reply_To="<2@example.org>"),
        mail(4, "Re: Bins", In_Reply_To="<9@example.org>"),
    ]
    trees = set()
    for order in permutations(letters):
        forest = forest_of(tmp_path, *order, order[0])
        built = forest.thread(forest.root_ids[0])
        assert built.capture.records_read == 5
        assert [rejection.reason.split(" ")[0] for rejection in built.capture.rejections] == ["duplicate"]
        trees.add(tuple((post.post_id, post.parent_id) for post in built.posts))
    assert len(trees) == 1


def test_mails_without_an_id(tmp_path: Path) -> None:
    """A mail without an id gets one of its own, the same for the same mail."""
    forest = forest_of(tmp_path, mail(1, "a", Message_ID=""), mail(1, "a", Message_ID=""), mail(2, "b", Message_ID=""))
    assert sorted(forest.post_count(root_id) for root_id in forest.root_ids) == [1, 1]
    assert forest.builder.records_read == 3


def test_answers_in_a_circle(tmp_path: Path) -> None:
    """Mails that answer one another, or themselves, are told of, and the rest stays."""
    forest = forest_of(
        tmp_path,
        mail(1, "a", In_Reply_To="<2@example.org>"),
        mail(2, "a", In_Reply_To="<1@example.org>"),
        mail(3, "b", In_Reply_To="<3@example.org>"),
    )
    assert forest.root_ids == ["3@example.org"]
    assert len(forest.builder.rejections) == 2


def test_no_address_is_left_under_pseudonyms(tmp_path: Path) -> None:
    """Addresses of senders become their ids, other people's a mark, in whatever disguise, in text and in markup."""
    body = "On Monday Ann Bee <ann at example.org> wrote:\n> x\n\nask some.one at example.org or me, <m@e.org>"
    forest_of(tmp_path, mail(1, "Bins of bob at example.org"), mail(2, "Re: Bins of bob at example.org", body))
    hidden, _ = pseudonymise(only_thread([tmp_path / "2014-June.txt"]), b"secret")
    told = hidden.title + "".join(post.text + (post.html or "") for post in hidden.posts)
    assert "example.org" not in told
    assert "e.org" not in told
    assert "Ann" not in told


def test_markup_and_attachments(tmp_path: Path) -> None:
    """A mail in markup keeps it, with quotations marked in the text; attachments are told of in the markup."""
    body = "<p>no</p><blockquote>why</blockquote><script>x</script>"
    forest_of(tmp_path, mail(1, "Bins", body, Content_Type="text/html"))
    post = only_thread([tmp_path / "2014-June.txt"]).posts[0]
    assert (post.text, post.html) == ("no\n\n> why", "<p>no</p><blockquote>why</blockquote>")


def test_list_that_hides_its_senders(tmp_path: Path) -> None:
    """Behind the address of a list the sender's own is looked for, and else the name counts."""
    forest_of(
        tmp_path,
        mail(1, "Bins", From="x@list.org (Ann Bee via X)"),
        mail(2, "Re: Bins", From="Bob via X <x@list.org>", X_Original_From="Bob <bob@example.org>"),
    )
    built = only_thread([tmp_path / "2014-June.txt"])
    assert [author["handle"] for author in built.authors] == ["Ann Bee", "bob@example.org"]


def test_folder_of_single_mails(tmp_path: Path) -> None:
    """A folder with one mail a file is read, and other files in it are left."""
    for number, subject in ((1, "Bins"), (2, "Re: Bins")):
        (tmp_path / f"{number}.eml").write_text(mail(number, subject).partition("\n")[2], "utf-8")
    (tmp_path / "README").write_text("From here on: read.\n")
    assert only_thread([tmp_path]).capture.posts_kept == 2


def test_endless_markup_is_refused(tmp_path: Path) -> None:
    """A mail in markup beyond what a person writes is told of, not emptied."""
    forest = forest_of(tmp_path, mail(1, "a", "<p>x" * 9000, Content_Type="text/html"), mail(2, "b"))
    assert "too long" in forest.builder.rejections[0].reason


def test_no_mail_at_all(tmp_path: Path) -> None:
    """What begins like a mail and says nothing is counted with its reason."""
    empty = "From ann at example.org  Sun Jun  1 08:00:00 2014\nX-Y: z\n\n"
    forest = forest_of(tmp_path, empty, mail(1, "a"))
    assert [each.reason for each in forest.builder.rejections] == ["no mail: neither a sender nor a subject nor words"]


@pytest.mark.parametrize("name", REAL)
def test_real_archives(name: str) -> None:
    """A real archive gives as many mails as it declares, each held or told why not."""
    if not (LISTS / name).exists():
        pytest.skip(f"{name} is not here")
    forest = read([LISTS / name])
    kept = sum(forest.post_count(root_id) for root_id in forest.root_ids)
    assert forest.platform == "mail"
    assert (forest.builder.records_read, kept) == REAL[name]
    assert forest.builder.records_read == kept + len(forest.builder.rejections)


def test_by_subject_alone_a_mail_is_placed(tmp_path: Path) -> None:
    """A mail that names what it answers answers it, held or not; one found by its subject is placed below the first."""
    forest = forest_of(
        tmp_path,
        mail(1, "Bins"),
        mail(2, "Re: Bins"),
        mail(3, "Re: Bins", In_Reply_To="<1@example.org>"),
        mail(4, "Re: Bins", In_Reply_To="<9@example.org>"),
    )
    kinds = {post.post_id[0]: post.kind for post in forest.trees["1@example.org"] if post.state == "present"}
    assert kinds == {"1": "post", "2": "placed", "3": "post", "4": "post"}
