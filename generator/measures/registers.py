"""How each group speaks: we, you and they, hedges, directives, questions, long words."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import stdtrit

from generator.measures.groups import GROUPING
from generator.model import typed
from generator.vocabulary import NO_GROUP

Array = NDArray[Any]
LEAST_WORDS = 200
LEAST_PEOPLE = 3
LEAST_FREEDOM = 2.0  # as of three people alike, the fewest told
# Upper end of the exact 95 % interval of a Poisson count of 0 (Garwood 1936).
NONE_SEEN = 3.689
NEEDS = f"{LEAST_WORDS} English words by {LEAST_PEOPLE} people of a group"
# The register and the cue that counts it; `they` holds he and she too.
REGISTERS = {
    "we": "first_plural",
    "you": "second_person",
    "they": "third_person",
    "hedges": "hedge",
    "directives": "directive",
    "questions": "question_marks",
    "long_words": "long_words",
}
REGISTER_COLUMNS = {
    "thread_id": "string",
    "grouping": "string",
    "group": "string",
    "register": "string",
    "use_count": "Int64",
    "per_100_words": "Float64",
    "low": "Float64",
    "high": "Float64",
    "n": "Int64",
    "word_count": "Int64",
}


def registers(posts: pd.DataFrame, cues: pd.DataFrame) -> pd.DataFrame:
    """How often each group says we, you and they, hedges, directs, asks, and uses long words.

    A row is a register and a group of a thread; `use_count` uses in `word_count` own words (quoted ones left out) of
    `n` people, `per_100_words` 0 or more with a 95 % interval `low`, `high`. Long words have seven letters and more:
    their share is the simplest measure of how hard a text is to read.

    Formula: r = Σ uses / Σ words over people; interval (√r ± t · s / 2√r)², s² = (m−1)/m · Σ ((uses − r·words) /
    (1 − h))² / (Σ words)², h a person's share of the words, m people, degrees of freedom 1/Σh² − 1, 2 or more; for
    0 uses the interval ends at 3.689 / Σ words.
    Source: Cochran 1977, Sampling Techniques, ch. 6 (ratio of two sums, by the jackknife); the root steadies the spread
    of counts: Bartlett 1936, Supplement to the JRSS 3(1); 0 uses: Garwood 1936,
    Biometrika 28; long words: Björnsson 1968 (Lix).
    Least data: 200 words by 3 people of the group.
    Limits: English; lists of words see no meaning: "we" may hold or leave out the person spoken to.
    """
    counted = [*REGISTERS.values(), "words"]
    table = cues[counted].assign(**{name: posts[name] for name in ("thread_id", "group", "author_id")})
    told = (posts["group"] != NO_GROUP) & posts["author_id"].notna() & cues[counted].notna().all(axis=1)
    people = table[told].groupby(["thread_id", "group", "author_id"], as_index=False)[counted].sum()
    people = people[people["words"] > 0].reset_index(drop=True)
    key = ["thread_id", "group"]
    pieces = []
    for name, cue in REGISTERS.items():
        sums = people.groupby(key)[[cue, "words"]].transform("sum")
        part = people["words"] / sums["words"]
        # Who wrote most of the words draws the rate to their own; the jackknife takes that back.
        residue = ((people[cue] - sums[cue] / sums["words"] * people["words"]) / (1 - part)) ** 2
        found = (
            people.assign(residue=residue, squares=part**2)
            .groupby(key, as_index=False)
            .agg(
                use_count=(cue, "sum"),
                word_count=("words", "sum"),
                residue=("residue", "sum"),
                squares=("squares", "sum"),
                n=("words", "size"),
            )
        )
        pieces.append(found[(found["word_count"] >= LEAST_WORDS) & (found["n"] >= LEAST_PEOPLE)].assign(register=name))
    whole = pd.concat(pieces, ignore_index=True)
    counts = (whole[name].to_numpy(dtype=float) for name in ("use_count", "word_count", "residue", "squares", "n"))
    rate, low, high = interval(*counts)
    whole = whole.assign(grouping=GROUPING, per_100_words=rate, low=low, high=high)
    place = whole["register"].map({name: number for number, name in enumerate(REGISTERS)})
    whole = whole.assign(place=place).sort_values(["thread_id", "group", "place"], ignore_index=True)
    return typed(whole.astype({"use_count": "int64", "word_count": "int64"}), REGISTER_COLUMNS)


def interval(uses: Array, words: Array, residue: Array, squares: Array, n: Array) -> tuple[Array, Array, Array]:
    """Uses in 100 words with the 95 % interval; sums over `n` people of squared residues and of squared shares."""
    rate = 100 * uses / words
    error = 100 * np.sqrt(residue * (n - 1) / n) / words
    reach = stdtrit(np.maximum(1 / squares - 1, LEAST_FREEDOM), 0.975) * error
    root = np.sqrt(rate)
    wide = reach / (2 * np.where(root > 0, root, 1.0))
    low = np.where(wide < root, rate - reach + wide**2, 0.0)
    high = np.minimum(rate + reach + wide**2, 100)
    # What nobody said varies between nobody, and yet a few may say it in as many words more.
    return rate, low, np.where(uses > 0, high, 100 * NONE_SEEN / words)
