"""Platform formats: files of an export become threads with their ledger; real names are still in them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.errors import InputError, UnknownFormat, UsageError
from generator.sources import (
    bluesky,
    convokit,
    discourse,
    github,
    hackernews,
    mail,
    mastodon,
    polis,
    reddit,
    slack,
    table,
    telegram,
    twitter_v1,
    twitter_v2,
    wikiconv,
    wikipedia,
    youtube,
    zulip,
)
from generator.sources.forest import Forest
from generator.sources.opening import opened
from generator.sources.reading import Document


@dataclass(frozen=True)
class Source:
    """One platform format."""

    id: str  # what `--as` takes
    title: str
    looks_for: str  # what tells it, for the message where nothing fits
    recognises: Callable[[list[Document]], bool]  # looks at names, heads and first records, not at whole files
    forest: Callable[[list[Document], dict[str, str] | None], Forest]


# In the order in which they are tried; the table comes last, as almost anything may be one.
SOURCES = (
    Source("mastodon", "Mastodon", mastodon.LOOKS_FOR, mastodon.recognises, mastodon.forest),
    Source("bluesky", "Bluesky", bluesky.LOOKS_FOR, bluesky.recognises, bluesky.forest),
    Source("convokit", "ConvoKit", convokit.LOOKS_FOR, convokit.recognises, convokit.forest),
    Source("twitter_v1", "X/Twitter v1.1", twitter_v1.LOOKS_FOR, twitter_v1.recognises, twitter_v1.forest),
    Source("twitter_v2", "X/Twitter v2", twitter_v2.LOOKS_FOR, twitter_v2.recognises, twitter_v2.forest),
    Source("youtube", "YouTube", youtube.LOOKS_FOR, youtube.recognises, youtube.forest),
    Source("reddit", "Reddit", reddit.LOOKS_FOR, reddit.recognises, reddit.forest),
    Source("discourse", "Discourse", discourse.LOOKS_FOR, discourse.recognises, discourse.forest),
    Source("github", "GitHub", github.LOOKS_FOR, github.recognises, github.forest),
    Source("slack", "Slack", slack.LOOKS_FOR, slack.recognises, slack.forest),
    Source("telegram", "Telegram", telegram.LOOKS_FOR, telegram.recognises, telegram.forest),
    Source("zulip", "Zulip", zulip.LOOKS_FOR, zulip.recognises, zulip.forest),
    Source("polis", "Polis", polis.LOOKS_FOR, polis.recognises, polis.forest),
    Source("hackernews", "Hacker News", hackernews.LOOKS_FOR, hackernews.recognises, hackernews.forest),
    Source("mail", "Mailing list", mail.LOOKS_FOR, mail.recognises, mail.forest),
    Source("wikipedia", "Wikipedia talk page", wikipedia.LOOKS_FOR, wikipedia.recognises, wikipedia.forest),
    Source("wikiconv", "WikiConv", wikiconv.LOOKS_FOR, wikiconv.recognises, wikiconv.forest),
    Source("table", "Table", table.LOOKS_FOR, table.recognises, table.forest),
)


def read(files: Sequence[Path | str], as_platform: str | None = None, mapping: dict[str, str] | None = None) -> Forest:
    """The threads in the files, read by the source that recognises them (or by the one named).

    A folder or a zip archive stands for all files in it. Raises InputError where a file cannot be read, UnknownFormat
    where no source fits, UsageError for a wrong name.
    """
    if not files:
        raise UsageError("no file was given; give the path of an exported thread.")
    known = {source.id: source for source in SOURCES}
    if as_platform is not None and as_platform not in known:
        raise UsageError(f"{as_platform!r} is no platform; expected one of {', '.join(known)}.")
    documents, empty = _filled_and_empty(files)
    names = ", ".join(str(Path(each).name) for each in files)
    if as_platform is None and mapping:
        as_platform = "table"
    if as_platform is not None:
        source = known[as_platform]
        # A table's columns may be named by hand, so its own message says more than "not recognised".
        if source.id != "table" and not source.recognises(documents):
            raise InputError(f"{names} is not {source.looks_for}, which --as {source.id} expects.")
        return _forest(source, documents, mapping, empty)
    for source in SOURCES:
        if source.recognises(documents):
            return _forest(source, documents, mapping, empty)
    for document in documents:
        if document.looks_like_json and not document.looks_like_json_lines:
            document.json  # noqa: B018 - where it is broken, that is the better message
    looked_for = "; ".join(source.looks_for for source in SOURCES)
    raise UnknownFormat(f"{names} is of no known format; looked for {looked_for}.")


def _forest(source: Source, documents: list[Document], mapping: dict[str, str] | None, empty: list[str]) -> Forest:
    """The threads, and which of the files the source did not read."""
    for document in documents:
        document.forget_asking()
    forest = source.forest(documents, mapping)
    forest.passed_over = sorted([*empty, *(document.name for document in documents if not document.is_asked_for)])
    return forest


def documents_of(files: Sequence[Path | str]) -> list[Document]:
    """Every file given, or in the folders and archives given, that is not empty; raises InputError."""
    return _filled_and_empty(files)[0]


def _filled_and_empty(files: Sequence[Path | str]) -> tuple[list[Document], list[str]]:
    """The files with content, and the names of those without; raises InputError where nothing else is there."""
    documents: list[Document] = []
    empty: list[str] = []
    for file in files:
        before = len(documents)
        for name, each in opened(Path(file)):
            document = Document(name, each)
            if document.head.strip():
                documents.append(document)
            else:
                empty.append(name)
        if len(documents) == before:
            raise InputError(f"{Path(file).name} is empty; expected an exported thread.")
    return documents, empty
