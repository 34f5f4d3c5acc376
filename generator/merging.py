"""A later capture of a thread joined with the one that is kept: nothing twice, nothing lost, the change listed."""

from __future__ import annotations

from dataclasses import dataclass, replace

from generator.model import Recapture, SourcePost, SourceThread
from generator.sources.tree import branches, joined


@dataclass(frozen=True)
class Merged:
    """The joined thread, and what the later capture changed."""

    thread: SourceThread
    change: Recapture


def is_same_thread(kept: SourceThread, later: SourceThread) -> bool:
    """Whether both are captures of one thread: of one platform, with a post in common."""
    ids = {post.post_id for post in kept.posts}
    return kept.capture.platform == later.capture.platform and any(post.post_id in ids for post in later.posts)


def merged(kept: SourceThread, later: SourceThread, vanished: str, now: str) -> Merged:
    """Both captures as one thread, under the same pseudonyms.

    A post that both hold has the later words and counts. One that only the earlier holds, or that the later knows as
    deleted or withheld, has vanished: it is marked with the later capture's time, and its words stay or go as the
    policy says ("keep", "drop"). A post marked before that is there again loses the mark. `now` is the time of the
    later capture where its source gives none.
    """
    later = replace(later, capture=replace(later.capture, captured_at=later.capture.captured_at or now))
    earlier = {post.post_id: post for post in kept.posts}
    there = {post.post_id: post for post in later.posts}
    posts = {
        post_id: _joined(earlier.get(post_id), there.get(post_id), later.capture.captured_at, vanished)
        for post_id in earlier | there
    }
    # A later capture may begin further down, or further up: the root that was held stays the root.
    root_id = _root(kept, later)
    ordered = joined(posts, root_id)
    change = _change(earlier, there, later)
    authors = {author["author_id"]: author for author in kept.authors}
    for author in later.authors:
        known = authors.get(author["author_id"], {})
        authors[author["author_id"]] = known | {
            name: value for name, value in author.items() if value not in (None, "") or name not in known
        }
    votes = {(author_id, post_id): value for author_id, post_id, value in (*kept.votes, *later.votes)}
    carried = sum(post.state != "missing" and _state(there.get(post.post_id)) == "missing" for post in ordered)
    hidden = {branch["post_id"]: branch["declared"] - branch["held"] for branch in later.capture.branches}
    capture = replace(
        later.capture,
        placeholders=sum(post.state == "missing" for post in ordered),
        posts_carried=carried,
        branches=branches(ordered, {post_id: count for post_id, count in hidden.items() if count > 0}),
        recaptures=(*kept.capture.recaptures, change),
    )
    thread = SourceThread(
        posts=ordered,
        authors=[authors[author_id] for author_id in sorted(authors)],
        title=kept.title,
        url=kept.url or later.url,
        capture=capture,
        root_id=ordered[0].post_id,
        votes=tuple(sorted((*pair, value) for pair, value in votes.items())),
    )
    return Merged(thread, change)


def _state(post: SourcePost | None) -> str:
    return "missing" if post is None else post.state


def _joined(earlier: SourcePost | None, there: SourcePost | None, captured_at: str, vanished: str) -> SourcePost:
    """One post out of its two captures."""
    if there is None or (there.state == "missing" and earlier is not None):
        assert earlier is not None  # one of the two holds it
        return _vanished(earlier, captured_at, vanished)
    if earlier is None:
        return there
    if there.state in ("deleted", "withheld") and earlier.state == "present":
        gone = replace(earlier, like_count=there.like_count, share_count=there.share_count)
        return _vanished(gone, captured_at, vanished, there.state)
    return replace(there, parent_id=there.parent_id or earlier.parent_id, vanished_at=None)


def _vanished(post: SourcePost, captured_at: str, vanished: str, state: str = "deleted") -> SourcePost:
    """A post that is not there any more, marked once."""
    if post.state != "present":
        return post
    marked = replace(post, vanished_at=post.vanished_at or captured_at or None)
    return replace(marked, state=state, text="", html="") if vanished == "drop" else marked


def _root(kept: SourceThread, later: SourceThread) -> str:
    """The root of both: the one of the capture that reaches further up."""
    above = {post.post_id: post.parent_id for post in kept.posts} | {
        post.post_id: post.parent_id for post in later.posts if post.parent_id is not None
    }
    return later.posts[0].post_id if above.get(kept.posts[0].post_id) is not None else kept.posts[0].post_id


def _change(earlier: dict[str, SourcePost], there: dict[str, SourcePost], later: SourceThread) -> Recapture:
    def held(posts: dict[str, SourcePost], *states: str) -> set[str]:
        return {post_id for post_id, post in posts.items() if post.state in states}

    present_before, present_now = held(earlier, "present"), held(there, "present")
    marked = {post_id for post_id, post in earlier.items() if post.vanished_at is not None}
    known_before = held(earlier, "present", "deleted", "withheld")
    return Recapture(
        captured_at=later.capture.captured_at,
        route=later.capture.route,
        added=tuple(sorted(held(there, "present", "deleted", "withheld") - known_before)),
        vanished=tuple(sorted(present_before - present_now - marked)),
        returned=tuple(sorted(marked & present_now)),
        edited=tuple(
            sorted(
                post_id
                for post_id in present_before & present_now - marked
                if earlier[post_id].text != there[post_id].text
            )
        ),
    )
