"""Bluesky: `app.bsky.feed.getPostThread` at its greatest depth, and again below every branch that was cut.

https://docs.bsky.app/docs/api/app-bsky-feed-get-post-thread: depth is 6 unless asked otherwise, at most 1000.
"""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import SplitResult, quote

from generator.errors import FetchError
from generator.fetching.asking import Asker, NotGiven, Target, inside, objects, several

NAME = "bluesky"  # of the source that reads the answers
LOOKS_FOR = "Bluesky (https://bsky.app/profile/NAME/post/KEY)"
HOSTS: tuple[str, ...] = ("bsky.app", "www.bsky.app", "staging.bsky.app")
API = "https://public.api.bsky.app"
_PATH = re.compile(r"/profile/([A-Za-z0-9.:_%-]+)/post/([A-Za-z0-9._~-]+)/?")
DEEPEST, USUAL = 1000, 6
# JSON of a thousand levels is more than parsers take; a second try asks for this and goes on below.
READABLE = 200
MOST_BRANCHES = 400


def target(parts: SplitResult, api: str) -> Target | None:
    """The post that the address names, or None."""
    found = _PATH.fullmatch(parts.path)
    if not found:
        return None
    return Target(NAME, API if parts.hostname in HOSTS else api, found[2], scope=found[1].replace("%3A", ":"))


def collect(wanted: Target, asker: Asker) -> None:
    """Ask for the root's whole tree of replies."""
    did = wanted.scope
    if not did.startswith("did:"):
        resolve = f"{wanted.api}/xrpc/com.atproto.identity.resolveHandle?handle={quote(did)}"
        reply = asker.try_ask(resolve, ".handle")
        # The thread's own interface takes a handle too, though not one that has changed since.
        did = str(inside(reply.value if reply else None, "did") or did)
    uri = f"at://{did}/app.bsky.feed.post/{wanted.id}"
    seen = _Seen()
    thread = _thread(wanted.api, uri, asker, seen)
    if thread is None:
        raise FetchError(f"{uri} is not given: deleted, blocked, or hidden from people who are not signed in")
    root = _root_uri(thread)
    if root and root != uri and _thread(wanted.api, root, asker, seen) is None:
        asker.note("the first post of the thread is not given, so it begins at the one that was named")
    asked = {uri, root}
    while waiting := [each for each in seen.cut() if each not in asked]:
        if len(asked) >= MOST_BRANCHES:
            asker.note(f"left after {MOST_BRANCHES} answers: {several(len(waiting), 'branch', 'branches')}")
            break
        asked.add(waiting[0])
        _thread(wanted.api, waiting[0], asker, seen)
    asker.note(f"Bluesky gives {USUAL} levels unless asked for more; {DEEPEST} were asked for")
    further = len(asked - {uri, root})
    if further:
        asker.note(f"cut, and asked for on their own: {several(further, 'branch', 'branches')}")
    if seen.unseen:
        asker.note(f"blocked or not found: {several(len(seen.unseen), 'post')}")
    lacking = seen.lacking()
    if lacking:
        why = "hidden, deleted, or beyond what one answer holds"
        asker.note(f"counted and not given: {several(lacking, 'reply', 'replies')} ({why})")


class _Seen:
    """Posts by address with the replies they declare and hold."""

    def __init__(self) -> None:
        self.declared: dict[str, int] = {}
        self.replies: dict[str, set[str]] = {}
        self.unseen: set[str] = set()

    def take(self, top: dict[str, Any]) -> None:
        """Every post of an answer, upwards and downwards."""
        waiting = [top]
        while waiting:
            node = waiting.pop()
            post, uri = node.get("post"), node.get("uri")
            if not isinstance(post, dict):
                if isinstance(uri, str):
                    self.unseen.add(uri)
                continue
            uri = str(post.get("uri"))
            count = post.get("replyCount")
            self.declared[uri] = count if isinstance(count, int) else 0
            below = objects(node.get("replies"))
            held = self.replies.setdefault(uri, set())
            held |= {str(inside(each, "post", "uri") or each.get("uri")) for each in below}
            waiting += below
            if isinstance(node.get("parent"), dict):
                waiting.append(node["parent"])
        self.unseen -= self.declared.keys()

    def cut(self) -> list[str]:
        """Posts that declare replies and hold none: where an answer ended."""
        return [uri for uri, count in self.declared.items() if count and not self.replies[uri]]

    def lacking(self) -> int:
        """How many replies are declared beyond those held."""
        return sum(max(0, count - len(self.replies[uri])) for uri, count in self.declared.items())


def _thread(api: str, uri: str, asker: Asker, seen: _Seen) -> dict[str, Any] | None:
    """One answer, taken into what was seen; None where there is none."""
    for depth in (DEEPEST, READABLE):
        wish = f"uri={quote(uri, safe='')}&depth={depth}&parentHeight={DEEPEST}"
        try:
            reply = asker.ask(f"{api}/xrpc/app.bsky.feed.getPostThread?{wish}", "thread")
        except NotGiven as error:
            if error.status == 200:
                continue  # an answer that came and cannot be read
            return None
        thread = inside(reply.value, "thread")
        if not inside(thread, "post", "uri"):
            return None
        seen.take(thread)
        asker.tell(len(seen.declared), len(seen.declared) + len(seen.unseen) + seen.lacking())
        return thread
    return None


def _root_uri(thread: dict[str, Any]) -> str:
    """The first post of the thread, as every reply names it; "" for the first post itself."""
    return str(inside(thread, "post", "record", "reply", "root", "uri") or "")
