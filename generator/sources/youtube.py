"""YouTube: answers of `commentThreads.list`, `comments.list` and `videos.list` of the Data API.

One record is one comment (https://developers.google.com/youtube/v3/docs/comments#resource) or the video itself, which
is the root and is stood in for where no answer of `videos.list` is beside the comments. Threads have two levels: a
comment and its replies, of which `commentThreads` shows at most five and `comments?parentId=` all; `totalReplyCount`
says how many there are. Where a channel has a handle (since 2022), the name shown is the handle.
"""

from __future__ import annotations

import html as entities
import re
from collections import ChainMap
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from generator.errors import InputError
from generator.model import Rejection
from generator.sources.builder import Builder
from generator.sources.forest import Forest, route_of
from generator.sources.reading import Document, json_files

LOOKS_FOR = "answers of YouTube's commentThreads or comments (kind youtube#…)"
SITE = "https://www.youtube.com"
_MARK = '"youtube#'
_NAMED = re.compile(r"(?:@|(?<!\S)\+)[^\s@<]+(?: [^\s@<]+){1,4}")  # a name of two to five words, and perhaps more
_PUBLIC = (None, "published")


class Found(NamedTuple):
    """A comment, or the video, as it was met."""

    place: str
    comment: Any
    above: str | None = None  # the comment it is a reply to, where it stands inside that one's thread
    video: str | None = None  # or the channel
    declared: Any = None  # how many replies it has
    is_public: bool = True


def recognises(documents: list[Document]) -> bool:
    """Whether every file is an answer of the API, or a part of one that holds whole comments."""
    return all(_MARK in each.head and any(map(_is_answer, _beginning(each))) for each in json_files(documents))


def forest(documents: list[Document], mapping: dict[str, str] | None = None) -> Forest:
    """The threads of all answers, one for each video; a comment met twice counts once."""
    builder = Builder()
    places: dict[str, str] = {}  # comment without a parent to the video or channel it stands below
    last_pages: dict[str, bool] = {}
    for document in json_files(documents):
        for where, value, items in _answers(document):
            videos = set[str]()
            for found in _found(where, value, items):
                _take(builder, found, f"{document.name} {found.place}".strip(), places)
                videos |= {found.video} if found.video else set()
            _note_page(value, videos, last_pages)
    for comment_id, video in places.items():
        post = builder.posts.get(comment_id)
        if post is not None and post.parent_id is None and post.post_id != video:
            post.parent_id = video
            builder.posts[comment_id] = post
            builder.roots[comment_id] = video
    _name_the_named(builder)
    _tell(builder, places, last_pages)
    roots = set(places.values())
    return builder.forest(
        platform="youtube", route=route_of(documents), root_id=roots.pop() if len(roots) == 1 else None
    )


def _beginning(document: Document) -> list[Any]:
    if document.looks_like_json_lines or document.head.lstrip().startswith("["):
        return document.beginning()
    try:
        return [document.without("items")]
    except InputError:
        return []


def _is_answer(value: Any) -> bool:
    return isinstance(value, dict) and (
        str(value.get("kind", "")).startswith("youtube#") or "topLevelComment" in value or "comments" in value
    )


def _answers(document: Document) -> Iterator[tuple[str, Any, Iterable[Any] | None]]:
    """Every answer or comment of a file, and the items of an answer: it may hold one, a list, or one a line."""
    if document.looks_like_json_lines:
        yield from ((where, value, _items(value)) for where, value in document.json_lines())
    elif document.head.lstrip().startswith("["):
        yield from ((f"[{number}]", value, _items(value)) for number, value in enumerate(document.items("item")))
    else:
        value = document.without("items")
        yield "", value, None if _items(value) is None else document.items("items.item")


def _items(value: Any) -> Iterable[Any] | None:
    items = value.get("items") if isinstance(value, dict) else None
    return items if isinstance(items, list) else None


def _found(place: str, value: Any, items: Iterable[Any] | None) -> Iterator[Found]:
    """Every comment of an answer, of a thread, or the comment that it is; and videos."""
    if items is None:
        yield from _of_item(place, value)
        return
    for number, item in enumerate(items):
        yield from _of_item(f"{place} items[{number}]".strip(), item)


def _of_item(place: str, item: Any) -> Iterator[Found]:
    if not isinstance(item, dict):
        yield Found(place, item)
        return
    # A part of a thread may stand alone: its snippet, or its replies.
    snippet = item if "topLevelComment" in item else _inside(item, "snippet")
    holder = item if isinstance(item.get("comments"), list) else _inside(item, "replies")
    video = _text(snippet.get("videoId")) or _text(snippet.get("channelId")) or None
    top = snippet.get("topLevelComment")
    if "topLevelComment" in snippet:
        is_public = snippet.get("isPublic") is not False
        yield Found(place, top, None, video, snippet.get("totalReplyCount"), is_public)
    elif holder is not item:
        yield Found(place, item, None, video)
    above = _text(top.get("id")) if isinstance(top, dict) else None
    for number, reply in enumerate(_list(holder.get("comments"))):
        yield Found(f"{place} replies[{number}]".strip(), reply, above, video)


def _take(builder: Builder, found: Found, place: str, places: dict[str, str]) -> None:
    comment, video = found.comment, found.video
    snippet = _inside(comment, "snippet") if isinstance(comment, dict) else {}
    if isinstance(comment, dict) and comment.get("kind") == "youtube#video":
        _take_video(builder, comment, snippet, place, places)
        return
    status = snippet.get("moderationStatus")
    if not found.is_public or status not in _PUBLIC:
        builder.reject(place, f"not public ({str(status)[:20] if found.is_public else 'isPublic is false'})")
        return
    if not snippet:
        builder.reject(place, comment.reason if isinstance(comment, Rejection) else "not a comment with a snippet")
        return
    comment_id = comment.get("id")
    parent_id = _text(snippet.get("parentId")) or found.above
    original, shown = snippet.get("textOriginal"), snippet.get("textDisplay")
    is_plain = isinstance(original, str) or (isinstance(shown, str) and "\n" in shown and "<br" not in shown)
    published_at, updated_at = snippet.get("publishedAt"), snippet.get("updatedAt")
    taken = builder.add(
        {
            "post_id": comment_id,
            "parent_id": parent_id,
            "author_id": _author(builder, snippet),
            "published_at": published_at,
            "text": (original if isinstance(original, str) else shown) if is_plain else None,
            "html": None if is_plain else shown,
            "like_count": snippet.get("likeCount"),
            "declared_reply_count": found.declared,
            "url": _address(video, comment_id),
            # How often is not told.
            "edit_count": 1 if isinstance(updated_at, str) and updated_at != published_at else None,
        },
        place,
        root_id=video,
    )
    if taken and video and not parent_id:
        places[str(comment_id).strip()] = video


def _take_video(
    builder: Builder, video: dict[str, Any], snippet: dict[str, Any], place: str, places: dict[str, str]
) -> None:
    """The video: its title and description are what the comments answer."""
    title, description, statistics = snippet.get("title"), snippet.get("description"), _inside(video, "statistics")
    channel = snippet.get("channelId")
    author_id = builder.author(
        channel, name=snippet.get("channelTitle"), profile_url=f"{SITE}/channel/{channel}", role="channel"
    )
    taken = builder.add(
        {
            "post_id": video.get("id"),
            "author_id": author_id,
            "published_at": snippet.get("publishedAt"),
            "text": "\n\n".join(each for each in (_text(title), _text(description)) if each),
            "like_count": _number(statistics.get("likeCount")),
            "url": _address(video.get("id"), None),
        },
        place,
    )
    if taken:
        video_id = str(video.get("id"))
        builder.about(video_id, title=title, declared=_number(statistics.get("commentCount")))
        places[video_id] = video_id


def _note_page(value: Any, videos: set[str], last_pages: dict[str, bool]) -> None:
    """Note whether the last page of a video's comments is here."""
    if isinstance(value, dict) and value.get("kind") == "youtube#commentThreadListResponse":
        for video in videos:
            last_pages[video] = last_pages.get(video, False) or not value.get("nextPageToken")


def _tell(builder: Builder, places: dict[str, str], last_pages: dict[str, bool]) -> None:
    for video in set(places.values()):
        what = "video" if _address(video, None) else "channel"
        # A comment's first words would pass for the title of the video.
        builder.about(video, title=f"Comments on a YouTube {what}", url=_address(video, None))
        if last_pages.get(video) is False:
            builder.stub(video, 0)  # further pages, nobody knows how long


def _name_the_named(builder: Builder) -> None:
    """Turn "@Shown Name", as replies named people before there were handles, into "@" and the author's id.

    A name is looked for among those who speak below the same comment, then among all; of two of one name it is the
    first by id. Names of one word are left: `@` and a word is how handles are written.
    """
    anywhere: dict[str, str] = {}
    around: dict[str | None, dict[str, str]] = {}
    for post in builder.posts.values():
        name = builder.authors[post.author_id]["name"] if post.author_id else ""
        if post.author_id and " " in name:
            for speakers in (anywhere, around.setdefault(post.parent_id, {}), around.setdefault(post.post_id, {})):
                speakers[name] = min(speakers.get(name, post.author_id), post.author_id)
    for post in builder.posts.values() if anywhere else ():
        ids = ChainMap(around.get(post.parent_id, {}), anywhere)
        post.text = _with_mentions(post.text, ids)
        post.html = post.html and _with_mentions(post.html, ids)
        builder.posts[post.post_id] = post


def _with_mentions(text: str, ids: Mapping[str, str]) -> str:
    """The text with the longest name behind each "@" as a mention, where the name is known."""

    def mention(found: re.Match[str]) -> str:
        words = found[0][1:]
        parts = words.split(" ")
        for count in range(len(parts), 1, -1):
            shown = " ".join(parts[:count]).rstrip(",.:;!?")
            if author_id := ids.get(entities.unescape(shown)):
                return f"@{author_id}{words[len(shown) :]}"
        return found[0]

    return _NAMED.sub(mention, text)


def _author(builder: Builder, snippet: dict[str, Any]) -> str | None:
    """A handle where the channel has one, else its id; names are shared by many."""
    name = _text(snippet.get("authorDisplayName"))
    channel = _text(_inside(snippet, "authorChannelId").get("value"))
    handle = name[1:] if name.startswith("@") and " " not in name else channel or name
    return builder.author(handle, name=name.removeprefix("@"), profile_url=snippet.get("authorChannelUrl"))


def _inside(holder: Any, name: str) -> dict[str, Any]:
    value = holder.get(name) if isinstance(holder, dict) else None
    return value if isinstance(value, dict) else {}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _number(value: Any) -> Any:
    return int(value) if isinstance(value, str) and value.isdigit() and len(value) < 16 else None


def _address(video: Any, comment_id: Any) -> str:
    """The page of a video, or of a comment below it; a channel's has none."""
    if not isinstance(video, str) or len(video) != 11 or not video.isascii() or not video.isprintable():
        return ""
    return f"{SITE}/watch?v={video}" + (f"&lc={comment_id}" if isinstance(comment_id, str) else "")
