"""Which addresses may be asked: only http(s), only names and numbers that lead to the public internet."""

from __future__ import annotations

import ipaddress
import re
import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import SplitResult, urlsplit, urlunsplit

from generator.errors import FetchError

# IANA special-purpose registries (RFC 6890 and later entries) with what to call each; everything in them is refused.
_SPECIAL_4 = {
    "0.0.0.0/8": "this machine",
    "10.0.0.0/8": "private",
    "100.64.0.0/10": "carrier-grade NAT",
    "127.0.0.0/8": "loopback",
    "169.254.0.0/16": "link-local",
    "172.16.0.0/12": "private",
    "192.0.0.0/24": "protocol assignments",
    "192.0.2.0/24": "documentation",
    "192.31.196.0/24": "AS112",
    "192.52.193.0/24": "AMT",
    "192.88.99.0/24": "6to4 relay",
    "192.168.0.0/16": "private",
    "192.175.48.0/24": "AS112",
    "198.18.0.0/15": "benchmarking",
    "198.51.100.0/24": "documentation",
    "203.0.113.0/24": "documentation",
    "224.0.0.0/4": "multicast",
    "240.0.0.0/4": "reserved",
}
# Global unicast is 2000::/3; these parts of it carry another address inside or are set aside.
_SPECIAL_6 = {
    "2001::/23": "protocol assignments (Teredo, ORCHID)",
    "2001:db8::/32": "documentation",
    "2002::/16": "6to4",
    "2620:4f:8000::/48": "AS112",
    "3fff::/20": "documentation",
}
# Named for the message; being outside 2000::/3 is what refuses them.
_OUTSIDE_6 = {
    "::/128": "this machine",
    "::1/128": "loopback",
    "::ffff:0:0/96": "IPv4-mapped",
    "::/96": "IPv4-compatible",
    "64:ff9b::/96": "NAT64",
    "64:ff9b:1::/48": "NAT64",
    "100::/64": "discard-only",
    "fc00::/7": "private",
    "fe80::/10": "link-local",
    "fec0::/10": "site-local",
    "ff00::/8": "multicast",
}
_NAMED_4 = [(ipaddress.IPv4Network(net), words) for net, words in _SPECIAL_4.items()]
_NAMED_6 = [(ipaddress.IPv6Network(net), words) for net, words in (_SPECIAL_6 | _OUTSIDE_6).items()]
_GLOBAL_6 = ipaddress.IPv6Network("2000::/3")

_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
_NUMBER_LABEL = re.compile(r"[0-9]+|0x[0-9a-f]*")
# RFC 6761, RFC 8375 and RFC 9476: names that never belong to a public server.
_LOCAL_ENDINGS = ("localhost", "local", "internal", "intranet", "lan", "home.arpa", "onion", "alt")
_LONGEST_URL = 2000
RESOLVE_SECONDS = 10.0

Lookup = Callable[[str, int], list[str]]


@dataclass
class Guard:
    """Checks addresses and resolves each name once, so that what was checked is what is connected to."""

    allow_private: bool = False
    lookup: Lookup | None = None  # name and port to numeric addresses; the system's where None
    resolve_seconds: float = RESOLVE_SECONDS
    _resolved: dict[tuple[str, int], list[str]] = field(default_factory=dict)

    def url(self, text: str) -> str:
        """The address in its plain form; raises FetchError where it may not be asked."""
        parts = checked_url(text)
        host = str(parts.hostname)
        if not self.allow_private:
            number = _number(host)
            if number is not None:
                self._refuse_private(host, str(number))
            elif "." not in host or any(host == each or host.endswith("." + each) for each in _LOCAL_ENDINGS):
                raise FetchError(f"{host} is a name of a local network, and only public addresses are fetched{_HOW}")
            if parts.port is not None and parts.port < 1024 and parts.port not in (80, 443):
                raise FetchError(f"port {parts.port} of {host} belongs to no web server{_HOW}")
        return urlunsplit(parts)

    def resolve(self, host: str, port: int) -> list[str]:
        """The checked numeric addresses of a name, looked up once; every one of them must be public."""
        if (host, port) not in self._resolved:
            numbers = self._look_up(host, port) if _number(host) is None else [host]
            if not numbers:
                raise Unreachable(f"{host} has no address; look whether the name is spelt right")
            if not self.allow_private:
                for each in numbers:
                    self._refuse_private(host, each)
            self._resolved[host, port] = numbers
        return self._resolved[host, port]

    def _refuse_private(self, host: str, number: str) -> None:
        kind = not_public(number)
        if kind:
            leads = number if host == number else f"{host} leads to {number}, which"
            raise FetchError(f"{leads} is no public address ({kind}), and only public addresses are fetched{_HOW}")

    def _look_up(self, host: str, port: int) -> list[str]:
        """Ask the resolver in a thread of its own: the system call knows no time limit."""
        answers: list[list[str]] = []
        failures: list[OSError | UnicodeError] = []

        def ask() -> None:
            try:
                answers.append((self.lookup or _system_lookup)(host, port))
            except (OSError, UnicodeError) as error:
                failures.append(error)

        thread = threading.Thread(target=ask, daemon=True)
        thread.start()
        thread.join(self.resolve_seconds)
        if failures:
            raise Unreachable(f"{host} cannot be resolved ({failures[0]})")
        if not answers:
            raise Unreachable(f"{host} cannot be resolved (no answer within {self.resolve_seconds:g} seconds)")
        return answers[0]


class Unreachable(FetchError):
    """A name or server does not answer now; another try may help."""


_HOW = "; --allow-private lifts this for a server of your own"


def not_public(number: str) -> str:
    """What kind of special address a number is, or "" for a public one."""
    address = ipaddress.ip_address(number)
    if isinstance(address, ipaddress.IPv4Address):
        return next((words for net, words in _NAMED_4 if address in net), "")
    special = next((words for net, words in _NAMED_6 if address in net), "")
    return special or ("" if address in _GLOBAL_6 and address.scope_id is None else "not global unicast")


def checked_url(text: str) -> SplitResult:
    """The parts of an http(s) address that every parser would read the same way; raises FetchError."""
    shown = repr(text[:80])
    if len(text) > _LONGEST_URL:
        raise FetchError(f"{shown}… has {len(text)} characters; expected an address of at most {_LONGEST_URL}")
    if any(ord(each) <= 32 or ord(each) == 127 or each == "\\" for each in text):
        raise FetchError(f"{shown} holds a space, control character or backslash; expected a plain web address")
    scheme, colon, rest = text.partition(":")
    if not colon or scheme.lower() not in ("http", "https"):
        raise FetchError(f"{shown} is not http or https; expected an address like https://SERVER/…")
    if not rest.startswith("//") or rest.startswith("///"):
        raise FetchError(f"{shown} names no server after //; expected an address like https://SERVER/…")
    try:
        parts = urlsplit(text)
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise FetchError(f"{shown} is no address ({error}); expected https://SERVER/…") from error
    if "@" in parts.netloc:
        raise FetchError(f"{shown} carries a user name before @; leave it out")
    if port == 0 or (port is None and parts.netloc.endswith(":")):
        raise FetchError(f"{shown} has no usable port after the colon")
    host = _checked_host(host, shown)
    place = f"[{host}]" if ":" in host else host
    standard = {"http": 80, "https": 443}[scheme.lower()]
    netloc = place if port in (None, standard) else f"{place}:{port}"
    return SplitResult(scheme.lower(), netloc, parts.path or "/", parts.query, "")


def _checked_host(host: str, shown: str) -> str:
    """The host without its last dot: a plain ASCII name, or a number in its one usual form."""
    if ":" in host:
        try:
            return str(ipaddress.IPv6Address(host)) if "%" not in host else _no_zone(shown)
        except ValueError as error:
            raise FetchError(f"{shown} has no valid number between the brackets ({error})") from error
    host = host.removesuffix(".")
    if not host.isascii():
        raise FetchError(f"{shown} has letters beyond a to z in the server's name{_LOOKALIKE}")
    labels = host.split(".")
    if "xn--" in host:  # within a label too: the library that connects decodes any name that holds it
        raise FetchError(f"{shown} has an internationalised server name{_LOOKALIKE}")
    if not host or len(host) > 253 or not all(_LABEL.fullmatch(label) for label in labels):
        raise FetchError(f"{shown} has no valid server name; expected letters, digits, hyphens and dots")
    if _NUMBER_LABEL.fullmatch(labels[-1]):
        return _checked_number(host, shown)
    return host


_LOOKALIKE = ", which can pass for another; save the thread from your browser and import the file"


def _checked_number(host: str, shown: str) -> str:
    """Four decimal numbers; the short, octal and hexadecimal forms are read differently by different programs."""
    try:
        return str(ipaddress.IPv4Address(host))
    except ValueError:
        try:
            meant = socket.inet_ntoa(socket.inet_aton(host))
        except OSError:
            raise FetchError(f"{shown} has a server name that ends in a number; expected a name") from None
        raise FetchError(
            f"{shown} hides the number {meant} ({not_public(meant) or 'public'}); write it plainly"
        ) from None


def _no_zone(shown: str) -> str:
    raise FetchError(
        f"{shown} names a network card with %, so it is a link-local address; only public ones are fetched"
    )


def _number(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None


def _system_lookup(host: str, port: int) -> list[str]:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    # IPv4 first: where a machine has no IPv6 route, its addresses only cost the wait.
    ordered = sorted(found, key=lambda each: each[0] != socket.AF_INET)
    return list(dict.fromkeys(str(each[4][0]) for each in ordered))
