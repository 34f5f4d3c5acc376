"""thread.toml, the editor's file: its text to a `Thread` and back."""

from __future__ import annotations

import re
import tomllib
from typing import Any

from generator.claims import FORMS, parse
from generator.model import VANISHED, Claim, Role, Thread

_TEXTS = ("title", "platform", "address", "captured_at", "kicker", "standfirst", "vanished")
_FLAGS = ("constructed", "link_posts")
_KEYS = {*_TEXTS, *_FLAGS, "tags", "claims", "roles", "people", "camps"}
_ROLE_KEYS = {"id", "label", "singular", "words", "authors"}
_PEOPLE_KEYS = {"named", "organisations"}
_ROLE_ID = re.compile(r"[a-z][a-z0-9_-]*")

_HEAD = """\
# This file is yours: the generator writes it once, at import, and afterwards only reads it.
# kicker: one word above the title. standfirst: one sentence below it. tags: words to find the thread by.
# link_posts: whether the reader links to the original posts.
# vanished: what becomes of the words of a post that a later import no longer finds, "keep" or "drop".
"""
_CLAIMS = (
    """
# What you expect the thread to show; the page judges each supported, contradicted or not decidable. A and B are roles
# below (id or label) or organisations, X and Y words, as in “the talk moved from technology (app, portal) to power”.
# claims = [
"""
    + "".join(f'#   "{form}",\n' for forms in FORMS.values() for form in forms[:1])
    + "# ]\n"
)
_ROLES = """
# Roles, one block each. An author has the role that roster.csv (author_id,role) gives, else the one whose
# `authors` lists the author, else the one whose `words` stand in the description; two such decide nothing.
#
# [[roles]]
# id = "tenant"
# label = "Tenants"
# singular = "Tenant"
# words = ["tenant", "resident"]
# authors = []
"""
_PEOPLE = """
# People of whom you know where they stand. The analysis keeps them there and finds the others around them.
#
# [camps]
# for = ["p2abcdefgh"]
# against = ["p2hgfedcba"]
#
# People and organisations that may be named. Everybody else is shown by role and number.
#
# [people]
# named = {p2abcdefgh = "Harrowbeck Homes"}
# organisations = ["p2abcdefgh"]
"""


def parse_thread(slug: str, text: str) -> tuple[Thread, list[str]]:
    """The thread a thread.toml declares, and every fault found in it."""
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return Thread(slug, "", ""), [f"thread.toml is not TOML: {error}"]
    faults = [f"thread.toml has an unknown key {key!r}" for key in content if key not in _KEYS]
    for key in ("title", "platform"):
        if not str(content.get(key, "")).strip():
            faults.append(f"thread.toml has no {key}")
    # A TOML date without quotes is what an editor may well write.
    texts = {key: str(content[key]) for key in _TEXTS if _is_text(content, key, faults)}
    if texts.get("vanished", "keep") not in VANISHED:
        faults.append(f"thread.toml: vanished should be {' or '.join(VANISHED)}, and is {texts['vanished']!r}")
    flags = {key: content[key] for key in _FLAGS if _is(content, key, bool, "true or false", faults)}
    people = content.get("people", {}) if _is(content, "people", dict, "a table", faults) else {}
    faults += [f"thread.toml has an unknown key 'people.{key}'" for key in people if key not in _PEOPLE_KEYS]
    camps = content.get("camps", {}) if _is(content, "camps", dict, "a table", faults) else {}
    named = people.get("named", {})
    if not isinstance(named, dict) or not all(isinstance(name, str) for name in named.values()):
        faults.append('thread.toml: people.named should be pairs such as p2abc = "Name"')
        named = {}
    roles = _roles(content, faults)
    thread = Thread(
        slug=slug,
        title=texts.get("title", ""),
        platform=texts.get("platform", ""),
        url=texts.get("address", ""),
        captured_at=texts.get("captured_at", ""),
        kicker=texts.get("kicker", ""),
        standfirst=texts.get("standfirst", ""),
        vanished=texts.get("vanished", "keep"),
        roles=roles,
        claims=_claims(_words(content, "claims", "", faults), roles, faults),
        named=named,
        organisations=_words(people, "organisations", "people.", faults),
        seeds={name: _words(camps, name, "camps.", faults) for name in camps},
        tags=_words(content, "tags", "", faults),
        **flags,
    )
    return thread, faults


def format_thread(thread: Thread) -> str:
    """The thread.toml of a new thread, with hints for the editor."""
    import tomli_w

    head: dict[str, Any] = {
        "title": thread.title,
        "platform": thread.platform,
        "address": thread.url,
        "captured_at": thread.captured_at,
        "kicker": thread.kicker,
        "standfirst": thread.standfirst,
        "constructed": thread.constructed,
        "tags": list(thread.tags),
        "link_posts": thread.link_posts,
        "vanished": thread.vanished,
    }
    claims = {"claims": [claim.text for claim in thread.claims]} if thread.claims else {}
    text = _HEAD + tomli_w.dumps(head) + _CLAIMS + tomli_w.dumps(claims) + _ROLES
    for role in thread.roles:
        block = {"id": role.id, "label": role.label, "singular": role.singular}
        lists = {"words": list(role.words), "authors": list(role.authors)}
        text += "\n[[roles]]\n" + tomli_w.dumps(block | lists)
    text += _PEOPLE
    if thread.seeds:
        text += "\n" + tomli_w.dumps({"camps": {name: list(authors) for name, authors in thread.seeds.items()}})
    if thread.named or thread.organisations:
        named = {"named": dict(thread.named)} if thread.named else {}
        text += "\n" + tomli_w.dumps({"people": {"organisations": list(thread.organisations)} | named})
    return text


def recaptured(text: str, captured_at: str) -> str:
    """An editor's thread.toml with the moment of a new capture, everything else untouched."""
    return re.sub(r"(?m)^captured_at\s*=.*$", f'captured_at = "{captured_at}"', text, count=1)


def _roles(content: dict[str, Any], faults: list[str]) -> tuple[Role, ...]:
    if not _is(content, "roles", list, "blocks [[roles]]", faults):
        return ()
    roles: list[Role] = []
    for place, block in enumerate(content["roles"], start=1):
        if not isinstance(block, dict):
            faults.append(f"thread.toml: role {place} should be a block [[roles]]")
            continue
        faults += [f"thread.toml: role {place} has an unknown key {key!r}" for key in block if key not in _ROLE_KEYS]
        role_id = str(block.get("id", ""))
        if not _ROLE_ID.fullmatch(role_id) or role_id == "none" or role_id in {role.id for role in roles}:
            expected = "a word of small letters, used once, not none"
            faults.append(f"thread.toml: role {place} has the id {role_id!r}; expected {expected}")
            continue
        label = str(block.get("label") or role_id.capitalize())
        roles.append(
            Role(
                role_id,
                label,
                str(block.get("singular") or label),
                _words(block, "words", f"role {place}: ", faults),
                _words(block, "authors", f"role {place}: ", faults),
            )
        )
    return tuple(roles)


def _claims(sentences: tuple[str, ...], roles: tuple[Role, ...], faults: list[str]) -> tuple[Claim, ...]:
    claims = []
    for place, sentence in enumerate(sentences, start=1):
        claim = parse(sentence, roles)
        if isinstance(claim, str):
            faults.append(f"thread.toml: claim {place}: {claim}")
        else:
            claims.append(claim)
    return tuple(claims)


def _words(table: dict[str, Any], key: str, place: str, faults: list[str]) -> tuple[str, ...]:
    words = table.get(key, [])
    if not isinstance(words, list) or not all(isinstance(word, str) and word.strip() for word in words):
        faults.append(f"thread.toml: {place}{key} should be a list of words in quotes")
        return ()
    return tuple(words)


def _is(table: dict[str, Any], key: str, kind: type, expected: str, faults: list[str]) -> bool:
    if key not in table:
        return False
    if not isinstance(table[key], kind):
        faults.append(f"thread.toml: {key} should be {expected}, and is {table[key]!r}")
        return False
    return True


def _is_text(table: dict[str, Any], key: str, faults: list[str]) -> bool:
    if key in table and hasattr(table[key], "isoformat"):
        return True
    return _is(table, key, str, "text in quotes", faults)
