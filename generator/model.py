"""The shapes everything else agrees on: tables with declared columns, and single records."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

# Canonical tables, as read from data/threads/<slug>/. Missing text is "", missing counts are <NA>.
POST_COLUMNS = {
    "thread_id": "string",  # slug of the thread
    "post_id": "string",
    "parent_id": "string",  # <NA> for the root
    "author_id": "string",  # <NA> where unknown (deleted, missing)
    "published_at": "datetime64[us, UTC]",  # <NaT> where unknown
    "text": "string",  # plain text, a mention is "@" + author_id
    "html": "string",  # cleaned markup of the same words
    "lang": "string",
    "like_count": "Int64",
    "share_count": "Int64",
    "declared_reply_count": "Int64",  # what the platform says, not what is held
    "url": "string",
    "kind": "string",  # post, quote, placed: it answers its parent, quotes it, or only stands below it
    "state": "string",  # present, deleted, withheld, missing
    "quoted_id": "string",  # a post of the thread that it quotes beside answering its parent
    "edit_count": "Int64",  # how often it was changed; the text is the last
    "vanished_at": "datetime64[us, UTC]",  # the first later capture in which it was gone; <NaT> where it was not
}
AUTHOR_COLUMNS = {
    "thread_id": "string",
    "author_id": "string",
    "name": "string",  # a name that may be shown; "" = a pseudonym is made from role and number
    "description": "string",
    "follower_count": "Int64",
    "role": "string",  # id of a role in thread.toml, or <NA>
    "role_source": "string",  # source, words, list, roster, or <NA>
    "is_organisation": "boolean",
}
VOTE_COLUMNS = {
    "thread_id": "string",
    "author_id": "string",
    "post_id": "string",
    "vote": "Int64",  # 1 agrees, 0 passes, -1 disagrees; each author's last one
}
KINDS = ("post", "quote", "placed")
PLACED = "placed"  # the source does not say what it answers; it stands below the first post or one like it
VERDICTS = ("supported", "contradicted", "undecided")
VANISHED = ("keep", "drop")
STATES = ("present", "deleted", "withheld", "missing")


def typed(frame: pd.DataFrame, columns: dict[str, str]) -> pd.DataFrame:
    """The frame with exactly these columns, in this order and of these types; absent ones are empty."""
    import pandas as pd  # an import of posts goes without, and it takes 70 MB

    return pd.DataFrame(
        {
            name: frame[name].astype(pd.api.types.pandas_dtype(kind))
            if name in frame
            else pd.Series(pd.NA, index=frame.index, dtype=kind)
            for name, kind in columns.items()
        },
        index=frame.index,
    )


@dataclass(frozen=True)
class Rejection:
    """One record of the source that was not kept."""

    place: str  # where in the file: "record 12", "line 4", a JSON path
    reason: str  # one clause: "published_at is not a time: 'yesterday'"
    count: int = 1  # how many records it stands for: those of a file's other threads are told as one

    @property
    def kind(self) -> str:
        """The reason without what is special to this record."""
        # Of what each is a duplicate stands in capture.json; answers of one server overlap a thousand times.
        reason = "duplicate" if self.reason.startswith("duplicate of ") else self.reason
        return reason.partition(":")[0].partition(" (")[0]


@dataclass(frozen=True)
class Recapture:
    """What a later capture of the same thread changed; ids of posts."""

    captured_at: str  # of the later capture; "" where unknown
    route: str
    added: tuple[str, ...] = ()
    vanished: tuple[str, ...] = ()  # held before, and gone now
    returned: tuple[str, ...] = ()  # gone at the capture before, and there again
    edited: tuple[str, ...] = ()  # other words than before

    def __bool__(self) -> bool:
        """Whether anything is different."""
        return bool(self.added or self.vanished or self.returned or self.edited)


@dataclass(frozen=True)
class Capture:
    """What of a thread was collected, and what was not (capture.json)."""

    platform: str
    captured_at: str  # ISO time, UTC; "" where the source does not say
    route: str  # "file: context.json (mastodon)"
    records_read: int
    posts_kept: int
    rejections: tuple[Rejection, ...] = ()
    placeholders: int = 0  # posts made for parents that are referred to and not held
    declared_reply_count: int | None = None  # replies below the root the platform declares
    more_stub_count: int = 0  # "load more" stubs in the source
    more_hidden_count: int = 0  # replies those stubs stand for
    branches: tuple[dict[str, Any], ...] = ()  # {"post_id", "declared", "held"} per branch that declares
    passed_over_count: int = 0  # files of the folder or archive that the source did not read
    passed_over: tuple[str, ...] = ()  # the names of the first of them
    completeness: str = ""  # what a fetch says of itself: limits of the platform, what was not given
    posts_carried: int = 0  # posts of earlier captures that this one does not hold
    recaptures: tuple[Recapture, ...] = ()  # what each later capture changed, the first one first

    @property
    def records_rejected(self) -> int:
        """Records read and not kept."""
        return sum(rejection.count for rejection in self.rejections)


@dataclass(slots=True)
class SourcePost:
    """One post as a source gives it: POST_COLUMNS without thread_id. Slots, as a file may hold a million."""

    post_id: str
    parent_id: str | None = None
    author_id: str | None = None  # the handle in small letters
    published_at: str | None = None  # ISO, UTC
    text: str = ""
    html: str | None = None  # None: the paragraphs of the text
    lang: str = ""
    like_count: int | None = None
    share_count: int | None = None
    declared_reply_count: int | None = None
    url: str = ""
    kind: str = "post"
    state: str = "present"
    quoted_id: str | None = None
    edit_count: int | None = None
    vanished_at: str | None = None  # ISO, UTC
    place: str = field(default="", compare=False, repr=False)  # where in the file it was; not kept

    def __getitem__(self, name: str) -> Any:
        """A field by its name, as of a row."""
        return getattr(self, name)


@dataclass(frozen=True)
class SourceThread:
    """One thread as a source module gives it: real names still in it."""

    posts: Sequence[SourcePost]  # packed where it comes from a file, as that may hold a million
    authors: list[dict[str, Any]]  # AUTHOR_COLUMNS without thread_id, plus "handle" and "profile_url"
    title: str
    url: str
    capture: Capture
    root_id: str = ""  # as the platform gives it; what `--thread` takes
    votes: tuple[tuple[str, str, int], ...] = ()  # (author_id, post_id, 1 agree, 0 pass, -1 disagree), where known


@dataclass(frozen=True)
class Role:
    """A role of one thread, as thread.toml declares it."""

    id: str
    label: str  # plural, "Housing people"
    singular: str  # "Manager"
    words: tuple[str, ...] = ()  # in an author's description
    authors: tuple[str, ...] = ()  # author ids or shown names or handles


@dataclass(frozen=True)
class Claim:
    """What the editor expected of a thread, in a sentence that can be tested."""

    text: str  # as the editor wrote it
    kind: str  # a key of claims.FORMS
    groups: tuple[str, ...] = ()  # role ids, or "organisations", in the order of the sentence
    words: tuple[tuple[str, ...], ...] = ()  # of each theme or word named
    swapped: bool = False  # the second of two alternatives was written: "more" for "less"


@dataclass(frozen=True)
class Thread:
    """What thread.toml says, without the posts."""

    slug: str
    title: str
    platform: str
    url: str = ""
    captured_at: str = ""
    kicker: str = ""  # one word above the title: "Housing"
    standfirst: str = ""  # one sentence below the title
    constructed: bool = False
    roles: tuple[Role, ...] = ()
    named: dict[str, str] = field(default_factory=dict)  # author id or handle -> name that may be shown
    organisations: tuple[str, ...] = ()  # author ids or handles that are organisations
    seeds: dict[str, tuple[str, ...]] = field(default_factory=dict)  # camp the editor names -> author ids or handles
    tags: tuple[str, ...] = ()
    link_posts: bool = False  # whether the reader links to the originals
    vanished: str = "keep"  # what becomes of the words of posts that a later capture no longer has: keep, drop
    claims: tuple[Claim, ...] = ()  # what the editor expected
    commentary: str = ""  # commentary.md, Markdown


@dataclass(frozen=True)
class Part:
    """A piece of a sentence; a number of a group carries the group, so that it can be coloured."""

    text: str
    group: str = ""
    strong: bool = False


@dataclass(frozen=True)
class Voice:
    """A post quoted beside a finding, and how it was chosen; the groups of a finding are quoted by one rule."""

    group: str
    post_id: str  # "" where the rule finds no post of this group
    chosen: str  # "the most liked of this group’s posts with “rent”"


@dataclass(frozen=True)
class Robust:
    """What became of a finding when people were left out or posts lost."""

    kind: str  # author, loss05, loss10, loss20
    low: float | None  # of the finding's number over the variants, in its unit
    high: float | None
    flips: float  # 0 to 1, part of the variants in which it says something else
    tried_count: int  # variants
    worst: str = ""  # the author whose absence moves it most


@dataclass(frozen=True)
class Finding:
    """One published statement with its number, interval, method and evidence.

    Everything a page says with a number in it comes from one of these or from a measure's table.
    """

    id: str  # "answered.reply_chance"
    thread_id: str
    question: int  # 1 to 8; 0 = a claim of the editor
    parts: tuple[Part, ...]
    value: float | None
    low: float | None
    high: float | None
    unit: str  # "share", "seconds", "count", "z", …
    n: int
    n_unit: str  # "posts", "people"
    method: str  # id of a measure
    evidence: tuple[str, ...] = ()  # post ids
    chart: str = ""  # id of a chart, or ""
    note: str = ""  # the small print: intervals, n
    strength: float = 0.0  # 0 to 1, how firmly it holds; the first screen takes the strongest
    refused: str = ""  # what was missing, where nothing can be told; then value is None
    headline: str = ""  # the finding in a few words, as the title of its chart; "" = the chart's own title
    voices: tuple[Voice, ...] = ()  # one post of each group, facing each other
    would_change: str = ""  # one sentence: what would change it, and to what
    claim: str = ""  # the editor's sentence that this judges
    verdict: str = ""  # of a claim: supported, contradicted, undecided
    robust: tuple[Robust, ...] = ()  # empty where it was not tested; strength is already less by what flips

    @property
    def sentence(self) -> str:
        """The plain sentence."""
        return "".join(part.text for part in self.parts)


@dataclass(frozen=True)
class Measure:
    """One entry of the catalogue of measures."""

    id: str
    question: int
    title: str
    function: Any  # tables -> tidy table; its docstring is the method card


@dataclass(frozen=True)
class Page:
    """A file for docs/, as a page module gives it to the writer."""

    path: str  # below docs/, "threads/housing/index.md"
    content: str
