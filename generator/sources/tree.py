"""From loose posts to trees: cycles cut, unheld parents stood in for."""

from __future__ import annotations

from collections import Counter
from typing import Any

from generator.model import Rejection, SourcePost

Posts = dict[str, SourcePost]


def grown(posts: Posts, roots: dict[str, str], root_id: str | None) -> tuple[list[list[SourcePost]], list[Rejection]]:
    """The trees, the largest first, each as its root and then its posts by time and id; and what stands on a cycle.

    A post that answers nothing and quotes a post that is held hangs below it, by an edge of that kind; one that the
    source states to be of another root's thread hangs below that root. A reply to a post that is not held hangs below a
    placeholder. The placeholder hangs below the root that the source states for the whole (`root_id`) or for the reply
    (`roots`), else below the only post without a parent, else it is a root itself.
    """
    _hang_quotes(posts, roots)
    looping = _on_cycles(posts)
    rejections = [
        Rejection(posts[post_id].place, "its chain of parents leads back to itself") for post_id in sorted(looping)
    ]
    held = {post_id: post for post_id, post in posts.items() if post_id not in looping}
    if root_id is None:
        _hang_by_statement(held, roots)
    else:
        _hang_all(held, root_id)
    tops = _tops(held)
    trees: dict[str, list[SourcePost]] = {}
    for post_id, top in tops.items():
        trees.setdefault(top, []).append(held[post_id])
        held[post_id].place = ""
    # A placeholder with nothing below it tells nothing.
    grown = [tree for tree in trees.values() if any(post.state != "missing" for post in tree)]
    for tree in grown:
        top = tops[tree[0].post_id]
        tree.sort(key=lambda post: (post.post_id != top, post.published_at or "9", post.post_id))
    grown.sort(key=lambda tree: (-len(tree), tree[0].published_at or "9", tree[0].post_id))
    return grown, rejections


def _hang_quotes(posts: Posts, roots: dict[str, str]) -> None:
    """Give posts that answer nothing the parent that they quote, or the root that is stated for them."""
    for post_id, post in posts.items():
        if post.parent_id is not None:
            continue
        if post.quoted_id is not None and post.quoted_id in posts and post.quoted_id != post_id:
            post.parent_id, post.kind, post.quoted_id = post.quoted_id, "quote", None
        elif roots.get(post_id, post_id) != post_id:
            post.parent_id = roots[post_id]


def joined(posts: Posts, root_id: str) -> list[SourcePost]:
    """Posts of two captures as one tree below this root: the root first, then by time and id."""
    looping = _on_cycles(posts)
    held = {post_id: post for post_id, post in posts.items() if post_id not in looping}
    _hang_all(held, root_id)
    root = next(post_id for post_id, post in held.items() if post.parent_id is None)
    return sorted(held.values(), key=lambda post: (post.post_id != root, post.published_at or "9", post.post_id))


def _hang_all(held: Posts, root_id: str) -> None:
    """Make one tree: whatever has no held parent hangs below the root."""
    # The root may itself answer something that was captured: then that is the root.
    while above := _parent(held, root_id):
        root_id = above
    absent = {post.parent_id for post in held.values() if post.parent_id is not None} - held.keys()
    for post_id in sorted(absent | ({root_id} - held.keys())):
        held[post_id] = placeholder(post_id, None if post_id == root_id else root_id)
    for post in held.values():
        if post.parent_id is None and post.post_id != root_id:
            post.parent_id = root_id


def _hang_by_statement(held: Posts, roots: dict[str, str]) -> None:
    """Stand in for parents that are not held, below the root stated for a reply to them."""
    real_roots = [post_id for post_id, post in held.items() if post.parent_id is None]
    only_root = real_roots[0] if len(real_roots) == 1 and not roots else None
    anchors: dict[str, str | None] = {}
    for post_id in sorted(held):
        parent_id = held[post_id].parent_id
        if parent_id is not None and parent_id not in held:
            anchors[parent_id] = anchors.get(parent_id) or roots.get(post_id) or only_root
    tops: dict[str, str] = {}
    for parent_id, anchor in anchors.items():
        # The stated root may itself stand below this parent: then the parent is a root.
        loops = anchor is None or _top(held, anchor, tops) == parent_id
        held[parent_id] = placeholder(parent_id, None if loops else anchor)
        if anchor is not None and anchor not in held and anchor not in anchors:
            held[anchor] = placeholder(anchor, None)


def _parent(held: Posts, post_id: str) -> str | None:
    """What a post answers, whether that is held or not; None for a post that is not held."""
    return held[post_id].parent_id if post_id in held else None


def _top(held: Posts, post_id: str, tops: dict[str, str]) -> str:
    """The uppermost post above this one; `tops` remembers how far it was climbed before."""
    at = post_id
    while True:
        at = tops.get(at, at)
        above = _parent(held, at)
        if above is None:
            break
        at = above
    tops[post_id] = at
    return at


def placeholder(post_id: str, parent_id: str | None) -> SourcePost:
    """A post that is referred to and not held."""
    return SourcePost(post_id, parent_id, state="missing")


def branches(posts: list[SourcePost], hidden: dict[str, int]) -> tuple[dict[str, Any], ...]:
    """Per direct reply of the root that declares: replies declared below it, and replies held below it.

    Declared is the sum of the posts' own counts, or what is held and what "more" stubs hide.
    """
    root_id = posts[0].post_id
    top_of = branch_of(posts)
    declares, declared, held, stubbed = set[str](), Counter[str](), Counter[str](), Counter[str]()
    for post in posts:
        top = top_of.get(post.post_id)
        if top is None:
            continue
        held[top] += post.post_id != top and post.state != "missing"
        if post.declared_reply_count is not None:
            declares.add(top)
            declared[top] += post.declared_reply_count
        if post.post_id in hidden:
            stubbed[top] += hidden[post.post_id]
    return tuple(
        {
            "post_id": post.post_id,
            "declared": declared[post.post_id] if post.post_id in declares else held[post.post_id] + more,
            "held": held[post.post_id],
        }
        for post in posts
        if post.parent_id == root_id
        for more in [stubbed[post.post_id]]
        if post.post_id in declares or post.post_id in stubbed
    )


def branch_of(posts: list[SourcePost]) -> dict[str, str]:
    """Post id to the direct reply of the root it stands below (or is); the root is not in it."""
    parent = {post.post_id: post.parent_id for post in posts}
    root_id = posts[0].post_id
    found: dict[str, str] = {}
    for post_id in parent:
        path = []
        at = post_id
        while at != root_id and at not in found and parent[at] != root_id:
            path.append(at)
            at = parent[at] or root_id
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
        while at not in tops and (above := posts[at].parent_id) is not None:
            path.append(at)
            at = above
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
            at = posts[at].parent_id
        if at in path:
            looping.update(step for step, place in path.items() if place >= path[at])
        seen.update(path)
    return looping
