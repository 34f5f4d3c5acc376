"""Votes are kept, read typed, and every fault of them is named."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from generator import store
from generator.build import check
from generator.errors import PublicationError
from generator.model import VOTE_COLUMNS, Thread
from generator.settings import Publication
from generator.votes import format_votes, parse_votes
from tests.test_store import SOURCE

CAST = (("p1", "t2", -1), ("p2", "t1", 1), ("p2", "t2", 0))


@pytest.fixture
def publication(tmp_path: Path) -> Publication:
    """A publication with one thread that was voted on."""
    (tmp_path / "mkdocs.yml").write_text("site_name: Test\n")
    made = Publication(tmp_path)
    store.write_thread(made, Thread("small", "A title", "polis"), replace(SOURCE, votes=CAST[::-1]))
    return made


def test_round_trip(publication: Publication) -> None:
    """What is written is read back, typed, by author and post."""
    cast = store.read_votes(publication, "small")
    assert {name: str(kind) for name, kind in cast.dtypes.items()} == VOTE_COLUMNS
    assert list(cast.itertuples(index=False, name=None)) == [("small", *vote) for vote in CAST]
    before = store.stored(publication, "small")
    assert before is not None and before[1].votes == CAST


def test_nobody_voted(publication: Publication) -> None:
    """A thread without votes has a table without rows, of the same types."""
    store.write_thread(publication, Thread("other", "A title", "polis"), SOURCE)
    cast = store.read_votes(publication, "other")
    assert {name: str(kind) for name, kind in cast.dtypes.items()} == VOTE_COLUMNS and cast.empty


def test_vanished(publication: Publication) -> None:
    """Votes of people, and on posts, that must not appear are left out."""
    publication.vanish.write_text("p1\nt1 # asked for\n")
    assert store.read_votes(publication, "small")[["author_id", "post_id"]].values.tolist() == [["p2", "t2"]]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("author,post,vote\n", "has the columns author, post, vote"),
        ("author_id,post_id,vote\np1,t1\n", "row 2 should have"),
        ("author_id,post_id,vote\n,t1,1\n", "row 2 should have"),
        ("author_id,post_id,vote\np1,t1,2\n", "vote '2' is none of"),
        ("author_id,post_id,vote\np1,t1,1\np1,t1,0\n", "row 3: 'p1' has voted on 't1' before"),
        ("author_id,post_id,vote\np9,t9,1\n", "'p9', who is not in authors.csv; votes.csv has the post 't9'"),
    ],
)
def test_faults(publication: Publication, text: str, fault: str) -> None:
    """A wrong votes.csv is named by every fault, to who reads it and to who checks; a later capture takes its place."""
    (publication.threads / "small" / "votes.csv").write_text(text, "utf-8")
    with pytest.raises(PublicationError, match="Mend the file") as raised:
        store.read_votes(publication, "small")
    assert fault in str(raised.value)
    assert check(publication) == [str(raised.value)]


def test_order_does_not_matter() -> None:
    """The same votes in another order are the same text."""
    assert format_votes(CAST) == format_votes(reversed(CAST))
    assert parse_votes("x", format_votes(CAST))[1] == []
