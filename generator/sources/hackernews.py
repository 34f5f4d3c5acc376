"""Hacker News: items of Algolia's and of Firebase's interface, of its search, and of the public archive.

One record is one item (https://hn.algolia.com/api, https://github.com/HackerNews/API): a story, a job, a poll or a
comment. Algolia nests replies in `items/:id` and lists them flat in `search` (`hits`). Firebase's items come as a list,
one a file, keyed by id, or as `{"post": …, "comments": […]}`. The archive has one a line, as BigQuery writes its table
`bigquery-public-data.hacker_news.full`: whole numbers as text, what is not known as null.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.errors import InputError
from generator.model import Rejection
from generator.sources import markup
from generator.sources.builder import Builder
from generator.sources.forest import Forest, route_of
from generator.sources.reading import Document, json_files

LOOKS_FOR = "Hacker News items (Algolia: id, author, children, or hits; Firebase and archives: id, by, time, type)"
SITE = "https://news.ycombinator.com"
_LISTS = ("hits", "comments", "children")
_TYPES = ("story", "comment", "job", "poll")
_MARKS = ("by", "author", "descendants", "created_at_i", "kids")
Found = tuple[str, Any, Any]  # place, item, id of the item it stands in


def recognises(documents: list[Document]) -> bool:
    """Whether every file holds items of one of the interfaces."""
    return all(_may_be(each) and _holds_items(each) for each in json_files(documents))


def forest(documents: list[Document], mapping: dict[str, str] | None = None) -> Forest:
    """The threads of all items."""
    builder = Builder()
    for document in json_files(documents):
        for place, item, around in _items(document):
            _take(builder, item, around, f"{document.name} {place}")
    return builder.forest(platform="hackernews", route=route_of(documents))


def _may_be(document: Document) -> bool:
    """Whether the beginning allows it, so that a big file of another kind is not parsed for nothing."""
    return document.looks_like_json and any(f'"{key}"' in document.head for key in _MARKS)


def _holds_items(document: Document) -> bool:
    """Whether one of the first outermost values is an item."""
    try:
        for number, (_, item) in enumerate(_outermost(document)):
            if _is_item(item):
                return True
            if number > 20:
                break
    except InputError:
        pass
    return False


def _is_item(value: Any) -> bool:
    if not isinstance(value, dict):
        return False
    if "objectID" in value:
        return "author" in value and ("comment_text" in value or "story_text" in value)
    if "id" not in value:
        return False
    if isinstance(value.get("children"), list):
        return "author" in value or "created_at_i" in value
    if value.get("type") in (*_TYPES, "pollopt"):
        return "time" in value or "by" in value
    return {"by", "time", "parent"} <= value.keys()


def _outermost(document: Document) -> Iterator[tuple[str, Any]]:
    """The outermost items of a file with their places; nothing where it holds something else."""
    if document.looks_like_json_lines:
        yield from document.json_lines()
    elif document.head.lstrip().startswith("["):
        yield from ((f"[{number}]", each) for number, each in enumerate(document.items("item")))
    else:
        yield from _of_object(document)


def _of_object(document: Document) -> Iterator[tuple[str, Any]]:
    """The items of a file that holds one object, which may be big: its lists are read one value after the other."""
    value = document.without(*_LISTS)
    if not isinstance(value, dict):
        return
    if _is_item(value):
        yield "item", value
        for number, child in enumerate(document.items("children.item")):
            yield f"item.children[{number}]", _within(child, value.get("id"))
    elif isinstance(value.get("hits"), list):
        yield from ((f"hits[{number}]", each) for number, each in enumerate(document.items("hits.item")))
    elif isinstance(value.get("comments"), list) and _is_item(value.get("post")):
        yield "post", value["post"]
        yield from ((f"comments[{number}]", each) for number, each in enumerate(document.items("comments.item")))
    elif value and all(key.isdigit() for key in value):
        yield from ((f"[{key!r}]", each) for key, each in value.items())


def _within(child: Any, around: Any) -> Any:
    """A nested item with what it stands in as its parent, where it does not say."""
    return {**child, "parent_id": around} if isinstance(child, dict) and _parent(child) is None else child


def _parent(item: dict[str, Any]) -> Any:
    """What an item answers; an export may have the names of both interfaces, one of them empty."""
    parent = item.get("parent")
    return item.get("parent_id") if parent is None else parent


def _items(document: Document) -> Iterator[Found]:
    """Every item, and every item nested in it, with the id of the item around it."""
    for outermost_place, outermost in _outermost(document):
        waiting: list[Found] = [(outermost_place, outermost, None)]
        while waiting:
            place, item, around = waiting.pop()
            if isinstance(item, dict) and "objectID" in item:
                item = _of_hit(item)
            yield place, item, around
            children = item.get("children") if isinstance(item, dict) else None
            if isinstance(children, list) and children:
                waiting += [(f"{place}.children[{n}]", each, item.get("id")) for n, each in enumerate(children)][::-1]


def _of_hit(hit: dict[str, Any]) -> dict[str, Any]:
    """A hit of a search as an item; its `children` are but ids."""
    is_comment = isinstance(hit.get("comment_text"), str)
    children = hit.get("children")
    return {
        "id": hit.get("objectID"),
        "author": hit.get("author"),
        "created_at_i": hit.get("created_at_i"),
        "created_at": hit.get("created_at"),
        "type": "comment" if is_comment else "story",
        "text": hit.get("comment_text") if is_comment else hit.get("story_text"),
        "title": None if is_comment else hit.get("title"),
        "points": hit.get("points"),
        "parent_id": hit.get("parent_id"),
        "story_id": hit.get("story_id"),
        "story_title": hit.get("story_title"),
        "descendants": hit.get("num_comments"),
        "kids": children if isinstance(children, list) else None,
    }


def _take(builder: Builder, item: Any, around: Any, place: str) -> None:
    if not isinstance(item, dict):
        builder.reject(place, item.reason if isinstance(item, Rejection) else "not an item")
        return
    parent_id = _parent(item)
    parent_id = around if parent_id is None else parent_id
    kind = item.get("type") or ("story" if parent_id is None else "comment")
    if kind not in _TYPES:
        builder.reject(place, f"type is no post: {str(kind)[:20]!r}")
        return
    handle = item.get("by", item.get("author"))
    author_id = builder.author(handle, profile_url=f"{SITE}/user?id={handle}") if isinstance(handle, str) else None
    text, title, kids = item.get("text"), item.get("title"), item.get("kids")
    state = _state(item, author_id is None and not text and not title)
    if isinstance(title, str) and title and (text is None or isinstance(text, str)):
        body = text or ""
        text = markup.paragraphs(title) + (body if body.lstrip().startswith("<p") else f"<p>{body}")
    published_at, item_id = item.get("time", item.get("created_at_i")), item.get("id")
    taken = builder.add(
        {
            "post_id": item_id,
            "parent_id": parent_id,
            "author_id": author_id if state == "present" else None,
            "published_at": item.get("created_at", item.get("timestamp")) if published_at is None else published_at,
            "html": text,
            "like_count": _number(item.get("points", item.get("score"))),
            "declared_reply_count": len(kids) if isinstance(kids, list) else _no_kids(item),
            "url": _address(item_id),
            "state": state,
        },
        place,
        root_id=item.get("story_id"),
    )
    if taken:
        _tell(builder, item, title)


def _tell(builder: Builder, item: dict[str, Any], title: Any) -> None:
    """Note what an item says of its thread."""
    declared = _number(item.get("descendants"))
    if title or isinstance(declared, int):
        builder.about(
            str(item["id"]),
            title=title,
            url=_address(item["id"]),
            declared=declared if isinstance(declared, int) else None,
        )
    if item.get("story_title") and item.get("story_id") is not None:
        builder.about(str(item["story_id"]), title=item["story_title"], url=_address(item["story_id"]))


def _state(item: dict[str, Any], is_empty: bool) -> str:
    if item.get("dead") in (True, "true"):
        return "withheld"
    return "deleted" if is_empty or item.get("deleted") in (True, "true") else "present"


def _no_kids(item: dict[str, Any]) -> int | None:
    """Firebase leaves `kids` out where there are none; Algolia and the archive never tell."""
    return 0 if "by" in item and "children" not in item and isinstance(item.get("time"), int) else None


def _number(value: Any) -> Any:
    """A count; in the archive it is text."""
    return int(value) if isinstance(value, str) and value.isdecimal() and len(value) < 16 else value


def _address(item_id: Any) -> str:
    return f"{SITE}/item?id={item_id}" if str(item_id).isdigit() else ""
