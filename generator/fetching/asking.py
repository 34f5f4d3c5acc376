"""What every platform module shares: an address as a target, asking for answers, and what came of it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol
from urllib.parse import SplitResult

from generator.errors import FetchError
from generator.fetching.client import Client, Passing, Refused
from generator.fetching.guard import Unreachable
from generator.fetching.raw import RawCapture

# So many answers in a row that do not come mean the server, not the posts.
_FAILURES_IN_A_ROW = 3
_GONE = (404, 410, 451)
_LONGEST_KEY = 100


@dataclass(frozen=True)
class Target:
    """A thread on a platform, as its address names it."""

    platform: str  # id of the source that reads the answers
    api: str  # where to ask, "https://example.org"
    id: str  # of the post that the address names
    kind: str = ""  # where a platform has several: "issues", "pull"
    scope: str = ""  # what the id is unique in: an account, a repository

    @property
    def key(self) -> str:
        """A folder name of its own."""
        words = (self.platform, self.api.partition("//")[2], self.scope, self.kind, self.id)
        name = re.sub(r"[^0-9A-Za-z.]+", "-", "-".join(each for each in words if each)).strip(".-")
        if len(name) <= _LONGEST_KEY:
            return name
        # Long names differ at their end, which is cut.
        return f"{name[:_LONGEST_KEY]}-{hashlib.sha256(name.encode()).hexdigest()[:12]}"


class Platform(Protocol):
    """What each platform module offers."""

    NAME: str  # of the source that reads the answers
    LOOKS_FOR: str  # its addresses, for the message where nothing fits
    HOSTS: tuple[str, ...]  # the servers whose addresses are its; empty where any server may be

    def target(self, parts: SplitResult, api: str) -> Target | None:
        """The thread that an address names, or None; `api` is where the address's own server would be asked."""

    def collect(self, wanted: Target, asker: Asker) -> None:
        """Ask for the whole thread, and note what it lacks."""


@dataclass
class Account:
    """What a fetch got, and what the platform says there is."""

    held: int = 0  # posts
    declared: int | None = None  # posts, as the platform counts them
    notes: list[str] = field(default_factory=list)  # one clause each: what the platform cuts, what was not given


@dataclass(frozen=True)
class Reply:
    """One answer to a platform module."""

    value: Any
    headers: Mapping[str, str]


class NotGiven(FetchError):
    """One answer will not come; the rest of the thread may."""

    def __init__(self, message: str, status: int = 0) -> None:
        super().__init__(message)
        self.status = status  # what the server said; 0 where it did not answer


class Asker:
    """Gives each answer from the raw store where it is there, else from the server, and keeps it."""

    def __init__(
        self, client: Client, capture: RawCapture, token_used: bool, progress: Callable[[str, int, int], None]
    ) -> None:
        self.token_used = token_used
        self.account = Account()
        self.gaps: list[str] = []  # reasons of answers that did not come and may come later
        self._client = client
        self._capture = capture
        self._progress = progress
        self._failures = 0

    def ask(self, url: str, label: str, headers: Mapping[str, str] | None = None, body: bytes | None = None) -> Reply:
        """The answer at an address, or there to a question sent as a body; raises NotGiven where only this one is
        lacking, FetchError where all is over."""
        asked_at = url
        if body is not None:
            # Many questions go to one address; each answer is kept under its own.
            url = f"{url}#{hashlib.sha256(body).hexdigest()[:16]}"
        held = self._capture.held(url)
        if held is not None:
            return Reply(*held)
        if url in self._capture.refusals:
            raise NotGiven(self._capture.refusals[url]["refused"], self._capture.refusals[url]["status"])
        try:
            answer = self._client.json(asked_at, headers, *([] if body is None else [body]))
            if body is not None and isinstance(answer.value, dict) and answer.value.get("errors"):
                raise Refused(f"{asked_at} answered with an error ({_first_error(answer.value['errors'])})")
        except Refused as error:
            self._failures = 0
            self._refused(url, error)
            raise NotGiven(str(error), error.status) from error
        except (Passing, Unreachable) as error:
            self._failures += 1
            if self._failures >= _FAILURES_IN_A_ROW:
                raise
            self.gaps.append(str(error))
            raise NotGiven(str(error)) from error
        self._failures = 0
        # An answer without posts (an empty last page) would only puzzle a reader.
        label = label if answer.value else "." + label.removeprefix(".")
        self._capture.keep(url, label, answer.content, answer.headers, answer.status, self._client.now())
        return Reply(answer.value, answer.headers)

    def _refused(self, url: str, error: Refused) -> None:
        """What is gone stays gone; any other refusal may be lifted by a token or a mended server."""
        if error.status not in _GONE:
            self.gaps.append(str(error))
        elif self._capture.answers:
            self._capture.refuse(url, error.status, str(error), self._client.now())

    def try_ask(
        self, url: str, label: str, headers: Mapping[str, str] | None = None, body: bytes | None = None
    ) -> Reply | None:
        """The answer, or None where only this one is lacking."""
        try:
            return self.ask(url, label, headers, body)
        except NotGiven:
            return None

    def tell(self, held: int, declared: int | None = None) -> None:
        """Note how many posts are held of how many declared."""
        self.account.held = held
        if declared is not None:
            self.account.declared = declared
        self._progress("posts", held, max(held, self.account.declared or 0))

    def note(self, clause: str) -> None:
        """Note something that belongs into the statement on completeness."""
        if clause not in self.account.notes:
            self.account.notes.append(clause)


def _first_error(errors: Any) -> str:
    """What GraphQL says went wrong."""
    first = next(iter(objects(errors)), {})
    return " ".join(str(first[name])[:160] for name in ("type", "message") if first.get(name)) or "no word why"


def objects(value: Any) -> list[dict[str, Any]]:
    """The objects in a list; nothing where a server gave something else."""
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def inside(value: Any, *keys: str) -> Any:
    """What lies below these keys; None where a server gave something else."""
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def several(count: int, one: str, many: str = "") -> str:
    """A count with its noun."""
    return f"{count} {one if count == 1 else many or one + 's'}"
