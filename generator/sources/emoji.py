"""Emoji as characters, where a platform writes them by name or by number."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

# Not after a letter or digit: "10:24:50" is a time.
_NAMED = re.compile(r"(?<![0-9A-Za-z]):([a-z0-9_+-]{1,50}):(?::skin-tone-([2-6]):)?")
_FIRST_TONE = 0x1F3FB  # what Slack calls skin-tone-2


def emoji_named(name: str) -> str:
    """The emoji that goes by this name without colons, or "" where none does."""
    return _by_name().get(name.replace("-", "_") if name not in _by_name() else name, "")


def emoji_numbered(numbers: Iterable[str]) -> str:
    """The characters with these hexadecimal numbers, or "" where there are no such."""
    try:
        return "".join(chr(int(number, 16)) for number in numbers).encode("utf-8").decode()
    except (ValueError, OverflowError):
        return ""


def with_emoji(text: str) -> str:
    """The text with every `:name:` that is an emoji's as that emoji; any other stays."""
    if ":" not in text:
        return text
    return _NAMED.sub(lambda match: _toned(emoji_named(match[1]), match[2]) or match[0], text)


def _toned(emoji: str, tone: str | None) -> str:
    return emoji + chr(_FIRST_TONE + int(tone) - 2) if emoji and tone else emoji


@cache
def _by_name() -> dict[str, str]:
    """Names of Twemoji and of GitHub, both as Python-Markdown's extensions know them."""
    from pymdownx import gemoji_db, twemoji_db  # few platforms need them

    found: dict[str, str] = {}
    for table in (gemoji_db, twemoji_db):
        known = {name: each["unicode"] for name, each in table.emoji.items() if each.get("unicode")}
        known |= {name: known[meant] for name, meant in table.aliases.items() if meant in known}
        found |= {name.strip(":"): emoji_numbered(numbers.split("-")) for name, numbers in known.items()}
    return found
