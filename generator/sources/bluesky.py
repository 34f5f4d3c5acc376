"""Bluesky: the answers of `getPostThread` and `getPostThreadV2`.

One record is one post of a thread view: https://docs.bsky.app/docs/api/app-bsky-feed-get-post-thread nests replies and
parents; `app.bsky.unspecced.getPostThreadV2` gives a flat list with depths. Posts that are blocked or not found are
told by their address alone. `replyCount` is the number of direct replies; below the depth asked for they are left out.
Lists of posts (`getQuotes`, `getPosts`, `searchPosts`) and feeds are read beside them. A post whose author lets only
people see it who are signed in (label `!no-unauthenticated`), or that was taken down, is withheld.
"""

from __future__ import annotations

import html as entities
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, NamedTuple

from generator.errors import InputError
from generator.model import Rejection
from generator.sources.builder import Builder
from generator.sources.forest import Forest, route_of
from generator.sources.reading import Document, json_files
from generator.sources.records import RecordError, moment

LOOKS_FOR = "a Bluesky thread (getPostThread: thread with post and replies; getPostThreadV2: a list of items)"
SITE = "https://bsky.app"
# What stands in for a post that cannot be shown, by the end of its $type, and why.
_STAND_INS = {
    "blockedPost": "withheld",
    "notFoundPost": "deleted",
    "threadItemBlocked": "withheld",
    "threadItemNotFound": "deleted",
    "threadItemNoUnauthenticated": "withheld",
}
# https://docs.bsky.app/docs/advanced-guides/moderation: labels that keep a post from people who are not signed in.
_WITHHOLDING = {"!no-unauthenticated", "!hide", "!takedown"}
_LISTS = ("thread", "thread.replies", "posts", "feed")
_NO_HANDLE = "handle.invalid"  # what stands for a handle that is not confirmed, whosever it is


class Node(NamedTuple):
    """A thread view, an item or a stand-in, as it was met."""

    place: str
    view: Any
    around: str | None = None  # the post it stands below
    root: str | None = None  # the root of its thread, as the post below it says


def recognises(documents: list[Document]) -> bool:
    """Whether every file is an answer of one of the interfaces."""
    return all(_may_be(each) and _holds_posts(each) for each in json_files(documents))


def forest(documents: list[Document], mapping: dict[str, str] | None = None) -> Forest:
    """The threads of all answers together; a post met twice counts once."""
    builder = Builder()
    for document in json_files(documents):
        for where, nodes in _answers(document):
            for node in nodes:
                _take(builder, node, " ".join(each for each in (document.name, where, node.place) if each))
    declared: dict[str, int] = {}
    for post_id, post in builder.posts.items():
        root_id = builder.roots.get(post_id, post_id)
        declared[root_id] = declared.get(root_id, 0) + (post.declared_reply_count or 0)
    for root_id, count in declared.items():
        builder.about(root_id, declared=count)
    return builder.forest(platform="bluesky", route=route_of(documents))


def _may_be(document: Document) -> bool:
    return document.looks_like_json and ("app.bsky." in document.head or '"at://' in document.head)


def _holds_posts(document: Document) -> bool:
    try:
        return any(_is_node(node.view) for _, nodes in islice(_answers(document), 20) for node in islice(nodes, 20))
    except InputError:
        return False


def _is_node(node: Any) -> bool:
    if not isinstance(node, dict):
        return False
    return isinstance(_inside(node, "post").get("record"), dict) or _kind(node) in _STAND_INS


def _answers(document: Document) -> Iterator[tuple[str, Iterator[Node]]]:
    """The nodes of every answer of a file: it may hold one, a list, or one a line."""
    if document.looks_like_json_lines:
        yield from ((where, _nodes(answer)) for where, answer in document.json_lines())
    elif document.head.lstrip().startswith("["):
        yield from ((f"[{number}]", _nodes(answer)) for number, answer in enumerate(document.items("item")))
    else:
        yield "", _nodes_of(document)


def _nodes_of(document: Document) -> Iterator[Node]:
    """The nodes of the only answer of a file, which may be big: its lists are read one value after the other."""
    answer = document.without(*_LISTS)
    thread = answer.get("thread") if isinstance(answer, dict) else None
    if isinstance(thread, list):
        yield from _flat(document.items("thread.item"))
    elif isinstance(thread, dict):
        yield from _nested(thread)
        for number, reply in enumerate(document.items("thread.replies.item")):
            yield from _nested(reply, f"thread.replies[{number}]", _address_of(thread))
    elif isinstance(answer, dict) and isinstance(answer.get("posts"), list):
        yield from _listed("posts", ({"post": each} for each in document.items("posts.item")))
    elif isinstance(answer, dict) and isinstance(answer.get("feed"), list):
        yield from _listed("feed", document.items("feed.item"))
    else:
        yield from _nodes(document.json)


def _nodes(answer: Any) -> Iterator[Node]:
    """Every view, item or post of an answer."""
    if isinstance(answer, Rejection):
        yield Node("", answer)
        return
    inside = answer.get("thread", answer) if isinstance(answer, dict) else answer
    if isinstance(inside, list):
        yield from _flat(inside)
    elif isinstance(inside, dict) and isinstance(inside.get("posts"), list):
        yield from _listed("posts", ({"post": each} for each in inside["posts"]))
    elif isinstance(inside, dict) and isinstance(inside.get("feed"), list):
        yield from _listed("feed", inside["feed"])
    else:
        # A post that stands alone, as `getPosts` gives it, has no view around it.
        alone = isinstance(inside, dict) and "record" in inside and "post" not in inside
        yield from _nested({"post": inside} if alone else inside)


def _listed(name: str, views: Iterable[Any]) -> Iterator[Node]:
    return (Node(f"{name}[{number}]", each) for number, each in enumerate(views))


def _nested(top: Any, place: str = "thread", around: str | None = None) -> Iterator[Node]:
    """Every view of the nested form: the parents above, then the replies below."""
    waiting = [Node(place, top, around)]
    while waiting:
        node = waiting.pop()
        yield node
        place, view = node.place, node.view
        if not isinstance(view, dict):
            continue
        if isinstance(view.get("parent"), dict):
            root = _uri(_inside(_inside(_inside(view, "post"), "record"), "reply").get("root"))
            waiting.append(Node(f"{place}.parent", view["parent"], None, root or node.root))
        address = _address_of(view)
        replies = [Node(f"{place}.replies[{n}]", each, address) for n, each in enumerate(_list(view.get("replies")))]
        waiting += reversed(replies)


def _flat(items: Iterable[Any]) -> Iterator[Node]:
    """Every item of the flat form; the one around it is the last that stood one step higher."""
    path: dict[int, str | None] = {}
    for number, item in enumerate(items):
        value = item.get("value") if isinstance(item, dict) else None
        if not isinstance(item, dict) or not isinstance(value, dict):
            yield Node(f"thread[{number}]", item)
            continue
        depth, address = item.get("depth"), item.get("uri")
        level = depth if isinstance(depth, int) and not isinstance(depth, bool) else 0
        yield Node(f"thread[{number}]", value | {"uri": address}, path.get(level - 1))
        path[level] = address if isinstance(address, str) else None


def _address_of(node: dict[str, Any]) -> str | None:
    address = _inside(node, "post").get("uri", node.get("uri"))
    return address if isinstance(address, str) else None


def _kind(node: dict[str, Any]) -> str:
    return str(node.get("$type", "")).rpartition("#")[2]


def _take(builder: Builder, node: Node, place: str) -> None:
    view = node.view
    if isinstance(view, dict) and _kind(view) in _STAND_INS:
        stand_in = {"post_id": view.get("uri"), "parent_id": node.around, "state": _STAND_INS[_kind(view)]}
        builder.add(stand_in, place, root_id=node.root)
        return
    post = _inside(view, "post")
    record, author = _inside(post, "record"), _inside(post, "author")
    if not record or not author:
        builder.reject(place, view.reason if isinstance(view, Rejection) else "not a post with a record and an author")
        return
    if _kind(_inside(view, "reason")) == "reasonRepost":
        builder.reject(place, "a repost, not a post of its own")
        return
    reply = _inside(record, "reply")
    address, text, langs = post.get("uri"), record.get("text"), record.get("langs")
    handle, state = _handle(author), "withheld" if _is_withheld(post, author) else "present"
    author_id = builder.author(
        handle,
        name=author.get("displayName"),
        description=author.get("description"),
        profile_url=f"{SITE}/profile/{handle}",
        follower_count=author.get("followersCount"),
    )
    taken = builder.add(
        {
            "post_id": address,
            "parent_id": _uri(reply.get("parent")),
            "author_id": author_id if state == "present" else None,
            "published_at": _written_at(record, post),
            "text": text,
            "html": _markup(text, record.get("facets")) if isinstance(text, str) else None,
            "lang": langs[0] if isinstance(langs, list) and langs else None,
            "like_count": post.get("likeCount"),
            "share_count": post.get("repostCount"),
            "declared_reply_count": post.get("replyCount"),
            "url": _page(handle, address),
            "state": state,
            "quoted_id": _quoted(record.get("embed")),
        },
        place,
        root_id=_uri(reply.get("root")),
    )
    hidden = view.get("moreReplies")
    if taken and isinstance(hidden, int) and not isinstance(hidden, bool) and hidden > 0:
        builder.stub(str(address), hidden)


def _inside(holder: Any, name: str) -> dict[str, Any]:
    value = holder.get(name) if isinstance(holder, dict) else None
    return value if isinstance(value, dict) else {}


def _handle(author: dict[str, Any]) -> Any:
    """The handle, which mentions name; the account's id where no handle is confirmed."""
    handle = author.get("handle")
    return author.get("did") if handle in (None, "", _NO_HANDLE) else handle


def _is_withheld(post: dict[str, Any], author: dict[str, Any]) -> bool:
    labels = [each for holder in (post, author) for each in _list(holder.get("labels")) if isinstance(each, dict)]
    return any(str(each.get("val")) in _WITHHOLDING and each.get("neg") is not True for each in labels)


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _written_at(record: dict[str, Any], post: dict[str, Any]) -> Any:
    """What the author's program says, where that is a time, else when the post was first seen."""
    try:
        return moment(record.get("createdAt")) or post.get("indexedAt")
    except RecordError:
        return post.get("indexedAt")


def _uri(reference: Any) -> str | None:
    address = reference.get("uri") if isinstance(reference, dict) else None
    return address if isinstance(address, str) else None


def _quoted(embed: Any) -> str | None:
    """The address of the post that is quoted, alone or with pictures."""
    record = embed.get("record") if isinstance(embed, dict) else None
    address = _uri(record) or (_uri(record.get("record")) if isinstance(record, dict) else None)
    return address if address and "/app.bsky.feed.post/" in address else None


def _markup(text: str, facets: Any) -> str | None:
    """The text with its links, None where it has none; facets count in bytes of UTF-8."""
    content = text.encode("utf-8", "surrogatepass")
    pieces: list[str] = []
    end = 0
    for start, stop, address in sorted(_links(facets)):
        if end <= start < stop <= len(content):
            inner = content[start:stop].decode("utf-8", "replace")
            pieces.append(entities.escape(content[end:start].decode("utf-8", "replace"), quote=False))
            pieces.append(f'<a href="{entities.escape(address)}">{entities.escape(inner, quote=False)}</a>')
            end = stop
    if not pieces:
        return None
    whole = "".join(pieces) + entities.escape(content[end:].decode("utf-8", "replace"), quote=False)
    return "<p>" + whole.strip().replace("\n\n", "</p><p>").replace("\n", "<br>") + "</p>"


def _links(facets: Any) -> Iterator[tuple[int, int, str]]:
    for facet in _list(facets):
        index = facet.get("index") if isinstance(facet, dict) else None
        features = facet.get("features") if isinstance(facet, dict) else None
        if not isinstance(index, dict) or not isinstance(features, list):
            continue
        start, stop = index.get("byteStart"), index.get("byteEnd")
        for feature in features:
            address = feature.get("uri") if isinstance(feature, dict) else None
            if isinstance(address, str) and type(start) is int and type(stop) is int:
                yield start, stop, address


def _page(handle: Any, address: Any) -> str:
    """The page of a post."""
    key = address.rpartition("/")[2] if isinstance(address, str) else ""
    return f"{SITE}/profile/{handle}/post/{key}" if isinstance(handle, str) and key.isalnum() else ""
