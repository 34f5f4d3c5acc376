"""X/Twitter, interface v2: pages of data, includes and errors, or tweets flattened, as twarc2 writes them.

One record is one Tweet (https://developer.x.com/en/docs/twitter-api/data-dictionary/object-model/tweet). `includes`
hold the tweets that others refer to; `errors` name those that are gone. A tweet that was edited has an id per version:
the last one is kept, with the count of edits. Retweets are no posts of their own.
"""

from __future__ import annotations

import html as entities
from collections.abc import Iterator
from typing import Any

from generator.errors import InputError
from generator.model import Rejection
from generator.sources.builder import Builder
from generator.sources.forest import Forest, route_of
from generator.sources.reading import Document

LOOKS_FOR = "X/Twitter v2 answers (data, includes, errors) or flattened tweets, as JSON or JSON Lines"
SITE = "https://twitter.com"
# Withheld everywhere, not in some countries only (https://developer.x.com/en/docs/twitter-api/data-dictionary).
_EVERYWHERE = ("XX", "XY")
Users = dict[str, dict[str, Any]]


def recognises(documents: list[Document]) -> bool:
    """Whether every file holds answers or flattened tweets."""
    return bool(documents) and all(_opens_right(each) for each in documents)


def forest(documents: list[Document], mapping: dict[str, str] | None = None) -> Forest:
    """The threads of all tweets, those referred to among them."""
    builder = Builder()
    gone: dict[str, tuple[str, str]] = {}
    wanted: dict[str, str] = {}
    for document in documents:
        for place, page in _pages(document):
            where = f"{document.name} {place}".strip()
            if isinstance(page, Rejection):
                builder.reject(where, page.reason)
            elif not isinstance(page, dict):
                builder.reject(where, "not an object")
            else:
                _take_page(builder, page, where, gone, wanted)
    for tweet_id, (state, place) in gone.items():
        # A tweet that is gone is a place in the tree only where a reply to it is held.
        if tweet_id in wanted and tweet_id not in builder.posts:
            builder.add({"post_id": tweet_id, "state": state}, place, root_id=wanted[tweet_id])
    return builder.forest(platform="twitter", route=route_of(documents))


def _opens_right(document: Document) -> bool:
    if not document.looks_like_json or '"text"' not in document.head:
        return False
    try:
        first = document.first_json
    except InputError:
        return False
    first = first[0] if isinstance(first, list) and first else first
    if not isinstance(first, dict):
        return False
    inside = first.get("data", first)
    tweet = inside[0] if isinstance(inside, list) and inside else inside
    return isinstance(tweet, dict) and {"id", "text"} <= tweet.keys() and bool(_MARKS & (tweet.keys() | first.keys()))


_MARKS = {"conversation_id", "author_id", "edit_history_tweet_ids", "includes", "__twarc"}


def _pages(document: Document) -> Iterator[tuple[str, Any]]:
    if document.looks_like_json_lines:
        yield from document.json_lines()
    elif isinstance(document.json, list):
        for number, page in enumerate(document.json):
            yield f"[{number}]", page
    else:
        yield "", document.json


def _take_page(
    builder: Builder, page: dict[str, Any], place: str, gone: dict[str, tuple[str, str]], wanted: dict[str, str]
) -> None:
    includes = page.get("includes") if isinstance(page.get("includes"), dict) else {}
    users = {str(user.get("id")): user for user in _dicts(includes, "users")}
    if "data" not in page and "text" in page:
        _take(builder, page, place, users, wanted)
        return
    data = page.get("data")
    for number, tweet in enumerate(data if isinstance(data, list) else [data] if isinstance(data, dict) else []):
        _take(builder, tweet, f"{place} data[{number}]", users, wanted)
    for number, tweet in enumerate(_dicts(includes, "tweets")):
        _take(builder, tweet, f"{place} includes.tweets[{number}]", users, wanted)
    for number, error in enumerate(_dicts(page, "errors")):
        if error.get("resource_type") == "tweet" and error.get("resource_id"):
            state = "deleted" if "Not Found" in str(error.get("title")) else "withheld"
            gone.setdefault(str(error["resource_id"]), (state, f"{place} errors[{number}]"))


def _dicts(holder: Any, name: str) -> list[dict[str, Any]]:
    values = holder.get(name) if isinstance(holder, dict) else None
    return [each for each in values if isinstance(each, dict)] if isinstance(values, list) else []


def _take(builder: Builder, tweet: Any, place: str, users: Users, wanted: dict[str, str]) -> None:
    if not isinstance(tweet, dict):
        builder.reject(place, "not an object")
        return
    referred = {str(each.get("type")): each.get("id") for each in _dicts(tweet, "referenced_tweets")}
    if "retweeted" in referred:
        builder.reject(place, "a retweet, not a post of its own")
        return
    author_id = _author(builder, tweet, users)
    tweet_id, root_id = tweet.get("id"), tweet.get("conversation_id")
    public = tweet.get("public_metrics")
    metrics: dict[str, Any] = public if isinstance(public, dict) else {}
    versions = tweet.get("edit_history_tweet_ids")
    versions = versions if isinstance(versions, list) else []
    parent_id = referred.get("replied_to")
    if parent_id and root_id:
        wanted.setdefault(str(parent_id), str(root_id))
    taken = builder.add(
        {
            "post_id": tweet_id,
            "parent_id": parent_id,
            "author_id": author_id,
            "published_at": tweet.get("created_at"),
            "text": _text(tweet),
            "lang": tweet.get("lang"),
            "like_count": metrics.get("like_count"),
            "share_count": metrics.get("retweet_count"),
            "declared_reply_count": metrics.get("reply_count"),
            "url": f"{SITE}/i/status/{tweet_id}" if str(tweet_id).isdigit() else "",
            "state": "withheld" if _is_withheld(tweet) else None,
            "quoted_id": referred.get("quoted"),
            "edit_count": max(0, len(versions) - 1) if versions else None,
        },
        place,
        root_id=root_id,
    )
    if taken and versions:
        for version in versions[:-1]:
            builder.alias(version, versions[-1])


def _author(builder: Builder, tweet: dict[str, Any], users: Users) -> str | None:
    """The author: flattened in the tweet, or among the users of its page; else the bare number."""
    user = tweet.get("author") if isinstance(tweet.get("author"), dict) else users.get(str(tweet.get("author_id")))
    if not user:
        return builder.author(tweet.get("author_id"))
    handle = user.get("username")
    metrics = user.get("public_metrics")
    return builder.author(
        handle or user.get("id"),
        name=user.get("name"),
        description=user.get("description"),
        profile_url=f"{SITE}/{handle}",
        follower_count=metrics.get("followers_count") if isinstance(metrics, dict) else None,
    )


def _text(tweet: dict[str, Any]) -> Any:
    """The whole text; that of a long tweet stands apart."""
    note = tweet.get("note_tweet")
    text = note.get("text") if isinstance(note, dict) else None
    text = text or tweet.get("text")
    return entities.unescape(text) if isinstance(text, str) else text


def _is_withheld(tweet: dict[str, Any]) -> bool:
    """Whether it is withheld everywhere; what only some countries are kept from is public."""
    withheld = tweet.get("withheld")
    countries = withheld.get("country_codes") if isinstance(withheld, dict) else None
    return isinstance(countries, list) and any(code in countries for code in _EVERYWHERE)
