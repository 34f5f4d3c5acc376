"""Platform formats: files of an export become one thread with its ledger; real names are still in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.errors import InputError, UnknownFormat, UsageError
from generator.model import SourceThread
from generator.sources import hackernews, mastodon, reddit, table
from generator.sources.reading import Document, document


@dataclass(frozen=True)
class Source:
    """One platform format."""

    id: str  # what `--as` takes
    title: str
    looks_for: str  # what tells it, for the message where nothing fits
    recognises: Callable[[list[Document]], bool]
    thread: Callable[[list[Document], dict[str, str] | None], SourceThread]


# In the order in which they are tried; the table comes last, as almost anything may be one.
SOURCES = (
    Source("mastodon", "Mastodon", mastodon.LOOKS_FOR, mastodon.recognises, mastodon.thread),
    Source("reddit", "Reddit", reddit.LOOKS_FOR, reddit.recognises, reddit.thread),
    Source("hackernews", "Hacker News", hackernews.LOOKS_FOR, hackernews.recognises, hackernews.thread),
    Source("table", "Table", table.LOOKS_FOR, table.recognises, table.thread),
)


def recognise(
    files: Sequence[Path | str], as_platform: str | None = None, mapping: dict[str, str] | None = None
) -> SourceThread:
    """The thread in the files, read by the source that recognises them (or by the one named).

    Raises InputError where a file cannot be read, UnknownFormat where no source fits, UsageError for a wrong name.
    """
    if not files:
        raise UsageError("no file was given; give the path of an exported thread.")
    known = {source.id: source for source in SOURCES}
    if as_platform is not None and as_platform not in known:
        raise UsageError(f"{as_platform!r} is no platform; expected one of {', '.join(known)}.")
    documents = [document(Path(each)) for each in files]
    names = ", ".join(each.name for each in documents)
    if as_platform is None and mapping:
        as_platform = "table"
    if as_platform is not None:
        source = known[as_platform]
        # A table's columns may be named by hand, so its own message says more than "not recognised".
        if source.id != "table" and not source.recognises(documents):
            raise InputError(f"{names} is not {source.looks_for}, which --as {source.id} expects.")
        return source.thread(documents, mapping)
    lines = any(table.is_json_lines(each) for each in documents if each.looks_like_json)
    for source in SOURCES:
        # JSON lines are not one JSON value, so only the table can look into them.
        if (source.id == "table" or not lines) and source.recognises(documents):
            return source.thread(documents, mapping)
    looked_for = "; ".join(source.looks_for for source in SOURCES)
    raise UnknownFormat(f"{names} is of no known format; looked for {looked_for}.")
