"""How each group speaks: we, you and they, hedges, directives, questions, long words."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy.special import stdtrit

from generator.measures.groups import GROUPING
from generator.model import typed
from generator.vocabulary import NO_GROUP

LEAST_WORDS = 200
LEAST_PEOPLE = 3
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

    Formula: r = Σ uses / Σ words over people; interval r ± t · √(m/(m−1) · Σ(uses − r·words)²) / Σ words, m people.
    Source: Cochran 1977, Sampling Techniques, eq. 6.13 (ratio of two sums); long words: Björnsson 1968 (Lix).
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
        residue = (people[cue] - sums[cue] / sums["words"] * people["words"]) ** 2
        found = (
            people.assign(residue=residue)
            .groupby(key, as_index=False)
            .agg(use_count=(cue, "sum"), word_count=("words", "sum"), residue=("residue", "sum"), n=("words", "size"))
        )
        pieces.append(found[(found["word_count"] >= LEAST_WORDS) & (found["n"] >= LEAST_PEOPLE)].assign(register=name))
    whole = pd.concat(pieces, ignore_index=True)
    rate, n = 100 * whole["use_count"] / whole["word_count"], whole["n"].to_numpy(dtype=float)
    error = 100 * np.sqrt(whole["residue"] * n / (n - 1)) / whole["word_count"]
    reach = stdtrit(n - 1, 0.975) * error
    whole = whole.assign(grouping=GROUPING, per_100_words=rate, low=(rate - reach).clip(lower=0), high=rate + reach)
    place = whole["register"].map({name: number for number, name in enumerate(REGISTERS)})
    whole = whole.assign(place=place).sort_values(["thread_id", "group", "place"], ignore_index=True)
    return typed(whole.astype({"use_count": "int64", "word_count": "int64"}), REGISTER_COLUMNS)
