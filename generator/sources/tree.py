"""From loose posts to trees: cycles cut, unheld parents stood in for."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from generator.model import PLACED, Rejection, SourcePost
from generator.packed import Rows, fields
from generator.sources.held import HeldPosts

# In an array of the rows of parents: no parent, and one that is not held.
_NONE, _ABSENT = -1, -2


def grown(
    given: Mapping[str, SourcePost], roots: dict[str, str], root_id: str | None
) -> tuple[list[Rows], list[Rejection]]:
    """The trees, the largest first, each as its root and then its posts by time and id; and what stands on a cycle.

    A post that answers nothing and quotes a post that is held hangs below it, by an edge of that kind; one that the
    source states to be of another root's thread is placed below that root. A reply to a post that is not held hangs
    below a placeholder. The placeholder hangs below the root that the source states for the whole (`root_id`) or for
    the reply (`roots`), else below the only post without a parent, else it is a root itself.
    """
    posts = _held(given)
    _hang_quotes(posts, roots)
    above = _above(posts)
    looping = _cut_cycles(posts, above)
    rejections = [Rejection(place, "its chain of parents leads back to itself") for _, place in sorted(looping)]
    if root_id is not None:
        _hang_all(posts, root_id)
        above = _above(posts)
    elif looping or _ABSENT in above:
        _hang_by_statement(posts, roots)
        above = _above(posts)
    packed = posts.packed
    # Who is in which row is known from here on, and of a million posts it would be a burden.
    rows = array("I", posts.row_of.values())
    posts.row_of = {}
    tops = _tops(above, rows)
    trees: dict[int, array[int]] = {}
    for row in packed.in_time_order(rows):
        trees.setdefault(tops[row], array("I", [tops[row]])).extend([row] if tops[row] != row else [])
    # A placeholder with nothing below it tells nothing.
    grown = [
        Rows(packed, tree)
        for tree in trees.values()
        if any(state != "missing" for (state,) in packed.fields(tree, "state"))
    ]
    grown.sort(key=lambda tree: (-len(tree), tree[0].published_at or "9", tree[0].post_id))
    return grown, rejections


def _held(posts: Mapping[str, SourcePost]) -> HeldPosts:
    if isinstance(posts, HeldPosts):
        return posts
    held = HeldPosts()
    held.update(posts)
    return held


def _hang_quotes(posts: HeldPosts, roots: dict[str, str]) -> None:
    """Give posts that answer nothing the parent that they quote, or the root that is stated for them."""
    for post_id, parent_id, quoted_id in _fields(posts, "post_id", "parent_id", "quoted_id"):
        if parent_id is not None:
            continue
        if quoted_id is not None and quoted_id in posts and quoted_id != post_id:
            post = posts[post_id]
            post.parent_id, post.kind, post.quoted_id = quoted_id, "quote", None
            posts[post_id] = post
        elif roots.get(post_id, post_id) != post_id:
            _place(posts, post_id, roots[post_id])


def joined(posts: dict[str, SourcePost], root_id: str) -> list[SourcePost]:
    """Posts of two captures as one tree below this root: the root first, then by time and id."""
    held = _held(posts)
    _cut_cycles(held, _above(held))
    _hang_all(held, root_id)
    root = next(post_id for post_id, parent_id in _fields(held, "post_id", "parent_id") if parent_id is None)
    return sorted(held.values(), key=lambda post: (post.post_id != root, post.published_at or "9", post.post_id))


def _fields(posts: HeldPosts, *names: str) -> Any:
    return posts.packed.fields(posts.row_of.values(), *names)


def _place(posts: HeldPosts, post_id: str, parent_id: str) -> None:
    """Let a post stand below another that nobody says it answers."""
    post = posts[post_id]
    post.parent_id, post.kind = parent_id, PLACED
    posts[post_id] = post


def _hang_all(held: HeldPosts, root_id: str) -> None:
    """Make one tree: whatever has no held parent hangs below the root."""
    # The root may itself answer something that was captured: then that is the root.
    while above := _parent(held, root_id):
        root_id = above
    absent = {above for _, above in _orphans(held)} | ({root_id} - held.keys())
    for post_id in sorted(absent):
        held[post_id] = placeholder(post_id, None if post_id == root_id else root_id)
    for post_id, parent_id in list(_loose(held)):
        if parent_id is None and post_id != root_id:
            _place(held, post_id, root_id)


def _loose(held: HeldPosts) -> Any:
    return ((post_id, above) for post_id, above in _fields(held, "post_id", "parent_id") if above is None)


def _orphans(held: HeldPosts) -> list[tuple[str, str]]:
    """Each post whose parent is not held, with that parent, by id."""
    return sorted(
        (post_id, above)
        for post_id, above in _fields(held, "post_id", "parent_id")
        if above is not None and above not in held
    )


def _hang_by_statement(held: HeldPosts, roots: dict[str, str]) -> None:
    """Stand in for parents that are not held, below the root stated for a reply to them."""
    orphans = _orphans(held)
    if not orphans:
        return
    real_roots = [post_id for post_id, _ in _loose(held)]
    only_root = real_roots[0] if len(real_roots) == 1 and not roots else None
    anchors: dict[str, str | None] = {}
    for post_id, parent_id in orphans:
        anchors[parent_id] = anchors.get(parent_id) or roots.get(post_id) or only_root
    orphans.clear()  # of a million posts a burden beside the placeholders
    tops: dict[str, str] = {}
    for parent_id, anchor in anchors.items():
        # The stated root may itself stand below this parent: then the parent is a root.
        loops = anchor is None or _top(held, anchor, tops) == parent_id
        held[parent_id] = placeholder(parent_id, None if loops else anchor)
        if anchor is not None and anchor not in held and anchor not in anchors:
            held[anchor] = placeholder(anchor, None)


def _parent(held: HeldPosts, post_id: str) -> str | None:
    """What a post answers, whether that is held or not; None for a post that is not held."""
    return held[post_id].parent_id if post_id in held else None


def _top(held: HeldPosts, post_id: str, tops: dict[str, str]) -> str:
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


def branches(posts: Sequence[SourcePost], hidden: dict[str, int]) -> tuple[dict[str, Any], ...]:
    """Per direct reply of the root that declares: replies declared below it, and replies held below it.

    Declared is the sum of the posts' own counts, or what is held and what "more" stubs hide.
    """
    told = any(count is not None for (count,) in fields(posts, "declared_reply_count"))
    if not told and not hidden:
        return ()
    tops = _branches_of(posts)
    declares, declared, held, stubbed = set[int](), Counter[int](), Counter[int](), Counter[int]()
    each = fields(posts, "post_id", "state", "declared_reply_count")
    for place, (top, (post_id, state, count)) in enumerate(zip(tops, each, strict=True)):
        if top < 0:
            continue
        held[top] += place != top and state != "missing"
        if count is not None:
            declares.add(top)
            declared[top] += count
        if post_id in hidden:
            stubbed[top] += hidden[post_id]
    return tuple(
        {
            "post_id": post_id,
            "declared": declared[place] if place in declares else held[place] + stubbed[place],
            "held": held[place],
        }
        for place, (post_id,) in enumerate(fields(posts, "post_id"))
        if tops[place] == place and (place in declares or place in stubbed)
    )


def branch_of(posts: Sequence[SourcePost]) -> dict[str, str]:
    """Post id to the direct reply of the root it stands below (or is); the root is not in it."""
    ids = [post_id for (post_id,) in fields(posts, "post_id")]
    return {post_id: ids[top] for post_id, top in zip(ids, _branches_of(posts), strict=True) if top >= 0}


def _branches_of(posts: Sequence[SourcePost]) -> array[int]:
    """Of each post the place of the direct reply of the first it stands below (or is); -1 for the first itself."""
    place_of = {post_id: place for place, (post_id,) in enumerate(fields(posts, "post_id"))}
    above = array("i", [0 if up is None else place_of.get(up, 0) for (up,) in fields(posts, "parent_id")])
    del place_of
    above[0] = _NONE
    tops = array("i", [_NONE]) * len(posts)
    for start in range(1, len(posts)):
        path = []
        at = start
        while tops[at] < 0 and above[at] > 0:
            path.append(at)
            at = above[at]
        if tops[at] < 0:
            tops[at] = at
        for step in path:
            tops[step] = tops[at]
    return tops


def _above(posts: HeldPosts) -> array[int]:
    """Of each row the row of the post above."""
    above = array("i", [_NONE]) * len(posts.packed)
    for row, (parent_id,) in zip(posts.row_of.values(), _fields(posts, "parent_id"), strict=True):
        if parent_id is not None:
            above[row] = posts.row_of.get(parent_id, _ABSENT)
    return above


def _tops(above: array[int], rows: array[int]) -> array[int]:
    """Of each row that of the post without a parent above it."""
    tops = array("i", [_NONE]) * len(above)
    for row in rows:
        path = []
        at = row
        while tops[at] < 0 and above[at] >= 0:
            path.append(at)
            at = above[at]
        if tops[at] < 0:
            tops[at] = at
        for step in path:
            tops[step] = tops[at]
    return tops


def _cut_cycles(posts: HeldPosts, above: array[int]) -> list[tuple[str, str]]:
    """Take out the posts whose chain of parents comes back to themselves: (id, place) of each."""
    unseen, walked, done = 0, 1, 2
    seen = bytearray(len(above))
    looping: list[int] = []
    for start in range(len(above)):
        path = []
        at = start
        while at >= 0 and seen[at] == unseen:
            seen[at] = walked
            path.append(at)
            at = above[at]
        if at >= 0 and seen[at] == walked:
            looping += path[path.index(at) :]
        for step in path:
            seen[step] = done
    found = [(posts.packed.ids[row], posts.packed[row].place) for row in looping]
    for post_id, _ in found:
        del posts[post_id]
    return found
