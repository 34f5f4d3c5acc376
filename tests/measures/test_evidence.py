"""What a pair's meetings say."""

from __future__ import annotations

import numpy as np

from generator.measures.evidence import evidence
from generator.measures.meetings import FEATURES, Meetings, People, pairs


def thread(features, sources, targets):
    """The evidence of a thread of three people with these meetings."""
    nodes = People(None, np.zeros(3, int), np.arange(3), np.zeros(0, int), np.array(["t"], dtype=object))
    rows = np.array([[row.get(name, 0.0) for name in FEATURES] for row in features])
    met = Meetings(np.arange(len(rows)), np.array(sources), np.array(targets), rows)
    return evidence(nodes, met, pairs(met, 3))


QUOTE = {"quotes_parent": 1.0, "you": 0.2, "asks": 0.2}
PLAIN = {"answers_only": 1.0, "you": 0.0, "asks": 0.0}


def test_where_people_quote_quoting_speaks_against_one_camp():
    """In a thread with quotations a quoting reply is against one camp, and a plain one less so."""
    found = thread([QUOTE, {**PLAIN, "you": 0.2, "asks": 0.2}], [0, 1], [1, 2])
    assert found.total[0] < 0 and found.total[0] < found.total[1]
    assert found.replies_disagree.all()


def test_talk_that_is_no_dispute_is_compared_with_itself():
    """Where replies are not worded like a dispute's, alike replies say nothing."""
    found = thread([PLAIN, PLAIN], [0, 1], [1, 2])
    assert not found.replies_disagree.any()
    assert np.allclose(found.total, 0)


def test_stance_counts_within_such_talk():
    """A reply that agrees more than the thread's others speaks for one camp."""
    found = thread([{**PLAIN, "stance": 2.0}, {**PLAIN, "stance": -2.0}], [0, 1], [1, 2])
    assert found.total[0] > 0 > found.total[1]


def test_unknown_words_count_as_usual_ones():
    """A thread of which the words are not understood is taken to disagree, and its words to be ordinary."""
    found = thread([{**PLAIN, "you": np.nan, "asks": np.nan, "third_person": np.nan, "they": np.nan}], [0], [1])
    assert found.replies_disagree.all() and np.isfinite(found.total).all()


def test_a_thread_whose_network_shows_camps_counts_as_a_dispute():
    """Where the replies fit two camps they speak against one camp; in friendly talk they never do."""
    alike = thread([{**PLAIN, "stance": 0.5}, {**PLAIN, "stance": 0.5}], [0, 1], [1, 2])
    shown = alike.with_disputes(np.zeros(2, int), np.array([True]))
    assert shown.replies_disagree.all() and (shown.total < 0).all() and np.allclose(shown.total, shown.of_dispute)
    friendly = thread([{**PLAIN, "stance": 4.0}, {**PLAIN, "stance": 4.0}], [0, 1], [1, 2])
    assert np.allclose(friendly.of_dispute, friendly.total)
