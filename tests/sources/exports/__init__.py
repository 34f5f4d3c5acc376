"""How each platform exports one and the same conversation: the catalogue that tests over all sources walk.

A new source gets a module of its name here and its exports in the list.
"""

from __future__ import annotations

from tests.sources.exports import (
    bluesky,
    convokit,
    discourse,
    github,
    hackernews,
    mail,
    mastodon,
    polis,
    reddit,
    slack,
    table,
    telegram,
    twitter_v1,
    twitter_v2,
    wikiconv,
    wikipedia,
    youtube,
    zulip,
)
from tests.sources.exports.export import Export, Said

__all__ = ["EXPORTS", "Export", "Said"]

EXPORTS: tuple[Export, ...] = (
    *mastodon.EXPORTS,
    *bluesky.EXPORTS,
    *twitter_v1.EXPORTS,
    *twitter_v2.EXPORTS,
    *youtube.EXPORTS,
    *reddit.EXPORTS,
    *hackernews.EXPORTS,
    *discourse.EXPORTS,
    *github.EXPORTS,
    *convokit.EXPORTS,
    *slack.EXPORTS,
    *telegram.EXPORTS,
    *zulip.EXPORTS,
    *polis.EXPORTS,
    *mail.EXPORTS,
    *wikipedia.EXPORTS,
    *wikiconv.EXPORTS,
    *table.EXPORTS,
)
