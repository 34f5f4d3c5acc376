"""The comments of a talk page: who wrote which, when, how deep, and below which comment or heading.

A comment ends with a signature: a link to its author's user page, talk page or contributions, and a time in the
wiki's own format. The rules are those of MediaWiki's DiscussionTools
(https://www.mediawiki.org/wiki/Extension:DiscussionTools/How_it_works): everything since the comment before belongs to
the comment, a second signature in the same paragraph starts none, the level is the number of lists around, and a
comment answers the nearest one before it that is less indented.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from generator.sources.wikipedia_dates import DateFormat, Moment, format_of
from generator.sources.wikipedia_links import of_title, user_of
from generator.sources.wikipedia_page import BLOCKS, HEADINGS, LEAVES, TEXT, Node, Page

# How many signs may stand between a person's link and the time (DiscussionTools' SIGNATURE_SCAN_LIMIT).
LONGEST_SIGNATURE = 100
_QUOTES = frozenset(("blockquote", "cite", "q"))
_SPACE = "\t\n\f\r "
_SEPARATORS = frozenset(("outdent-template", "mw-trackedTemplate", "mw-notalk"))


@dataclass(slots=True)
class Heading:
    """The head of a section; comments before the first one stand below one without words."""

    level: int  # 1 to 6; 99 for the one that stands for the top of the page
    words: str
    node: int  # where it ends in the page
    above: Heading | None = None  # the heading whose section this is in
    after: int = 0  # the node behind which words have no signature, in the end


@dataclass(slots=True)
class Comment:
    """One comment with its signature."""

    author: str
    at: datetime
    level: int  # 1 where it is not indented
    heading: Heading
    parent: Comment | Heading
    start: int  # its first node
    end: int  # the node behind its last
    signatures: list[Signature] = field(default_factory=list)


@dataclass(slots=True)
class Signature:
    """Where a signature stands."""

    author: str
    link: int  # the outermost of its person's links
    first: int  # the first of the siblings that hold it
    last: int  # the last of them
    time: int  # the text with the time
    moment: Moment


def comments(page: Page) -> tuple[list[Heading], list[Comment]]:
    """The headings and the comments of a page, in its order."""
    return _Search(page).run()


class _Search:
    """One walk through a page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.nodes = page.nodes
        words = "\n".join(node.text for node in self.nodes if node.tag == TEXT)
        self.dates: DateFormat = format_of(words, page.language)
        self.headings: list[Heading] = []
        self.comments: list[Comment] = []
        self.replies: list[Comment | Heading] = []  # the last item on each level
        self.behind = 0  # the node at which the last item ends
        self.signed = -1  # the last node of the last signature

    def run(self) -> tuple[list[Heading], list[Comment]]:
        """Walk and give what was found."""
        at = 0
        while at < len(self.nodes):
            node = self.nodes[at]
            if node.tag in HEADINGS:
                self._take_heading(at)
                at = node.end
            elif self._holds_none(node):
                at = node.end
            elif node.tag == TEXT and (moment := self._time(at)) is not None:
                at = self._take_time(at, moment) + 1
            else:
                at += 1
        if self.headings:
            self.headings[-1].after = self.behind
        return self.headings, self.comments

    def _holds_none(self, node: Node) -> bool:
        """Whether signatures inside are quoted, or those of sources."""
        if node.tag in _QUOTES or node.attributes.get("id") == "toc" or "mw-notalk" in node.classes:
            return True
        return node.tag == "ol" and "references" in node.classes

    def _take_heading(self, at: int) -> None:
        level = int(self.nodes[at].tag[1])
        if self.headings:
            self.headings[-1].after = self.behind
        above = self.headings[-1] if self.headings else None
        while above is not None and above.level >= level:
            above = above.above
        # A heading with its edit link beside it stands in a box of its own.
        box = self.nodes[at].parent
        self.behind = box if box >= 0 and "mw-heading" in self.nodes[box].classes else at
        self.headings.append(Heading(level, _headline(self.page, at), self.behind, above))
        self.replies = [self.headings[-1]]

    def _take_time(self, at: int, moment: Moment) -> int:
        """Take the comment that ends with this time, if one does; gives the last node that was looked at."""
        signature = self._signature(at, moment, self.signed)
        self.signed = signature.last
        if not signature.author:
            return at  # a time that was copied
        start = self._next_words(self.behind)
        end, seen, further = self._rest_of_paragraph(signature)
        level = min(self.nodes[start].level, self.nodes[at].level) + 1
        if not self.headings:
            self.headings.append(Heading(99, "", 0))
            self.replies = [self.headings[0]]
        while len(self.replies) < level:
            # Who skips a level answers the last one all the same.
            self.replies.append(self.replies[-1])
        comment = Comment(
            signature.author,
            moment.at,
            level,
            self.headings[-1],
            self.replies[level - 1],
            start,
            self.nodes[end].end,
            [signature, *further],
        )
        self.comments.append(comment)
        self.replies[level:] = [comment]
        self.behind = end
        return max(at, seen)

    def _time(self, at: int) -> Moment | None:
        """The first time in a text, which may have begun before an entity that stands for itself."""
        text, offset = self.nodes[at].text, 0
        before = self.nodes[at].previous
        while before >= 0 and self.nodes[before].attributes.get("typeof") == "mw:Entity":
            entity = self.page.words(before)
            text, offset = entity + text, offset + len(entity)
            before = self.nodes[before].previous
            if before >= 0 and self.nodes[before].tag == TEXT:
                text, offset = self.nodes[before].text + text, offset + len(self.nodes[before].text)
                before = self.nodes[before].previous
        found = self.dates.find(text)
        return Moment(max(0, found.start - offset), found.end - offset, found.at) if found else None

    def _signature(self, at: int, moment: Moment, until: int) -> Signature:
        """The person's links before a time, as far as they lead to one person; no author where there are none."""
        author, link, length = "", at, 0
        for enters, number in self.page.backwards(at):
            node = self.nodes[number]
            if (enters and number == until) or length >= LONGEST_SIGNATURE or node.tag in BLOCKS:
                break
            if enters:
                continue
            if number != at and node.tag == TEXT:
                length += len(node.text.strip(_SPACE))
            elif node.tag == "a" and (name := self._person(node)):
                author = author or name
                link = number if name == author else link
        first, last = self._siblings(link, at)
        return Signature(author, link, first, last, at, moment)

    def _person(self, node: Node) -> str:
        found = of_title(self.page.title) if "mw-selflink" in node.classes else user_of(node.attributes.get("href", ""))
        return found.name if found else ""

    def _siblings(self, link: int, time: int) -> tuple[int, int]:
        """The first and last of the siblings that hold a signature whole."""
        around = set(self.page.ancestors(max(self.nodes[link].parent, 0)))
        last = time
        while self.nodes[last].parent not in around:
            last = self.nodes[last].parent
        ancestor = self.nodes[last].parent
        first = link
        while self.nodes[first].parent != ancestor:
            first = self.nodes[first].parent
        return first, last

    def _next_words(self, behind: int) -> int:
        """The first node behind this one that is a part of a comment, not a separator."""
        at = 1 if behind == 0 else self.nodes[behind].end
        while at < len(self.nodes):
            node = self.nodes[at]
            if _separates(self.nodes, at) or self._shows_nothing(at):
                at = node.end
            elif (node.tag == TEXT and node.text.strip(_SPACE)) or _is_leaf(self.nodes, at):
                return at
            else:
                at += 1
        return behind

    def _shows_nothing(self, at: int) -> bool:
        node = self.nodes[at]
        if node.tag in ("-comment", "meta"):
            return True
        if node.tag == "link":
            return node.attributes.get("rel", "").startswith("mw:PageProp/")
        if node.tag == "span" and "mw:Transclusion" in node.attributes.get("typeof", "").split():
            following = node.end if node.end < self.nodes[node.parent].end else -1
            goes_on = following >= 0 and self.nodes[following].attributes.get("about") == node.attributes.get("about")
            return not self.page.words(at).strip(_SPACE) and node.end == at + 1 and not goes_on
        return False

    def _rest_of_paragraph(self, signature: Signature) -> tuple[int, int, list[Signature]]:
        """The last node of the paragraph a signature is in, the last time in it, and the signatures that follow."""
        end, seen, further = signature.last, signature.time, list[Signature]()
        for enters, number in self.page.forwards(signature.last):
            node = self.nodes[number]
            if node.tag in BLOCKS or _separates(self.nodes, number):
                break
            if enters:
                continue
            if node.tag == TEXT and number > signature.time and (moment := self._time(number)) is not None:
                seen = number
                another = self._signature(number, moment, signature.time)
                if another.author:
                    further.append(another)
            end = number
        return end, seen, further


def _headline(page: Page, at: int) -> str:
    """The words of a heading without its number and its edit link."""
    nodes = page.nodes
    headline = next((n for n in range(at, nodes[at].end) if "mw-headline" in nodes[n].classes), at)
    words, number = list[str](), headline + 1
    while number < nodes[headline].end:
        if {"mw-editsection", "mw-headline-number"}.intersection(nodes[number].classes):
            number = nodes[number].end
            continue
        words.append(nodes[number].text)
        number += 1
    return " ".join("".join(words).split())


def _separates(nodes: list[Node], at: int) -> bool:
    """Whether a node stands between comments and belongs to none."""
    node = nodes[at]
    if node.tag in ("br", "hr"):
        return True
    if node.attributes and not _SEPARATORS.isdisjoint(node.classes):
        return True
    if node.tag in ("link", "style") and node.end < nodes[node.parent].end:
        return _separates(nodes, node.end)  # the style of what follows
    # A term without its definition is how some make headings.
    return node.tag == "dl" and node.last == at + 1 and nodes[at + 1].tag == "dt"


def _is_leaf(nodes: list[Node], at: int) -> bool:
    """Whether a node holds no elements, or is but the frame of a picture."""
    while nodes[at].tag in ("a", "span") and nodes[at].end > at + 1:
        at += 1
    return nodes[at].tag in LEAVES
