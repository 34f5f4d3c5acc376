"""Who met whom, and how."""

from __future__ import annotations

import numpy as np

from generator.measures import meetings, quotations, tree, words

from .conftest import posts_of

SAID = "the lift has been out of order since the fourth of may"
ROWS = [
    ("p0", None, "a", 0, SAID),
    ("p1", "p0", "b", 1, SAID + " you say"),
    ("p2", "p1", "c", 2, "why do you ask him"),
    ("p3", "p2", "c", 3, "talking to myself"),
    ("p4", "p1", "a", 4, "no"),
]


def met(rows):
    """The nodes, meetings and pairs of a thread."""
    posts = posts_of(rows)
    tokens, parents = words.tokens(posts["text"]), tree.parent_rows(posts)
    nodes = meetings.people(posts)
    quoting = quotations.quoting(posts, tokens, parents)
    found = meetings.meetings(posts, nodes, parents, tokens, quoting, np.full(len(posts), np.nan))
    return nodes, found, meetings.pairs(found, len(nodes.threads))


def test_people_come_in_order_of_first_post():
    """A person's rank is the place of the first post, and hangs on no name."""
    nodes, _, _ = met(
        [(post, parent, {"a": "z", "b": "y", "c": "x"}[author], *rest) for post, parent, author, *rest in ROWS]
    )
    assert nodes.table["author_id"].tolist() == ["z", "y", "x"]
    assert nodes.ranks.tolist() == [0, 1, 2]


def test_replies_to_oneself_are_no_meeting():
    """Three people who met in two pairs, one of them both ways."""
    _, found, pairs = met(ROWS)
    assert len(found.post) == 3
    assert list(zip(pairs.first, pairs.second, pairs.count, strict=True)) == [(0, 1, 2), (1, 2, 1)]


def test_features_say_what_a_reply_did():
    """The quoting reply to the root counts as such, the asking one by its words."""
    _, found, _ = met(ROWS)
    columns = dict(zip(meetings.FEATURES, found.features.T, strict=True))
    assert columns["quotes_parent"].tolist() == [1, 0, 0]
    assert columns["answers_only"].tolist() == [0, 1, 1]
    assert columns["to_root"].tolist() == [1, 0, 0]
    assert columns["asks"][1] == 1 / np.sqrt(5 + 5)
    assert columns["stance"].tolist() == [0, 0, 0]


def test_other_languages_have_no_word_counts():
    """Where the words are not English, what they would say is not known."""
    _, found, _ = met(
        [("p0", None, "a", 0, "der aufzug ist seit mai kaputt"), ("p1", "p0", "b", 1, "das stimmt nicht ganz")]
    )
    assert np.isnan(found.features[0, -1])


def test_a_post_shown_beside_the_answered_one_is_met_as_well():
    """Who shows a post meets its author like one who answers; showing the answered one, one's own or none adds none."""
    posts = posts_of(ROWS).assign(quoted_id=[None, "p0", "p0", "p2", "gone"])
    posts["quoted_id"] = posts["quoted_id"].astype("string")
    tokens, parents = words.tokens(posts["text"]), tree.parent_rows(posts)
    nodes = meetings.people(posts)
    quoting = quotations.quoting(posts, tokens, parents)
    found = meetings.meetings(posts, nodes, parents, tokens, quoting, np.full(len(posts), np.nan))
    who = list(zip(found.post, found.source, found.target, strict=True))
    assert who == [(1, 1, 0), (2, 2, 0), (2, 2, 1), (4, 0, 1)]
    columns = dict(zip(meetings.FEATURES, found.features.T, strict=True))
    assert columns["answers_only"][1] == 1 and columns["to_root"].tolist() == [1, 1, 0, 0]
