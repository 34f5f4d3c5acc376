"""Everything in a thread's words that tells who somebody is, replaced by the person's id."""

from __future__ import annotations

import html as markup
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache

from generator.privacy.addresses import profile_handle, same_address
from generator.privacy.greetings import Greeted

EMAIL = "[e-mail address]"
POST_LINK = "[link to a post]"
# Shorter handles ("sam", "it") are words too often; they are replaced where they are marked as a handle.
LEAST_HANDLE = 5

_WORD = re.compile(r"[\w-]+")
# Stands before an id already found while the rest of the markup is looked through; no text may hold this character.
_FOUND = "\ufdd0"
# Makes of ASCII text what `_WORD` finds in it, in a fraction of the time.
_ASCII_WORDS = {code: chr(code).lower() if _WORD.match(chr(code)) else " " for code in range(128)}
_HANDLE = r"[\w](?:[\w.-]*\w)?"
_NOT_MENTIONED = re.compile(r"[^\w.-]+")
_MARKED = re.compile(
    # Two addresses may stand together without a space.
    r"(?P<url>https?://(?:(?!https?://)[^\s<>\"'])+)"
    r"|(?P<email>(?<![\w@.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
    rf"|(?<![\w@/])@(?P<at>{_HANDLE})(?:@(?P<server>[\w-]+(?:\.[\w-]+)+))?"
    r"|(?<![\w/])/?u/(?P<u>[\w-]{3,})"
)
_AROUND = re.compile(r"\([^)]*\)|\[[^]]*\]|:\w+:|[|,/•].*$")
_TITLES = re.compile(r"^(?:(?:dr|prof|professor|mr|mrs|ms|mx|miss|sir|dame|rev|cllr)\b\.?\s*)+", re.IGNORECASE)
_TAG = re.compile(r"(<[^>]*>)")
_SPAN = re.compile(r"</?span\b[^>]*>", re.IGNORECASE)
_LINK = re.compile(r"<a\b[^>]*?\bhref=(?:\"([^\"]*)\"|'([^']*)')[^>]*>(.*?)</a>", re.IGNORECASE | re.DOTALL)


@dataclass
class Names:
    """What is known of a thread's people, and how a mention of any of them is written."""

    stranger: Callable[[str], str]  # the id of a handle that wrote nothing here
    ids: dict[str, str] = field(default_factory=dict)  # handle, casefolded -> author id
    profiles: dict[str, str] = field(default_factory=dict)  # address of a profile -> author id
    posts: frozenset[str] = frozenset()  # addresses of the thread's posts
    keep_links: bool = False
    _starts: dict[str, list[tuple[str, str]]] = field(default_factory=dict)  # first word -> names with it, and ids
    greeted: Greeted | None = None  # single names, where they are greetings and signatures
    _first: frozenset[str] = frozenset()  # what makes a text worth a second look

    def add(self, author_id: str, handle: str, name: str, profile: str) -> None:
        """Make a person known."""
        key = handle.lstrip("@").casefold()
        self.ids[key] = author_id
        self.ids.setdefault(mention_of(key), author_id)
        # A name on its own server is written without the server; of two such, neither is meant for sure.
        local = key.partition("@")[0]
        if local != key:
            self.ids[local] = author_id if self.ids.get(local, author_id) == author_id else self.stranger(local)
        if profile:
            self.profiles[same_address(profile)] = author_id
        for word in {key, local}:
            if len(word) >= LEAST_HANDLE:
                self._learn(word, self.ids[word])
        for full in sorted({name, _core(name)}):
            if len(_WORD.findall(full)) >= 2:
                self._learn(full, author_id)
                if markup.escape(full, quote=False) != full:
                    self._learn(markup.escape(full, quote=False), author_id)

    def in_text(self, text: str, local: dict[str, str] | None = None) -> str:
        """The text with every person written as "@" + id; `local` is what links in the markup say of short names."""
        if not text:
            return text
        if "@" in text or "u/" in text or "://" in text:
            text = _MARKED.sub(lambda match: self._marked(match, local or {}), text)
        met = self._first.intersection(_words(text))
        if not met:
            return text
        # Longest first, so that a full name goes before the handle that is a part of it.
        known = {entry for word in met for entry in self._starts[word]}
        for name, author_id in sorted(known, key=lambda entry: (-len(entry[0]), entry)):
            text = _standing(name).sub(f"@{author_id}", text)
        return text

    def in_html(self, html: str) -> tuple[str, dict[str, str]]:
        """The markup likewise, and which short handles its links explained."""
        if not html:
            return html, {}
        local: dict[str, str] = {}
        if "href" in html:
            html = _LINK.sub(lambda match: self._link(match, local), _SPAN.sub("", html.replace(_FOUND, "")))
        if "<" not in html:
            return self.in_text(html, local).replace(_FOUND, "@"), local
        pieces = _TAG.split(html)
        # Odd pieces are tags, and what is left in them is an address that leads to no profile.
        pieces[::2] = [self.in_text(piece, local) for piece in pieces[::2]]
        return "".join(pieces).replace(_FOUND, "@"), local

    def in_greetings(self, text: str) -> tuple[str, dict[str, str]]:
        """The text with single names in greetings, signatures and lines before quotations as "@" + id too, and the
        lines that this changed."""
        if self.greeted is None or not self.greeted.parts.keys() & set(_words(text)):
            return text, {}
        return self.greeted.in_text(text)

    def id_of(self, handle: str, server: str = "") -> str:
        """The id of a handle, whether its person wrote here or not."""
        key = handle.lstrip("@").casefold()
        full = f"{key}@{server.casefold()}" if server else key
        if full in self.ids:
            return self.ids[full]
        if key in self.ids and not server:
            return self.ids[key]
        if not server:
            # "@alice.Next" is a mention at the end of a sentence whose space was forgotten.
            while "." in key:
                key = key.rpartition(".")[0]
                if key in self.ids:
                    return self.ids[key]
        return self.stranger(full)

    def person_at(self, address: str) -> str | None:
        """The id of the person an address leads to, or None."""
        if known := self.profiles.get(same_address(address)):
            return known
        found = profile_handle(address)
        if found is None:
            return None
        handle, server = found
        # The profile of somebody who is known with another path below it, or on the server the capture is from.
        home = re.match(r"https?://[^/]+/(?:web/)?(?:@|users?/)[\w.-]+", address)
        if home and (known := self.profiles.get(same_address(home[0]))):
            return known
        return self.id_of(handle, server)

    def _learn(self, words: str, author_id: str) -> None:
        pieces = _WORD.findall(words.casefold())
        if pieces:
            self._starts.setdefault(pieces[0], []).append((words, author_id))

    def ready(self) -> Names:
        """The same, once everybody is known."""
        self._first = frozenset(self._starts)
        return self

    def _marked(self, match: re.Match[str], local: dict[str, str]) -> str:
        if match["url"]:
            return self._address(match["url"])
        if match["email"]:
            known = self.ids.get(match["email"].casefold())
            return f"@{known}" if known else EMAIL
        if match["u"]:
            return f"@{self.id_of(match['u'])}"
        handle = match["at"].casefold()
        if not match["server"] and handle in local:
            return f"@{local[handle]}"
        return f"@{self.id_of(match['at'], match['server'] or '')}"

    def _address(self, address: str) -> str:
        bare = address.rstrip(".,;:!?)]")
        if person := self.person_at(bare):
            return f"@{person}{address[len(bare) :]}"
        if not self.keep_links and same_address(bare) in self.posts:
            return POST_LINK + address[len(bare) :]
        return address

    def _link(self, match: re.Match[str], local: dict[str, str]) -> str:
        address, inner = markup.unescape(match[1] or match[2] or ""), match[3]
        if address.casefold().startswith("mailto:"):
            return EMAIL
        if person := self.person_at(address):
            shown = re.sub(r"<[^>]*>", "", inner).strip().lstrip("@").casefold()
            if shown and "@" not in shown:
                local[shown] = person
            return f"{_FOUND}{person}"
        if not self.keep_links and same_address(address) in self.posts:
            return POST_LINK
        # An address that has somebody's handle in it goes; its words stay.
        if not self.keep_links and self.in_text(address) != address:
            return inner
        return match[0]


def with_lines(html: str, lines: dict[str, str]) -> str:
    """The markup with those lines of its words as they are in the text now."""
    pieces = _TAG.split(html)
    for place in range(0, len(pieces), 2):
        shown = [(line, lines.get(markup.unescape(line).strip())) for line in pieces[place].split("\n")]
        pieces[place] = "\n".join(line if now is None else markup.escape(now, quote=False) for line, now in shown)
    return "".join(pieces)


def mention_of(handle: str) -> str:
    """A handle as it may follow an "@": what a mention cannot hold, as a space, becomes "_"."""
    return _NOT_MENTIONED.sub("_", handle).strip("_.-") or "_"


def _words(text: str) -> list[str]:
    """The words of a text, casefolded."""
    return text.translate(_ASCII_WORDS).split() if text.isascii() else _WORD.findall(text.casefold())


def _core(name: str) -> str:
    """A display name without titles, pronouns in brackets, emoji and what follows a bar."""
    return re.sub(r"^\W+|\W+$", "", _TITLES.sub("", _AROUND.sub(" ", name).strip()))


@lru_cache(maxsize=4096)
def _standing(name: str) -> re.Pattern[str]:
    """A name or handle as words of their own, whatever the space between them."""
    spaced = r"\s+".join(re.escape(part) for part in name.split())
    return re.compile(rf"(?<![\w@-]){spaced}(?![\w-])", re.IGNORECASE)
