"""GitHub: an issue or pull request, its comments and, for a pull request, reviews and review comments.

https://docs.github.com/en/rest/issues/comments, https://docs.github.com/en/rest/pulls/comments and …/reviews;
pages follow one another by the `Link` header. Discussions are only in the GraphQL interface (github_discussions.py).
"""

from __future__ import annotations

import re
from urllib.parse import SplitResult, urlsplit

from generator.errors import FetchError
from generator.fetching import github_discussions
from generator.fetching.asking import Asker, Reply, Target, objects, several

NAME = "github"  # of the source that reads the answers
LOOKS_FOR = "GitHub (https://github.com/OWNER/NAME/issues/NUMBER, …/pull/NUMBER or …/discussions/NUMBER)"
HOSTS: tuple[str, ...] = ("github.com", "www.github.com")
API = "https://api.github.com"
_PATH = re.compile(r"/([\w.-]+/[\w.-]+)/(issues|pull|pulls|discussions)/([0-9]{1,9})(?:/(?:files|commits|checks))?/?")
_NEXT = re.compile(r'<([^<>]+)>\s*;[^,<]*\brel="?next\b')
_HEADERS = {"Accept": "application/vnd.github+json", "X-GitHub-Api-Version": "2022-11-28"}
MOST_PAGES = 300  # of 100
MOST_EMPTY = 3  # pages in a row without anything new, and yet with a next one


def target(parts: SplitResult, api: str) -> Target | None:
    """The issue, pull request or discussion that the address names, or None."""
    found = _PATH.fullmatch(parts.path)
    if not found:
        return None
    kind = "pulls" if found[2].startswith("pull") else found[2]
    return Target(NAME, API if parts.hostname in HOSTS else api, found[3], kind=kind, scope=found[1])


def collect(wanted: Target, asker: Asker) -> None:
    """Ask for the opening post, then for each list of what was said below it, page by page."""
    if wanted.kind == "discussions":
        github_discussions.collect(wanted, asker)
        return
    repository = f"{wanted.api}/repos/{wanted.scope}"
    opening = asker.ask(f"{repository}/{wanted.kind}/{wanted.id}", wanted.kind.removesuffix("s"), _HEADERS).value
    if not isinstance(opening, dict) or "number" not in opening:
        raise FetchError(f"{wanted.scope} answered with no issue; expected one with number, title and body")
    is_pull = wanted.kind == "pulls" or "pull_request" in opening
    lists = {"comments": f"{repository}/issues/{wanted.id}/comments"}
    if is_pull:
        lists["review-comments"] = f"{repository}/pulls/{wanted.id}/comments"
        lists["reviews"] = f"{repository}/pulls/{wanted.id}/reviews"
    counts = [opening.get("comments"), opening.get("review_comments", 0)]
    declared = 1 + sum(each for each in counts if isinstance(each, int))
    held = 1
    for label, address in lists.items():
        told = _pages(f"{address}?per_page=100", label, asker)
        # A review without words is a mark on the code rather than a post, and nothing counts those with words.
        if label == "reviews":
            held, declared = held + sum(told.values()), declared + sum(told.values())
        else:
            held += len(told)
        asker.tell(held, declared)
    asker.note("GitHub gives all comments, page by page")
    if not asker.token_used:
        asker.note("without a token it allows 60 requests an hour")
    if held < declared:
        asker.note(f"counted and not given: {several(declared - held, 'comment')}")


def _pages(address: str, label: str, asker: Asker) -> dict[str, bool]:
    """The ids of the records of a list along its pages, as far as they lead on, and whether each has words."""
    words, ids = label.replace("-", " "), dict[str, bool]()
    seen: set[str] = set()
    empty_count = 0
    while address and len(seen) < MOST_PAGES:
        seen.add(address)
        reply = asker.try_ask(address, label, _HEADERS)
        if reply is None:
            asker.note(f"the {words} were not given to the end")
            return ids
        fresh = {str(each.get("id")): bool(each.get("body")) for each in objects(reply.value)}
        following = _next(address, reply)
        empty_count = 0 if fresh.keys() - ids else empty_count + 1
        if following and (following in seen or empty_count >= MOST_EMPTY):
            asker.note(f"the pages of {words} lead in a circle and were left there")
            following = ""
        ids |= fresh
        address = following
    if address:
        asker.note(f"after {MOST_PAGES} pages of {words} the rest was left")
    return ids


def _next(address: str, reply: Reply) -> str:
    """Where the next page is, on the same server; "" after the last."""
    found = _NEXT.search(reply.headers.get("link", ""))
    if not found or urlsplit(found[1])[:2] != urlsplit(address)[:2]:
        return ""
    return found[1]
