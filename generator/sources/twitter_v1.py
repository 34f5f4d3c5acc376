"""X/Twitter, interface v1.1: a folder of tweets with `structure.json`, a list of tweets, or JSON Lines.

One record is one Tweet object (https://developer.x.com/en/docs/twitter-api/v1/data-dictionary/object-model/tweet).
Retweets are no posts of their own, and tweets of protected accounts are not public. A folder as RumourEval publishes it
has one file a tweet, and in `structure.json` the tree of their ids, which counts where it and the tweets differ.
"""

from __future__ import annotations

import html as entities
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from generator.errors import InputError
from generator.model import Rejection
from generator.sources.builder import Builder
from generator.sources.forest import Forest, route_of
from generator.sources.reading import JSON_ENDINGS, Document, parsed_bytes

LOOKS_FOR = "X/Twitter v1.1 tweets (id_str, user, text; a folder with structure.json, a list, or JSON Lines)"
SITE = "https://twitter.com"
STRUCTURE = "structure.json"
_BESIDE = (STRUCTURE, "annotation.json")  # what RumourEval and PHEME put beside the tweets of a thread


def recognises(documents: list[Document]) -> bool:
    """Whether the files hold tweets; a folder may hold other files beside them."""
    return any(_is_tweet(value) for each in _tweet_files(documents)[:3] for value in _beginning(each))


def forest(documents: list[Document], mapping: dict[str, str] | None = None) -> Forest:
    """The threads of all tweets; a structure file says who answers whom."""
    builder = Builder()
    parents = {
        child: parent
        for document in documents
        if document.base_name == STRUCTURE
        for child, parent in _edges(document.json)
    }
    files = _tweet_files(documents)
    for document in files:
        for place, tweet in _records(document, alone=len(files) == 1):
            _take(builder, tweet, f"{document.name} {place}".strip(), parents)
    # What stands in the tree and was never seen is a place all the same.
    roots = [child for child, parent in parents.items() if parent is None]
    for child, parent in parents.items():
        if child not in builder.posts and parent is not None:
            builder.known(child, parent)
    return builder.forest(
        platform="twitter", route=route_of(documents), root_id=roots[0] if len(roots) == 1 and parents else None
    )


def _tweet_files(documents: list[Document]) -> list[Document]:
    """The files that should hold tweets: of a folder those that are JSON by their name, what describes it left out."""
    if len(documents) == 1:
        return documents
    return [each for each in documents if each.suffix in JSON_ENDINGS and each.base_name not in _BESIDE]


def _beginning(document: Document) -> list[Any]:
    if '"user"' not in document.head and '"screen_name"' not in document.head:
        return []
    records = document.beginning()
    statuses = records[0].get("statuses") if len(records) == 1 and isinstance(records[0], dict) else None
    return statuses if isinstance(statuses, list) else records


def _is_tweet(value: Any) -> bool:
    return (
        isinstance(value, dict)
        and isinstance(value.get("user"), dict)
        and ("text" in value or "full_text" in value)
        and ("id_str" in value or "id" in value)
        and "screen_name" in value["user"]
    )


def _edges(tree: Any) -> Iterator[tuple[str, str | None]]:
    """Each id of a nested tree with the id above it."""
    waiting: list[tuple[Any, str | None]] = [(tree, None)]
    while waiting:
        below, above = waiting.pop()
        if isinstance(below, dict):
            for child, more in below.items():
                yield child, above
                waiting.append((more, child))


def _records(document: Document, alone: bool) -> Iterator[tuple[str, Any]]:
    """Every record of a file with its place; of many files one that is broken costs only itself."""
    if document.looks_like_json_lines:
        yield from document.json_lines()
        return
    if alone and document.head.lstrip().startswith("["):
        yield from ((f"[{number}]", tweet) for number, tweet in enumerate(document.items("item")))
        return
    try:
        # Of a folder of thousands of tweets none is kept in its parsed form.
        tweets = document.json if alone else parsed_bytes(document.content(), document.name)
    except InputError as error:
        if alone:
            raise
        yield "", Rejection("", str(error).removeprefix(document.name).strip().rstrip("."))
        return
    if isinstance(tweets, dict) and isinstance(tweets.get("statuses"), list):
        tweets = tweets["statuses"]  # an answer of the search
    if isinstance(tweets, list):
        yield from ((f"[{number}]", tweet) for number, tweet in enumerate(tweets))
    else:
        yield "", tweets


def _take(builder: Builder, tweet: Any, place: str, parents: dict[str, str | None]) -> None:
    if isinstance(tweet, Rejection):
        builder.reject(place, tweet.reason)
        return
    if not _is_tweet(tweet):
        builder.reject(place, "not a tweet with id, text and user")
        return
    if isinstance(tweet.get("retweeted_status"), dict):
        builder.reject(place, "a retweet, not a post of its own")
        return
    user = tweet["user"]
    if user.get("protected") is True:
        builder.reject(place, "not public (protected account)")
        return
    tweet_id = _id(tweet, "id")
    handle = user.get("screen_name")
    author_id = builder.author(
        handle,
        name=user.get("name"),
        description=user.get("description"),
        profile_url=f"{SITE}/{handle}",
        follower_count=user.get("followers_count"),
    )
    answered = _id(tweet, "in_reply_to_status_id")
    builder.add(
        {
            "post_id": tweet_id,
            "parent_id": parents.get(str(tweet_id), answered),
            "author_id": author_id,
            "published_at": _moment(tweet.get("created_at")),
            "text": _text(tweet),
            "lang": tweet.get("lang"),
            "like_count": tweet.get("favorite_count"),
            "share_count": tweet.get("retweet_count"),
            "declared_reply_count": tweet.get("reply_count"),
            "url": f"{SITE}/{handle}/status/{tweet_id}" if isinstance(handle, str) and tweet_id else "",
            "state": "withheld" if _is_withheld(tweet) else None,
            "quoted_id": _id(tweet, "quoted_status_id"),
        },
        place,
    )


def _id(tweet: dict[str, Any], name: str) -> Any:
    """An id as text where it is there: as a number it may have lost its last digits."""
    return tweet.get(f"{name}_str") or tweet.get(name)


def _is_withheld(tweet: dict[str, Any]) -> bool:
    """Whether it is withheld everywhere, not in some countries only."""
    countries = tweet.get("withheld_in_countries")
    return tweet.get("withheld_copyright") is True or (isinstance(countries, list) and "XX" in countries)


def _text(tweet: dict[str, Any]) -> Any:
    """The whole text; `text` alone may be cut."""
    extended = tweet.get("extended_tweet")
    whole = extended.get("full_text") if isinstance(extended, dict) else None
    text = whole or tweet.get("full_text") or tweet.get("text")
    return entities.unescape(text) if isinstance(text, str) else text


def _moment(value: Any) -> Any:
    """The time as the platform writes it, or as it stands for the check to judge."""
    try:
        return datetime.strptime(value, "%a %b %d %H:%M:%S %z %Y").isoformat()
    except (TypeError, ValueError):
        return value
