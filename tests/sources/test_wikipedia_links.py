"""Links to people in the languages of Wikipedia."""

from __future__ import annotations

import pytest

from generator.sources.wikipedia_links import UserLink, mention, of_title, server_of, title_of, user_of

LINKS = {
    "/wiki/User:Ann_Bee": ("Ann Bee", "user"),
    "/wiki/User_talk:ann_bee": ("Ann bee", "talk"),
    "//en.wikipedia.org/wiki/Special:Contributions/Ann": ("Ann", "contributions"),
    "./Overleg_gebruiker:Ann": ("Ann", "talk"),
    "/w/index.php?title=User:Ann&action=edit&redlink=1": ("Ann", "user"),
    "/wiki/Benutzerin:%C3%84nn": ("Änn", "user"),
    "https://hu.wikipedia.org/wiki/Szerkeszt%C5%91vita:Ann": ("Ann", "talk"),
    "/wiki/Speciaal:Bijdragen/2001:db8::1": ("2001:DB8::1", "contributions"),
    "/wiki/User:Ann#top": ("Ann", "user"),
    "/wiki/User:Ann/archive": None,
    "/wiki/User:": None,
    "/wiki/Ann": None,
    "/wiki/Wikipedia:Ann": None,
    "https://example.org/User:Ann": None,
    "": None,
}


@pytest.mark.parametrize("address", LINKS)
def test_person_of_a_link(address: str) -> None:
    """A link to a user page, talk page or contributions leads to its person, and no other does."""
    expected = LINKS[address]
    assert user_of(address) == (UserLink(*expected) if expected else None)


def test_titles_servers_and_mentions() -> None:
    """A title, a server and a mention are told from what stands in the page."""
    assert title_of("/wiki/Talk:A%26B?x=1") == "Talk:A&B"
    assert server_of("https://nl.wikipedia.org/wiki/X") == "https://nl.wikipedia.org"
    assert server_of("/wiki/X") == ""
    assert mention("Ann Bee (WMF)") == "@Ann_Bee_WMF"
    assert of_title("user talk: ann") == UserLink("Ann", "talk")
