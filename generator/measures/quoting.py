"""Which words of a post are someone else's: lines marked as quoted, and runs taken over from earlier posts."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from generator.measures.tree import parent_rows
from generator.measures.words import Tokens, tokens

Array = NDArray[Any]
# Found in raw text by six words in a row: precision .89, recall .98 on forum posts with known quotes.
SHINGLE = 6
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
BATCH_TOKENS = 500_000  # looked at together, to keep the tables small enough for the processor's cache
_MARK = r"(?:^|\n)[ \t]*>"


def quoted(posts: pd.DataFrame, cut: Tokens) -> Array:
    """For each token of `cut` (the tokens of the posts' texts) whether it is quoted.

    Quoted are the words of lines that begin with ">" and every run of six words that stands in the parent too.
    """
    return _in_marked_lines(posts["text"], cut) | _taken_from_parents(posts, cut)


def own_words(posts: pd.DataFrame, cut: Tokens) -> tuple[Tokens, Array]:
    """The tokens without the quoted ones, and how many each post quotes."""
    theirs = quoted(posts, cut)
    count = np.bincount(cut.rows[theirs], minlength=cut.post_count)
    return Tokens(cut.rows[~theirs], cut.codes[~theirs], cut.vocabulary, cut.post_count), count


def _in_marked_lines(texts: pd.Series, cut: Tokens) -> Array:
    """Tokens in lines that begin with ">"; only posts with such a line are looked at, line by line."""
    marked = np.zeros(len(cut.rows), dtype=bool)
    candidates = np.flatnonzero(texts.str.contains(">", regex=False).fillna(False).to_numpy(dtype=bool))
    if not len(candidates):
        return marked
    texts = texts.iloc[candidates]
    has_line = texts.str.contains(_MARK).to_numpy(dtype=bool)
    lines = [text.split("\n") for text in texts[has_line]]
    rows = np.repeat(candidates[has_line], [len(of_post) for of_post in lines])
    flat = pd.Series([line for of_post in lines for line in of_post], dtype="string")
    sizes = tokens(flat).counts
    first = np.searchsorted(cut.rows, rows)
    begins = np.r_[True, rows[1:] != rows[:-1]]
    before = np.cumsum(sizes) - sizes
    offset = before - np.maximum.accumulate(np.where(begins, before, 0))
    whole = np.bincount(rows, sizes, minlength=cut.post_count) == cut.counts
    # Where a line end cuts an address or a word differently the lines no longer add up; such a post keeps its words.
    use = flat.str.lstrip().str.startswith(">").to_numpy(dtype=bool) & whole[rows]
    starts, lengths = (first + offset)[use], sizes[use]
    inside = np.repeat(starts - (np.cumsum(lengths) - lengths), lengths) + np.arange(lengths.sum())
    marked[inside] = True
    return marked


def _taken_from_parents(posts: pd.DataFrame, cut: Tokens) -> Array:
    """Tokens in runs of six words that the parent holds as well."""
    taken = np.zeros(len(cut.rows), dtype=bool)
    parents = parent_rows(posts)
    for part in _parts(posts, cut):
        _mark_taken(cut, parents, part, taken)
    return taken


def _parts(posts: pd.DataFrame, cut: Tokens) -> list[slice]:
    """The tokens in pieces of whole threads where the posts come thread by thread; in one piece otherwise."""
    threads = pd.factorize(posts["thread_id"])[0][cut.rows]
    if not len(threads) or (np.diff(threads) < 0).any():
        return [slice(0, len(threads))]
    starts = np.searchsorted(threads, np.arange(threads[-1] + 1))
    kept = np.flatnonzero(np.diff(starts // BATCH_TOKENS, prepend=-1))
    return [slice(first, last) for first, last in pairwise([*starts[kept], len(threads)])]


def _mark_taken(cut: Tokens, parents: Array, part: slice, taken: Array) -> None:
    codes, rows = cut.codes[part], cut.rows[part].astype(np.int64)
    count = len(codes) - SHINGLE + 1
    if count <= 0:
        return
    shingles = np.zeros(count, dtype=np.uint64)
    for step in range(SHINGLE):
        shingles = (shingles ^ codes[step : step + count].astype(np.uint64)) * _MULTIPLIER
        shingles ^= shingles >> np.uint64(29)
    whole = np.flatnonzero(rows[:count] == rows[SHINGLE - 1 :])
    shingles, rows = shingles[whole], rows[whole]
    # A post's own number stirred into its shingles makes "the parent holds it" one membership test for all threads.
    held = shingles ^ (rows.astype(np.uint64) * _MULTIPLIER)
    looked_for = shingles ^ (parents[rows].astype(np.uint64) * _MULTIPLIER)
    hit = parents[rows] != rows
    hit[hit] = _among(looked_for[hit], held)
    for step in range(SHINGLE):
        taken[part.start + whole[hit] + step] = True


def _among(wanted: Array, held: Array) -> Array:
    """Which of the wanted numbers are held; a table of their first bits leaves few of them to compare in full."""
    bits = min(len(held).bit_length() + 3, 30)
    shift = np.uint64(64 - bits)
    wanted_spots, held_spots = wanted >> shift, held >> shift
    wanted_table, held_table = (np.zeros(1 << bits, dtype=bool) for _ in range(2))
    held_table[held_spots] = True
    wanted_table[wanted_spots] = True
    found = held_table[wanted_spots]
    found[found] = np.isin(wanted[found], held[wanted_table[held_spots]])
    return found
