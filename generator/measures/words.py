"""Words: how texts are cut into them, and which of them mark a group."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from generator.measures.groups import GROUPING, threads_with_two
from generator.model import typed
from generator.vocabulary import NO_GROUP

Array = NDArray[Any]
TERM_COLUMNS = {
    "thread_id": "string",
    "grouping": "string",
    "group": "string",
    "word": "string",
    "use_count": "Int64",
    "author_count": "Int64",
    "log_odds": "Float64",
    "log_odds_z": "Float64",
    "log_odds_z_without": "Float64",
    "is_function_word": "boolean",
}
LEAST_WORDS = 200
LEAST_PEOPLE = 3
# Worth some ten posts: enough that a word one person used twice does not lead the list, and less than the words of
# either group from a few hundred on. A judgement, not a figure from the paper.
PRIOR_TOTAL = 500.0
BATCH_CHARACTERS = 4_000_000  # of text cut at once, to keep the memory small
SEPARATOR = "\x1e"
# Letters and digits, and the marks that Python does not count among them (Indic vowel signs, Thai, points).
_LETTER = r"[\w\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0900-\u0963\u0981-\u0dff\u0e31-\u0e4e]"
# Single letters with full stops between are one word ("e.g", "u.s"), or "g" would mark whoever gives examples.
_ABBREVIATION = r"[^\W\d_](?:\.[^\W\d_])+"
_WORD = re.compile(rf"{SEPARATOR}|{_ABBREVIATION}(?!{_LETTER})|{_LETTER}+(?:['-]{_LETTER}+)*")
_ASCII_WORD = re.compile(rf"{SEPARATOR}|{_ABBREVIATION}(?!\w)|\w+(?:['-]\w+)*", re.ASCII)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
_MENTION = re.compile(r"@\w[\w.\-]*(?:@\w[\w.\-]*)?")
# One by one: `str.translate` takes thirty times as long on text beyond ASCII.
_PLAIN = {"\u2019": "'", "\u02bc": "'", "\u2010": "-", "\u2011": "-", "\u00ad": ""}
FUNCTION_WORDS = frozenset(
    """a about above after again against all also am an and any are aren't as at be because been before being below
    between both but by can can't cannot could couldn't did didn't do does doesn't doing don't down during each even
    few for from further get gets got had hadn't has hasn't have haven't having he he'd he'll he's her here here's hers
    herself him himself his how i i'd i'll i'm i've if in into is isn't it it's its itself just let's me more most much
    my myself no nor not of off on once only or other our ours ourselves out over own same she she'd she'll she's
    should shouldn't so some such than that that's the their theirs them themselves then there there's these they
    they'd they'll they're they've this those through to too under until up us very was wasn't we we'd we'll we're
    we've were weren't what what's when where which while who who's whom why will with won't would wouldn't yes yet you
    you'd you'll you're you've your yours yourself yourselves a.k.a e.g eg etc i.e ie vs""".split()
)


@dataclass(frozen=True)
class Tokens:
    """Every use of a word: the row of its post and the word's place in the vocabulary."""

    rows: Array
    codes: Array
    vocabulary: Array
    post_count: int

    @property
    def counts(self) -> Array:
        """Words per post."""
        return np.bincount(self.rows, minlength=self.post_count)


def tokens(texts: pd.Series) -> Tokens:
    """The words of the texts: casefolded, inner apostrophes, hyphens and stops of abbreviations kept.

    Addresses and mentions are dropped.
    """
    strings = texts.fillna("").to_numpy(dtype=object)
    lengths = texts.str.len().fillna(0).to_numpy(dtype=np.int64)
    batches = np.cumsum(lengths) // BATCH_CHARACTERS
    starts = np.flatnonzero(np.r_[True, batches[1:] != batches[:-1]]) if len(strings) else np.array([], dtype=int)
    known: dict[str, int] = {}
    rows, codes = [np.array([], dtype=np.int32)], [np.array([], dtype=np.int32)]
    for start, end in pairwise([*starts, len(strings)]):
        found = _cut(strings[start:end])
        local, words = pd.factorize(np.array(found, dtype=object))
        translation = np.array([known.setdefault(word, len(known)) for word in words], dtype=np.int32)
        translated = translation[local] if len(local) else np.array([], dtype=np.int32)
        marks = translated == known.get(SEPARATOR, -1)
        rows.append((start + np.cumsum(marks))[~marks].astype(np.int32))
        codes.append(translated[~marks])
    return Tokens(np.concatenate(rows), np.concatenate(codes), np.array(list(known), dtype=object), len(strings))


def _cut(strings: Array) -> list[str]:
    """The words of many texts in one pass, a separator between one text and the next."""
    joined = SEPARATOR.join(strings)
    if joined.count(SEPARATOR) != len(strings) - 1:
        joined = SEPARATOR.join(text.replace(SEPARATOR, " ") for text in strings)
    is_ascii = joined.isascii()
    if not is_ascii:
        joined = unicodedata.normalize("NFC", joined)
        for typeset, plain in _PLAIN.items():
            joined = joined.replace(typeset, plain)
    joined = joined.casefold()
    if "http" in joined or "www." in joined:
        joined = _ADDRESS.sub(" ", joined)
    if "@" in joined:
        joined = _MENTION.sub(" ", joined)
    # An underscore is a letter to `re`, and emphasis to writers of Markdown.
    return (_ASCII_WORD if is_ascii else _WORD).findall(joined.replace("_", " "))


def log_odds(
    count_a: Array, count_b: Array, prior: Array, totals: tuple[Any, Any, Any] | None = None
) -> tuple[Array, Array]:
    """The log-odds-ratio of each word between a and b, and its z-score; positive = a.

    One element per word; `totals` are the sums of the three over all words (their own sums where not given). A word
    beside which neither a nor b has any other marks neither: both numbers are 0.
    """
    total_a, total_b, total_prior = totals or (np.sum(count_a), np.sum(count_b), np.sum(prior))
    with_a, with_b = count_a + prior, count_b + prior
    rest_a, rest_b = total_a + total_prior - with_a, total_b + total_prior - with_b
    alone = (rest_a <= 0) & (rest_b <= 0)
    odds_a = np.log(with_a) - np.log(np.where(alone, 1, rest_a))
    odds_b = np.log(with_b) - np.log(np.where(alone, 1, rest_b))
    ratio = np.where(alone, 0.0, odds_a - odds_b)
    return ratio, ratio / np.sqrt(1 / with_a + 1 / with_b)


def group_words(posts: pd.DataFrame, tokens: Tokens) -> pd.DataFrame:
    """Words per thread and group of posts that are present: thread_id, group, n."""
    table = posts[["thread_id", "group"]].assign(n=tokens.counts)
    table = table[(posts["state"] == "present") & (table["group"] != NO_GROUP)]
    return table.groupby(["thread_id", "group"], as_index=False).agg(n=("n", "sum"))


def terms(posts: pd.DataFrame, tokens: Tokens) -> pd.DataFrame:
    """Which words mark each group against all other people with a role.

    A row is a word and a group of a thread, among words that at least 3 people used; `use_count` and `author_count`
    within the group, `log_odds` (natural logarithm, any sign, positive = of that group) and `log_odds_z` its z-score;
    `log_odds_z_without` the same when the one of the group who says it most is left out, with all their words (<NA>
    where nobody of the group says it); `is_function_word` for words such as "the", so that a picture can leave them
    out.

    Formula: δ = ln((y₁+α)/(n₁+α₀−y₁−α)) − ln((y₂+α)/(n₂+α₀−y₂−α)), z = δ/√(1/(y₁+α)+1/(y₂+α)); prior α = 500 ×
    the word's share in all groups together.
    Source: Monroe, Colaresi and Quinn 2008, Political Analysis 16(4), eqs. 15–22.
    Least data: 200 words in each of two groups; a word, 3 people.
    Limits: one person who repeats a word can carry it (see log_odds_z_without); inflected forms count as different
    words; scripts written without spaces are cut at punctuation only; the list of function words is English.
    """
    sizes = group_words(posts, tokens)
    big = sizes[sizes["n"] >= LEAST_WORDS]
    big = big[big["thread_id"].isin(threads_with_two(sizes, LEAST_WORDS))]
    big = big.sort_values(["thread_id", "group"], ignore_index=True)
    if big.empty:
        return typed(pd.DataFrame(), TERM_COLUMNS)
    cells = pd.MultiIndex.from_frame(big[["thread_id", "group"]])
    thread_codes = pd.factorize(big["thread_id"])[0]
    cell_of_post = cells.get_indexer(pd.MultiIndex.from_frame(posts[["thread_id", "group"]]))
    cell_of_post[(posts["state"] != "present").to_numpy(dtype=bool)] = -1
    cell = cell_of_post[tokens.rows]
    used = cell >= 0
    person_of_post = posts.groupby(["thread_id", "author_id"], dropna=False).ngroup().to_numpy()
    size = np.int64(len(tokens.vocabulary))
    # One sort of (cell, word, person) gives uses and people per group and word.
    people = np.int64(person_of_post.max() + 1)
    keys = (cell[used] * size + tokens.codes[used]) * people + person_of_post[tokens.rows[used]]
    keys, uses = np.unique(keys, return_counts=True)
    group_word, first = np.unique(keys // people, return_index=True)
    use_count = np.add.reduceat(uses, first).astype(float)
    author_count = np.diff(np.r_[first, len(keys)])
    cell, code = group_word // size, group_word % size
    # Every word of a thread gets a row in each of the thread's groups, also where the group never used it.
    word_key = thread_codes[cell] * size + code
    words, of_word = np.unique(word_key, return_inverse=True)
    word_uses, word_people = np.bincount(of_word, use_count), np.bincount(of_word, author_count)
    thread_total = np.bincount(thread_codes, big["n"].to_numpy(dtype=float))
    kept = word_people >= LEAST_PEOPLE
    kept_words, uses_of_kept = words[kept], word_uses[kept]
    group_numbers = np.bincount(thread_codes)
    first_cell = np.cumsum(group_numbers) - group_numbers
    thread_of_word = kept_words // size
    repeats = group_numbers[thread_of_word]
    rows = np.repeat(np.arange(len(kept_words)), repeats)
    within = np.arange(len(rows)) - np.repeat(np.cumsum(repeats) - repeats, repeats)
    cell = first_cell[thread_of_word[rows]] + within
    wanted = cell * size + kept_words[rows] % size
    place = np.minimum(np.searchsorted(group_word, wanted), len(group_word) - 1)
    found = group_word[place] == wanted
    own = np.where(found, use_count[place], 0.0)
    total, own_total = thread_total[thread_of_word[rows]], big["n"].to_numpy(dtype=float)[cell]
    prior = PRIOR_TOTAL * uses_of_kept[rows] / total
    ratio, z = log_odds(own, uses_of_kept[rows] - own, prior, (own_total, total - own_total, PRIOR_TOTAL))
    top, whose = _heaviest(keys, uses, first, people)
    their_words = np.bincount(person_of_post[tokens.rows[used]], minlength=int(people)).astype(float)
    less, gone = np.where(found, top[place], 0.0), np.where(found, their_words[whose[place]], 0.0)
    other_prior = PRIOR_TOTAL * (uses_of_kept[rows] - less) / (total - gone)
    rest = (own_total - gone, total - own_total, PRIOR_TOTAL)
    z_without = log_odds(own - less, uses_of_kept[rows] - own, other_prior, rest)[1]
    words_shown = tokens.vocabulary[kept_words[rows] % size]
    table = pd.DataFrame(
        {
            "thread_id": big["thread_id"].to_numpy(dtype=object)[cell],
            "grouping": GROUPING,
            "group": big["group"].to_numpy(dtype=object)[cell],
            "word": words_shown,
            "use_count": own.astype(np.int64),
            "author_count": np.where(found, author_count[place], 0),
            "log_odds": ratio,
            "log_odds_z": z,
            "log_odds_z_without": np.where(found, z_without, np.nan),
        }
    )
    table["is_function_word"] = table["word"].isin(FUNCTION_WORDS)
    table = table.sort_values(["thread_id", "group", "word"], ignore_index=True)
    return typed(table, TERM_COLUMNS)


def _heaviest(keys: Array, uses: Array, first: Array, people: np.int64) -> tuple[Array, Array]:
    """For each group and word the uses of the one who says it most, and who that is; the first of equals."""
    top = np.maximum.reduceat(uses, first)
    segment = np.repeat(np.arange(len(first)), np.diff(np.r_[first, len(keys)]))
    is_top = np.flatnonzero(uses == top[segment])
    whose = keys[is_top[np.unique(segment[is_top], return_index=True)[1]]] % people
    return top.astype(float), whose
