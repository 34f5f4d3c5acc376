"""What every source feeds: records are checked and counted, authors noted, until the threads are made of them."""

from __future__ import annotations

import re
from typing import Any

from generator.errors import InputError
from generator.model import PLACED, Rejection, SourcePost
from generator.sources import markup, tree
from generator.sources.forest import About, Forest, nothing_kept
from generator.sources.held import HeldPosts
from generator.sources.records import RecordError, checked, count, identifier, web_address


class Builder:
    """Collects the records of one or many threads; `forest` gives the threads and the ledger of each."""

    def __init__(self) -> None:
        self.records_read = 0
        self.rejections: list[Rejection] = []
        self.posts = HeldPosts()  # a post that is taken out and changed is to be put back
        self.roots: dict[str, str] = {}  # post to the root of its thread, where the source states it
        self._root_ids: dict[str, str] = {}
        self.authors: dict[str, dict[str, Any]] = {}
        self.stubs: list[tuple[str, int]] = []  # (post_id below which posts are hidden, how many)
        self.remark = ""  # what the platform never tells, for the statement on completeness
        self.votes: dict[tuple[str, str], int] = {}
        self.told: dict[str, About] = {}  # root to what the source says of its thread
        self.aliases: dict[str, str] = {}  # an earlier version of a post, or another id of it, to the id that counts

    def add(self, record: dict[str, Any], place: str, root_id: str | int | None = None) -> bool:
        """Take one record (POST_COLUMNS with raw values; `html`, `text` or both), or reject it with its reason.

        `root_id` is the root of its thread where the source states it (a conversation id): a parent that is not held
        then hangs below that root. Gives whether the record, or a fuller copy of it, is held.
        """
        self.records_read += 1
        try:
            post = checked(record)
            root = None if root_id is None else identifier(root_id, "root")
        except RecordError as error:
            self.rejections.append(Rejection(place, str(error)))
            return False
        post_id = post.post_id
        held = self.posts.get(post_id)
        if held is not None:
            # The fuller copy stays, so that the order of the files does not decide.
            if _fullness(post) <= _fullness(held):
                self.rejections.append(Rejection(place, f"duplicate (of {held.place})"))
                return True
            self.rejections.append(Rejection(held.place, f"duplicate (of {place})"))
        post.place = place
        self.posts[post_id] = post
        if root is not None:
            # The same text held once, as there may be a million.
            self.roots[post_id] = self._root_ids.setdefault(root, root)
        return True

    def hang(self, post_id: str, parent_id: str, root_id: str | None = None, placed: bool = False) -> None:
        """Say what a held post answers, where that is known only once all are read; or where it is to be `placed`
        (a mail by its subject)."""
        post = self.posts.get(post_id)
        if post is not None:
            post.parent_id = parent_id
            post.kind = PLACED if placed else post.kind
            self.posts[post_id] = post
            if root_id is not None:
                self.roots[post_id] = root_id

    def reject(self, place: str, reason: str) -> None:
        """Count one record that the source itself cannot take."""
        self.records_read += 1
        self.rejections.append(Rejection(place, reason))

    def author(self, handle: Any, **details: Any) -> str | None:
        """Note who wrote (name, description, profile_url, follower_count, role, is_organisation); gives the author's id
        or None. `role` is what the platform itself says ("MEMBER", "staff"), as a witness."""
        if handle is None or handle == "":
            return None
        if isinstance(handle, bool) or not isinstance(handle, (str, int)):
            return None
        shown = markup.printable(str(handle)).strip()
        author_id = shown.lower()
        if not author_id:
            return None
        known = self.authors.get(author_id)
        if known is None:
            known = self.authors[author_id] = {
                "author_id": author_id,
                "handle": shown,
                "name": "",
                "description": "",
                "profile_url": "",
                "follower_count": None,
                "role": None,
                "role_source": None,
                "is_organisation": None,
            }
        if details:
            _describe(known, details)
        return author_id

    def stub(self, parent_id: str, hidden: int) -> None:
        """Note a "load more" stub below a post."""
        self.stubs.append((parent_id, hidden))

    def known(self, post_id: str, parent_id: str | None) -> None:
        """Note a post that the source knows of and does not give: a placeholder, no record."""
        if post_id not in self.posts:
            self.posts[post_id] = tree.placeholder(post_id, parent_id)

    def alias(self, other_id: str | int, post_id: str | int) -> None:
        """Note that another id (of an earlier version) means this post."""
        if str(other_id) != str(post_id):
            self.aliases[str(other_id)] = str(post_id)

    def vote(self, author_id: str, post_id: str, value: int) -> None:
        """Note that an author agreed (1), passed (0) or disagreed (-1) with a post; the last one counts."""
        self.votes[author_id, post_id] = value

    def about(
        self,
        root_id: str | int,
        *,
        title: Any = None,
        url: Any = None,
        captured_at: str | None = None,
        declared: int | None = None,
    ) -> None:
        """Note what the source says of the thread with this root; what was said before stays."""
        told = self.told.setdefault(str(root_id), About())
        if isinstance(title, str) and not told.title:
            told.title = markup.printable(title).strip()
        told.url = told.url or web_address(url) or ""
        told.captured_at = told.captured_at or captured_at or ""
        told.declared = declared if told.declared is None else told.declared

    def forest(self, *, platform: str, route: str, captured_at: str = "", root_id: str | int | None = None) -> Forest:
        """The threads; raises InputError where no post is left.

        `root_id` says that all posts are of one thread with this root; a root that is not held is stood in for.
        """
        self._resolve_aliases()
        held, roots = self.posts, self.roots
        # The trees hold the posts from here on; of a million posts the rest would be a burden.
        self.posts, self.roots = HeldPosts(), {}
        trees, rejections = tree.grown(held, roots, None if root_id is None else str(root_id))
        self.rejections += rejections
        if not trees:
            raise InputError(nothing_kept(route, self.records_read, self.rejections))
        return Forest(self, trees, platform, route, captured_at)

    def _resolve_aliases(self) -> None:
        """Let every mention of an earlier version mean the last one, which alone is kept."""
        if not self.aliases:
            return
        earlier = {other_id: self._meant(other_id) for other_id in sorted(self.aliases.keys() & self.posts.keys())}
        for other_id, meant in earlier.items():
            if meant != other_id:
                self.rejections.append(Rejection(self.posts.pop(other_id).place, f"an earlier version of {meant}"))
        for post_id, post in self.posts.items():
            parent_id = post.parent_id and self._meant(post.parent_id)
            quoted_id = post.quoted_id and self._meant(post.quoted_id)
            if (parent_id, quoted_id) != (post.parent_id, post.quoted_id):
                post.parent_id, post.quoted_id = parent_id, quoted_id
                self.posts[post_id] = post
        self.roots = {post_id: self._meant(root) for post_id, root in self.roots.items()}

    def _meant(self, post_id: str) -> str:
        """The last version that is held of what this id names; the id itself where none is."""
        meant, seen = post_id, set[str]()
        while post_id in self.aliases and post_id not in seen:
            seen.add(post_id)
            post_id = self.aliases[post_id]
            meant = post_id if post_id in self.posts else meant
        return meant


def _describe(known: dict[str, Any], details: dict[str, Any]) -> None:
    """Fill what is not known yet of an author; a wrong detail is left out, the post stays."""
    for name in ("name", "description"):
        value = details.get(name)
        if not known[name] and isinstance(value, str):
            known[name] = markup.printable(value).strip()
    known["profile_url"] = known["profile_url"] or web_address(details.get("profile_url")) or ""
    if isinstance(details.get("role"), str) and not known["role"]:
        # As an id of a role in thread.toml.
        known["role"] = re.sub(r"[^a-z0-9]+", "-", details["role"].lower()).strip("-") or None
    if details.get("is_organisation") is True:
        known["is_organisation"] = True
    if known["follower_count"] is None:
        try:
            known["follower_count"] = count(details.get("follower_count"), "follower_count")
        except RecordError:
            known["follower_count"] = None


def _fullness(post: SourcePost) -> tuple[bool, int, str, str]:
    """What puts copies of a post in order: gone, earlier, later; then any order that is always the same."""
    return post.state == "present", post.edit_count or 0, post.text, repr(post)
