"""Pseudonyms leave no name, handle or address in a thread, and stay the same under one secret."""

from __future__ import annotations

import json
import time
from dataclasses import asdict, replace

import pytest

from generator.model import Capture, Rejection, SourcePost, SourceThread
from generator.privacy.key import keep_secret, new_secret, read_secret
from generator.privacy.pseudonyms import author_pseudonym, pseudonymise, with_handles

SECRET = bytes(range(32))


def source(text: str = "", html: str = "", title: str = "T", platform: str = "mastodon") -> SourceThread:
    """A thread of two posts by two authors; the second has the words."""
    posts = [
        SourcePost("111", None, "alice.w@rents.example", text="root", url="https://rents.example/@alice.w/111"),
        SourcePost("112", "111", "bob", text=text, html=html, url="https://town.example/@bob/112"),
    ]
    authors = [
        {"author_id": "alice.w@rents.example", "handle": "Alice.W@rents.example", "name": "Alice Wintergreen",
         "description": "Ask @bob, not me@mail.example",
         "profile_url": "https://rents.example/@alice.w", "follower_count": 3},
        {"author_id": "bob", "handle": "bob", "name": "Bob", "description": "", "profile_url": "https://town.example/@bob"},
    ]  # fmt: skip
    capture = Capture(platform, "", "file: alice.w.json", 3, 2, (Rejection("line 3", "author 'alice.w' again"),),
                      branches=({"post_id": "112", "declared": 1, "held": 1},))  # fmt: skip
    return SourceThread(posts, authors, title, "https://rents.example/@alice.w/111", capture)


ALICE = "@" + author_pseudonym(SECRET, "mastodon", "alice.w@rents.example")
BOB = "@" + author_pseudonym(SECRET, "mastodon", "bob")


def words(text: str = "", html: str = "") -> tuple[str, str]:
    """The second post's text and markup under pseudonyms."""
    post = pseudonymise(source(text, html), SECRET)[0].posts[1]
    return post["text"], post["html"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("@alice.w hello", f"{ALICE} hello"),
        ("@Alice.W@rents.example.", f"{ALICE}."),
        ("ask Alice  Wintergreen!", f"ask {ALICE}!"),
        ("alice.w said", f"{ALICE} said"),
        ("bob is short, @bob is marked", f"bob is short, {BOB} is marked"),
        ("u/bob and /u/bob", f"{BOB} and {BOB}"),
        ("see https://town.example/@bob.", f"see {BOB}."),
        ("see https://town.example/@bob/112", f"see {BOB}"),
        ("write to a.b@mail.example now", "write to [e-mail address] now"),
        ("https://www.reddit.com/user/bob/", BOB),
        ("nothing at 5@home or 2 @ 3", "nothing at 5@home or 2 @ 3"),
        ("https://news.example/a/b?c=d stays", "https://news.example/a/b?c=d stays"),
    ],
)
def test_mentions_in_text(text: str, expected: str) -> None:
    """Every way of naming an author becomes the author's id, and the rest of the text stays."""
    assert words(text)[0] == expected


def test_names_with_titles_and_pronouns() -> None:
    """A display name is found without the title, pronouns or badge around it."""
    thread = source("it was jane doe, https://a.examplehttps://town.example/@bob")
    thread.authors[0]["name"] = "Dr. Jane Doe (she/her) :verified:"
    assert pseudonymise(thread, SECRET)[0].posts[1]["text"] == f"it was {ALICE}, https://a.example{BOB}"


def test_strangers_are_pseudonymised() -> None:
    """A mention of somebody who wrote nothing here gets the id they would have as an author."""
    assert words("@carol@else.example")[0] == "@" + author_pseudonym(SECRET, "mastodon", "carol@else.example")


def test_markup() -> None:
    """Links to profiles and names in markup are replaced; tags and other links stay."""
    html = (
        '<p><span class="h-card"><a href="https://rents.example/@alice.w" class="u-url">@<span>alice.w</span></a>'
        '</span> &amp; Alice Wintergreen <a href="https://news.example/x">news</a> '
        '<a href="mailto:x@y.example">me</a></p>'
    )
    expected = f'<p>{ALICE} &amp; {ALICE} <a href="https://news.example/x">news</a> [e-mail address]</p>'
    assert words("@alice.w", html) == (ALICE, expected)


def test_nothing_is_left() -> None:
    """No handle, name, address or original id of a post is anywhere in what is kept."""
    hidden, people = pseudonymise(source("Alice Wintergreen, @bob", title="Alice Wintergreen asks"), SECRET)
    text = json.dumps(asdict(replace(hidden, posts=[asdict(post) for post in hidden.posts]))).casefold()  # type: ignore[misc]
    for secret in ("alice", "wintergreen", "@bob", '"111"', '"112"', "mail.example"):
        assert secret not in text
    assert people[0]["handle"] == "Alice.W@rents.example" and people[0]["author_id"] == ALICE[1:]
    assert hidden.posts[1]["parent_id"] == hidden.posts[0]["post_id"]
    assert hidden.capture.branches[0]["post_id"] == hidden.posts[1]["post_id"]
    assert hidden.posts[0]["url"] == "" and hidden.url == "https://rents.example/"


def test_named_people_keep_a_name() -> None:
    """Who the editor names has a name, by id or handle; an empty one stands for the source's own."""
    named = {"@Bob": "Bob the Builders Ltd", ALICE[1:]: ""}
    authors = pseudonymise(source(), SECRET, named)[0].authors
    assert [author["name"] for author in authors] == ["Alice Wintergreen", "Bob the Builders Ltd"]


def test_another_secret_gives_other_ids() -> None:
    """Nobody can make the ids without the secret."""
    assert author_pseudonym(SECRET, "reddit", "X") == author_pseudonym(SECRET, "reddit", "@x")
    assert author_pseudonym(SECRET, "reddit", "x") != author_pseudonym(bytes(32), "reddit", "x")
    assert len(author_pseudonym(SECRET, "reddit", "x")) == 11


def test_handles_kept() -> None:
    """With --people handles ids are safe in addresses, and names and links stay."""
    kept, _ = with_handles(source("@alice.w@rents.example hello, Alice Wintergreen"))
    assert kept.posts[0]["author_id"] == "Alice-W-rents-example"
    assert kept.posts[1]["text"] == "@Alice-W-rents-example hello, Alice Wintergreen"
    assert kept.posts[1]["url"] and kept.authors[0]["name"] == "Alice Wintergreen"


def test_key(tmp_path) -> None:
    """The key is made once, is for its owner only, and the first one written holds."""
    assert read_secret(tmp_path) is None
    first = keep_secret(tmp_path / "private", new_secret())
    assert keep_secret(tmp_path / "private", new_secret()) == first == read_secret(tmp_path / "private")
    assert (tmp_path / "private" / "key").stat().st_mode & 0o077 == 0


def test_fast_enough() -> None:
    """Twenty thousand posts of fifty words, one in ten with a mention, take about a second."""
    base = source()
    words = "the landlord said that nothing would be done about it before the winter, and I thought so too. " * 3
    authors = [
        {"author_id": f"person_{n}", "handle": f"person_{n}", "name": f"Given{n} Family{n}"} for n in range(2000)
    ]
    posts = [
        SourcePost(
            str(n),
            None if n == 0 else "0",
            f"person_{n % 2000}",
            text=words + (f" @person_{n % 500}" if n % 10 == 0 else ""),
        )
        for n in range(20_000)
    ]
    began = time.process_time()
    pseudonymise(SourceThread(posts, authors, "T", "", base.capture), SECRET)
    # Thrice the aim, so that a slow machine does not fail the test.
    assert time.process_time() - began < 3
