"""Stable ids in place of names, handles and addresses, before anything is kept."""

from __future__ import annotations

import hmac
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from hashlib import sha256
from itertools import product
from typing import Any
from urllib.parse import urlsplit

from generator.model import Capture, Rejection, SourcePost, SourceThread
from generator.packed import PackedPosts, Rows, consumed, fields
from generator.privacy.addresses import same_address
from generator.privacy.greetings import Greeted
from generator.privacy.names import Names, with_lines

Person = dict[str, str]
Renamed = Callable[[str], str]  # the id of a post to the one it is published under
# A shorter id of a post cannot be told from a word or the number of a line.
LEAST_ID = 6
_PAIRS = tuple(map("".join, product("abcdefghijklmnopqrstuvwxyz234567", repeat=2)))
_UNSAFE = re.compile(r"[^A-Za-z0-9_-]+")


def author_pseudonym(secret: bytes, platform: str, handle: str) -> str:
    """The id of an author: the same for a handle wherever it is met under one secret."""
    return "p" + _digest(secret, f"{platform}:{handle.lstrip('@').casefold()}")


def post_pseudonym(secret: bytes, platform: str, post_id: str) -> str:
    """The id of a post."""
    return "t" + _digest(secret, f"{platform}:post:{post_id}")


def hidden_title(source: SourceThread, secret: bytes) -> str:
    """The title without its people's names."""
    return _names(source, _author_ids(source, secret), secret).in_text(source.title)


def pseudonymise(
    source: SourceThread, secret: bytes, named: Mapping[str, str] | None = None, consume: bool = False
) -> tuple[SourceThread, list[Person]]:
    """The thread without its people's names, and the list of who is who (author_id, handle, name).

    `named` (author id or handle to name) says who keeps a name; a name of "" stands for the one the source gives.
    With `consume` the posts of the source are replaced where they stand, so that a million are not held twice.
    """
    allowed = {key.lstrip("@").casefold(): name for key, name in (named or {}).items()}
    ids = _author_ids(source, secret)
    people = _people(source, ids)
    kept = {}
    for person in people:
        for key in (person["author_id"], person["handle"].lstrip("@").casefold()):
            if key in allowed:
                kept[person["author_id"]] = allowed[key] or person["name"] or person["handle"]
    names = _names(source, ids, secret)
    platform = source.capture.platform
    post_id = partial(post_pseudonym, secret, platform)
    host = urlsplit(source.url)
    # The address of a thread names its first author on most platforms; the place it was in does not.
    url = f"{host.scheme}://{host.hostname}/" if host.scheme in ("http", "https") and host.hostname else ""
    return replace(_rewritten(source, names, ids, post_id, kept, consume), url=url), people


def with_handles(source: SourceThread) -> tuple[SourceThread, list[Person]]:
    """The thread with its people's handles and names kept, under ids that are safe in an address."""
    safe = _safe_ids([author["handle"] for author in source.authors])
    ids = {author["author_id"]: safe[author["handle"]] for author in source.authors}
    people = _people(source, ids)
    shown = {person["author_id"]: person["name"] or person["handle"] for person in people}
    names = Names(stranger=lambda handle: handle, keep_links=True)
    for handle, author_id in safe.items():
        names.ids[handle.lstrip("@").casefold()] = author_id
    post_ids = _safe_ids([post.post_id for post in source.posts])
    mention = re.compile(r"(?<![\w@/])@([\w](?:[\w.@-]*\w)?)")

    def known(match: re.Match[str]) -> str:
        author_id = names.ids.get(match[1].casefold())
        return f"@{author_id}" if author_id else match[0]

    posts = [
        _with_ids(post, ids, post_ids.__getitem__, mention.sub(known, post.text), post.html, post.url)
        for post in source.posts
    ]
    authors = [
        _author(author, ids[author["author_id"]], shown, author.get("description") or "") for author in source.authors
    ]
    capture = _capture(source, None, post_ids.__getitem__)
    hidden = replace(source, posts=posts, authors=authors, capture=capture)
    votes = _votes(source, ids, post_ids.__getitem__)
    return replace(hidden, root_id=post_ids.get(source.root_id, ""), votes=votes), people


def _rewritten(
    source: SourceThread, names: Names, ids: dict[str, str], renamed: Renamed, kept: dict[str, str], consume: bool
) -> SourceThread:
    # Before the posts, as these are gone then.
    capture = _capture(source, names, renamed)
    posts = PackedPosts()
    for post in consumed(source.posts) if consume else source.posts:
        text, html = post.text, post.html
        plain = names.in_text(text)
        # The markup has the same words: where the text names nobody and no link can, nor does the markup.
        if html is not None and (plain != text or "href" in html or not text):
            html, local = names.in_html(html)
            plain = names.in_text(text, local) if local else plain
        plain, lines = names.in_greetings(plain)
        if lines and html is not None:
            html = with_lines(html, lines)
        posts.append(_with_ids(post, ids, renamed, plain, html, ""))
    authors = [
        _author(author, ids[author["author_id"]], kept, names.in_text(author.get("description") or ""))
        for author in source.authors
    ]
    return replace(
        source,
        posts=Rows(posts, range(len(posts))),
        authors=authors,
        title=names.in_text(source.title),
        capture=capture,
        root_id=renamed(source.root_id) if source.root_id else "",
        votes=_votes(source, ids, renamed),
    )


def _votes(source: SourceThread, ids: dict[str, str], renamed: Renamed) -> tuple[tuple[str, str, int], ...]:
    return tuple(sorted((ids[author], renamed(post), value) for author, post, value in source.votes))


def _with_ids(
    post: SourcePost, ids: dict[str, str], renamed: Renamed, text: str, html: str | None, url: str
) -> SourcePost:
    # Written out, as `dataclasses.replace` costs more than all the rest of a post.
    return SourcePost(
        renamed(post.post_id),
        None if post.parent_id is None else renamed(post.parent_id),
        ids[post.author_id] if post.author_id else None,
        post.published_at,
        text,
        html,
        post.lang,
        post.like_count,
        post.share_count,
        post.declared_reply_count,
        url,
        post.kind,
        post.state,
        renamed(post.quoted_id) if post.quoted_id else None,
        post.edit_count,
    )


def _author(author: dict[str, Any], author_id: str, shown: Mapping[str, str], description: str) -> dict[str, Any]:
    return {
        "author_id": author_id,
        "name": shown.get(author_id, ""),
        "description": description,
        "follower_count": author.get("follower_count"),
        "role": author.get("role"),
        "is_organisation": bool(author.get("is_organisation") or False),
    }


def _capture(source: SourceThread, names: Names | None, renamed: Renamed) -> Capture:
    capture = source.capture
    # Reasons and file names may quote a handle or a post's id.
    quoted = re.compile(r"[\w:/.-]+")
    met = {word for one in capture.rejections for text in (one.place, one.reason) for word in quoted.findall(text)} - {
        ""
    }
    known = {each for (each,) in fields(source.posts, "post_id") if each in met} if met else set[str]()
    long_ids = {each: renamed(each) for each in known if len(each) >= LEAST_ID}

    def clean(text: str) -> str:
        text = quoted.sub(lambda match: long_ids.get(match[0], match[0]), text)
        return names.in_text(text) if names else text

    return replace(
        capture,
        route=names.in_text(capture.route) if names else capture.route,
        passed_over=tuple(map(clean, capture.passed_over)),
        rejections=tuple(Rejection(clean(one.place), clean(one.reason), one.count) for one in capture.rejections),
        branches=tuple(
            branch | {"post_id": renamed(branch["post_id"])}
            for branch in capture.branches
            if branch.get("post_id") is not None
        ),
    )


def _author_ids(source: SourceThread, secret: bytes) -> dict[str, str]:
    platform = source.capture.platform
    return {author["author_id"]: author_pseudonym(secret, platform, author["handle"]) for author in source.authors}


def _names(source: SourceThread, ids: dict[str, str], secret: bytes) -> Names:
    addresses = frozenset(same_address(url) for (url,) in fields(source.posts, "url") if url)
    stranger = partial(author_pseudonym, secret, source.capture.platform)
    names = Names(stranger=stranger, posts=addresses, greeted=Greeted(stranger))
    for author in source.authors:
        profile = author.get("profile_url") or ""
        names.add(ids[author["author_id"]], author["handle"], author.get("name") or "", profile)
        if names.greeted is not None and not author.get("is_organisation"):
            names.greeted.add(ids[author["author_id"]], author.get("name") or "")
    return names.ready()


def _people(source: SourceThread, ids: dict[str, str]) -> list[Person]:
    return [
        {"author_id": ids[author["author_id"]], "handle": author["handle"], "name": author.get("name") or ""}
        for author in source.authors
    ]


def _safe_ids(originals: list[str]) -> dict[str, str]:
    """Each original to a form that may stand in an address; two that would fall together are told apart."""
    ids: dict[str, str] = {}
    taken: set[str] = set()
    for original in originals:
        safe = _UNSAFE.sub("-", original).strip("-")
        if not safe or safe.casefold() in taken:
            safe = f"{safe}-{sha256(original.encode('utf-8', 'replace')).hexdigest()[:8]}".lstrip("-")
        taken.add(safe.casefold())
        ids[original] = safe
    return ids


def _digest(secret: bytes, words: str) -> str:
    digest = hmac.digest(secret, words.encode("utf-8", "replace"), "sha256")
    # Base 32 of the first 50 bits, two signs at a time.
    bits = int.from_bytes(digest[:7], "big") >> 6
    return "".join([_PAIRS[bits >> place & 1023] for place in (40, 30, 20, 10, 0)])
