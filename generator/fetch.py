"""A fetch as one story: look whether it can be kept, ask the server, import the answers, say how complete it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace as with_values
from urllib.parse import urlsplit

from generator import store
from generator.errors import DisconnectionsError, NothingNew
from generator.fetching import Fetched, Settings, fetch_raw
from generator.importing import ImportReport, keep
from generator.model import SourceThread
from generator.settings import Publication


def fetch_thread(
    publication: Publication,
    url: str,
    settings: Settings,
    *,
    slug: str | None = None,
    title: str | None = None,
    people: str = "pseudonyms",
    replace: bool = False,
    progress: Callable[[str, int, int], None] = lambda task, done, total: None,
) -> tuple[ImportReport, tuple[str, ...]]:
    """Fetch a thread by its address and keep it; the report, and what the server did not give for now."""
    # What can go wrong without a server should, before one is troubled.
    if slug is not None:
        store.check_slug(slug)
    fetched = fetch_raw(publication.private / "raw", url, settings, progress)
    source = imported(fetched)
    try:
        report = keep(
            publication, source, slug, title, people, replace, now=source.capture.captured_at, whole=not fetched.gaps
        )
    except NothingNew:
        fetched.capture.note_imported()
        raise NothingNew(f"{fetched.url}: nothing has changed since the capture that is kept.") from None
    except DisconnectionsError as error:
        raise _kept(error, fetched) from error
    fetched.capture.note_imported()
    return report, fetched.gaps


def imported(fetched: Fetched) -> SourceThread:
    """The thread in the answers, with its ledger telling how it was fetched."""
    from generator.sources import read

    try:
        forest = read(fetched.capture.files, fetched.platform)
    except DisconnectionsError as error:
        raise _kept(error, fetched) from error
    # Answers of one thread may hold strays whose parent the platform does not name; the thread is the largest tree.
    root_id = max(forest.roots_of(1), key=forest.post_count)
    thread = forest.thread(root_id)
    server = urlsplit(fetched.url).hostname
    declared = thread.capture.declared_reply_count
    if declared is None and fetched.declared is not None:
        declared = max(0, fetched.declared - 1)
    capture = with_values(
        thread.capture,
        # Without the address: it often holds the name of who wrote.
        route=f"fetch: {server}",
        captured_at=fetched.capture.captured_at,
        completeness=f"{fetched.capture.completeness} {thread.capture.completeness}".strip(),
        declared_reply_count=declared,
    )
    return with_values(thread, url=thread.url or fetched.url, capture=capture)


def _kept(error: DisconnectionsError, fetched: Fetched) -> DisconnectionsError:
    """The error with where the answers are, which the next try takes from there."""
    where = f"The answers are kept in {fetched.capture.folder}; nothing is fetched twice."
    return type(error)(f"{str(error).rstrip('.')}. {where}")
