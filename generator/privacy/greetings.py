"""First and last names where people greet, sign and quote one another: there a single word is somebody's name.

Elsewhere "Will", "May" and "Mark" are words, and a name of one word is left to the reader of the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

_NAME = r"[^\W\d_][\w'’-]*\.?"
_AND = r"(?:[ \t]*[,&/+][ \t]*|[ \t]+(?:and|und|et|y|en|og)[ \t]+)"
_TITLE = r"(?:(?:dr|prof|professor|mr|mrs|ms|mx|miss|sir|herr|frau|mme)\b\.?[ \t]+)*"
_QUOTED = r"[>|:\s]*"
_OPENINGS = (
    r"(?:hi|hello|hey|hiya|dear|hallo|hej|hoi|moin|salut|bonjour|ciao|hola|lieber?|sehr\s+geehrter?|beste|ch[eè]re?|"
    r"good\s+(?:morning|afternoon|evening|day)|greetings|thanks|thank\s+you|many\s+thanks|thx|cheers|sorry)"
)
_CLOSINGS = (
    r"(?:(?:best|kind|warm|many|with)\s+)*(?:regards|wishes|greetings|best|thanks(?:\s+again|\s+in\s+advance)?|"
    r"thank\s+you|cheers|yours(?:\s+\w+)?|sincerely|love|ciao|all\s+the\s+best|take\s+care|hth|(?:viele\s+)?gr[uü](?:ß|ss)e?|"
    r"mfg|lg|vg|br|kr)"
)
_WROTE = r"(?:wrote|writes|said|says|schrieb|skrev|scrisse|escribi[oó]|a\s+[eé]crit)"
_OPENING = re.compile(
    rf"^(?P<before>{_QUOTED}{_OPENINGS}[,!]?\s+{_TITLE})(?P<names>{_NAME}(?:(?:{_AND}|[ \t]+){_TITLE}{_NAME}){{0,5}})",
    re.IGNORECASE | re.MULTILINE,
)
_SIGNED = re.compile(
    rf"^(?P<before>{_QUOTED}(?:{_CLOSINGS}[\s,.!;:–-]+)?(?:[-–—~/*]{{1,2}}\s*)?{_TITLE})"
    rf"(?P<names>{_NAME}(?:[ \t]+{_NAME}){{0,3}})(?P<after>[ \t]*[.!,:;]?[ \t]*)$",
    re.IGNORECASE | re.MULTILINE,
)
_QUOTING = re.compile(
    rf"(?P<names>(?<![\w@]){_NAME}(?:[ \t]+{_NAME}){{0,3}})(?P<after>\s*(?:\([^()\n]*\)|<[^<>\n]*>|\[[^\][\n]*\])?\s*"
    rf"{_WROTE}\b[^\n]{{0,60}}:\s*)$",
    re.IGNORECASE | re.MULTILINE,
)
# What an opening may be followed by and is no end of it: there these are words rather than names.
_ENDS = re.compile(r"\s*(?:[,.:;!?–—-]|$)", re.MULTILINE)
_WORDS = frozenset(
    "will may mark june april august grace hope faith joy rose art bill frank grant jack max miles rich rob sue pat "
    "chase drew dean guy can ray sky".split()
)
# What stands in a shown name and is nobody's: particles, titles, and what groups and machines are called.
_NOBODY = frozenset(
    "van von de der den la le du da dos bin al el the and of for dr prof professor mr mrs ms mx miss sir team all list "
    "everyone everybody folks there admin support info group staff office bot user anonymous core via jr sr phd".split()
)


@dataclass
class Greeted:
    """The parts of people's names, and the places where they are taken for names."""

    stranger: Callable[[str], str]  # an id where it is not known which of several people is meant
    parts: dict[str, set[str]] = field(default_factory=dict)  # part of a name, casefolded -> author ids

    def add(self, author_id: str, name: str) -> None:
        """Make the parts of a shown name known."""
        for word in re.findall(r"[^\W\d_][\w'’-]*", name):
            part = word.casefold()
            if len(part) >= 2 and part not in _NOBODY:
                self.parts.setdefault(part, set()).add(author_id)

    def in_text(self, text: str) -> tuple[str, dict[str, str]]:
        """The text with the names in those places as "@" + id, and the lines that this changed, stripped."""
        changed = _OPENING.sub(self._opened, text)
        changed = _QUOTING.sub(self._quoted, changed)
        changed = _SIGNED.sub(self._signed, changed)
        if changed == text:
            return text, {}
        pairs = zip(text.split("\n"), changed.split("\n"), strict=True)
        return changed, {old.strip(): new.strip() for old, new in pairs if old != new}

    def _opened(self, match: re.Match[str]) -> str:
        """A greeting: its names as far as they go, with what joins them."""
        said, at, out = match["names"], 0, ""
        while found := re.compile(rf"{_NAME}(?:\s+{_NAME})*?(?={_AND}|\s|$)").match(said, at):
            words = self._longest(said[found.start() :])
            if not words:
                break
            end = at + len(words)
            rest = match.string[match.start("names") + end :]
            # "Thanks Will do": a word that is no name mostly, and goes on.
            if words.casefold() in _WORDS and not (_ENDS.match(rest) or self._is_joined(rest)):
                break
            out += self._mention(words.split())
            joined = re.compile(rf"{_AND}{_TITLE}").match(said, end)
            if joined is None:
                at = end
                break
            out += joined[0]
            at = joined.end()
        return match["before"] + out + said[at:]

    def _is_joined(self, rest: str) -> bool:
        """Whether another name follows, joined by "and" or a comma."""
        following = re.match(rf"{_AND}{_TITLE}({_NAME})", rest)
        return following is not None and self._is_part(following[1], False)

    def _longest(self, said: str) -> str:
        """The words at the beginning that are parts of a name."""
        found = ""
        for word in re.finditer(r"(?:^|[ \t]+)([^\W\d_][\w'’-]*)(\.?)", said):
            if said[len(found) : word.start()].strip() or not self._is_part(word[1], bool(word[2]) and bool(found)):
                break
            found = said[: word.end() - len(word[2])]
        return found

    def _quoted(self, match: re.Match[str]) -> str:
        """What stands before "wrote:": the words next to it that are names."""
        words = match["names"].split()
        kept = len(words)
        while kept and self._is_part(words[kept - 1], kept < len(words)):
            kept -= 1
        if kept == len(words):
            return match[0]
        return " ".join([*words[:kept], self._mention(words[kept:])]) + match["after"]

    def _signed(self, match: re.Match[str]) -> str:
        """A line of names, with a closing or a dash before them or alone."""
        words = match["names"].split()
        known = [self._is_part(word, len(words) > 1) for word in words]
        marked = bool(match["before"].strip(" \t>|:"))
        if not all(known) or not (marked or words[0][0].isupper()):
            return match[0]
        return match["before"] + self._mention(words) + match["after"]

    def _is_part(self, word: str, may_be_initial: bool) -> bool:
        bare = word.rstrip(".").casefold()
        return bare in self.parts or (may_be_initial and len(bare) == 1)

    def _mention(self, words: list[str]) -> str:
        """The person whose name has all these words; of several, or of none, somebody's."""
        bare = [part for word in words if (part := word.rstrip(".").casefold()) in self.parts]
        if not bare:
            return " ".join(words)
        meant = set.intersection(*(self.parts[part] for part in bare))
        return f"@{meant.pop() if len(meant) == 1 else self.stranger(' '.join(bare))}"
