"""The words of a comment as markup: what stands between its first and last node, without its signatures."""

from __future__ import annotations

import html as entities
import re

from generator.sources.wikipedia_comments import Comment
from generator.sources.wikipedia_links import mention, user_of
from generator.sources.wikipedia_page import BLOCKS, TEXT, Node, Page

# Passed on as they are; cleaned later like all markup from outside.
_KEPT = frozenset("p br em strong i b del s code pre blockquote ul ol li table tr td th".split())
_PARAGRAPHS = frozenset("div dd dt center section figure figcaption caption details summary".split())
_SYNONYMS = {"strike": "s", "tt": "code", "kbd": "code", "samp": "code", "h1": "p", "h2": "p", "h3": "p", "h4": "p"}
_DROPPED = frozenset("style script noscript template link meta math svg audio video iframe object textarea".split())
_NOT_WORDS = frozenset(
    ("mw-editsection", "mw-headline-number", "outdent-template", "ext-discussiontools-init-replylink-buttons")
)
# What leads over to a signature, or stands between its links.
_BEFORE_SIGNATURE = " \t\n\r\xa0-–—―~•·|"
_CLOSING = {"(": ")", "[": "]"}
_TWICE = re.compile(r"@\s?@")
_ONLY_SIGNS = re.compile(r"[\W_]*")


def words_of(page: Page, comment: Comment) -> str:
    """The markup of a comment; links to people are written as mentions."""
    return _between(page, _outermost(page, comment.start), comment.end, _cuts(page, comment))


def unsigned_after(page: Page, start: int, end: int) -> bool:
    """Whether words without a signature stand between two nodes."""
    return not _ONLY_SIGNS.fullmatch(re.sub(r"<[^>]*>", "", _between(page, start, end, {})))


def _cuts(page: Page, comment: Comment) -> dict[int, str]:
    """Node to what is left of its text, for the nodes that a signature takes."""
    cuts: dict[int, str] = {}
    for signature in comment.signatures:
        first = signature.link
        for around in page.ancestors(signature.link):
            # "Preceding unsigned comment added by" is no word of the author.
            if "autosigned" in page.nodes[around].classes and around >= comment.start:
                first = around
        for number in range(first, signature.time):
            cuts[number] = ""
        rest = page.nodes[signature.time].text[signature.moment.end :]
        # Dashes before the link belong to it, in whatever elements; a bracket does where it closes after the time.
        for before in range(first - 1, comment.start - 1, -1):
            if page.nodes[before].tag in BLOCKS or page.nodes[before].tag == "br":
                break
            if page.nodes[before].tag == TEXT and before not in cuts:
                text = page.nodes[before].text.rstrip(_BEFORE_SIGNATURE)
                if text and rest[:1] == _CLOSING.get(text[-1]):
                    text, rest = text[:-1].rstrip(_BEFORE_SIGNATURE), rest[1:]
                cuts[before] = text
                if text:
                    break
        cuts[signature.time] = rest
    return cuts


def _outermost(page: Page, start: int) -> int:
    """The outermost element that begins with this node and is a part of the comment: its link, bold type, quotation."""
    for around in page.ancestors(start):
        tag = page.nodes[around].tag
        begins_here = not any(node.text.strip() for node in page.nodes[around:start])
        if around == 0 or not begins_here or (tag in BLOCKS and tag not in ("blockquote", "pre")):
            break
        start = around
    return start


def _between(page: Page, start: int, end: int, cuts: dict[int, str]) -> str:
    """The markup from one node to the one behind the last."""
    pieces: list[str] = []
    open_tags: list[tuple[int, str]] = []  # where an element ends, and what closes it
    at = start
    while at < end:
        while open_tags and open_tags[-1][0] <= at:
            pieces.append(open_tags.pop()[1])
        node = page.nodes[at]
        if node.tag == TEXT:
            pieces.append(entities.escape(cuts.get(at, node.text), quote=False))
        elif node.tag in _DROPPED or not _NOT_WORDS.isdisjoint(node.classes):
            at = node.end
            continue
        elif at not in cuts:
            before, after, whole = _tags(page, at, node)
            pieces.append(before)
            if whole:
                at = node.end
                pieces.append(after)
                continue
            if after:
                open_tags.append((node.end, after))
        at += 1
    # Many write an "@" before the link that is a mention already.
    return _TWICE.sub("@", "".join(pieces + [after for _, after in reversed(open_tags)])).strip()


def _tags(page: Page, at: int, node: Node) -> tuple[str, str, bool]:
    """What an element opens and closes with, and whether that is all there is to it."""
    tag = _SYNONYMS.get(node.tag, node.tag)
    if tag == "a":
        return _link(page, at, node)
    if tag == "br":
        return "<br>", "", False
    if tag == "q":
        return "“", "”", False
    if tag == "img":
        return entities.escape(node.attributes.get("alt", ""), quote=False), "", False
    if tag in _KEPT:
        return f"<{tag}>", f"</{tag}>", False
    if tag in _PARAGRAPHS:
        return "<p>", "</p>", False
    return "", "", False


def _link(page: Page, at: int, node: Node) -> tuple[str, str, bool]:
    address = node.attributes.get("href", "")
    person = user_of(address)
    if person is not None:
        # The label of a link to somebody's talk page names nobody, as a rule.
        if person.kind == "user" or page.words(at).strip().casefold() == person.name.casefold():
            return entities.escape(mention(person.name), quote=False), "", True
        return "", "", False
    if address.startswith("//"):
        address = f"https:{address}"
    elif address.startswith(("/", "./")) and page.server:
        address = page.server + (address if address.startswith("/") else f"/wiki/{address[2:]}")
    if not address.startswith(("https://", "http://")):
        return "", "", False
    return f'<a href="{entities.escape(address)}">', "</a>", False
