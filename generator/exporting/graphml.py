"""Two graphs in GraphML (http://graphml.graphdrawing.org): posts, and replies between authors."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from generator.exporting.item import Item, rows
from generator.model import PLACED

# What XML 1.0 has no way to write.
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
POST_KEYS = {
    "author_id": "string", "author_name": "string", "role": "string", "published_at": "string", "state": "string",
    "text": "string", "like_count": "long", "share_count": "long",
}  # fmt: skip
AUTHOR_KEYS = {"name": "string", "role": "string", "follower_count": "long", "post_count": "long"}
Row = tuple[dict[str, Any], ...]


def files(item: Item) -> dict[str, bytes]:
    """`posts.graphml`: from each post to what it answers or quotes. `authors.graphml`: who answers whom, how often."""
    posts, authors = rows(item.posts), rows(item.authors)
    roles = {author["author_id"]: author["role"] for author in authors}
    return {
        "posts.graphml": _graph(
            "posts",
            POST_KEYS,
            {"kind": "string"},
            [(post["post_id"], _post(post, item.names, roles)) for post in posts],
            [(post["post_id"], target, {"kind": kind}) for post in posts for target, kind in _targets(post)],
        ),
        "authors.graphml": _graph(
            "authors",
            AUTHOR_KEYS,
            {"reply_count": "long", "quote_count": "long"},
            _people(posts, authors, item.names),
            _meetings(posts),
        ),
    }


def _post(post: dict[str, Any], names: dict[str, str], roles: dict[str, str | None]) -> dict[str, Any]:
    author_id = post["author_id"]
    return post | {"author_name": names.get(author_id), "role": roles.get(author_id)}


def _targets(post: dict[str, Any]) -> list[tuple[str, str]]:
    """What a post answers, quotes or only stands below, each post once."""
    found = [(post["parent_id"], "reply" if post["kind"] == "post" else post["kind"])] if post["parent_id"] else []
    quoted = post["quoted_id"]
    return found + ([(quoted, "quote")] if quoted and quoted != post["parent_id"] else [])


def _people(
    posts: list[dict[str, Any]], authors: list[dict[str, Any]], names: dict[str, str]
) -> list[tuple[str, dict[str, Any]]]:
    """Everyone, with how many posts they wrote."""
    counts = Counter(post["author_id"] for post in posts)
    return [
        (author["author_id"], author | {"name": names[author["author_id"]], "post_count": counts[author["author_id"]]})
        for author in authors
    ]


def _meetings(posts: list[dict[str, Any]]) -> list[tuple[str, str, dict[str, Any]]]:
    """From who answers to who is answered, themselves too; posts of unknown people are left out."""
    author_of = {post["post_id"]: post["author_id"] for post in posts}
    counts = Counter(
        (post["author_id"], author_of[target], kind)
        for post in posts
        for target, kind in _targets(post)
        if post["author_id"] and author_of.get(target) and kind != PLACED
    )
    pairs = sorted({(one, other) for one, other, _ in counts})
    return [
        (one, other, {"reply_count": counts[one, other, "reply"], "quote_count": counts[one, other, "quote"]})
        for one, other in pairs
    ]


def _graph(
    name: str,
    node_keys: dict[str, str],
    edge_keys: dict[str, str],
    nodes: Iterable[tuple[str, dict[str, Any]]],
    edges: Iterable[tuple[str, str, dict[str, Any]]],
) -> bytes:
    """One directed graph."""
    lines = ["<?xml version='1.0' encoding='utf-8'?>", '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">']
    for owner, keys in (("node", node_keys), ("edge", edge_keys)):
        lines += [
            f'  <key id="{owner}_{key}" for="{owner}" attr.name="{key}" attr.type="{kind}"/>'
            for key, kind in keys.items()
        ]
    lines.append(f'  <graph id="{name}" edgedefault="directed">')
    for node_id, said in nodes:
        lines.append(f"    <node id={_attribute(node_id)}>{_data('node', node_keys, said)}</node>")
    for number, (source, target, said) in enumerate(edges):
        ends = f"source={_attribute(source)} target={_attribute(target)}"
        lines.append(f'    <edge id="e{number}" {ends}>{_data("edge", edge_keys, said)}</edge>')
    return "\n".join([*lines, "  </graph>", "</graphml>", ""]).encode("utf-8")


def _data(owner: str, keys: dict[str, str], said: dict[str, Any]) -> str:
    return "".join(
        f'<data key="{owner}_{key}">{escape(_writable(said[key]))}</data>'
        for key in keys
        if said.get(key) not in (None, "")
    )


def _attribute(value: str) -> str:
    return quoteattr(_writable(value))


def _writable(value: Any) -> str:
    return _NO_XML.sub("\ufffd", str(value))
