"""From an address to raw answers on disk: which platform, what to ask, how complete it is."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from generator import __version__
from generator.errors import FetchError, UsageError
from generator.fetching import bluesky, discourse, github, hackernews, mastodon, reddit
from generator.fetching.asking import Account, Asker, Platform, Target, several
from generator.fetching.client import Client, Limits
from generator.fetching.guard import Guard, Lookup
from generator.fetching.raw import RawCapture, alone, open_capture

# The platforms of one address come first; a path alone tells the two that live on any server.
PLATFORMS: tuple[Platform, ...] = (github, reddit, hackernews, bluesky, discourse, mastodon)


@dataclass(frozen=True)
class Settings:
    """How to fetch; tests put their own clock, resolver and limits in."""

    allow_private: bool = False
    site: str = ""  # the publication's own address, told to the servers asked
    environment: Mapping[str, str] | None = None  # tokens; the process's own where None
    lookup: Lookup | None = None
    limits: Limits | None = None
    options: Mapping[str, Any] | None = None  # of Client: tls, now, sleep


@dataclass(frozen=True)
class Fetched:
    """The answers of one thread on disk."""

    platform: str
    url: str
    capture: RawCapture
    declared: int | None  # posts, as the platform counts them
    gaps: tuple[str, ...]  # for the editor: answers that did not come and are asked for again by the next fetch


def target_of(url: str, guard: Guard) -> tuple[Target, str]:
    """What the address names and its plain form; raises FetchError or, for an unknown kind, UsageError."""
    plain = guard.url(url)
    parts = urlsplit(plain)
    for platform in PLATFORMS:
        # A server of one's own may speak any of the interfaces, so there the path alone decides.
        if not platform.HOSTS or parts.hostname in platform.HOSTS or _own_server(str(parts.hostname), guard):
            found = platform.target(parts, f"{parts.scheme}://{parts.netloc}")
            if found is not None:
                return found, plain
    known = "; ".join(platform.LOOKS_FOR for platform in PLATFORMS)
    raise UsageError(f"{plain} is no address of a thread; known are {known}.")


def fetch_raw(place: Path, url: str, settings: Settings, progress: Callable[[str, int, int], None]) -> Fetched:
    """Fetch a thread into a folder below `place`, or go on with one; raises FetchError where it does not end."""
    guard = Guard(settings.allow_private, settings.lookup)
    target, plain = target_of(url, guard)
    tokens = _tokens(settings.environment if settings.environment is not None else os.environ)
    client = Client(
        guard,
        agent=_agent(settings.site),
        tokens=tokens,
        limits=settings.limits,
        progress=progress,
        **(settings.options or {}),
    )
    try:
        with alone(place / target.key):
            capture = open_capture(place / target.key, plain, client.now())
            asker = Asker(client, capture, _token_used(target, tokens), progress)
            try:
                _platform(target).collect(target, asker)
            except FetchError as error:
                capture.discard_if_empty()
                raise _to_go_on(error, capture) from error
            capture.finish(_completeness(asker.account, asker.gaps), whole=not asker.gaps)
    except OSError as error:
        reason = error.strerror or error
        raise FetchError(f"{place}: cannot be written ({reason}); make room or mend its rights.") from error
    finally:
        client.close()
    return Fetched(target.platform, plain, capture, asker.account.declared, tuple(asker.gaps))


def _platform(target: Target) -> Platform:
    return next(each for each in PLATFORMS if target.platform == each.NAME)


def _own_server(host: str, guard: Guard) -> bool:
    return guard.allow_private and ("." not in host or host.replace(".", "").isdigit() or ":" in host)


def _token_used(target: Target, tokens: Mapping[str, str]) -> bool:
    """Whether a token goes with the requests for this target."""
    asked = urlsplit(reddit.API_WITH_TOKEN if target.api == reddit.API else target.api)
    return asked.scheme == "https" and asked.netloc in tokens


def _tokens(environment: Mapping[str, str]) -> dict[str, str]:
    """Authorization by server: a token is only ever sent to the server it belongs to."""
    servers = {
        "GITHUB_TOKEN": urlsplit(github.API).netloc,
        "REDDIT_TOKEN": urlsplit(reddit.API_WITH_TOKEN).netloc,
        "MASTODON_TOKEN": environment.get("MASTODON_SERVER", "").removeprefix("https://").rstrip("/").lower(),
    }
    tokens = {}
    for name, server in servers.items():
        token = environment.get(name, "").strip()
        if token and not server:
            raise UsageError("MASTODON_TOKEN is set without MASTODON_SERVER; name the server it belongs to.")
        if token and (not token.isascii() or not token.isprintable() or " " in token):
            raise UsageError(f"{name} holds signs that no token has; set it anew or unset it.")
        if token:
            tokens[server] = f"Bearer {token}"
    return tokens


def _agent(site: str) -> str:
    """Who we are; the publication's address where it has one, as the project has none of its own."""
    where = f"; for {site}" if site.isascii() and site.isprintable() and site else ""
    return f"Disconnections/{__version__} (publishes what a public conversation shows{where})"


def _completeness(account: Account, gaps: list[str]) -> str:
    """One sentence on what is held, what is not and why."""
    declared = "" if account.declared is None else f" of {account.declared} declared"
    clauses = [f"{several(account.held, 'post')} held{declared}", *account.notes]
    if gaps:
        clauses.append(f"did not come: {several(len(gaps), 'answer')}")
    return "; ".join(clauses) + "."


def _to_go_on(error: FetchError, capture: RawCapture) -> FetchError:
    """The error with what is held so far and how to go on."""
    message = str(error).rstrip(".")
    if not capture.answers:
        return FetchError(f"{message}.")
    return FetchError(
        f"{message}; {several(len(capture.answers), 'answer')} kept in {capture.folder}, "
        "and the same command goes on from there."
    )
