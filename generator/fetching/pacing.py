"""How long a server asks to be left alone: Retry-After and the rate-limit headers of the platforms."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from generator.errors import FetchError

# GitHub's advice where a server says 429 and not for how long.
UNSAID_SECONDS = 60.0
# Longer than this nobody watches a progress bar: the fetch stops and can be taken up again.
LONGEST_WAIT_SECONDS = 900.0
# A reset below this is "seconds left" (Reddit), above it a moment in seconds since 1970 (GitHub, Bluesky).
_EPOCH_FROM = 1_000_000_000
_PREFIXES = ("x-ratelimit", "ratelimit")

Headers = Mapping[str, str]


def asked_wait(status: int, headers: Headers, now: datetime) -> float:
    """Seconds before the next request to the same server, 0 where it may come at once."""
    told = _retry_after(headers.get("retry-after"), now)
    used_up = _until_reset(headers, now)
    if status == 429 or (status in (403, 503) and (told is not None or used_up is not None)):
        waits = [each for each in (told, used_up) if each is not None]
        return max(waits) if waits else UNSAID_SECONDS
    return max(told or 0.0, used_up or 0.0)


def _retry_after(value: str | None, now: datetime) -> float | None:
    """Seconds or an HTTP date (RFC 9110, 10.2.3); None where it says neither."""
    if value is None:
        return None
    if re.fullmatch(r"\s*[0-9]{1,9}(\.[0-9]+)?\s*", value):
        return float(value)
    moment = _moment(value)
    return None if moment is None else max(0.0, (moment - now).total_seconds())


def _moment(value: str | None) -> datetime | None:
    """An HTTP date, or None where it is none."""
    try:
        return _utc(parsedate_to_datetime(value)) if value else None
    except ValueError:
        return None


def _until_reset(headers: Headers, now: datetime) -> float | None:
    """Seconds until the allowance is renewed, where it is used up; None where some is left or nothing is said."""
    for prefix in _PREFIXES:
        try:
            remaining = float(headers.get(f"{prefix}-remaining", ""))
        except ValueError:
            continue
        if remaining >= 1:
            return None
        return _reset(headers.get(f"{prefix}-reset", ""), now)
    return None


def _reset(value: str, now: datetime) -> float:
    try:
        number = float(value)
    except ValueError:
        try:
            return max(0.0, (_utc(datetime.fromisoformat(value)) - now).total_seconds())
        except ValueError:
            return UNSAID_SECONDS
    if not 0 <= number < 1e12:
        return UNSAID_SECONDS
    return max(0.0, number - now.timestamp()) if number >= _EPOCH_FROM else number


def _utc(moment: datetime) -> datetime:
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment


class Pace:
    """Holds back requests to each server until the moment it allowed."""

    def __init__(
        self, now: Callable[[], datetime], sleep: Callable[[float], None], say: Callable[[str, int, int], None]
    ) -> None:
        self._now = now
        self._sleep = sleep
        self._say = say
        self._free_at: dict[str, float] = {}

    def note(self, server: str, status: int, headers: Headers) -> None:
        """Take in what an answer says about the next request."""
        now = self._now()
        # Moments are told by the server's clock, so the wait is measured by it too.
        wait = asked_wait(status, headers, _moment(headers.get("date")) or now)
        if wait > 0:
            self._free_at[server] = max(self._free_at.get(server, 0.0), now.timestamp() + wait)

    def wait(self, server: str) -> None:
        """Sleep until the server allows a request; raises FetchError where that is too far off."""
        free_at = self._free_at.pop(server, 0.0)
        seconds = free_at - self._now().timestamp()
        if seconds <= 0:
            return
        if seconds > LONGEST_WAIT_SECONDS:
            self._free_at[server] = free_at
            moment = datetime.fromtimestamp(free_at, UTC)
            raise TooLongToWait(f"{server} asks to wait until {moment:%Y-%m-%d %H:%M} UTC")
        whole = int(seconds) + 1
        for second in range(whole):
            self._say(f"waiting for {server}", second, whole)
            self._sleep(min(1.0, seconds - second) if second < seconds else 0.0)
        self._say(f"waiting for {server}", whole, whole)


class TooLongToWait(FetchError):
    """The server allows the next request only much later."""
