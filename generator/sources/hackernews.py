"""Hacker News: Algolia's nested `items/:id`, or the items of the Firebase interface.

One record is one item (https://hn.algolia.com/api, https://github.com/HackerNews/API): a story, a job, a poll or a
comment. Firebase items come as a list, one a file, or as `{"post": …, "comments": […]}`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.sources import markup
from generator.sources.builder import Builder
from generator.sources.forest import Forest, route_of
from generator.sources.reading import Document

LOOKS_FOR = "Hacker News items (Algolia: id, author, children; Firebase: id, by, time, type)"
SITE = "https://news.ycombinator.com"
_TYPES = ("story", "comment", "job", "poll")


def recognises(documents: list[Document]) -> bool:
    """Whether every file holds items of one of the two interfaces."""
    return all(_may_be(each) and bool(_tops(each)) for each in documents)


def _may_be(document: Document) -> bool:
    """Whether the beginning allows it, so that a big file of another kind is not parsed for nothing."""
    return (
        document.looks_like_json
        and not document.looks_like_json_lines
        and any(f'"{key}"' in document.head for key in ("by", "author", "descendants", "created_at_i", "kids"))
    )


def forest(documents: list[Document], mapping: dict[str, str] | None = None) -> Forest:
    """The threads of all items."""
    builder = Builder()
    for document in documents:
        for place, item, parent_id in _items(document):
            _take(builder, item, parent_id, f"{document.name} {place}")
            if isinstance(item, dict) and item.get("id") is not None:
                declared = item.get("descendants")
                builder.about(
                    str(item["id"]),
                    title=item.get("title"),
                    url=_address(item["id"]),
                    declared=declared if isinstance(declared, int) else None,
                )
    return builder.forest(platform="hackernews", route=route_of(documents))


def _is_item(value: Any) -> bool:
    if not isinstance(value, dict) or "id" not in value:
        return False
    algolia = isinstance(value.get("children"), list) and ("author" in value or "created_at_i" in value)
    return algolia or (value.get("type") in (*_TYPES, "pollopt") and ("time" in value or "by" in value))


def _tops(document: Document) -> list[tuple[str, Any]]:
    """The outermost items of a file with their places; empty where it holds something else."""
    value = document.json
    if _is_item(value):
        return [("item", value)]
    if isinstance(value, dict) and _is_item(value.get("post")) and isinstance(value.get("comments"), list):
        return [("post", value["post"])] + [(f"comments[{n}]", each) for n, each in enumerate(value["comments"])]
    if isinstance(value, dict) and value and all(_is_item(each) for each in value.values()):
        return [(f"[{key!r}]", each) for key, each in value.items()]
    if isinstance(value, list) and any(_is_item(each) for each in value):
        return [(f"[{number}]", each) for number, each in enumerate(value)]
    return []


def _items(document: Document) -> Iterator[tuple[str, Any, Any]]:
    """Every item with its place and, where it is nested, the id of the item around it."""
    waiting = [(place, item, None) for place, item in _tops(document)][::-1]
    while waiting:
        place, item, around = waiting.pop()
        yield place, item, around
        children = item.get("children") if isinstance(item, dict) else None
        if isinstance(children, list):
            waiting += [(f"{place}.children[{n}]", each, item.get("id")) for n, each in enumerate(children)][::-1]


def _take(builder: Builder, item: Any, around: Any, place: str) -> None:
    if not isinstance(item, dict):
        builder.reject(place, "not an item")
        return
    kind = item.get("type", "comment")
    if kind not in _TYPES:
        builder.reject(place, f"type is no post: {str(kind)[:20]!r}")
        return
    handle = item.get("by", item.get("author"))
    author_id = builder.author(handle, profile_url=f"{SITE}/user?id={handle}") if isinstance(handle, str) else None
    text, title, kids = item.get("text"), item.get("title"), item.get("kids")
    state = "present"
    if item.get("dead") is True:
        state = "withheld"
    elif item.get("deleted") is True or (author_id is None and not text and not title):
        state = "deleted"
    if isinstance(title, str) and title and (text is None or isinstance(text, str)):
        body = text or ""
        text = markup.paragraphs(title) + (body if body.lstrip().startswith("<p") else f"<p>{body}")
    published_at = item.get("time", item.get("created_at_i"))
    parent_id = item.get("parent", item.get("parent_id"))
    builder.add(
        {
            "post_id": item.get("id"),
            "parent_id": around if parent_id is None else parent_id,
            "author_id": author_id if state == "present" else None,
            "published_at": item.get("created_at") if published_at is None else published_at,
            "html": text,
            "like_count": item.get("points", item.get("score")),
            "declared_reply_count": len(kids) if isinstance(kids, list) else _no_kids(item),
            "url": _address(item.get("id")),
            "state": state,
        },
        place,
    )


def _no_kids(item: dict[str, Any]) -> int | None:
    """Firebase leaves `kids` out where there are none; Algolia never tells."""
    return 0 if "by" in item and "children" not in item else None


def _address(item_id: Any) -> str:
    return f"{SITE}/item?id={item_id}" if str(item_id).isdigit() else ""
