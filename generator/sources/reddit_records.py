"""Reddit: one submission or comment of any shape, as a post."""

from __future__ import annotations

import html as entities
from typing import Any

from generator.sources import markup
from generator.sources.builder import Builder

SITE = "https://www.reddit.com"
_GONE = {"[deleted]": "deleted", "[removed]": "withheld", "[ Removed by Reddit ]": "withheld"}
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def take_submission(builder: Builder, fields: dict[str, Any], place: str) -> None:
    """Add a submission, whose title is part of what was said: a link post has no other words."""
    body = fields.get("selftext")
    root_id = full_name(fields, "t3")
    title = _unescaped(fields.get("title"))
    address = _address(fields.get("permalink"))
    taken = builder.add(
        {
            "post_id": root_id,
            "author_id": _author(builder, fields),
            "published_at": fields.get("created_utc"),
            "like_count": _likes(fields),
            "url": address,
            "state": _GONE.get(body.strip()) if isinstance(body, str) else None,
            "edit_count": _edits(fields),
            **_submission_words(title, fields.get("selftext_html"), body),
        },
        place,
    )
    if taken:
        builder.about(root_id, title=title, url=address, declared=whole_number(fields.get("num_comments")))


def take_comment(builder: Builder, fields: dict[str, Any], place: str, around: Any = None, root: Any = None) -> None:
    """Add a comment; `around` is what it stands below in the file, `root` the submission there, if it does not say."""
    # Until 2012 morechildren named the words, and the parent, otherwise.
    body = fields.get("body", fields.get("contentText"))
    author_id = _author(builder, fields)
    if body is None and author_id is None:
        body = "[deleted]"
    if not isinstance(body, str):
        builder.reject(place, f"body is not text: {str(body)[:40]!r}")
        return
    root_id = fields.get("link_id") or fields.get("link") or root
    shown = fields.get("body_html", fields.get("contentHTML"))
    builder.add(
        {
            "post_id": full_name(fields, "t1"),
            "parent_id": _parent(fields, around),
            "author_id": author_id,
            "published_at": fields.get("created_utc"),
            "html": _markup(shown),
            "text": None if isinstance(shown, str) and shown else entities.unescape(body),
            "like_count": _likes(fields),
            "url": _address(fields.get("permalink")),
            "state": _GONE.get(body.strip(), "present"),
            "edit_count": _edits(fields),
        },
        place,
        root_id=root_id,
    )


def complete_addresses(builder: Builder) -> None:
    """Give each comment without an address the one below its submission, once all of those are known."""
    for post_id, post in builder.posts.items():
        told = builder.told.get(builder.roots.get(post_id, ""))
        if not post.url and told and told.url and post_id.startswith("t1_"):
            post.url = f"{told.url.rstrip('/')}/{post_id[3:]}/"
            builder.posts[post_id] = post


def full_name(fields: dict[str, Any], kind: str) -> Any:
    """The full name ("t1_c57lwlh"), which is how replies name their parent."""
    name, short = fields.get("name"), fields.get("id")
    if name or not short:
        return name
    return short if isinstance(short, str) and short.startswith(f"{kind}_") else f"{kind}_{short}"


def whole_number(value: Any) -> int | None:
    """The count, where it is one."""
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None


def _parent(fields: dict[str, Any], around: Any) -> Any:
    """The full name of what a comment answers.

    From December 2022 Pushshift gave the parent as the number that its id stands for, and none below a submission.
    """
    parent = fields.get("parent_id", fields.get("parent"))
    if isinstance(parent, int) and not isinstance(parent, bool) and parent >= 0:
        return f"t1_{_base_36(parent)}"
    return parent or fields.get("link_id") or fields.get("link") or around


def _base_36(number: int) -> str:
    digits = ""
    while number and len(digits) < 20:
        number, digit = divmod(number, 36)
        digits = _DIGITS[digit] + digits
    return digits or "0"


def _author(builder: Builder, fields: dict[str, Any]) -> str | None:
    name = fields.get("author")
    if not isinstance(name, str) or name in ("[deleted]", "[removed]"):
        return None
    flair, standing = fields.get("author_flair_text"), fields.get("distinguished")
    if not flair and not standing and name.lower() in builder.authors:
        return builder.author(name)
    # A flair is what people say of themselves in this place; "moderator" and "admin" are what the site says.
    return builder.author(name, profile_url=f"{SITE}/user/{name}", description=_unescaped(flair), role=standing)


def _submission_words(title: str, escaped: Any, body: Any) -> dict[str, Any]:
    if isinstance(escaped, str) and escaped:
        return {"html": markup.paragraphs(title) + str(_markup(escaped))}
    return {"text": "\n\n".join(each for each in (title, _unescaped(body)) if each)}


def _markup(escaped: Any) -> Any:
    """The markup of a body; the API gives it as escaped text, some exports as it is."""
    return entities.unescape(escaped) if isinstance(escaped, str) and escaped.lstrip().startswith("&lt;") else escaped


def _likes(fields: dict[str, Any]) -> Any:
    """Up-votes less down-votes, never below zero; None while the site hides it."""
    if fields.get("score_hidden") is True:
        return None
    score = fields.get("score")
    if score is None and isinstance(fields.get("ups"), int) and isinstance(fields.get("downs"), int):
        score = fields["ups"] - fields["downs"]
    return max(score, 0) if isinstance(score, int) and not isinstance(score, bool) else score


def _edits(fields: dict[str, Any]) -> int | None:
    """One where it was changed, be it once or often: the site gives the time of the last change, or true."""
    edited = fields.get("edited")
    return 1 if edited is True or (isinstance(edited, (int, float)) and edited > 1) else None


def _unescaped(value: Any) -> str:
    return entities.unescape(value) if isinstance(value, str) else ""


def _address(permalink: Any) -> str:
    return SITE + permalink if isinstance(permalink, str) and permalink.startswith("/") else ""
