"""How a post mentions a word: asking what it means, or in quotation marks only."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from generator.measures import mentions
from generator.measures.seams import words_once
from generator.measures.words import tokens


def mention(kind, text: str, word: str = "silo", is_question: bool = True) -> bool:
    """What is found for one use in one post."""
    cut = tokens(pd.Series([text]))
    words = words_once(cut)
    code = int(np.flatnonzero(words.vocabulary == word)[0])
    posts = pd.DataFrame({"text": pd.array([text], dtype="string"), "is_question": [is_question]})
    uses = pd.DataFrame({"row": [0], "code": [code]})
    given = (posts, cut, words, uses) if kind is mentions.asking else (posts, words, uses)
    return bool(kind(*given)[0])


LONG = "We have been in this house for nine years and nobody ever came to look at the roof of it. "


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("What is a silo?", True),
        ("Silo. Fit for what?", True),
        (LONG + "So what does silo mean?", True),
        (LONG + "They put us in a silo. What happens now?", False),
        ("Did the silo fall?", False),
    ],
)
def test_asking_what_it_means(text, asks):
    """A short question with an asking word asks about all its words, a long post only in the asking sentence."""
    assert mention(mentions.asking, text) is asks


def test_no_question_asks_nothing():
    """A post that is no question does not ask, whatever its words."""
    assert not mention(mentions.asking, "That is what a silo means.", is_question=False)


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("Some “silo”.", True),
        ('Some "silo" that is.', True),
        ("> the silo\nNo.", True),
        ("Some “silo”, and what a silo.", False),
        ("The silo said “no”.", False),
        ("It's a silo.", False),
    ],
)
def test_in_quotation_marks_only(text, quoted):
    """Marks and quoted lines count, apostrophes do not, and one use outside is use."""
    assert mention(mentions.in_quotation_marks, text) is quoted
