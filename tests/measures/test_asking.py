"""Which posts ask, and which replies turn a question away."""

from __future__ import annotations

import pytest

from generator.measures.asking import asks, deflecting
from generator.measures.words import tokens
from tests.measures.conftest import posts_of


def posts(*texts):
    """Posts with these texts."""
    return posts_of([(f"p{place}", None, "a", place, text) for place, text in enumerate(texts)])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Who do I ring about the damp? There is no button for it.", True),
        ("Any news?", True),
        ("did he get his radiator fixed though", True),
        ("It is late.\nhow do you ask a landlord for that", True),
        ("Sandwiches? I will bring them, and the urn as well.", False),
        ("See https://example.org/?q=damp for more of it", False),
        ("> Who rang?\nNobody did, the line was dead all week", False),
        ("What a day. I did it myself.", False),
        ("Nothing to ask", False),
    ],
)
def test_what_asks(text, expected):
    """Questions by their mark or their form; echoes, addresses and quotes are none."""
    assert asks(posts(text)).tolist() == [expected]


def test_a_post_without_text_is_not_known():
    """A deleted post has no answer to whether it asks."""
    table = posts("Who?")
    table["state"] = "deleted"
    assert asks(table).isna().tolist() == [True]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sorry for any confusion. Please contact our team.", True),
        ("With respect, " + "the evidence shows that panels are small and old " * 6, True),
        ("Why do you need to know?", True),
        ("Ring the ward. What time did it start?", False),
        ("The repairs line, on weekdays.", False),
        ("Please contact our team. " + "It works like this in every one of our streets, " * 6, False),
    ],
)
def test_what_turns_away(text, expected):
    """Short formulas, objections and mere questions back turn a question away; the rest may answer it."""
    table = posts(text)
    assert deflecting(table, tokens(table["text"]), asks(table)).tolist() == [expected]


@pytest.mark.parametrize("piece", ["a'-", "is ", "?", "\n", " ", "how do ", "> ", "www.", "@a."])
def test_long_runs_take_no_longer_than_their_length(piece):
    """Texts made to slow a pattern down are told in time that grows with their length only."""
    assert len(asks(posts(piece * 60_000, piece * 60_000 + "?"))) == 2
