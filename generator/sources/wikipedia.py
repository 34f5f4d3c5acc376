"""Wikipedia talk pages: the rendered HTML of both parsers, saved from the browser or the interface, and wikitext.

A page holds many threads, one for each heading that stands in no other section. One record is one heading with
comments below it (a post without author and time, the root of its section) or one signed comment, as MediaWiki's
DiscussionTools tells them (https://www.mediawiki.org/wiki/Extension:DiscussionTools/How_it_works). Wikitext is first
made into HTML (https://www.mediawiki.org/wiki/Help:Formatting, https://www.mediawiki.org/wiki/Help:Lists). The name of
a person is the handle; in the words, links to people are mentions ("@Name_of_User").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.errors import InputError
from generator.sources.builder import Builder
from generator.sources.forest import Forest, route_of
from generator.sources.reading import Document
from generator.sources.wikipedia_comments import Comment, Heading, comments
from generator.sources.wikipedia_dates import has_times
from generator.sources.wikipedia_page import Page, nests_too_deep
from generator.sources.wikipedia_words import unsigned_after, words_of
from generator.sources.wikitext import as_html

LOOKS_FOR = "a talk page of Wikipedia (its HTML or wikitext, with signatures)"
_HTML = re.compile(
    r"mw-parser-output|mw-headline|mw-heading|mw:WikiLink|mw-content-(?:ltr|rtl)|href=\"[^\"]{0,80}?(?:/wiki/|\./)User",
    re.I,
)
_WIKITEXT_SUFFIXES = (".wikitext", ".wiki", ".mediawiki")
_WIKITEXT = re.compile(r"\[\[[^\]|\n]{2,40}:[^\]\n]{1,80}\]\]|\{\{\s*unsigned", re.I)
_SPACE = re.compile(r"[^\w.\-()]+")


def recognises(documents: list[Document]) -> bool:
    """Whether one of the files is a page; what else a saved page brings along (pictures, styles) is left."""
    return any(_is_page(document) for document in documents)


def forest(documents: list[Document], mapping: dict[str, str] | None = None) -> Forest:
    """The threads of all pages, the largest first."""
    builder = Builder()
    pages = [document for document in documents if _is_page(document)]
    for document in pages:
        text = document.content().decode("utf-8-sig", "replace")
        html = text if _is_html(document) else as_html(text)
        if nests_too_deep(html):
            raise InputError(
                f"{document.name} nests its markup thousands of elements deep; expected a page as a wiki writes it."
            )
        _take(builder, Page(html), document.name)
    if not builder.records_read:
        raise InputError(
            f"{route_of(pages).removeprefix('file: ')}: there is no signed comment in it; expected links to a user "
            "before a time such as “10:22, 22 November 2017 (UTC)”."
        )
    return builder.forest(platform="wikipedia", route=route_of(pages))


def _is_page(document: Document) -> bool:
    return _is_html(document) or _is_wikitext(document)


def _is_html(document: Document) -> bool:
    head = document.head.lstrip()
    return head.startswith("<") and _HTML.search(head) is not None


def _is_wikitext(document: Document) -> bool:
    if document.suffix in _WIKITEXT_SUFFIXES:
        return True
    if document.suffix not in (".txt", "", ".md") or document.looks_like_json or document.head.startswith("From "):
        return False
    return _WIKITEXT.search(document.head) is not None and has_times(document.head)


@dataclass
class _Ids:
    """Ids as DiscussionTools makes them: of who and when, numbered where one is taken."""

    taken: set[str]

    def of_comment(self, comment: Comment) -> str:
        """The id of a comment."""
        return self._free(f"c-{_plain(comment.author)}-{comment.at:%Y-%m-%dT%H:%MZ}")

    def of_heading(self, heading: Heading, first: Comment) -> str:
        """The id of a heading, with the time of its first comment, as many sections are called the same."""
        return self._free(f"h-{_plain(heading.words)[:80]}-{first.at:%Y-%m-%dT%H:%MZ}")

    def _free(self, wanted: str) -> str:
        number, post_id = 1, wanted
        while post_id in self.taken:
            number, post_id = number + 1, f"{wanted}-{number}"
        self.taken.add(post_id)
        return post_id


def _take(builder: Builder, page: Page, name: str) -> None:
    """Every heading with comments below it, and every comment."""
    headings, found = comments(page)
    ids = _Ids(set())
    id_of: dict[int, str] = {}
    first: dict[int, Comment] = {}
    for comment in found:
        for heading in _with_those_above(comment.heading):
            oldest = first.setdefault(id(heading), comment)
            first[id(heading)] = min(oldest, comment, key=lambda each: each.at)
    for heading in headings:
        place = f"{name}, heading {heading.words[:60]!r}"
        if id(heading) in first:
            _take_heading(builder, page, heading, ids.of_heading(heading, first[id(heading)]), id_of, place)
        else:
            builder.reject(place, "no signed comment stands below it")
    for number, comment in enumerate(found, start=1):
        post_id = id_of[id(comment)] = ids.of_comment(comment)
        builder.add(
            {
                "post_id": post_id,
                "parent_id": id_of[id(comment.parent)],
                "author_id": builder.author(comment.author),
                "published_at": comment.at.isoformat(),
                "html": words_of(page, comment),
                "lang": page.language,
            },
            f"{name} comment {number}",
        )
    _reject_unsigned(builder, page, headings, first, name)


def _take_heading(
    builder: Builder, page: Page, heading: Heading, post_id: str, id_of: dict[int, str], place: str
) -> None:
    words = heading.words or page.title
    parent_id = id_of[id(heading.above)] if heading.above is not None else None
    id_of[id(heading)] = post_id
    if parent_id is None:
        builder.about(post_id, title=words, url=page.address)
    builder.add({"post_id": post_id, "parent_id": parent_id, "text": words, "lang": page.language}, place)


def _reject_unsigned(
    builder: Builder, page: Page, headings: list[Heading], first: dict[int, Comment], name: str
) -> None:
    """Count the words at the end of a section that nobody signed."""
    for number, heading in enumerate(headings):
        following = headings[number + 1] if number + 1 < len(headings) else None
        start = page.nodes[heading.after].end if heading.after else 0
        end = following.node if following is not None else len(page.nodes)
        if id(heading) in first and unsigned_after(page, start, end):
            builder.reject(f"{name}, end of {heading.words[:60]!r}", "words without a signature")


def _with_those_above(heading: Heading | None) -> Iterator[Heading]:
    while heading is not None:
        yield heading
        heading = heading.above


def _plain(words: str) -> str:
    return _SPACE.sub("_", words).strip("_")
