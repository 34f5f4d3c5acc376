"""From loose posts to one tree: cycles cut, unheld parents stood in for, one root chosen."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from generator.model import Rejection

Posts = dict[str, dict[str, Any]]


@dataclass(frozen=True)
class Tree:
    """One thread, the root first, then by time and id; and what did not belong."""

    posts: list[dict[str, Any]]
    rejections: list[Rejection]


def grown(posts: Posts, places: dict[str, str], root_id: str | None) -> Tree:
    """Every post below one root: the one declared, else that of the largest tree.

    A reply to a post that is not held hangs below a placeholder. The placeholder's own parent is unknown; where the
    file holds one thread (a declared root, or only one post without a parent) it hangs below that root.
    """
    looping = _on_cycles(posts)
    rejections = [
        Rejection(places[post_id], "its chain of parents leads back to itself") for post_id in sorted(looping)
    ]
    held = {post_id: dict(post) for post_id, post in posts.items() if post_id not in looping}
    parents = {post["parent_id"] for post in held.values()} - {None}
    real_roots = [post_id for post_id, post in held.items() if post["parent_id"] is None]
    absent = parents - held.keys()
    if root_id is not None and root_id not in held and root_id not in parents:
        root_id = None
    while root_id in held and held[root_id]["parent_id"] is not None:
        root_id = held[root_id]["parent_id"]
    anchor = root_id or (real_roots[0] if len(real_roots) == 1 else None)
    for post_id in sorted(absent):
        held[post_id] = placeholder(post_id, None if post_id == anchor else anchor)
    tops = _tops(held)
    sizes = Counter(tops.values())
    if not sizes:
        return Tree([], rejections)
    root = anchor or min(sizes, key=lambda top: (-sizes[top], held[top]["published_at"] or "9", top))
    for post_id in sorted(tops):
        if tops[post_id] != root and post_id not in absent:
            rejections.append(Rejection(places[post_id], f"belongs to another thread (root {tops[post_id]})"))
    kept = [held[post_id] for post_id, top in tops.items() if top == root]
    kept.sort(key=lambda post: (post["post_id"] != root, post["published_at"] or "9", post["post_id"]))
    return Tree(kept, rejections)


def placeholder(post_id: str, parent_id: str | None) -> dict[str, Any]:
    """A post that is referred to and not held."""
    return {
        "post_id": post_id,
        "parent_id": parent_id,
        "author_id": None,
        "published_at": None,
        "text": "",
        "html": "",
        "lang": "",
        "like_count": None,
        "share_count": None,
        "declared_reply_count": None,
        "url": "",
        "kind": "post",
        "state": "missing",
    }


def branches(posts: list[dict[str, Any]], hidden: dict[str, int]) -> tuple[dict[str, Any], ...]:
    """Per direct reply of the root that declares: replies declared below it, and replies held below it.

    Declared is the sum of the posts' own counts, or what is held and what "more" stubs hide.
    """
    root_id = posts[0]["post_id"]
    top_of = branch_of(posts)
    declares, declared, held, stubbed = set[str](), Counter[str](), Counter[str](), Counter[str]()
    for post in posts:
        top = top_of.get(post["post_id"])
        if top is None:
            continue
        held[top] += post["post_id"] != top and post["state"] != "missing"
        if post["declared_reply_count"] is not None:
            declares.add(top)
            declared[top] += post["declared_reply_count"]
        if post["post_id"] in hidden:
            stubbed[top] += hidden[post["post_id"]]
    return tuple(
        {
            "post_id": post["post_id"],
            "declared": declared[post["post_id"]] if post["post_id"] in declares else held[post["post_id"]] + more,
            "held": held[post["post_id"]],
        }
        for post in posts
        if post["parent_id"] == root_id
        for more in [stubbed[post["post_id"]]]
        if post["post_id"] in declares or post["post_id"] in stubbed
    )


def branch_of(posts: list[dict[str, Any]]) -> dict[str, str]:
    """Post id to the direct reply of the root it stands below (or is); the root is not in it."""
    parent = {post["post_id"]: post["parent_id"] for post in posts}
    root_id = posts[0]["post_id"]
    found: dict[str, str] = {}
    for post_id in parent:
        path = []
        at = post_id
        while at != root_id and at not in found and parent[at] != root_id:
            path.append(at)
            at = parent[at]
        if at == root_id:
            continue
        top = found.setdefault(at, at)
        for step in path:
            found[step] = top
    return found


def _tops(posts: Posts) -> dict[str, str]:
    """Post id to the id of the parentless post above it."""
    tops: dict[str, str] = {}
    for post_id in posts:
        path = []
        at = post_id
        while at not in tops and posts[at]["parent_id"] is not None:
            path.append(at)
            at = posts[at]["parent_id"]
        top = tops.setdefault(at, at)
        for step in path:
            tops[step] = top
    return tops


def _on_cycles(posts: Posts) -> set[str]:
    """The posts whose chain of parents comes back to themselves."""
    looping: set[str] = set()
    seen: set[str] = set()
    for start in posts:
        path: dict[str, int] = {}
        at: str | None = start
        while at in posts and at not in seen and at not in path:
            path[at] = len(path)
            at = posts[at]["parent_id"]
        if at in path:
            looping.update(step for step, place in path.items() if place >= path[at])
        seen.update(path)
    return looping
