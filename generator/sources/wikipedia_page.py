"""A talk page as nodes in the order of the document, which is what finding comments needs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from generator.sources.wikipedia_links import server_of, title_of

TEXT = "-text"
COMMENT = "-comment"
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
BLOCKS = HEADINGS | frozenset(
    "div p table tbody thead tfoot caption th tr td ul ol li dl dt dd hgroup article aside body nav section footer "
    "header figure figcaption fieldset details blockquote hr button canvas center col colgroup embed map object pre "
    "progress video".split()
)
# Without elements inside: each counts as something that is written.
LEAVES = frozenset(
    "area base br col embed hr img input link meta param source track wbr script style textarea title math svg "
    "noscript audio canvas iframe object video".split()
)
# What stays open until it is closed. Deeper than this no page nests, and a parser takes the square of the depth.
_DEEPEST = 3000
_STAYS_OPEN = re.compile(
    r"<(/?)(?:ul|ol|dl|div|blockquote|table|section|center|span|b|i|u|s|em|strong|small|big|font|sup|sub|code|tt)\b",
    re.I,
)


def nests_too_deep(html: str) -> bool:
    """Whether elements stand in each other deeper than any page has them."""
    depth = 0
    for match in _STAYS_OPEN.finditer(html):
        depth = max(depth - 1, 0) if match[1] else depth + 1
        if depth > _DEEPEST:
            return True
    return False


@dataclass(slots=True)
class Node:
    """One element, text or comment."""

    tag: str
    parent: int  # -1 for the root
    previous: int = -1  # the sibling before, or -1
    last: int = -1  # the last child, or -1
    end: int = 0  # the number behind the last node inside
    level: int = 0  # how many items of lists it stands in, or is
    text: str = ""
    attributes: dict[str, str] = field(default_factory=dict)

    @property
    def classes(self) -> list[str]:
        """The values of the class attribute."""
        return self.attributes["class"].split() if "class" in self.attributes else []


class Page:
    """The nodes of a page below its root, in the order of the document."""

    def __init__(self, html: str) -> None:
        parser = LexborHTMLParser(html)
        self.nodes: list[Node] = []
        self.title = ""
        self.language = ""
        self.address = ""
        self._read_head(parser)
        # Not `.mw-parser-output`: a stray end tag in somebody's comment closes it before the page ends.
        root = parser.css_first("#mw-content-text")
        root = root if root is not None else parser.body
        if root is not None:
            self._flatten(root)
        if not self.title:
            self.title = self._title_of_edit_links()

    def _read_head(self, parser: LexborHTMLParser) -> None:
        # The language of the content goes before that of the reader's menus.
        for selector in (".mw-content-ltr[lang], .mw-content-rtl[lang]", "html[lang]", "body[lang]"):
            self.language = self.language or _attribute(parser, selector, "lang")
        for selector in ("link[rel='canonical']", "link[rel='dc:isVersionOf']", "base"):
            address = _attribute(parser, selector, "href")
            address = f"https:{address}" if address.startswith("//") else address
            if address.startswith(("https://", "http://")):
                self.address = self.address or address
        for selector in ("#firstHeading", "title"):
            found = parser.css_first(selector)
            if found is not None and not self.title:
                self.title = found.text().rsplit(" - ", 1)[0].strip()

    def _flatten(self, root: LexborNode) -> None:
        # With a list in place of recursion, as markup from outside may be nested deeper than Python's stack.
        nodes = self.nodes
        nodes.append(_made(root, -1))
        waiting: list[tuple[LexborNode | None, int]] = [(root.first_child, 0)]
        while waiting:
            current, parent = waiting.pop()
            if current is None:  # no sibling is left
                nodes[parent].end = len(nodes)
                continue
            number = len(nodes)
            node = _made(current, parent)
            node.previous, nodes[parent].last = nodes[parent].last, number
            node.end = number + 1
            node.level = nodes[parent].level + (node.tag in ("li", "dd"))
            nodes.append(node)
            waiting.append((current.next, parent))
            if node.tag not in (TEXT, COMMENT) and current.first_child is not None:
                waiting.append((current.first_child, number))

    @property
    def server(self) -> str:
        """The server the page is from, with its scheme; empty where the page does not say."""
        return server_of(self.address)

    def _title_of_edit_links(self) -> str:
        for node in self.nodes:
            href = node.attributes.get("href", "") if node.tag == "a" else ""
            if "action=edit" in href and "section=" in href:
                return title_of(href)
        return ""

    def forwards(self, start: int) -> Iterator[tuple[bool, int]]:
        """(enters, node) for everything from the start of this node to the end of the page."""
        at = start
        while True:
            yield True, at
            if self.nodes[at].end > at + 1:
                at += 1
                continue
            yield False, at
            # Leave whatever ends where this ends.
            while True:
                parent = self.nodes[at].parent
                if parent < 0:
                    return
                if self.nodes[at].end < self.nodes[parent].end:
                    at = self.nodes[at].end
                    break
                yield False, parent
                at = parent

    def backwards(self, start: int) -> Iterator[tuple[bool, int]]:
        """(enters, node) for everything from the end of this node back to the start of the page."""
        at = start
        while True:
            yield True, at
            if self.nodes[at].last >= 0:
                at = self.nodes[at].last
                continue
            yield False, at
            while self.nodes[at].previous < 0:
                at = self.nodes[at].parent
                if at < 0:
                    return
                yield False, at
            at = self.nodes[at].previous

    def ancestors(self, number: int) -> Iterator[int]:
        """The node, the one around it, and so on up to the root."""
        while number >= 0:
            yield number
            number = self.nodes[number].parent

    def words(self, number: int) -> str:
        """The text inside a node."""
        return "".join(node.text for node in self.nodes[number : self.nodes[number].end] if node.tag == TEXT)


def _attribute(parser: LexborHTMLParser, selector: str, name: str) -> str:
    found = parser.css_first(selector)
    return (found.attributes.get(name) or "") if found is not None else ""


def _made(source: LexborNode, parent: int) -> Node:
    tag = source.tag or ""
    if tag == TEXT:
        return Node(TEXT, parent, text=source.text_content or "")
    if tag == COMMENT or not source.is_element_node:
        return Node(COMMENT, parent)
    attributes = source.attributes
    return Node(tag, parent, attributes={name: value or "" for name, value in attributes.items()} if attributes else {})
