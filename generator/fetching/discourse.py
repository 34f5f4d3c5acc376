"""Discourse: a topic's first page with the ids of all its posts, then the posts by their ids.

https://docs.discourse.org/#tag/Topics: `/t/ID.json` holds `post_stream.stream`, `/t/ID/posts.json` takes `post_ids[]`.
"""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import SplitResult

from generator.errors import FetchError
from generator.fetching.asking import Asker, Target, inside, objects, several

NAME = "discourse"  # of the source that reads the answers
LOOKS_FOR = "Discourse (https://SERVER/t/NAME/NUMBER)"
HOSTS: tuple[str, ...] = ()  # any
_PATH = re.compile(r"((?:/[\w-]+)?)/t/(?:[^/]*[^/0-9][^/]*/)?([0-9]{1,12})(?:/[0-9]+)?(?:\.json)?/?")
IDS_AT_ONCE = 20  # as Discourse's own pages do


def target(parts: SplitResult, api: str) -> Target | None:
    """The topic that the address names, or None."""
    found = _PATH.fullmatch(parts.path)
    return Target(NAME, api + found[1], found[2]) if found else None


def collect(wanted: Target, asker: Asker) -> None:
    """Ask for the topic, then for the posts its first page leaves out."""
    topic = asker.ask(f"{wanted.api}/t/{wanted.id}.json", "topic").value
    if not objects(inside(topic, "post_stream", "posts")):
        raise FetchError(f"{wanted.api}/t/{wanted.id}.json holds no topic; expected post_stream with posts")
    stream, count = inside(topic, "post_stream", "stream"), inside(topic, "posts_count")
    ids = [str(each) for each in stream] if isinstance(stream, list) else []
    held = _ids(topic)
    declared = max(count if isinstance(count, int) else 0, len(ids))
    asker.tell(len(held), declared)
    left = [each for each in ids if each not in held]
    for start in range(0, len(left), IDS_AT_ONCE):
        wish = "&".join(f"post_ids[]={each}" for each in left[start : start + IDS_AT_ONCE])
        page = asker.try_ask(f"{wanted.api}/t/{wanted.id}/posts.json?{wish}", "posts")
        held |= _ids(page.value if page else None)
        asker.tell(len(held), declared)
    asker.note("Discourse names all posts of a topic that the public sees, and each was asked for")
    if len(held) < declared:
        asker.note(f"counted and not given: {several(declared - len(held), 'post')}")


def _ids(page: Any) -> set[str]:
    return {str(each.get("id")) for each in objects(inside(page, "post_stream", "posts"))}
