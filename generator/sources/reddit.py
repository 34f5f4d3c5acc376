"""Reddit: the comments listing of one submission (`/comments/ID.json`), in its shapes since 2012.

One record is one `t3` (the submission, the root) or `t1` (a comment) of
https://github.com/reddit-archive/reddit/wiki/JSON; `more` is a stub that stands for replies not loaded. Answers of
`/api/morechildren` (https://www.reddit.com/dev/api#GET_api_morechildren) are merged into the listing beside them, and
a stub whose replies are held then stands for nothing.
"""

from __future__ import annotations

import html as entities
from collections.abc import Iterator
from typing import Any

from generator.errors import InputError
from generator.sources import markup
from generator.sources.builder import Builder
from generator.sources.forest import Forest, route_of
from generator.sources.reading import Document

LOOKS_FOR = "a Reddit comments listing ([submission, comments], kind Listing)"
SITE = "https://www.reddit.com"
_GONE = {"[deleted]": "deleted", "[removed]": "withheld", "[ Removed by Reddit ]": "withheld"}


def recognises(documents: list[Document]) -> bool:
    """Whether every file is a list of listings that opens with a submission, or beside one a morechildren answer."""
    plain = all(each.looks_like_json and not each.looks_like_json_lines for each in documents)
    listings = [each for each in documents if plain and _submission(each)]
    return bool(listings) and all(each in listings or _is_more(each) for each in documents)


def forest(documents: list[Document], mapping: dict[str, str] | None = None) -> Forest:
    """The thread; several listings of one submission are merged."""
    builder = Builder()
    submission = next(filter(None, map(_submission, documents)))
    stubs = _Stubs()
    for document in documents:
        things = "json.data.things.item" if _is_more(document) else "item.data.children.item"
        _take_things(builder, document.items(things), document.name, submission, stubs)
    stubs.tell(builder)
    root_id = _name(submission, "t3")
    builder.about(
        root_id,
        title=_text(submission.get("title")),
        url=_address(submission.get("permalink")),
        declared=_declared(submission.get("num_comments")),
    )
    return builder.forest(platform="reddit", route=route_of(documents), root_id=root_id)


def _submission(document: Document) -> dict[str, Any]:
    """The submission that a list of listings opens with; empty where there is none."""
    if '"Listing"' not in document.head:
        return {}
    try:
        first = next(document.items("item.data.children.item"), None)
    except InputError:
        return {}
    if not isinstance(first, dict) or first.get("kind") != "t3":
        return {}
    return first["data"] if isinstance(first.get("data"), dict) else {}


def _is_more(document: Document) -> bool:
    """Whether a file is an answer of morechildren."""
    return document.head.lstrip().startswith("{") and '"things"' in document.head


def _children(listing: Any) -> list[Any]:
    """The things of a listing; empty where it is no listing (no replies are written as "")."""
    inside = listing.get("data") if isinstance(listing, dict) else None
    children = inside.get("children") if isinstance(inside, dict) else None
    return children if isinstance(children, list) else []


def _take_things(builder: Builder, things: Iterator[Any], name: str, submission: dict[str, Any], stubs: _Stubs) -> None:
    """Every thing, and every thing of the listings below it, in the order of the file."""
    permalink = _address(submission.get("permalink"))
    root = _name(submission, "t3")
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
                _take_submission(builder, fields, place)
            elif kind == "t1":
                _take_comment(builder, fields, place, permalink)
                replies = _children(fields.get("replies"))
                if replies:
                    around = _name(fields, "t1")
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
        hidden = max(_declared(fields.get("count")) or 0, len(named))
        self._met.setdefault((parent, str(named[0]) if named else ""), (hidden, named))

    def tell(self, builder: Builder) -> None:
        """Tell the stubs that still stand for something, less what other files brought."""
        answered = {post.parent_id for post in builder.posts.values()}
        for (parent, _), (hidden, named) in self._met.items():
            held_count = sum(f"t1_{each}" in builder.posts for each in named)
            if held_count < len(named) or (not named and parent not in answered):
                builder.stub(parent, hidden - held_count)


def _take_submission(builder: Builder, fields: dict[str, Any], place: str) -> None:
    body = fields.get("selftext")
    author_id = _author(builder, fields.get("author"))
    state = _GONE.get(body.strip(), "present") if isinstance(body, str) else "present"
    title = _text(fields.get("title"))
    builder.add(
        {
            "post_id": _name(fields, "t3"),
            "author_id": author_id,
            "published_at": fields.get("created_utc"),
            # The title is part of what was said: a link post has no other words.
            "html": markup.paragraphs(title) + _markup(fields.get("selftext_html"), body),
            "like_count": _likes(fields),
            "url": _address(fields.get("permalink")),
            "state": state,
        },
        place,
    )


def _take_comment(builder: Builder, fields: dict[str, Any], place: str, permalink: str) -> None:
    body = fields.get("body")
    author_id = _author(builder, fields.get("author"))
    if body is None and author_id is None:
        body = "[deleted]"
    if not isinstance(body, str):
        builder.reject(place, f"body is not text: {str(body)[:40]!r}")
        return
    own = _address(fields.get("permalink"))
    comment_id = fields.get("id")
    builder.add(
        {
            "post_id": _name(fields, "t1"),
            "parent_id": fields.get("parent_id"),
            "author_id": author_id,
            "published_at": fields.get("created_utc"),
            "html": _markup(fields.get("body_html"), body),
            "like_count": _likes(fields),
            "url": own or (f"{permalink.rstrip('/')}/{comment_id}/" if permalink and comment_id else ""),
            "state": _GONE.get(body.strip(), "present"),
        },
        place,
    )


def _author(builder: Builder, name: Any) -> str | None:
    if not isinstance(name, str) or name in ("[deleted]", "[removed]"):
        return None
    return builder.author(name) if name.lower() in builder.authors else builder.author(name, **_profile(name))


def _profile(name: str) -> dict[str, str]:
    return {"profile_url": f"{SITE}/user/{name}"}


def _name(fields: dict[str, Any], kind: str) -> Any:
    """The full name ("t1_c57lwlh"), which is how replies name their parent."""
    name, short = fields.get("name"), fields.get("id")
    return name or (f"{kind}_{short}" if short else None)


def _markup(escaped: Any, body: Any) -> str:
    """The markup of a body; the API gives it as escaped text, some exports as it is."""
    if isinstance(escaped, str) and escaped:
        return entities.unescape(escaped) if escaped.lstrip().startswith("&lt;") else escaped
    return markup.paragraphs(entities.unescape(body)) if isinstance(body, str) else ""


def _likes(fields: dict[str, Any]) -> Any:
    """Up-votes less down-votes, never below zero; None while the site hides it."""
    if fields.get("score_hidden") is True:
        return None
    score = fields.get("score")
    if score is None and isinstance(fields.get("ups"), int) and isinstance(fields.get("downs"), int):
        score = fields["ups"] - fields["downs"]
    return max(score, 0) if isinstance(score, int) and not isinstance(score, bool) else score


def _declared(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None


def _text(value: Any) -> str:
    return entities.unescape(value) if isinstance(value, str) else ""


def _address(permalink: Any) -> str:
    return SITE + permalink if isinstance(permalink, str) and permalink.startswith("/") else ""
