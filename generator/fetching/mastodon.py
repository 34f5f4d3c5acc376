"""Mastodon and its kin: a status, its root, and contexts again wherever a server cuts them.

https://docs.joinmastodon.org/methods/statuses/#context: without a token an answer holds at most 40 ancestors,
60 descendants and 20 levels; with one, 4096 of each.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Any
from urllib.parse import SplitResult

from generator.errors import FetchError
from generator.fetching.asking import Asker, Target, inside, objects, several

NAME = "mastodon"  # of the source that reads the answers
LOOKS_FOR = "Mastodon (https://SERVER/@NAME/NUMBER)"
HOSTS: tuple[str, ...] = ()  # any
_PATH = re.compile(
    r"/(?:web/|deck/)?(?:@[\w.@-]+/(?:statuses/)?|(?:ap/)?users/[\w.-]+/statuses/|statuses/)([0-9A-Za-z]{1,40})/?"
)
ANCESTORS, DESCENDANTS, DEPTH = 40, 60, 20  # without a token
WITH_TOKEN = 4096
# Mastodon allows 300 requests in five minutes; more branches than this are left and said.
MOST_CONTEXTS = 250


def target(parts: SplitResult, api: str) -> Target | None:
    """The status that the address names, or None."""
    found = _PATH.fullmatch(parts.path)
    return Target(NAME, api, found[1]) if found else None


def collect(wanted: Target, asker: Asker) -> None:
    """Ask for the root's whole tree of replies."""
    base = f"{wanted.api}/api/v1/statuses"
    status = asker.ask(f"{base}/{wanted.id}", "status").value
    if not inside(status, "id"):
        raise FetchError(f"{wanted.api} answered with no status; expected one with id, content and account")
    posts = {str(status["id"]): status}
    asker.tell(1, 1 + sum(_lacking(posts).values()))
    root_id = _root(base, str(status["id"]), posts, asker)
    cut_count = _descend(base, root_id, posts, asker)
    server = wanted.api.partition("//")[2]
    if not asker.token_used:
        asker.note(
            f"without a token {server} gives at most {ANCESTORS} ancestors, {DESCENDANTS} descendants and {DEPTH} "
            "levels in one answer"
        )
    if cut_count:
        asker.note(f"at that limit, and asked for again below it: {several(cut_count, 'answer')}")
    lacking = sum(_lacking(posts).values())
    if lacking:
        lacking_replies = several(lacking, "reply", "replies")
        asker.note(f"counted and not given: {lacking_replies} (deleted, not public, or unknown to {server})")
    elif cut_count:
        asker.note("more may have been cut that nothing counts")
    asker.note(f"replies that never reached {server} from other servers are not in it")


def _root(base: str, status_id: str, posts: dict[str, Any], asker: Asker) -> str:
    """The first post of the thread, as far up as the server goes."""
    top = posts[status_id]
    climbed = {status_id}
    while top.get("in_reply_to_id"):
        reply = asker.try_ask(f"{base}/{top['id']}/context", "context")
        ancestors = _take(reply.value if reply else None, "ancestors", posts)
        if not ancestors or str(ancestors[0]["id"]) in climbed:
            asker.note("the posts above the topmost one are not given")
            break
        top = ancestors[0]
        climbed.add(str(top["id"]))
    return str(top["id"])


def _descend(base: str, root_id: str, posts: dict[str, Any], asker: Asker) -> int:
    """Take the context of the root and of every post below which an answer was cut; how many were cut."""
    asked: set[str] = set()
    waiting, cut_count = [root_id], 0
    while waiting:
        post_id = waiting.pop(0)
        if len(asked) >= MOST_CONTEXTS:
            asker.note(f"left after {MOST_CONTEXTS} answers: {several(len(waiting) + 1, 'branch', 'branches')}")
            break
        asked.add(post_id)
        reply = asker.try_ask(f"{base}/{post_id}/context", "context")
        if reply is None:
            asker.note("some branches were not given")
            continue
        if "mastodon-async-refresh" in reply.headers:
            asker.note("the server was still gathering replies from other servers, so a later fetch may hold more")
        below = _take(reply.value, "descendants", posts)
        asker.tell(len(posts), len(posts) + sum(_lacking(posts).values()))
        if _cut(post_id, below, asker.token_used):
            cut_count += 1
            lacking = _lacking(posts)
            branch = [post_id, *(str(each["id"]) for each in below)]
            waiting += [each for each in branch if lacking[each] and each not in asked and each not in waiting]
        # Another branch's answer may have brought what was lacking here.
        lacking = _lacking(posts)
        waiting = [each for each in waiting if lacking[each]]
    return cut_count


def _take(context: Any, part: str, posts: dict[str, Any]) -> list[dict[str, Any]]:
    """The statuses of one part of a context, which join those held."""
    parts = {
        name: [each for each in objects(inside(context, name)) if each.get("id")]
        for name in ("ancestors", "descendants")
    }
    # Both parts are in the file, so both are held.
    for status in parts["ancestors"] + parts["descendants"]:
        posts.setdefault(str(status["id"]), status)
    return parts[part]


def _cut(post_id: str, below: list[dict[str, Any]], token_used: bool) -> bool:
    """Whether an answer reached the most that a server gives."""
    if len(below) >= (WITH_TOKEN if token_used else DESCENDANTS):
        return True
    parents = {str(each["id"]): str(each.get("in_reply_to_id")) for each in below}
    for each in parents:
        depth = 1
        while (each := parents[each]) in parents and depth <= len(parents):
            depth += 1
        if depth >= DEPTH and not token_used:
            return True
    return False


def _lacking(posts: dict[str, Any]) -> Counter[str]:
    """How many direct replies each post declares beyond those held."""
    held = Counter(str(each.get("in_reply_to_id")) for each in posts.values())
    return Counter(
        {
            post_id: max(0, status["replies_count"] - held[post_id])
            for post_id, status in posts.items()
            if isinstance(status.get("replies_count"), int)
        }
    )
