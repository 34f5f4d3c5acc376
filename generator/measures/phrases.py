"""Where phrases of one to four words stand in texts that are already cut into words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from generator.measures.words import Tokens

Array = NDArray[Any]
LONGEST = 4  # words of a phrase; more would not fit the keys below


def found(tokens: Tokens, phrases: Sequence[str]) -> tuple[Array, Array]:
    """Every place where one of the phrases begins: the index of its first token, and the index of the phrase.

    Phrases are words as `words.tokens` cuts them, with one space between; a phrase does not run over the end of a
    post. Places come in the order of the lengths of phrases, then of tokens; phrases that overlap are all found.
    """
    split = [phrase.split(" ") for phrase in phrases]
    if any(len(parts) > LONGEST for parts in split):
        raise ValueError(f"a phrase has at most {LONGEST} words: {max(phrases, key=lambda p: p.count(' '))!r}")
    # Words that no phrase holds share the number 0, so a key of four words stays below 2^63 up to 50,000 words.
    numbers = {word: place for place, word in enumerate(sorted({word for parts in split for word in parts}), 1)}
    base = np.int64(len(numbers) + 1)
    known = np.array([numbers.get(word, 0) for word in tokens.vocabulary], dtype=np.int64)
    words = known[tokens.codes] if len(known) else np.array([], dtype=np.int64)
    places, matched = [np.array([], dtype=np.int64)], [np.array([], dtype=np.int64)]
    for length in range(1, max(map(len, split), default=0) + 1):
        ids = np.array([place for place, parts in enumerate(split) if len(parts) == length], dtype=np.int64)
        if not len(ids):
            continue
        wanted = np.array([_key([numbers[word] for word in split[place]], base) for place in ids], dtype=np.int64)
        order = np.argsort(wanted, kind="stable")
        wanted, ids = wanted[order], ids[order]
        starts = _runs(words, tokens.rows, length)
        keys = np.zeros(len(starts), dtype=np.int64)
        for step in range(length):
            keys = keys * base + words[starts + step]
        spot = np.minimum(np.searchsorted(wanted, keys), len(wanted) - 1)
        hit = wanted[spot] == keys
        places.append(starts[hit])
        matched.append(ids[spot[hit]])
    return np.concatenate(places), np.concatenate(matched)


def _key(numbers: list[int], base: np.int64) -> int:
    key = 0
    for number in numbers:
        key = key * int(base) + number
    return key


def _runs(words: Array, rows: Array, length: int) -> Array:
    """The tokens from which `length` words of the phrases follow each other within one post."""
    if len(words) < length:
        return np.array([], dtype=np.int64)
    count = len(words) - length + 1
    whole = rows[:count] == rows[length - 1 :]
    for step in range(length):
        whole &= words[step : step + count] > 0
    return np.flatnonzero(whole)
