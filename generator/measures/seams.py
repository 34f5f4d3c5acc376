"""Where sequences of posts change their subject: what the segmentation is given, and what each seam costs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from generator.measures.distinct import distinct
from generator.measures.segmentation import Sequences, Witness, segmented
from generator.measures.words import FUNCTION_WORDS, Tokens

Array = NDArray[Any]
LEAST_PHASE = 6  # posts
LEAST_SHARE = 1 / 8  # of the posts: a shorter stretch is an aside or a tail, not a stage of the talk
MOST_UNITS = 400  # of a sequence; a longer one is cut into that many blocks of posts
MOST_WORDS = 15  # of a post that count, its most usual in the sequence: one long post must not make a phase
WORD_PRIOR = 0.3
AUTHOR_PRIOR = 0.3
# Both in posts' worth of words, chosen on joined topics of a chat, where they find the seam within a post or two, with
# at most .15 seams too many in a whole thread of one half of the chat's topics, of a tracker and of a forum.
SEAM_PRICE = 3.0
LENGTH_PRICE = 0.04


@dataclass(frozen=True)
class PostWords:
    """Every word of every post, once: the row of the post and the word's place in the alphabet of all words."""

    rows: Array
    codes: Array
    vocabulary: Array
    distinct: Array  # words per post, function words included


def words_once(tokens: Tokens) -> PostWords:
    """The words of each post, once each, without function words, in the order of posts."""
    order = np.argsort(tokens.vocabulary)
    rank = np.empty(len(order), dtype=np.int64)
    rank[order] = np.arange(len(order))
    size = np.int64(max(len(order), 1))
    keys = distinct(tokens.rows * size + rank[tokens.codes])
    rows, codes = keys // size, keys % size
    vocabulary = tokens.vocabulary[order]
    is_content = ~pd.Index(vocabulary).isin(FUNCTION_WORDS)
    kept = is_content[codes]
    return PostWords(rows[kept], codes[kept], vocabulary, np.bincount(rows, minlength=tokens.post_count))


def seams(owner: Array, rows: Array, words: PostWords, authors: Array, opening: Array) -> tuple[Array, Array]:
    """The places in `rows` at which a new subject begins, in order, and what each seam gains beyond
    its price, in posts' worth of words.

    `rows` are the posts of sequences one after another, numbered by `owner`, in their order; `authors` a number per
    row (−1 = unknown); `opening` per row what speaks for a seam there, in posts' worth of words.
    """
    if not len(rows):
        return np.array([], dtype=np.int64), np.array([], dtype=float)
    sizes = np.bincount(owner)
    block = -(-sizes // MOST_UNITS)
    unit_sizes = -(-sizes // block)
    within = np.arange(len(rows)) - (np.cumsum(sizes) - sizes)[owner]
    unit = (np.cumsum(unit_sizes) - unit_sizes)[owner] + within // block[owner]
    unit_owner = np.repeat(np.arange(len(sizes)), unit_sizes)
    # Long posts give chance more to work with, so prices count in words of the usual post.
    worth = np.bincount(owner, np.minimum(words.distinct[rows], 2 * MOST_WORDS)) / sizes
    places, codes = _words_of(rows, words)
    word_units, word_codes = _usual(unit_owner, unit[places], codes)
    known = authors >= 0
    author_units, author_codes = _again(unit_owner, unit[known], authors[known])
    sequences = Sequences(
        sizes=unit_sizes,
        seam_price=SEAM_PRICE * worth,
        length_price=LENGTH_PRICE * worth,
        seam_gain=np.maximum.reduceat(opening * worth[owner], np.flatnonzero(np.diff(unit, prepend=-1))),
        least_length=-(-LEAST_PHASE // block),
        least_stage=np.ceil(unit_sizes * LEAST_SHARE).astype(np.int64),
    )
    witnesses = (Witness(word_units, word_codes, WORD_PRIOR), Witness(author_units, author_codes, AUTHOR_PRIOR))
    found, gains = segmented(sequences, witnesses)
    return np.searchsorted(unit, found), gains / worth[unit_owner[found]]


def _words_of(rows: Array, words: PostWords) -> tuple[Array, Array]:
    """The words of these posts: the place in `rows` and the word's code."""
    begins = np.searchsorted(words.rows, rows)
    counts = np.searchsorted(words.rows, rows, side="right") - begins
    places = np.repeat(np.arange(len(rows)), counts)
    within = np.arange(len(places)) - np.repeat(np.cumsum(counts) - counts, counts)
    return places, words.codes[np.repeat(begins, counts) + within]


def _again(unit_owner: Array, units: Array, codes: Array) -> tuple[Array, Array]:
    """Units and codes, once each, of the codes that come in more than one unit of their sequence."""
    size = np.int64(codes.max(initial=0) + 1)
    keys = distinct(units.astype(np.int64) * size + codes)
    units, codes = keys // size, keys % size
    _, sign, uses = np.unique(unit_owner[units] * size + codes, return_inverse=True, return_counts=True)
    kept = uses[sign] > 1
    return units[kept], codes[kept]


def _usual(unit_owner: Array, units: Array, codes: Array) -> tuple[Array, Array]:
    """The words that come again, of each unit the most usual ones only."""
    units, codes = _again(unit_owner, units, codes)
    size = np.int64(codes.max(initial=0) + 1)
    _, sign, uses = np.unique(unit_owner[units] * size + codes, return_inverse=True, return_counts=True)
    order = np.lexsort((codes, -uses[sign], units))
    units, codes = units[order], codes[order]
    first = np.flatnonzero(np.diff(units, prepend=-1))
    rank = np.arange(len(units)) - np.repeat(first, np.diff(np.r_[first, len(units)]))
    return units[rank < MOST_WORDS], codes[rank < MOST_WORDS]
