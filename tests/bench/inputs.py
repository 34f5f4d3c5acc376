"""Made-up files of the platforms, as large as the measurements want them."""

from __future__ import annotations

import datetime
import html
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.bench.talk import START, posts_of
from tests.sources.exports import EXPORTS, Said

AT_ONCE = 100  # posts of one piece of talk; a long thread is made of many
# Fields that Reddit gives with every comment and nobody reads here.
BESIDE = {
    "approved_at_utc": None, "author_flair_css_class": None, "author_flair_text": None, "author_fullname": "t2_x1y2z3",
    "author_is_blocked": False, "author_patreon_flair": False, "author_premium": False, "awarders": [],
    "can_gild": False, "collapsed": False, "controversiality": 0, "distinguished": None, "downs": 0, "edited": False,
    "gilded": 0, "gildings": {}, "is_submitter": False, "locked": False, "no_follow": True, "saved": False,
    "score_hidden": False, "send_replies": True, "stickied": False, "subreddit": "housing", "subreddit_id": "t5_2qh1e",
    "total_awards_received": 0, "treatment_tags": [], "ups": 3,
}  # fmt: skip


def said(count: int) -> list[Said]:
    """A long thread of talk; nobody answers more than forty steps below the first post."""
    posts: list[Said] = []
    depths = [0]
    for piece in range(-(-count // AT_ONCE)):
        for number, above, author, text in posts_of(piece, AT_ONCE):
            own = 1 + piece * AT_ONCE + number
            if own > count:
                break
            parent = 1 + piece * AT_ONCE + above if above is not None else 1
            if depths[parent - 1] >= 40:
                parent = 1
            depths.append(0 if own == 1 else depths[parent - 1] + 1)
            if own == 1:
                depths = [0]
            posts.append(Said(own, None if own == 1 else parent, text, who=f"person{piece % 17}x{author}"))
    return posts


def export(export_id: str, posts: list[Said], folder: Path) -> list[Path]:
    """The files in which a platform would give these posts."""
    folder.mkdir()
    return next(each for each in EXPORTS if each.id == export_id).write(posts, folder)


def reddit_listing(posts: list[Said], whole: bool = False) -> list[dict[str, Any]]:
    """A post and its comments as Reddit gives them; `whole` with the markup and all fields beside."""
    children: dict[int, list[Any]] = {post.id: [] for post in posts}
    for post in posts[1:]:
        comment = {
            "id": f"c{post.id}",
            "name": f"t1_c{post.id}",
            "parent_id": "t3_root" if post.parent == 1 else f"t1_c{post.parent}",
            "link_id": "t3_root",
            "author": post.author,
            "body": post.text,
            "created_utc": post.at,
            "score": post.id % 20,
            "permalink": f"/r/housing/comments/root/c{post.id}/",
            "replies": "",
        }
        if whole:
            comment |= {"body_html": f'<div class="md">{post.markup}\n</div>', **BESIDE}
        children[post.parent or 1].append({"kind": "t1", "data": comment})
    for wrapped in [each for of_post in children.values() for each in of_post]:
        below = children[int(wrapped["data"]["id"][1:])]
        if below:
            wrapped["data"]["replies"] = {"kind": "Listing", "data": {"children": below}}
    root = {
        "id": "root",
        "name": "t3_root",
        "author": posts[0].author,
        "title": "A made-up thread",
        "selftext": posts[0].text,
        "created_utc": posts[0].at,
        "score": 1,
        "num_comments": len(posts) - 1,
        "permalink": "/r/housing/comments/root/",
        "subreddit": "housing",
    }
    return [
        {"kind": "Listing", "data": {"children": [{"kind": "t3", "data": root}]}},
        {"kind": "Listing", "data": {"children": children[1]}},
    ]


def mastodon_statuses(posts: list[Said]) -> list[dict[str, Any]]:
    """Statuses with all that a server sends along: the account with its note, tags, counts, media, emoji."""
    statuses = []
    for post in posts:
        note = f'<p>{html.escape(post.author)}, tenant, <a href="https://a.example/tags/housing">#housing</a></p>'
        account = {
            "id": post.author, "username": post.author, "acct": f"{post.author}@a.example", "locked": False,
            "display_name": post.author.title(), "bot": False, "discoverable": True, "group": False, "note": note,
            "created_at": "2017-01-01T00:00:00.000Z", "url": f"https://a.example/@{post.author}", "avatar": "",
            "header": "", "followers_count": 31, "following_count": 12, "statuses_count": 99, "emojis": [],
            "fields": [{"name": "Web", "value": "<a href=\"https://b.example\">b.example</a>", "verified_at": None}],
        }  # fmt: skip
        statuses.append({
            "id": str(100 + post.id), "in_reply_to_id": None if post.parent is None else str(100 + post.parent),
            "in_reply_to_account_id": None, "sensitive": False, "spoiler_text": "", "visibility": "public",
            "language": "en", "uri": f"https://a.example/users/{post.author}/statuses/{100 + post.id}",
            "url": f"https://a.example/@{post.author}/{100 + post.id}", "replies_count": 1, "reblogs_count": 2,
            "favourites_count": 3, "edited_at": None, "content": post.markup, "reblog": None, "account": account,
            "created_at": datetime.datetime.fromtimestamp(post.at, datetime.UTC).isoformat(), "media_attachments": [],
            "mentions": [], "tags": [], "emojis": [], "card": None, "poll": None, "application": None,
        })  # fmt: skip
    return statuses


def long_lines(posts: list[Said], size: int) -> Iterator[str]:
    """Rows of a table as JSON Lines, the posts over and over with other ids, until they are this many bytes."""
    written = turn = 0
    while written < size:
        for post in posts:
            post_id, parent = post.id + turn * len(posts), (post.parent or 0) + turn * len(posts)
            row = {"id": str(post_id), "parent_id": None if post_id == 1 else str(parent if post.parent else 1)}
            line = json.dumps(row | {"author": post.author, "created_at": post.at, "text": post.text}) + "\n"
            written += len(line)
            yield line
        turn += 1


def short_lines(size: int) -> Iterator[str]:
    """Rows of a table as JSON Lines with some hundred bytes each, most of them names of fields."""
    written = number = 0
    while written < size:
        number += 1
        parent = None if number == 1 else str(max(1, number - 1 - number * 7 % 40))
        row = {"id": str(number), "parent_id": parent, "author": f"person{number % 289}"}
        line = json.dumps(row | {"created_at": START + number, "text": "who says so"}) + "\n"
        written += len(line)
        yield line


def archive(mail_count: int) -> str:
    """A month of a mailing list as Pipermail keeps it: answers that quote what they answer, with signatures."""
    chance = random.Random(0)
    lines = [line for _, _, _, text in posts_of(0, 400) for line in text.split("\n") if line]
    mails = []
    for number in range(mail_count):
        name = f"person{chance.randrange(300)}"
        above = chance.randrange(max(0, number - 40), number) if number and chance.random() < 0.8 else None
        paragraphs = "\n\n".join("\n".join(chance.choice(lines)[:76] for _ in range(4)) for _ in range(4))
        quoted = "\n".join(f"> {chance.choice(lines)[:72]}" for _ in range(16))
        head = [
            f"From {name} at example.org  Sun Jun  1 00:52:36 2014",
            f"From: {name} at example.org (Person {name[6:]})",
            f"Date: {datetime.datetime.fromtimestamp(START + number * 60, datetime.UTC):%a, %d %b %Y %H:%M:%S} +0000",
            f"Subject: {'' if above is None else 'Re: '}[list] {chance.choice(lines)[:30]}",
            f"Message-ID: <{number}@example.org>",
        ]
        if above is not None:
            head.append(f"In-Reply-To: <{above}@example.org>")
        body = f"On Sunday, Somebody <some.body at example.org> wrote:\n{quoted}\n\n{paragraphs}\n-- \n{name}\n\n"
        mails.append("\n".join(head) + "\n\n" + body)
    return "".join(mails)
