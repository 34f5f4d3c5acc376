"""Single names where people greet, sign and quote one another, and nowhere else."""

from __future__ import annotations

import pytest

from generator.model import Capture, SourcePost, SourceThread
from generator.privacy.greetings import Greeted
from generator.privacy.pseudonyms import author_pseudonym, pseudonymise

NAMES = {
    "p1": "Anna Smith", "p2": "Bob Miller", "p3": "Will May", "p4": "Mark O'Neil", "p5": "Dr. Jürgen van der Berg",
    "p6": "Anna Jones", "p7": "Housing Team",
}  # fmt: skip


@pytest.fixture
def greeted() -> Greeted:
    """What is known of the people of a thread."""
    made = Greeted(stranger=lambda words: f"?{words.replace(' ', '-')}")
    for author_id, name in NAMES.items():
        made.add(author_id, name)
    return made


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hi Bob,\nthe bins", "Hi @p2,\nthe bins"),
        ("hello bob\nthe bins", "hello @p2\nthe bins"),
        ("Dear Dr Miller", "Dear Dr @p2"),
        ("> Dear Prof. Berg:", "> Dear Prof. @p5:"),
        ("Dear Bob, Will and Mark,", "Dear @p2, @p3 and @p4,"),
        ("Hi Anna Smith!", "Hi @p1!"),
        ("Hi Anna,", "Hi @?anna,"),
        ("Thanks Bob for the list", "Thanks @p2 for the list"),
        ("Thanks, Bob", "Thanks, @p2"),
        ("Best wishes,\nBob M.", "Best wishes,\n@p2"),
        ("Kind regards, Jürgen", "Kind regards, @p5"),
        ("see you\n\nWill", "see you\n\n@p3"),
        ("see you\n-- \nwill", "see you\n-- \n@p3"),
        ("see you\n--will", "see you\n--@p3"),
        ("Bob:\n\nno", "@p2:\n\nno"),
        ("> On Monday, Bob wrote:\n> x", "> On Monday, @p2 wrote:\n> x"),
        ("O'Neil <x@y.example> schrieb am 1. Mai:", "@p4 <x@y.example> schrieb am 1. Mai:"),
        ("On 3 May 2014 at 10:12, Bob J. Miller (list) wrote:", "On 3 May 2014 at 10:12, @p2 (list) wrote:"),
    ],
)
def test_names_in_their_places(greeted: Greeted, text: str, expected: str) -> None:
    """A part of a name of somebody in the thread becomes the person; of two people it is one nobody knows."""
    changed, lines = greeted.in_text(text)
    assert changed == expected
    assert bool(lines) == (text != expected)


@pytest.mark.parametrize(
    "text",
    [
        "Will you come? May I? Mark my words.",
        "Thanks Will do that",
        "Hello May I ask",
        "Hi all,\nHi Team,\nDear list,",
        "Hi Carol,",
        "we saw Bob and the bins",
        "Mark the date:\nin May we meet",
        "Thanks, and good bye",
        "She said: will we?",
        "will\nmay",
    ],
)
def test_words_stay_words(greeted: Greeted, text: str) -> None:
    """Outside of those places, and where nobody in the thread has the name, every word stays."""
    assert greeted.in_text(text) == (text, {})


def test_under_pseudonyms_in_text_and_markup() -> None:
    """Text and markup name the same people; what is marked up within a sentence is no signature."""
    text = "Hi Bob,\n\nplease Mark this.\n\nThanks,\nAnna"
    html = "<p>Hi Bob,</p><p>please <em>Mark</em> this.</p><p>Thanks,<br>Anna</p>"
    authors = [{"author_id": name, "handle": name, "name": NAMES[name]} for name in ("p1", "p2", "p4")]
    source = SourceThread(
        [SourcePost("1", None, "p1", None, text, html)], authors, "T", "", Capture("mail", "", "file: x", 1, 1)
    )
    [post] = pseudonymise(source, b"s")[0].posts
    anna, bob = (f"@{author_pseudonym(b's', 'mail', name)}" for name in ("p1", "p2"))
    assert post.text == f"Hi {bob},\n\nplease Mark this.\n\nThanks,\n{anna}"
    assert post.html == f"<p>Hi {bob},</p><p>please <em>Mark</em> this.</p><p>Thanks,<br>{anna}</p>"
