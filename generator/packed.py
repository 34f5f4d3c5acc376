"""Posts held close together: a file may hold a million, and as objects they would be several times the file."""

from __future__ import annotations

import marshal
import re
from array import array
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, overload

import numpy as np

from generator import squeezed
from generator.model import SourcePost

# The order within a packed post: what most posts lack stands last, as absent values at the end are left out.
_PARENT, _AUTHOR, _TIME, _TEXT, _BEFORE, _NUMBER, _FORM, _HTML, _URL = range(9)
_LIKES, _SHARES, _REPLIES, _QUOTED, _EDITS, _VANISHED = range(9, 15)
_NOTHING = (None,) * 15
_FORMED = {"lang": 0, "kind": 1, "state": 2}
_PLAIN_AT = {
    "parent_id": _PARENT,
    "published_at": _TIME,
    "like_count": _LIKES,
    "share_count": _SHARES,
    "declared_reply_count": _REPLIES,
    "quoted_id": _QUOTED,
    "edit_count": _EDITS,
    "vanished_at": _VANISHED,
}
# As the sources write a time; any other is kept as it is.
_WRITTEN = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)
_LAST = 2**62  # no time comes after it
# A place is a few words and a number ("x.jsonl line 7"); beyond so many different words it is kept as it is.
_MOST_WORDS = 4096


class PackedPosts:
    """Posts by row, each as one string of bytes; what is taken out is a copy, and is put back to change it."""

    def __init__(self) -> None:
        self.ids: list[str] = []
        self._packed: list[bytes | None] = []
        self._numbers: dict[Any, int] = {}  # what many posts have in common, to its place in `_values`
        self._values: list[Any] = []
        self._words_count = 0

    def __len__(self) -> int:
        return len(self.ids)

    def __getitem__(self, row: int) -> SourcePost:
        held = self._row(row)
        text, html = squeezed.as_said(held[_TEXT], held[_HTML])
        lang, kind, state = self._values[held[_FORM]] if held[_FORM] is not None else ("", "post", "present")
        return SourcePost(
            self.ids[row],
            held[_PARENT],
            None if held[_AUTHOR] is None else self._values[held[_AUTHOR]],
            _written(held[_TIME]),
            text or "",
            html,
            lang,
            held[_LIKES],
            held[_SHARES],
            held[_REPLIES],
            held[_URL] or "",
            kind,
            state,
            held[_QUOTED],
            held[_EDITS],
            held[_VANISHED],
            self._place(held),
        )

    def __setitem__(self, row: int, post: SourcePost) -> None:
        self._packed[row] = self._pack(post)

    def append(self, post: SourcePost) -> None:
        """Hold one more post, in the next row."""
        self.ids.append(post.post_id)
        self._packed.append(self._pack(post))

    def drop(self, row: int) -> None:
        """Hold the post of this row no longer; the row stays, empty."""
        self.ids[row] = ""
        self._packed[row] = None

    def fields(self, rows: Iterable[int], *names: str) -> Iterator[tuple[Any, ...]]:
        """These fields of the posts, which costs less than whole posts; `published_at` as it compares."""
        loads, packed, ids = marshal.loads, self._packed, self.ids
        places = [-1 if name == "post_id" else _PLAIN_AT.get(name, -2) for name in names]
        if places == [-1]:
            yield from ((ids[row],) for row in rows)
        elif names == ("state",):
            for row in rows:
                held = loads(packed[row])  # type: ignore[arg-type] # a row that was dropped is not read
                form = held[_FORM] if len(held) > _FORM else None
                yield ("present" if form is None else self._values[form][2],)
        elif -2 not in places:
            for row in rows:
                held = loads(packed[row])  # type: ignore[arg-type]
                size = len(held)
                yield tuple([ids[row] if at < 0 else held[at] if at < size else None for at in places])
        else:
            for row in rows:
                held = self._row(row)
                yield tuple([self._field(row, held, name) for name in names])

    def in_time_order(self, rows: Iterable[int]) -> array[int]:
        """The rows by the time of their posts, then by id; those without a time last."""
        placed = array("I", rows)
        moments = array("q")
        words: list[str] = []
        for (moment,) in self.fields(placed, "published_at"):
            if isinstance(moment, str):
                words = [_written(each) or "9" for (each,) in self.fields(placed, "published_at")]
                break
            moments.append(_LAST if moment is None else moment)
        times = np.array(words, dtype=object) if words else np.frombuffer(moments, dtype=np.int64)
        order = np.argsort(times, kind="stable").astype(np.uint32)
        # By id only where a time stands more than once, as the ids of a million posts would be a burden.
        again = np.flatnonzero(times[order[1:]] == times[order[:-1]])
        for run in np.split(again, np.flatnonzero(np.diff(again) > 1) + 1) if len(again) else ():
            part = slice(int(run[0]), int(run[-1]) + 2)
            ids = np.array([self.ids[placed[place]] for place in order[part]], dtype=object)
            order[part] = order[part][np.argsort(ids, kind="stable")]
        return array("I", np.asarray(placed, dtype=np.uint32)[order].tobytes())

    def _field(self, row: int, held: tuple[Any, ...], name: str) -> Any:
        if name in _PLAIN_AT:
            return held[_PLAIN_AT[name]]
        if name == "post_id":
            return self.ids[row]
        if name in _FORMED:
            return (
                ("", "post", "present")[_FORMED[name]]
                if held[_FORM] is None
                else self._values[held[_FORM]][_FORMED[name]]
            )
        if name == "author_id":
            return None if held[_AUTHOR] is None else self._values[held[_AUTHOR]]
        if name == "url":
            return held[_URL] or ""
        text, html = squeezed.as_said(held[_TEXT], held[_HTML])
        return html if name == "html" else text or ""

    def _row(self, row: int) -> tuple[Any, ...]:
        packed = self._packed[row]
        assert packed is not None, "a row that was dropped is not read"
        held = marshal.loads(packed)
        return held + _NOTHING[len(held) :]

    def _pack(self, post: SourcePost) -> bytes:
        form = (post.lang, post.kind, post.state)
        before, number = self._split(post.place)
        text: Any = post.text or None
        html = post.html
        if len(self.ids) > squeezed.FROM_POSTS and len(text or "") + len(html or "") > squeezed.LONG:
            text, html = squeezed.words(text, html), None
        values = (
            post.parent_id,
            None if post.author_id is None else self._number(post.author_id),
            _moment(post.published_at),
            text,
            before,
            number,
            None if form == ("", "post", "present") else self._number(form),
            html,
            post.url or None,
            post.like_count,
            post.share_count,
            post.declared_reply_count,
            post.quoted_id,
            post.edit_count,
            post.vanished_at,
        )
        length = 15
        while length and values[length - 1] is None:
            length -= 1
        return marshal.dumps(values[:length])

    def _number(self, value: Any) -> int:
        number = self._numbers.get(value)
        if number is None:
            number = self._numbers[value] = len(self._values)
            self._values.append(value)
        return number

    def _split(self, place: str) -> tuple[Any, int | None]:
        if not place:
            return None, None
        before = place.rstrip("0123456789")
        number = place[len(before) :]
        if not number or number[0] == "0" or len(number) > 9:
            return place, None
        if before not in self._numbers:
            if self._words_count >= _MOST_WORDS:
                return place, None
            self._words_count += 1
        return self._number(before), int(number)

    def _place(self, held: tuple[Any, ...]) -> str:
        before, number = held[_BEFORE], held[_NUMBER]
        return before or "" if number is None else f"{self._values[before]}{number}"


class Rows(Sequence[SourcePost]):
    """Some rows of packed posts, in an order of their own; each post that is taken out is a copy."""

    __slots__ = ("packed", "rows")  # a file of comments on all sorts holds as many trees as posts

    def __init__(self, posts: PackedPosts, rows: Sequence[int]) -> None:
        self.packed = posts
        self.rows = rows

    def __len__(self) -> int:
        return len(self.rows)

    @overload
    def __getitem__(self, place: int) -> SourcePost: ...
    @overload
    def __getitem__(self, place: slice) -> list[SourcePost]: ...
    def __getitem__(self, place: int | slice) -> SourcePost | list[SourcePost]:
        """The post at this place, or those of a part."""
        if isinstance(place, slice):
            return [self.packed[row] for row in self.rows[place]]
        return self.packed[self.rows[place]]

    def __iter__(self) -> Iterator[SourcePost]:
        return (self.packed[row] for row in self.rows)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment] # as of any list

    def __repr__(self) -> str:
        return repr(list(self))


def fields(posts: Iterable[SourcePost], *names: str) -> Iterator[tuple[Any, ...]]:
    """These fields of each post (`published_at` as one of its kind compares), without making the whole of it."""
    if isinstance(posts, Rows):
        return posts.packed.fields(posts.rows, *names)
    return (tuple([getattr(post, name) for name in names]) for post in posts)


def consumed(posts: Sequence[SourcePost]) -> Iterator[SourcePost]:
    """Each post, which is then held no longer where it was packed."""
    if not isinstance(posts, Rows):
        yield from posts
        return
    for row in posts.rows:
        post = posts.packed[row]
        posts.packed.drop(row)
        yield post


def packed(posts: Iterable[SourcePost]) -> Rows:
    """The posts as they come, packed."""
    held = PackedPosts()
    for post in posts:
        held.append(post)
    return Rows(held, range(len(held)))


def in_time_order(posts: Sequence[SourcePost]) -> Sequence[SourcePost] | None:
    """Packed posts by time, then by id, those without a time last; None where a time is not as sources write it."""
    if not isinstance(posts, Rows) or any(isinstance(at, str) for (at,) in fields(posts, "published_at")):
        return None
    return Rows(posts.packed, posts.packed.in_time_order(posts.rows))


def _moment(written: str | None) -> int | str | None:
    """Milliseconds since 1970, or the words where they are not as the sources write a time."""
    if written is None or not _WRITTEN.fullmatch(written):
        return written
    try:
        return (datetime.fromisoformat(written) - _EPOCH) // _MILLISECOND
    except ValueError:
        return written


def _written(moment: int | str | None) -> str | None:
    if not isinstance(moment, int):
        return moment
    return (_EPOCH + timedelta(milliseconds=moment)).isoformat(timespec="milliseconds")[:23] + "Z"
