"""Planted truth in short: facts of whole threads, and what intervals cover; the long form is `run.py evaluate`."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

from generator.measures.words import tokens
from tests.planted import intervals, speech
from tests.planted.facts import Facts, facts
from tests.planted.threads import ADOPTERS, ANSWERED, LOST, NOTHING, POSTS, Plan, many, thread

THREADS = 16
# Of 16 threads 13 have the fact or more, where 9 in 10 have it: nine times in ten by chance, always by this seed.
LEAST = 0.8
SIMULATIONS = 400
LEAST_COVERED, MOST_COVERED = 0.90, 0.985  # of 400: give or take three standard errors around 93 to 97 in 100


@pytest.fixture(scope="module")
def whole() -> Facts:
    """Threads in which everything is planted, and a tenth is lost."""
    return facts(THREADS, Plan(lost=LOST), 7)


@pytest.mark.parametrize("name", ["sides", "people", "ignored", "jargon", "crossing", "turn", "hot", "losses"])
def test_planted_facts_are_told(whole, name):
    """What was planted is published in most threads, though a tenth of the posts is lost."""
    assert np.mean(whole.right[name].astype(float)) >= LEAST


def test_little_is_told_of_twins():
    """Where nothing is planted no thread is called divided, nobody is ignored, and the subject stays."""
    twins = facts(THREADS, NOTHING, 8)
    assert twins.right == {}
    assert twins.false["sides"].sum() <= 2
    assert twins.false["ignored"].sum() <= 2
    assert twins.seams.mean() <= 0.2


def test_the_same_seed_plants_the_same():
    """A thread depends on its seed alone."""
    one, two = thread(3), thread(3)
    assert one.posts.equals(two.posts)
    assert one.truth == two.truth


def test_one_side_is_answered_half_as_often():
    """Over many threads the ignored side's share of answered posts is about half of the other's."""
    posts, authors, _, truths = many(40, Plan(hot=False), 9)
    told = posts.merge(authors[["thread_id", "author_id", "role"]], on=["thread_id", "author_id"])
    answered = set(zip(posts["thread_id"], posts["parent_id"], strict=True))
    told["answered"] = [key in answered for key in zip(told["thread_id"], told["post_id"], strict=True)]
    ignored = told["role"] == told["thread_id"].map({name: truth.ignored for name, truth in truths.items()})
    ratio = told["answered"][ignored].mean() / told["answered"][~ignored].mean()
    assert ratio == pytest.approx(ANSWERED[1] / ANSWERED[0], abs=0.12)


def test_the_word_is_where_it_was_planted():
    """The planted posts hold the word and no others do."""
    one = thread(4)
    holds = one.posts.loc[one.posts["text"].str.contains(one.truth.word, regex=False), "post_id"]
    assert holds.tolist() == one.truth.word_posts
    assert len(one.truth.word_posts) == ADOPTERS + 2


def test_lost_posts_leave_placeholders():
    """Held posts and lost ones add up, and every parent is there."""
    one = thread(5, plan=Plan(lost=LOST))
    missing = one.posts["state"] == "missing"
    assert (~missing).sum() + one.truth.lost == POSTS
    assert 0 < missing.sum() <= one.truth.lost
    assert one.posts["parent_id"].dropna().isin(one.posts["post_id"]).all()


def test_words_are_as_frequent_as_in_english():
    """The commonest word is said some four to eight times in 100, and half of the words that occur are rare."""
    counts = Counter(word for seed in range(10) for text in thread(seed).posts["text"] for word in text.split())
    total = sum(counts.values())
    assert 0.02 < counts.most_common(1)[0][1] / total < 0.1
    assert np.median(list(counts.values())) / total < 0.001
    assert not set(tokens(thread(1).posts["text"]).vocabulary) & set(speech.JARGON.split()) - {thread(1).truth.word}


@pytest.mark.parametrize(
    "covered",
    [
        intervals.reply_chances, intervals.differences, intervals.medians, intervals.curves, intervals.odds,
        intervals.register_rates, intervals.echoes, intervals.chance_ranges, intervals.percentiles,
    ],
    ids=lambda function: function.__name__,
)  # fmt: skip
def test_intervals_cover_the_truth(covered):
    """The published 95 % interval holds what was planted about 95 times in 100."""
    assert LEAST_COVERED <= covered(SIMULATIONS, 1).mean() <= MOST_COVERED


def test_shares_and_ginis_cover_the_truth():
    """So do intervals of shares and Gini coefficients; where tails are heavy a Gini's falls somewhat short."""
    shares, ginis = intervals.group_shares(SIMULATIONS, 2), intervals.ginis(SIMULATIONS, 2)
    for name in ("posts", "words", "likes"):
        assert LEAST_COVERED <= shares[name].mean() <= MOST_COVERED
        assert LEAST_COVERED <= ginis[name].mean() <= MOST_COVERED
    assert ginis["followers"].mean() > 0.86
