"""Addresses in text that lead to a person's profile."""

from __future__ import annotations

import re

# What may follow these hosts is a person: group "handle". Posts below a profile name the person just as well.
_PROFILES = re.compile(
    r"""https?://(?:www\.|old\.|new\.|np\.|m\.|mobile\.)?(?:
        reddit\.com/(?:u|user)/(?P<reddit>[\w-]+)
      | news\.ycombinator\.com/(?:user|threads|submitted|favorites)\?(?:[^\s"'<>]*&(?:amp;)?)?id=(?P<hackernews>[\w-]+)
      | (?:twitter|x)\.com/(?!search|hashtag|i/|home|share|intent)(?P<twitter>\w+)
      | bsky\.app/profile/(?P<bluesky>[\w.:-]+)
      | (?:facebook|instagram|threads|tiktok)\.(?:com|net)/@?(?!groups|events|p/|reel|watch|share)(?P<meta>[\w.]+)
      | linkedin\.com/in/(?P<linkedin>[\w%-]+)
      | github\.com/(?P<github>[\w-]+)/?(?=[\s"'<>)\]]|$)
      | (?P<host>[\w.-]+(?::\d+)?)/(?:web/|deck/)?(?:@|users?/|profile/|~|u/)
        (?P<local>[\w.-]*\w)(?:@(?P<server>[\w.-]*\w))?
    )""",
    re.VERBOSE | re.IGNORECASE,
)


def profile_handle(address: str) -> tuple[str, str] | None:
    """The handle an address leads to and the server it lives on ("" where handles have none), or None."""
    match = _PROFILES.match(address)
    if match is None:
        return None
    if match["local"]:
        return match["local"], match["server"] or match["host"]
    return next((value, "") for key, value in match.groupdict().items() if value and key != "host")


def same_address(address: str) -> str:
    """An address in the form in which two spellings of it are equal."""
    address = address.strip().casefold()
    for scheme in ("https://", "http://"):
        if address.startswith(scheme):
            return address[len(scheme) :].removeprefix("www.").rstrip("/")
    return address.rstrip("/")
