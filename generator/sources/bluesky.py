"""Bluesky: the answers of `getPostThread` and `getPostThreadV2`.

One record is one post of a thread view: https://docs.bsky.app/docs/api/app-bsky-feed-get-post-thread nests replies and
parents; `app.bsky.unspecced.getPostThreadV2` gives a flat list with depths. Posts that are blocked or not found are
told by their address alone. `replyCount` is the number of direct replies; below the depth asked for they are left out.
"""

from __future__ import annotations

import html as entities
from collections.abc import Iterator
from typing import Any

from generator.sources import markup
from generator.sources.builder import Builder
from generator.sources.forest import Forest, route_of
from generator.sources.reading import Document

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
Node = tuple[str, Any, str | None]  # place, thread view or item, address of the post around it


def recognises(documents: list[Document]) -> bool:
    """Whether every file is an answer of one of the two interfaces."""
    return all(
        each.looks_like_json
        and not each.looks_like_json_lines
        and "app.bsky." in each.head
        and bool(_views(each.json) or _items(each.json))
        for each in documents
    )


def forest(documents: list[Document], mapping: dict[str, str] | None = None) -> Forest:
    """The threads of all answers together; a post met twice counts once."""
    builder = Builder()
    for document in documents:
        nodes = _flat(_items(document.json)) if _items(document.json) else _nested(_views(document.json))
        for place, node, around in nodes:
            _take(builder, node, around, f"{document.name} {place}")
    declared: dict[str, int] = {}
    for post_id, post in builder.posts.items():
        root_id = builder.roots.get(post_id, post_id)
        declared[root_id] = declared.get(root_id, 0) + (post.declared_reply_count or 0)
    for root_id, count in declared.items():
        builder.about(root_id, declared=count)
    return builder.forest(platform="bluesky", route=route_of(documents))


def _views(value: Any) -> list[Any]:
    """The nested thread views of a file: an answer, the view itself, or a list of either."""
    if isinstance(value, list):
        return [view for each in value for view in _views(each)]
    view = value.get("thread") if isinstance(value, dict) and "thread" in value else value
    return [view] if isinstance(view, dict) and str(view.get("$type", "")).startswith("app.bsky.feed.defs#") else []


def _items(value: Any) -> list[Any]:
    """The flat items of an answer of the second version."""
    items = value.get("thread") if isinstance(value, dict) else None
    return items if isinstance(items, list) and items and all(isinstance(each, dict) for each in items) else []


def _nested(views: list[Any]) -> Iterator[Node]:
    """Every view of the nested form: the parents above, then the replies below."""
    for number, view in enumerate(views):
        waiting: list[Node] = [(f"thread[{number}]", view, None)]
        while waiting:
            place, node, around = waiting.pop()
            yield place, node, around
            if not isinstance(node, dict):
                continue
            address = _address_of(node)
            if isinstance(node.get("parent"), dict):
                waiting.append((f"{place}.parent", node["parent"], None))
            replies = node.get("replies")
            if isinstance(replies, list):
                waiting += [(f"{place}.replies[{n}]", each, address) for n, each in enumerate(replies)][::-1]


def _flat(items: list[Any]) -> Iterator[Node]:
    """Every item of the flat form; the one around it is the last that stood one step higher."""
    path: dict[int, str | None] = {}
    for number, item in enumerate(items):
        depth = item.get("depth")
        value = item.get("value")
        level = depth if isinstance(depth, int) and not isinstance(depth, bool) else 0
        node = value | {"uri": item.get("uri")} if isinstance(value, dict) else value
        yield f"thread[{number}]", node, path.get(level - 1)
        path[level] = item.get("uri") if isinstance(item.get("uri"), str) else None


def _address_of(node: dict[str, Any]) -> str | None:
    post = node.get("post")
    address = post.get("uri") if isinstance(post, dict) else node.get("uri")
    return address if isinstance(address, str) else None


def _take(builder: Builder, node: Any, around: str | None, place: str) -> None:
    kind = str(node.get("$type", "")).rpartition("#")[2] if isinstance(node, dict) else ""
    if kind in _STAND_INS:
        builder.add({"post_id": node.get("uri"), "parent_id": around, "state": _STAND_INS[kind]}, place)
        return
    post = node.get("post") if isinstance(node, dict) else None
    record = post.get("record") if isinstance(post, dict) else None
    author = post.get("author") if isinstance(post, dict) else None
    if not isinstance(post, dict) or not isinstance(record, dict) or not isinstance(author, dict):
        builder.reject(place, "not a post with a record and an author")
        return
    reply = record.get("reply")
    parent, root = (_uri(reply.get("parent")), _uri(reply.get("root"))) if isinstance(reply, dict) else (None, None)
    address = post.get("uri")
    author_id = builder.author(
        author.get("handle"),
        name=author.get("displayName"),
        description=author.get("description"),
        profile_url=f"{SITE}/profile/{author.get('handle')}",
        follower_count=author.get("followersCount"),
    )
    text = record.get("text")
    langs = record.get("langs")
    taken = builder.add(
        {
            "post_id": address,
            "parent_id": parent,
            "author_id": author_id,
            "published_at": record.get("createdAt") or post.get("indexedAt"),
            "html": _markup(text, record.get("facets")) if isinstance(text, str) else text,
            "text": "" if isinstance(text, str) else text,
            "lang": langs[0] if isinstance(langs, list) and langs else None,
            "like_count": post.get("likeCount"),
            "share_count": post.get("repostCount"),
            "declared_reply_count": post.get("replyCount"),
            "url": _page(author.get("handle"), address),
            "quoted_id": _quoted(record.get("embed")),
        },
        place,
        root_id=root,
    )
    hidden = node.get("moreReplies")
    if taken and isinstance(hidden, int) and not isinstance(hidden, bool) and hidden > 0:
        builder.stub(str(address), hidden)


def _uri(reference: Any) -> str | None:
    address = reference.get("uri") if isinstance(reference, dict) else None
    return address if isinstance(address, str) else None


def _quoted(embed: Any) -> str | None:
    """The address of the post that is quoted, alone or with pictures."""
    record = embed.get("record") if isinstance(embed, dict) else None
    address = _uri(record) or (_uri(record.get("record")) if isinstance(record, dict) else None)
    return address if address and "/app.bsky.feed.post/" in address else None


def _markup(text: str, facets: Any) -> str:
    """The text with its links; facets count in bytes of UTF-8."""
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
        return markup.paragraphs(text)
    whole = "".join(pieces) + entities.escape(content[end:].decode("utf-8", "replace"), quote=False)
    return "<p>" + whole.strip().replace("\n\n", "</p><p>").replace("\n", "<br>") + "</p>"


def _links(facets: Any) -> Iterator[tuple[int, int, str]]:
    for facet in facets if isinstance(facets, list) else []:
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
