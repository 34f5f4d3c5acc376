"""One answer at a time from a server that may be slow, broken, crowded or hostile."""

from __future__ import annotations

import json
import logging
import ssl
import time
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, NoReturn
from urllib.parse import urljoin, urlsplit

import httpcore2
import httpx2
import stamina

from generator.errors import FetchError
from generator.fetching.guard import Guard, Unreachable
from generator.fetching.network import Deadline, PinnedTransport
from generator.fetching.pacing import Pace

REDIRECTS = (301, 302, 303, 307, 308)
# A gateway's answers; the same request may well succeed a little later (RFC 9110, 15.6, and Cloudflare's 52x).
_PASSING = (408, 425, 500, 502, 503, 504, 520, 521, 522, 523, 524, 529)
_TOO_MANY = b"rate limit"
_PLAIN = ("", "identity")
_GZIP = ("gzip", "x-gzip")
_CHARSETS = ("", "utf-8", "utf8", "us-ascii")


@dataclass(frozen=True)
class Limits:
    """What one fetch may take at most."""

    connect_seconds: float = 10.0
    read_seconds: float = 30.0  # of silence
    answer_seconds: float = 180.0  # for one answer, from connecting to its last byte
    fetch_seconds: float = 4 * 3600.0  # for everything, waits included
    answer_bytes: int = 64 * 1024 * 1024  # after decompression
    fetch_bytes: int = 1024 * 1024 * 1024
    requests: int = 5000
    redirects: int = 5
    attempts: int = 5


@dataclass(frozen=True)
class Answer:
    """One JSON answer and what its headers say."""

    url: str  # where it came from in the end
    status: int
    headers: dict[str, str] = field(repr=False)  # names in small letters
    content: bytes = field(repr=False)
    value: Any = field(repr=False)


class Refused(FetchError):
    """The server answers, and not with what was asked for; another try will not help."""

    def __init__(self, message: str, status: int = 0) -> None:
        super().__init__(message)
        self.status = status


class Passing(FetchError):
    """Something broke that may be whole again at the next try."""


class LimitReached(FetchError):
    """The fetch as a whole has taken what it may."""


# Tries and waits are shown by the progress bar; without a handler Python would print them.
logging.getLogger("stamina").addHandler(logging.NullHandler())


def _quiet(task: str, done: int, total: int) -> None:
    """Say nothing."""


class Client:
    """Asks for JSON, politely and within limits."""

    def __init__(
        self,
        guard: Guard,
        *,
        agent: str,
        tokens: Mapping[str, str] | None = None,  # server name -> value of Authorization
        limits: Limits | None = None,
        tls: ssl.SSLContext | None = None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        sleep: Callable[[float], None] = time.sleep,
        progress: Callable[[str, int, int], None] = _quiet,
    ) -> None:
        self.now = now
        self.limits = limits or Limits()
        self._guard = guard
        self._agent = agent
        self._tokens = dict(tokens or {})
        self._progress = progress
        self._deadline = Deadline()
        self._transport = PinnedTransport(guard, self._deadline, tls)
        self._pace = Pace(now, sleep, progress)
        self._began = now()
        self._bytes = 0
        self._requests = 0

    def json(self, url: str, headers: Mapping[str, str] | None = None, body: bytes | None = None) -> Answer:
        """The JSON at an address, or what it answers to a JSON body; raises Refused, Passing (after all attempts) or
        LimitReached."""
        for attempt in stamina.retry_context(
            on=(Passing, Unreachable),
            attempts=self.limits.attempts,
            timeout=None,
            wait_initial=1.0,
            wait_max=60.0,
            wait_jitter=2.0,
        ):
            with attempt:
                if attempt.num > 1:
                    self._progress(f"trying {urlsplit(url).netloc} again", attempt.num, self.limits.attempts)
                return self._attempt(url, dict(headers or {}), body)
        raise AssertionError("the last attempt returns or raises")

    def close(self) -> None:
        """Close every connection."""
        self._transport.close()

    def _attempt(self, url: str, headers: dict[str, str], body: bytes | None) -> Answer:
        """One try, along its redirects."""
        url = self._guard.url(url)
        asked = [url]
        while True:
            server = urlsplit(url).netloc
            self._pace.wait(server)
            self._count()
            # The waits before are not the server's slowness.
            self._deadline.start(self.limits.answer_seconds)
            status, said, content = self._send(url, headers, body)
            if status == 403 and _TOO_MANY in content[:4000].lower():
                status = 429  # GitHub's secondary limit says so only in words
            self._pace.note(server, status, said)
            if status not in REDIRECTS:
                return _answer(url, status, said, content)
            if body is not None:
                raise Refused(f"{url} sends a question on to another address", status)
            url = self._redirected(url, said.get("location", ""))
            if url in asked:
                raise Refused(f"{asked[0]} redirects in a circle", status)
            if len(asked) > self.limits.redirects:
                raise Refused(f"{asked[0]} redirects more than {self.limits.redirects} times", status)
            asked.append(url)

    def _redirected(self, url: str, location: str) -> str:
        if not location:
            raise Refused(f"{url} redirects to nowhere")
        target = self._guard.url(urljoin(url, location))
        if url.startswith("https:") and not target.startswith("https:"):
            raise Refused(f"{url} redirects to an address that is not encrypted")
        return target

    def _count(self) -> None:
        self._requests += 1
        if self._requests > self.limits.requests:
            raise LimitReached(f"more than {self.limits.requests} requests were needed")
        if (self.now() - self._began).total_seconds() > self.limits.fetch_seconds:
            raise LimitReached(f"more than {self.limits.fetch_seconds / 3600:g} hours were needed")

    def _send(self, url: str, more: dict[str, str], body: bytes | None) -> tuple[int, dict[str, str], bytes]:
        """Status, headers and decoded body of one request."""
        parts = urlsplit(url)
        headers = {"User-Agent": self._agent, "Accept": "application/json", "Accept-Encoding": "gzip"} | more
        token = self._tokens.get(parts.netloc)
        # Only to the server it is for, and never in the open: a redirect elsewhere goes without.
        if token and parts.scheme == "https":
            headers["Authorization"] = token
        limits = self.limits
        times = {"connect": limits.connect_seconds, "read": limits.read_seconds}
        times |= {"write": limits.read_seconds, "pool": limits.connect_seconds}
        if body is not None:
            headers["Content-Type"] = "application/json"
        method = "GET" if body is None else "POST"
        request = httpx2.Request(method, url, headers=headers, content=body, extensions={"timeout": times})
        try:
            answer = self._transport.handle_request(request)
            try:
                said = {name.lower(): value for name, value in answer.headers.items()}
                return answer.status_code, said, self._body(url, answer, said)
            finally:
                answer.close()
        except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
            raise Passing(f"{url} cannot be reached ({error})") from error
        except (httpcore2.TimeoutException, httpcore2.NetworkError, httpcore2.ProtocolError) as error:
            raise Passing(f"{url} did not answer in full ({error or type(error).__name__})") from error

    def _body(self, url: str, answer: httpx2.Response, said: dict[str, str]) -> bytes:
        """The body, decompressed piece by piece, never more of it than allowed."""
        if answer.status_code in REDIRECTS:
            return b""
        coding = said.get("content-encoding", "").strip().lower()
        if coding not in _PLAIN + _GZIP:
            raise Refused(f"{url} is packed as {coding[:40]!r}, which was not asked for")
        declared = said.get("content-length", "")
        if declared.isdigit() and int(declared) > self.limits.answer_bytes:
            self._too_big(url)
        unpack = zlib.decompressobj(zlib.MAX_WBITS | 16) if coding in _GZIP else None
        body = bytearray()
        for piece in answer.iter_raw():
            try:
                body += unpack.decompress(piece, self.limits.answer_bytes + 1 - len(body)) if unpack else piece
            except zlib.error as error:
                raise Passing(f"{url} is not packed as it says ({error})") from error
            if len(body) > self.limits.answer_bytes or (unpack and unpack.unconsumed_tail):
                self._too_big(url)
        if unpack and body and (not unpack.eof or unpack.unused_data):
            raise Passing(f"{url} did not answer in full (the packed answer has no proper end)")
        self._bytes += len(body)
        if self._bytes > self.limits.fetch_bytes:
            raise LimitReached(f"more than {self.limits.fetch_bytes // 1024**2} MB were sent")
        return bytes(body)

    def _too_big(self, url: str) -> NoReturn:
        raise Refused(
            f"{url} sends more than {self.limits.answer_bytes // 1024**2} MB, the most that one answer may have"
        )


def _answer(url: str, status: int, said: dict[str, str], content: bytes) -> Answer:
    """The answer as JSON, or the reason why it is none."""
    if status == 429 or status in _PASSING:
        raise Passing(f"{url} answered {status} each time")
    if status != 200:
        throttled = "retry-after" in said or said.get("x-ratelimit-remaining", "").strip() in ("0", "0.0")
        if status == 403 and throttled:
            raise Passing(f"{url} answered 403 each time: too many requests")
        raise Refused(f"{url} answered {status} ({_MEANING.get(status, 'not what was asked for')})", status)
    charset = said.get("content-type", "").lower().partition("charset=")[2].partition(";")[0].strip(" \"'")
    if charset not in _CHARSETS:
        raise Refused(f"{url} is written in {charset[:20]!r}; expected UTF-8", status)
    try:
        value = json.loads(content.decode("utf-8-sig"), parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        if content.lstrip()[:1] in (b"{", b"[") and isinstance(error, json.JSONDecodeError):
            # What begins as JSON and breaks off was cut on the way.
            raise Passing(f"{url} broke off in the middle of its JSON") from error
        what = "a web page" if content.lstrip()[:1] == b"<" else "no JSON"
        reason = "" if isinstance(error, json.JSONDecodeError) else f" ({str(error).split(';')[0][:80]})"
        raise Refused(f"{url} answered with {what}, expected JSON{reason}", status) from error
    return Answer(url, status, said, content, value)


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is not a JSON number")


_MEANING = {
    401: "it wants a token",
    403: "it refuses us",
    404: "not there",
    406: "it refuses us",
    410: "gone",
    451: "withheld for legal reasons",
}
