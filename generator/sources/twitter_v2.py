"""X/Twitter, interface v2: pages of data, includes and errors, or tweets flattened, as twarc2 writes them.

One record is one Tweet (https://developer.x.com/en/docs/twitter-api/data-dictionary/object-model/tweet). `includes`
hold the tweets that others refer to, in flattened form `referenced_tweets` hold them
(https://twarc-project.readthedocs.io/en/latest/twarc2_en_us/#flatten); `errors` name those that are gone. A tweet that
was edited has an id per version: the last one is kept, with the count of edits. Retweets are no posts of their own. A
tweet is withheld where it is so everywhere, or where a notice stands for its words.
"""

from __future__ import annotations

import html as entities
import re
from collections.abc import Iterator
from typing import Any

from generator.model import Rejection
from generator.sources.builder import Builder
from generator.sources.forest import Forest, route_of
from generator.sources.reading import Document, json_files

LOOKS_FOR = "X/Twitter v2 answers (data, includes, errors) or flattened tweets, as JSON or JSON Lines"
SITE = "https://twitter.com"
# Withheld everywhere, not in some countries only (https://developer.x.com/en/docs/twitter-api/data-dictionary).
_EVERYWHERE = ("XX", "XY")
_NOTICE = re.compile(r"(?:@\w+['’]s account|This (?:tweet|post) from @\w+) has been withheld\b", re.I)
_MARKS = {"conversation_id", "author_id", "edit_history_tweet_ids", "includes", "__twarc"}
_PARTS = {"data", "includes", "errors", "meta"}  # of an answer; one without tweets has but the last
Users = dict[str, dict[str, Any]]


def recognises(documents: list[Document]) -> bool:
    """Whether every file holds answers or flattened tweets."""
    return all(_may_be(each) and any(map(_is_page, each.beginning())) for each in json_files(documents))


def _may_be(document: Document) -> bool:
    """Whether the beginning allows it, so that a big file of another kind is not parsed for nothing."""
    return '"text"' in document.head and any(f'"{mark}"' in document.head for mark in _MARKS)


def forest(documents: list[Document], mapping: dict[str, str] | None = None) -> Forest:
    """The threads of all tweets, those referred to among them."""
    builder = Builder()
    gone: dict[str, tuple[str, str]] = {}
    handles: dict[str, str] = {}
    wanted: dict[str, str] = {}
    for document in json_files(documents):
        for place, page in _pages(document):
            where = f"{document.name} {place}".strip()
            if isinstance(page, Rejection):
                builder.reject(where, page.reason)
            elif not isinstance(page, dict):
                builder.reject(where, "not an object")
            else:
                _take_page(builder, page, where, gone, wanted)
                _note_handles(page, handles)
    _name_authors(builder, handles)
    for tweet_id, (state, place) in gone.items():
        # A tweet that is gone is a place in the tree only where a reply to it is held.
        if tweet_id in wanted and tweet_id not in builder.posts:
            builder.add({"post_id": tweet_id, "state": state}, place, root_id=wanted[tweet_id])
    return builder.forest(platform="twitter", route=route_of(documents))


def _is_page(value: Any) -> bool:
    """Whether this is an answer with tweets, or a flattened tweet."""
    if not isinstance(value, dict):
        return False
    inside = value.get("data", value)
    tweet = inside[0] if isinstance(inside, list) and inside else inside
    return isinstance(tweet, dict) and {"id", "text"} <= tweet.keys() and bool(_MARKS & (tweet.keys() | value.keys()))


def _pages(document: Document) -> Iterator[tuple[str, Any]]:
    if document.looks_like_json_lines:
        yield from document.json_lines()
    elif document.head.lstrip().startswith("["):
        yield from ((f"[{number}]", page) for number, page in enumerate(document.items("item")))
    else:
        yield "", document.json


def _take_page(
    builder: Builder, page: dict[str, Any], place: str, gone: dict[str, tuple[str, str]], wanted: dict[str, str]
) -> None:
    includes = page.get("includes") if isinstance(page.get("includes"), dict) else {}
    users = {str(user.get("id")): user for user in _dicts(includes, "users")}
    if "data" not in page and "text" in page:
        for where, tweet in _flattened(page, place):
            _take(builder, tweet, where, users, wanted)
        return
    if not _PARTS & page.keys():
        builder.reject(place, "neither an answer with data nor a tweet with text")
        return
    data = page.get("data")
    for number, tweet in enumerate(data if isinstance(data, list) else [] if data is None else [data]):
        _take(builder, tweet, f"{place} data[{number}]", users, wanted)
    for number, tweet in enumerate(_dicts(includes, "tweets")):
        _take(builder, tweet, f"{place} includes.tweets[{number}]", users, wanted)
    for number, error in enumerate(_dicts(page, "errors")):
        if error.get("resource_type") == "tweet" and error.get("resource_id"):
            state = "deleted" if "Not Found" in str(error.get("title")) else "withheld"
            gone.setdefault(str(error["resource_id"]), (state, f"{place} errors[{number}]"))


def _note_handles(page: dict[str, Any], handles: dict[str, str]) -> None:
    """Remember the handle of every user of a page, as another page may know but the number."""
    includes = page.get("includes")
    for user in [*_dicts(includes, "users"), *_dicts({"author": [page.get("author")]}, "author")]:
        if user.get("id") and isinstance(user.get("username"), str):
            handles[str(user["id"])] = user["username"].lower()


def _name_authors(builder: Builder, handles: dict[str, str]) -> None:
    for post_id, post in builder.posts.items():
        if post.author_id in handles and handles[post.author_id] in builder.authors:
            post.author_id = handles[post.author_id]
            builder.posts[post_id] = post


def _flattened(tweet: dict[str, Any], place: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """A flattened tweet and, where they are whole, the tweets it refers to."""
    waiting = [(place, tweet)]
    while waiting:
        where, each = waiting.pop()
        yield where, each
        waiting += [
            (f"{where} referenced_tweets[{number}]", referred)
            for number, referred in enumerate(_dicts(each, "referenced_tweets"))
            if "text" in referred
        ][::-1]


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
    user = tweet.get("author") if isinstance(tweet.get("author"), dict) else users.get(str(tweet.get("author_id")))
    if user and user.get("protected") is True:
        builder.reject(place, "not public (protected account)")
        return
    author_id = _author(builder, tweet, user)
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


def _author(builder: Builder, tweet: dict[str, Any], user: dict[str, Any] | None) -> str | None:
    """The author: flattened in the tweet, or among the users of its page; else the bare number."""
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
    """Whether it is withheld everywhere, or a notice is all that was given; what only some countries lack is public."""
    withheld, text = tweet.get("withheld"), tweet.get("text")
    if not isinstance(withheld, dict):
        return False
    countries = withheld.get("country_codes")
    if isinstance(text, str) and _NOTICE.match(text):
        return True
    return isinstance(countries, list) and any(code in countries for code in _EVERYWHERE)
