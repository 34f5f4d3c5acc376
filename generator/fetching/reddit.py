"""Reddit: the comments listing of a submission, then what it hides behind `more` stubs.

https://www.reddit.com/dev/api#GET_comments_{article} and #GET_api_morechildren (at most 100 ids in one request).
"""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import SplitResult

from generator.errors import FetchError
from generator.fetching.asking import Asker, NotGiven, Target, inside, several

NAME = "reddit"  # of the source that reads the answers
LOOKS_FOR = "Reddit (https://www.reddit.com/r/NAME/comments/ID/…)"
HOSTS: tuple[str, ...] = (
    "reddit.com",
    "www.reddit.com",
    "old.reddit.com",
    "new.reddit.com",
    "np.reddit.com",
    "redd.it",
)
API, API_WITH_TOKEN = "https://www.reddit.com", "https://oauth.reddit.com"
_PATH = re.compile(r"((?:/(?:r|user|u)/[A-Za-z0-9_-]{1,50})?)/comments/([0-9a-z]{1,12})(?:/[^/]*){0,3}", re.I)
_SHORT = re.compile(r"()/([0-9a-z]{1,12})/?", re.I)
IDS_AT_ONCE = 100
# 100 requests in ten minutes without a token: some 40,000 comments at most, in under an hour.
MOST_REQUESTS = 400


def target(parts: SplitResult, api: str) -> Target | None:
    """The submission that the address names, or None."""
    found = (_SHORT if parts.hostname == "redd.it" else _PATH).fullmatch(parts.path)
    if not found:
        return None
    return Target(NAME, API if parts.hostname in HOSTS else api, found[2].lower(), scope=found[1].strip("/"))


def collect(wanted: Target, asker: Asker) -> None:
    """Ask for the listing, then for every comment that a stub names, until none is left."""
    api = API_WITH_TOKEN if asker.token_used and wanted.api == API else wanted.api
    # With the community's name, as without it Reddit redirects each request.
    comments = "/".join(each for each in (api, wanted.scope, "comments", wanted.id) if each)
    try:
        first = asker.ask(f"{comments}.json?limit=500", "comments").value
    except NotGiven as error:
        if error.status in (401, 403) and not asker.token_used:
            raise FetchError(
                f"{error}; Reddit turns away most programs that have no token: set REDDIT_TOKEN"
            ) from error
        raise
    seen = _Seen(wanted.id)
    seen.take(first)
    if seen.declared is None:
        raise FetchError(f"{comments} answered with no submission; expected a listing of one and its comments")
    request_count = 0
    while (request := seen.next_request()) is not None:
        asker.tell(len(seen.held) + 1, seen.declared + 1)
        if request_count >= MOST_REQUESTS:
            asker.note(f"after {MOST_REQUESTS} further requests the rest was left")
            break
        request_count += 1
        ids, below = request
        if below:
            address = f"{comments}/_/{below}.json?limit=500"
        else:
            more = f"{api}/api/morechildren.json?api_type=json&limit_children=false&link_id=t3_{wanted.id}"
            address = f"{more}&children={','.join(ids)}"
        reply = asker.try_ask(address, "branch" if below else "more")
        if reply is not None:
            seen.take(reply.value)
        else:
            # What the stub's own interface does not give, the comment's own page may.
            seen.branches += ids
    asker.tell(len(seen.held) + 1, seen.declared + 1)
    _say(seen, request_count, asker)


def _say(seen: _Seen, request_count: int, asker: Asker) -> None:
    opened = f", opened with {several(request_count, 'further request')}" if request_count else ""
    asker.note(f"Reddit hides replies behind “more”{opened}")
    never = len(seen.named - seen.held)
    if never:
        asker.note(f"named by “more” and never given: {several(never, 'comment')}")
    lacking = (seen.declared or 0) - len(seen.held)
    if lacking > 0:
        comments = several(lacking, "comment")
        asker.note(f"counted and not given: {comments} (removed, or spam that only moderators see)")


class _Seen:
    """Comments held, and stubs still to be opened."""

    def __init__(self, submission_id: str) -> None:
        self.submission_id = submission_id
        self.declared: int | None = None
        self.held: set[str] = set()
        self.named: set[str] = set()
        self.branches: list[str] = []  # comments whose own page has to be asked for
        self._waiting: list[str] = []
        self._asked: set[str] = set()

    def take(self, answer: Any) -> None:
        """Everything in an answer, of either interface."""
        waiting = [answer]
        while waiting:
            each = waiting.pop()
            if isinstance(each, list):
                waiting += reversed(each)
                continue
            fields = inside(each, "data")
            if inside(each, "json") is not None:
                waiting.append(inside(each, "json", "data", "things"))
            elif not isinstance(fields, dict):
                continue
            elif each.get("kind") == "Listing":
                waiting.append(fields.get("children"))
            elif each.get("kind") == "more":
                self._stub(fields)
            elif each.get("kind") == "t3" and fields.get("id") == self.submission_id:
                count = fields.get("num_comments")
                self.declared = count if isinstance(count, int) else 0
            elif each.get("kind") == "t1":
                self.held.add(str(fields.get("id")))
                waiting.append(fields.get("replies"))

    def _stub(self, fields: dict[str, Any]) -> None:
        named = fields.get("children")
        children = [each for each in named if isinstance(each, str)] if isinstance(named, list) else []
        self.named |= set(children)
        self._waiting += children
        parent = str(fields.get("parent_id") or "")
        # "Continue this thread" names nobody, only the comment below which it stands.
        if not children and parent.startswith("t1_"):
            self.branches.append(parent.removeprefix("t1_"))

    def next_request(self) -> tuple[list[str], str] | None:
        """Ids for one request, or the comment whose own page comes next, or None where nothing is left."""
        ids = [each for each in dict.fromkeys(self._waiting) if each not in self.held and each not in self._asked]
        batch, self._waiting = ids[:IDS_AT_ONCE], ids[IDS_AT_ONCE:]
        self._asked |= set(batch)
        if batch:
            return batch, ""
        while self.branches:
            comment_id = self.branches.pop(0)
            if f"page {comment_id}" not in self._asked:
                self._asked.add(f"page {comment_id}")
                return [], comment_id
        return None
