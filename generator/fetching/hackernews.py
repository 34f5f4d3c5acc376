"""Hacker News: the whole tree in one answer from Algolia, or item by item from Firebase where that fails.

https://hn.algolia.com/api and https://github.com/HackerNews/API; only Firebase says how many comments there are.
"""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import SplitResult, parse_qs

from generator.errors import FetchError
from generator.fetching.asking import Asker, Target, inside, objects, several

NAME = "hackernews"  # of the source that reads the answers
LOOKS_FOR = "Hacker News (https://news.ycombinator.com/item?id=NUMBER)"
HOSTS: tuple[str, ...] = ("news.ycombinator.com",)
API, FIREBASE = "https://hn.algolia.com", "https://hacker-news.firebaseio.com"
MOST_ITEMS = 3000


def target(parts: SplitResult, api: str) -> Target | None:
    """The item that the address names, or None."""
    ids = parse_qs(parts.query).get("id", [])
    if parts.path != "/item" or len(ids) != 1 or not re.fullmatch("[0-9]{1,12}", ids[0]):
        return None
    return Target(NAME, API if parts.hostname in HOSTS else api, ids[0])


def collect(wanted: Target, asker: Asker) -> None:
    """Ask for the story's tree."""
    item_id = wanted.id
    tree = asker.try_ask(f"{wanted.api}/api/v1/items/{item_id}", "item")
    if tree is not None and isinstance(tree.value, dict):
        story_id = str(tree.value.get("story_id") or item_id)
        if story_id != item_id:
            story = asker.try_ask(f"{wanted.api}/api/v1/items/{story_id}", "item")
            if story is not None and isinstance(story.value, dict):
                item_id, tree = story_id, story
            else:
                asker.note("the story above the comment is not given")
    firebase = (FIREBASE if wanted.api == API else wanted.api) + "/v0/item/{}.json"
    if tree is None or not isinstance(tree.value, dict):
        _item_by_item(firebase, item_id, asker)
        return
    root = asker.try_ask(firebase.format(item_id), ".root")
    declared = inside(root.value if root else None, "descendants")
    held = _count(tree.value)
    asker.tell(held, declared + 1 if isinstance(declared, int) else None)
    asker.note("Algolia gives the whole tree in one answer, without flagged comments")
    if isinstance(declared, int) and declared >= held:
        lacking = several(declared + 1 - held, "comment")
        asker.note(f"counted and not given: {lacking} (flagged, deleted, or too new)")


def _item_by_item(firebase: str, root_id: str, asker: Asker) -> None:
    """Climb to the story, then ask for each item that `kids` names."""
    root = _item(firebase, root_id, asker)
    climbed = {root_id}
    while inside(root, "parent") and str(root["parent"]) not in climbed:
        climbed.add(str(root["parent"]))
        above = _item(firebase, str(root["parent"]), asker)
        if not isinstance(above, dict):
            break
        root = above
    if not isinstance(root, dict):
        raise FetchError(f"no item {root_id} is given by Algolia or Firebase; look whether the number is right")
    count = root.get("descendants")
    declared = count + 1 if isinstance(count, int) else None
    waiting, held, empty = _kids(root), 1, 0
    while waiting and held + empty < MOST_ITEMS:
        item = _item(firebase, waiting.pop(0), asker)
        if isinstance(item, dict):
            held += 1
            waiting += _kids(item)
        else:
            empty += 1
        asker.tell(held, declared)
    asker.note("Algolia did not answer, so the items came one by one from Firebase")
    if empty:
        asker.note(f"named and not given: {several(empty, 'item')}")
    if waiting:
        asker.note(f"after {MOST_ITEMS} items the rest was left")


def _item(firebase: str, item_id: str, asker: Asker) -> Any:
    reply = asker.try_ask(firebase.format(item_id), "item")
    return reply.value if reply is not None else None


def _kids(item: dict[str, Any]) -> list[str]:
    kids = item.get("kids")
    return [str(each) for each in kids] if isinstance(kids, list) else []


def _count(tree: dict[str, Any]) -> int:
    """How many items a tree holds, its root included."""
    waiting, count = [tree], 0
    while waiting:
        item = waiting.pop()
        count += 1
        waiting += objects(item.get("children"))
    return count
