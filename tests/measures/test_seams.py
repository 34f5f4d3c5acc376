"""What the segmentation of posts is given."""

from __future__ import annotations

import numpy as np
import pandas as pd

from generator.measures.seams import MOST_UNITS, seams, words_once
from generator.measures.words import tokens

HOUSE = "boiler damp window repair mould heating radiator leak".split()
GARDEN = "hedge privet shears nest trimmer leylandii fence prune".split()


def texts_of(words, count, seed=0):
    """Posts of four words each."""
    chance = np.random.default_rng(seed)
    return [" ".join(chance.choice(words, 4, replace=False)) for _ in range(count)]


def seams_of(texts, authors=None, opening=None):
    """The seams of one sequence."""
    count = len(texts)
    authors = np.full(count, -1) if authors is None else np.asarray(authors)
    words = words_once(tokens(pd.Series(texts, dtype="string")))
    opening = np.zeros(count) if opening is None else opening
    return seams(np.zeros(count, dtype=np.int64), np.arange(count), words, authors, opening)


def test_words_count_once_and_function_words_not():
    """A post's words are there once each, in the order of the alphabet; function words only in the number."""
    words = words_once(tokens(pd.Series(["The damp, the damp wall", "", "a window"], dtype="string")))
    assert words.vocabulary[words.codes].tolist() == ["damp", "wall", "window"]
    assert words.rows.tolist() == [0, 0, 2]
    assert words.distinct.tolist() == [3, 0, 2]


def test_a_change_of_subject_is_a_seam():
    """Two subjects one after the other part where the second begins, and one subject does not part."""
    assert seams_of(texts_of(HOUSE, 20) + texts_of(GARDEN, 20))[0].tolist() == [20]
    assert not len(seams_of(texts_of(HOUSE, 40))[0])


def test_authors_are_a_witness():
    """A seam at which other people take over gains more than one at which the same go on."""
    texts = texts_of(HOUSE, 20) + texts_of(GARDEN, 20)
    alone, same, others = (seams_of(texts, authors)[1] for authors in (None, [0, 1] * 20, [0, 1] * 10 + [2, 3] * 10))
    assert same < alone < others


def test_a_stage_is_an_eighth_of_the_talk():
    """A change that lasts for less than an eighth of the posts makes no seam; the same change that lasts does."""
    before, after = texts_of(HOUSE, 100), texts_of(GARDEN, 20)
    assert seams_of(before + after)[0].tolist() == [100]
    assert not len(seams_of(before + after[:12])[0])
    assert seams_of(before[:50] + after[:8] + before[50:])[0].tolist() == []


def test_what_opens_a_branch_does_not_draw_a_seam_away():
    """A post that speaks for a seam, beside the change of words, leaves the seam where the words change."""
    texts = texts_of(HOUSE, 20) + texts_of(GARDEN, 20)
    opening = np.zeros(40)
    opening[16] = 5.0
    assert seams_of(texts, opening=opening)[0].tolist() == [20]


def test_long_threads_part_at_blocks():
    """Above the most units a thread parts at a block of posts beside the change."""
    half = MOST_UNITS + 1
    found = seams_of(texts_of(HOUSE, half) + texts_of(GARDEN, half))[0]
    assert len(found) == 1 and abs(found[0] - half) <= 2


def test_nothing_gives_nothing():
    """No posts have no seams."""
    assert not len(seams_of([])[0])
