"""The guard: what is not plainly the public internet is refused with its reason, before anything is asked."""

from __future__ import annotations

import ipaddress
import time
from urllib.parse import urlsplit

import httpx2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.errors import FetchError
from generator.fetching.guard import Guard, Unreachable, checked_url, not_public


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        ("127.0.0.1", "loopback"),
        ("10.1.2.3", "private"),
        ("100.64.0.1", "carrier-grade NAT"),
        ("169.254.169.254", "link-local"),
        ("224.0.0.251", "multicast"),
        ("0.0.0.0", "this machine"),
        ("255.255.255.255", "reserved"),
        ("::", "this machine"),
        ("::1", "loopback"),
        ("::ffff:8.8.8.8", "IPv4-mapped"),
        ("::8.8.8.8", "IPv4-compatible"),
        ("64:ff9b::808:808", "NAT64"),
        ("2002:808:808::1", "6to4"),
        ("2001:0:808::1", "protocol assignments (Teredo, ORCHID)"),
        ("fd00::1", "private"),
        ("fe80::1", "link-local"),
        ("ff02::1", "multicast"),
        ("100::1", "discard-only"),
        ("5f00::1", "not global unicast"),
    ],
)
def test_special_numbers(number: str, kind: str) -> None:
    """Every kind of special address is named."""
    assert not_public(number) == kind


@pytest.mark.parametrize("number", ["8.8.8.8", "93.184.216.34", "2606:4700::1111", "2a00:1450:4001::8a"])
def test_public_numbers(number: str) -> None:
    """Public addresses pass."""
    assert not_public(number) == ""


@given(st.ip_addresses())
def test_never_laxer_than_python(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> None:
    """What Python's own tables call private, reserved, local or multicast is never called public."""
    special = address.is_private or address.is_loopback or address.is_link_local or address.is_multicast
    if special or address.is_reserved or address.is_unspecified:
        assert not_public(str(address))


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("ftp://example.org/", "not http or https"),
        ("javascript:alert(1)", "not http or https"),
        ("example.org/@a/1", "not http or https"),
        ("https:example.org/", "names no server"),
        ("https:///example.org/", "names no server"),
        ("https://a@example.org/", "user name"),
        ("https://example.org:0/", "port"),
        ("https://example.org:/", "port"),
        ("https://example.org:70000/", "no address"),
        ("https://example.org:-1/", "no address"),
        ("https://exam ple.org/", "space"),
        ("https://example.org/\r\nHost: x", "control character"),
        ("https://example.org\\@127.0.0.1/", "backslash"),
        ("https://exa%6dple.org/", "no valid server name"),
        ("https://example..org/", "no valid server name"),
        ("https://-example.org/", "no valid server name"),
        ("https://m\u00e4stodon.example/", "letters beyond a to z"),
        ("https://xn--mstodon-5wa.example/", "internationalised"),
        ("https://_xn--_.example/", "internationalised"),
        ("http://127.1/", "hides the number 127.0.0.1 (loopback)"),
        ("http://0x8.8.8.8/", "hides the number 8.8.8.8 (public)"),
        ("http://1.2.3.4.5/", "ends in a number"),
        ("http://[::1", "no address"),
        ("http://[fe80::1%25eth0]/", "network card"),
        ("https://example.org/" + "a" * 3000, "characters"),
    ],
)
def test_refused_spellings(url: str, reason: str) -> None:
    """An address that another program might read differently is refused with its reason, whatever it leads to."""
    with pytest.raises(FetchError) as caught:
        Guard(allow_private=True).url(url)
    assert reason in str(caught.value)


SIGNS = st.sampled_from(
    [*"/\\@:#?%.[]-_ \t\n\x00\u00e9\u2024\uff0e", "//", "127.0.0.1", "0x7f", "xn--", "a.example", "::1"]
)


@given(st.lists(SIGNS, max_size=8).map("".join), st.sampled_from(["http://", "https://", "HTTP://a.example", "http:"]))
def test_parsers_agree(rest: str, start: str) -> None:
    """What the guard lets pass names the same server to the library that connects."""
    try:
        plain = Guard(allow_private=True).url(start + rest)
    except FetchError:
        return
    checked, connected = urlsplit(plain), httpx2.URL(plain)
    assert (checked.hostname, checked.port, checked.scheme) == (connected.host, connected.port, connected.scheme)
    assert Guard(allow_private=True).url(plain) == plain


def test_plain_form() -> None:
    """Scheme and name in small letters, the standard port and the fragment left out."""
    assert checked_url("HTTPS://Example.ORG:443?a=1#x").geturl() == "https://example.org/?a=1"
    assert checked_url("http://example.org.:8080/a").geturl() == "http://example.org:8080/a"


@pytest.mark.parametrize("port", [22, 25, 389, 1023])
def test_ports_of_other_services(port: int) -> None:
    """Below 1024 only the two ports of the web are asked."""
    with pytest.raises(FetchError, match=f"port {port} of a.example belongs to no web server"):
        Guard().url(f"https://a.example:{port}/@a/1")
    assert Guard().url("https://a.example:8443/@a/1")


@pytest.mark.parametrize("host", ["localhost", "localhost.", "a.localhost", "printer", "nas.local", "db.internal"])
def test_local_names(host: str) -> None:
    """Names of local networks are refused without asking a resolver, and allowed with --allow-private."""
    with pytest.raises(FetchError, match="local network"):
        Guard(lookup=lambda name, port: pytest.fail("asked")).url(f"http://{host}/")
    assert Guard(allow_private=True).url(f"http://{host}/")


def test_every_address_counts() -> None:
    """A name with a public and a private address is refused."""
    guard = Guard(lookup=lambda name, port: ["93.184.216.34", "fd00::1"])
    with pytest.raises(FetchError, match=r"two\.example leads to fd00::1, which is no public address \(private\)"):
        guard.resolve("two.example", 443)


def test_resolved_once() -> None:
    """A name that changes its address between check and connection keeps the checked one."""
    answers = iter([["93.184.216.34"], ["127.0.0.1"]])
    guard = Guard(lookup=lambda name, port: next(answers))
    assert [guard.resolve("turn.example", 443) for _ in range(2)] == [["93.184.216.34"]] * 2


def test_resolver_that_does_not_answer() -> None:
    """A resolver has its time limit, and its failures are told."""
    guard = Guard(lookup=lambda name, port: time.sleep(0.5) or [], resolve_seconds=0.05)
    with pytest.raises(Unreachable, match=r"no answer within 0\.05 seconds"):
        guard.resolve("slow.example", 443)

    def fails(name: str, port: int) -> list[str]:
        raise OSError("Name or service not known")

    with pytest.raises(Unreachable, match="Name or service not known"):
        Guard(lookup=fails).resolve("no.example", 443)
    with pytest.raises(Unreachable, match="has no address"):
        Guard(lookup=lambda name, port: []).resolve("empty.example", 443)
