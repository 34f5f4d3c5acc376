"""Reddit: comments listings (`/comments/ID.json`) in their shapes since 2012, and archives of comments and submissions.

One record is one `t3` (a submission, the root of a thread) or `t1` (a comment) of
https://github.com/reddit-archive/reddit/wiki/JSON; `more` is a stub that stands for replies not loaded. Answers of
`/api/morechildren` (https://www.reddit.com/dev/api#GET_api_morechildren) are merged in, and a stub whose replies are
held then stands for nothing. An archive as Pushshift made them (https://github.com/pushshift/api) has the bare fields
of comments and submissions, one a line or as a list; `link_id` is the submission of a comment.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.errors import InputError
from generator.model import Rejection
from generator.sources.builder import Builder
from generator.sources.forest import Forest, route_of
from generator.sources.reading import Document, json_files
from generator.sources.reddit_records import complete_addresses, full_name, take_comment, take_submission, whole_number

LOOKS_FOR = "a Reddit comments listing (kind Listing) or an archive of comments and submissions (id, link_id, body)"
# Where the things of an answer stand, and where the bare records of an archive do, in ijson's words.
_THINGS = ("item.data.children.item", "data.children.item", "json.data.things.item")
_KINDS = ("t1", "t3", "more")
_BARE = ("item", "data.item")


def recognises(documents: list[Document]) -> bool:
    """Whether every file is a listing, an answer of morechildren, or an archive."""
    files = [(each, _shape(each)) for each in json_files(documents)]
    # An answer may be empty; one of them has to hold something.
    return all(shape for _, shape in files) and any(shape == "lines" or _first(each, shape) for each, shape in files)


def forest(documents: list[Document], mapping: dict[str, str] | None = None) -> Forest:
    """The threads, one for each submission; what is met twice counts once."""
    builder, stubs = Builder(), _Stubs()
    for document in json_files(documents):
        shape = _shape(document)
        if shape in _THINGS:
            _take_things(builder, document.items(shape), document.name, stubs)
        else:
            for where, fields in document.json_lines() if shape == "lines" else _numbered(document.items(shape)):
                _take_bare(builder, fields, f"{document.name} {where}")
    stubs.tell(builder)
    complete_addresses(builder)
    return builder.forest(platform="reddit", route=route_of(documents))


def _shape(document: Document) -> str:
    """Where the records of a file stand: one of _THINGS or _BARE, "lines", or "" where it is none of Reddit's."""
    if not document.looks_like_json:
        return ""
    if document.looks_like_json_lines:
        return "lines" if _is_bare(_first(document, "")) else ""
    if '"things"' in document.head and '"json"' in document.head:
        return _THINGS[2] if _may_be_things(document, _THINGS[2]) else ""
    is_list = document.head.lstrip().startswith("[")
    if '"Listing"' in document.head:
        shape = _THINGS[0] if is_list else _THINGS[1]
        return shape if _may_be_things(document, shape) else ""
    shape = _BARE[0] if is_list else _BARE[1]
    return shape if '"subreddit"' in document.head and _is_bare(_first(document, shape)) else ""


def _first(document: Document, shape: str) -> Any:
    try:
        return next(document.items(shape), None) if shape else document.first_json
    except InputError:
        return None


def _may_be_things(document: Document, shape: str) -> bool:
    """Whether there stand things of Reddit, or none."""
    first = _first(document, shape)
    return first is None or (isinstance(first, dict) and first.get("kind") in _KINDS and "data" in first)


def _is_bare(value: Any) -> bool:
    """Whether a record has the fields of a comment or of a submission."""
    if not isinstance(value, dict) or "id" not in value or "author" not in value:
        return False
    return ("link_id" in value and "body" in value) or ("title" in value and "subreddit" in value)


def _numbered(values: Iterator[Any]) -> Iterator[tuple[str, Any]]:
    return ((f"[{number}]", value) for number, value in enumerate(values))


def _take_bare(builder: Builder, fields: Any, place: str) -> None:
    if isinstance(fields, Rejection):
        builder.reject(place, fields.reason)
    elif not isinstance(fields, dict):
        builder.reject(place, "not an object")
    elif "link_id" in fields:
        take_comment(builder, fields, place)
    elif "title" in fields:
        take_submission(builder, fields, place)
    else:
        builder.reject(place, "neither a comment (link_id) nor a submission (title)")


def _children(listing: Any) -> list[Any]:
    """The things of a listing; empty where it is no listing (no replies are written as "")."""
    inside = listing.get("data") if isinstance(listing, dict) else None
    children = inside.get("children") if isinstance(inside, dict) else None
    return children if isinstance(children, list) else []


def _take_things(builder: Builder, things: Iterator[Any], name: str, stubs: _Stubs) -> None:
    """Every thing, and every thing of the listings below it, in the order of the file."""
    root = None
    for number, outermost in enumerate(things, start=1):
        waiting = [(outermost, root)]
        while waiting:
            thing, around = waiting.pop()
            fields = thing.get("data") if isinstance(thing, dict) else None
            if not isinstance(fields, dict):
                builder.reject(f"{name} thing {number}", "not a thing with kind and data")
                continue
            # A thing deep in a tree is found by its id; only one without has to be counted to.
            place = f"{name} {str(fields.get('name') or fields.get('id') or f'thing {number}')[:40]}"
            kind = thing.get("kind")
            if kind == "more":
                stubs.take(fields, around)
            elif kind == "t3":
                root = around = full_name(fields, "t3")
                take_submission(builder, fields, place)
            elif kind == "t1":
                take_comment(builder, fields, place, around, root)
                replies = _children(fields.get("replies"))
                if replies:
                    around = full_name(fields, "t1")
                    waiting += [(each, around) for each in reversed(replies)]
            else:
                builder.reject(place, f"kind is neither t1, t3 nor more: {str(kind)[:20]!r}")


class _Stubs:
    """The stubs met on the way, until it is known which of the replies they stand for are held."""

    def __init__(self) -> None:
        self._met: dict[tuple[str, str], tuple[int, list[Any]]] = {}

    def take(self, fields: dict[str, Any], around: Any) -> None:
        """Note one stub; the same one met in another file counts once."""
        parent, children = str(fields.get("parent_id") or around), fields.get("children")
        named = children if isinstance(children, list) else []
        # In 2012 a stub carried neither count nor parent; "continue this thread" carries 0 and names nobody.
        hidden = max(whole_number(fields.get("count")) or 0, len(named))
        self._met.setdefault((parent, str(named[0]) if named else ""), (hidden, named))

    def tell(self, builder: Builder) -> None:
        """Tell the stubs that still stand for something, less what other files brought."""
        answered = {post.parent_id for post in builder.posts.values()}
        for (parent, _), (hidden, named) in self._met.items():
            held_count = sum(f"t1_{each}" in builder.posts for each in named)
            if held_count < len(named) or (not named and parent not in answered):
                builder.stub(parent, hidden - held_count)
