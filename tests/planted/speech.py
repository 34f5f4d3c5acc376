"""What people say in planted threads: common English as often as it is, words of subjects, and turns of phrase."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from wordfreq import top_n_list, word_frequency

from generator.measures.meetings import LISTS

Array = NDArray[Any]
COMMON_WORDS = 600
SUBJECT_SHARE = 0.3  # of the words of a post
# Each list from the word that is used most to the one that is used least.
SUBJECTS = tuple(
    tuple(words.split())
    for words in (
        """boiler repair heating damp window leak pipe kitchen bathroom radiator ceiling plumber mould carpet socket
        drain tile insulation gutter thermostat paint wiring hinge tap draught plaster chimney cistern valve""",
        """bus route stop timetable fare driver ticket station cycle lane bridge parking junction tram pavement depot
        commute roundabout traffic shelter detour kerb signal crossing passenger platform bollard ferry toll mileage""",
        """garden tree bench pond hedge seeds compost lawn flower playground allotment fence path shed pruning mulch
        orchard soil beetle blossom trowel fountain meadow nettle squirrel ivy trellis greenhouse turf acorn""",
        """budget council meeting vote chair minutes agenda committee grant deadline ballot quorum motion treasurer
        petition consultation bylaw audit levy mandate clerk subsidy tender surplus ledger invoice fund quota""",
    )
)
# Phrases have five words at most: six in a row that a few posts share are a quotation.
# Rare in English at large; nobody but the planted people says them.
JARGON = "rightsizing coproduction decanting placemaking stockholding"
AGREE = (
    "yes I think so too", "that is my view too", "you are right about that", "quite so", "good point there",
    "I am with you here", "exactly what I found", "that sounds fair to me", "well put",
    "true in my case too",
    "I would say the same", "thanks that helps a lot",
)  # fmt: skip
DISAGREE = (
    "no I do not agree", "that is not what happened", "I doubt that very much", "you have that wrong",
    "sorry that does not follow", "that is simply not true", "I cannot agree with this", "not in my experience",
    "how would that ever work", "you miss the main thing", "nobody asked for that", "that misses the point",
)  # fmt: skip
PLAIN = (
    "last week we looked", "somebody told me on Monday", "there was a note", "I went there today",
    "I hear it takes weeks", "one more thing to add", "they sent another letter", "we tried it once",
    "I wrote it down", "the rest comes in spring", "this is all I know", "it was so in May",
)  # fmt: skip
HOT = (
    "stop talking such rubbish", "you are a liar", "what an idiotic thing",
    "are you really that stupid", "I am sick of you", "you are a disgrace",
    "you people are pathetic", "shut up and read", "what a load of crap", "go lie to somebody else",
    "you are a joke", "nobody cares what fools think",
)  # fmt: skip


@cache
def common() -> tuple[tuple[str, ...], Array]:
    """The commonest words of English and how often each is among them; without "you" and the like.

    Whom people speak to and of, and what they ask, is no chance in any talk; here only the phrases say it.
    """
    addressed = {word for words in LISTS.values() for word in words.split()}
    words = tuple(word for word in top_n_list("en", COMMON_WORDS) if word.isalpha() and word not in addressed)
    shares = np.array([word_frequency(word, "en") for word in words])
    return words, shares / shares.sum()


@cache
def zipf(size: int) -> Array:
    """Shares that fall with the rank, so that the first word is used twice as often as the second."""
    shares = 1 / np.arange(1, size + 1)
    return shares / shares.sum()


def sentences(subject: int, other: int, own_share: float, chance: np.random.Generator) -> str:
    """Two or three sentences: common words, and words of a subject with some of the other."""
    words, shares = common()
    count = int(chance.integers(14, 40))
    said = [str(word) for word in chance.choice(words, count, p=shares)]
    for place in np.flatnonzero(chance.random(count) < SUBJECT_SHARE):
        of = SUBJECTS[subject if chance.random() < own_share else other]
        said[place] = str(chance.choice(of, p=zipf(len(of))))
    stops = range(0, count, 12)
    return " ".join(" ".join(said[stop : stop + 12]).capitalize() + "." for stop in stops)


def opening(phrases: tuple[str, ...], chance: np.random.Generator) -> str:
    """One of the phrases as a sentence of its own."""
    return str(chance.choice(phrases)).capitalize() + "."
