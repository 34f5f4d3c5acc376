"""The only reader and writer of data/."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import replace as with_values
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator import ledger, records, votes
from generator.errors import PublicationError, ThreadExists
from generator.model import Capture, SourceThread, Thread
from generator.privacy.vanish import vanished, without_vanished
from generator.roles import with_names, with_roles
from generator.settings import Publication
from generator.slugs import check_slug, slugify
from generator.threadfile import format_thread, parse_thread, recaptured

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "check_free", "check_slug", "kept_ids", "named", "read_thread", "read_votes", "recover", "slugify", "slugs",
    "vanish_list", "write_thread",
]  # fmt: skip

Rows = Iterable[Mapping[str, Any]]
FILES = ("thread.toml", "posts.jsonl", "authors.csv", "capture.json")
# What a new import of the same thread leaves as the editor made it.
EDITORS_FILES = ("thread.toml", "commentary.md", "roster.csv")


def slugs(publication: Publication) -> list[str]:
    """The threads of the publication, in the order of the alphabet."""
    _restore(publication)
    if not publication.threads.is_dir():
        return []
    return sorted(
        folder.name for folder in publication.threads.iterdir() if folder.is_dir() and not folder.name.startswith(".")
    )


def read_thread(publication: Publication, slug: str) -> tuple[Thread, pd.DataFrame, pd.DataFrame, Capture]:
    """A thread as it may be shown: checked, with roles and names, without what was taken down."""
    folder = publication.threads / check_slug(slug)
    if not folder.is_dir():
        raise PublicationError(
            f"{folder}: there is no such thread; `disconnections import FILE --slug {slug}` makes one."
        )
    faults: list[str] = []
    texts = {name: _text(folder / name, faults) for name in FILES}
    if faults:
        raise _faulty(folder, faults)
    thread, thread_faults = parse_thread(slug, texts["thread.toml"])
    posts, post_faults = records.parse_posts(slug, texts["posts.jsonl"])
    authors, author_faults = records.parse_authors(slug, texts["authors.csv"])
    capture, capture_faults = ledger.parse_capture(texts["capture.json"])
    faults += thread_faults + post_faults + author_faults + capture_faults
    roster: dict[str, str] = {}
    if (folder / "roster.csv").exists():
        roster, roster_faults = records.parse_roster(_text(folder / "roster.csv", faults))
        faults += roster_faults
    if not faults:
        faults += records.cross_faults(thread, posts, authors, roster)
    commentary = _optional(folder / "commentary.md", faults)
    vanish = vanished(_optional(publication.vanish, faults))
    if faults:
        raise _faulty(folder, faults)
    authors = with_roles(with_names(authors, thread), thread, roster)
    posts, authors = without_vanished(posts, authors, vanish)
    captured_at = thread.captured_at or capture.captured_at
    return with_values(thread, commentary=commentary, captured_at=captured_at), posts, authors, capture


def kept_ids(publication: Publication, slug: str) -> set[str]:
    """The ids of all posts and authors of a thread that is in order, also of those that are taken down."""
    folder, faults = publication.threads / check_slug(slug), list[str]()
    posts = records.stored_posts(_text(folder / "posts.jsonl", faults))
    authors = records.stored_authors(_text(folder / "authors.csv", faults))
    return {post.post_id for post in posts} | {author["author_id"] for author in authors}


def vanish_list(publication: Publication) -> str:
    """The text of vanish.txt, "" where there is none; raises PublicationError where it cannot be read."""
    faults: list[str] = []
    text = _optional(publication.vanish, faults)
    if faults:
        raise _faulty(publication.vanish.parent, faults)
    return text


def read_votes(publication: Publication, slug: str) -> pd.DataFrame:
    """Who agreed with which post of a thread, checked, without what was taken down; no rows where nobody voted."""
    file = publication.threads / check_slug(slug) / "votes.csv"
    faults: list[str] = []
    cast, vote_faults = votes.parse_votes(slug, _optional(file, faults))
    if not (faults or vote_faults or len(cast)):
        return cast
    _, posts, authors, _ = read_thread(publication, slug)
    vanish = vanished(_optional(publication.vanish, faults))
    cast = cast[~(cast["author_id"].isin(vanish) | cast["post_id"].isin(vanish))].reset_index(drop=True)
    faults += vote_faults or votes.strangers(cast, posts, authors)
    if faults:
        raise _faulty(file.parent, faults)
    return cast


def stored(publication: Publication, slug: str) -> tuple[Thread, SourceThread] | None:
    """A thread as it was kept, for a later capture to be joined with; None where there is none that is in order."""
    folder = publication.threads / check_slug(slug)
    recover(publication, slug)
    faults: list[str] = []
    texts = {name: _text(folder / name, faults) for name in FILES}
    voted = _optional(folder / "votes.csv", faults)
    if faults:
        return None
    cast, vote_faults = votes.parse_votes(slug, voted)
    thread, faults = parse_thread(slug, texts["thread.toml"])
    capture, capture_faults = ledger.parse_capture(texts["capture.json"])
    faults += records.parse_posts(slug, texts["posts.jsonl"])[1] + records.parse_authors(slug, texts["authors.csv"])[1]
    if faults or capture_faults or vote_faults:
        return None
    return thread, SourceThread(
        posts=records.stored_posts(texts["posts.jsonl"]),
        authors=records.stored_authors(texts["authors.csv"]),
        title=thread.title,
        url=thread.url,
        capture=capture,
        votes=votes.stored_votes(cast),
    )


def write_thread(
    publication: Publication,
    thread: Thread,
    source: SourceThread,
    people: Rows = (),
    replace: bool = False,
) -> Path:
    """Keep a thread; after an interruption the old one or the new one is there, whole.

    Raises ThreadExists where there is one of that slug, unless it is to be replaced; the editor's files stay then.
    """
    folder = check_free(publication, thread.slug, replace)
    files: dict[str, Iterable[str]] = {
        "thread.toml": [format_thread(thread)],
        "posts.jsonl": records.post_lines(source.posts),
        "authors.csv": [records.format_authors(source.authors)],
        "capture.json": [ledger.format_capture(source.capture)],
    }
    if source.votes:
        files["votes.csv"] = [votes.format_votes(source.votes)]
    for name in EDITORS_FILES:
        if (folder / name).is_file():
            files[name] = [(folder / name).read_bytes().decode("utf-8")]
    if folder.exists() and thread.captured_at:
        files["thread.toml"] = [recaptured("".join(files["thread.toml"]), thread.captured_at)]
    publication.threads.mkdir(parents=True, exist_ok=True)
    new = publication.threads / f".new-{thread.slug}"
    try:
        new.mkdir()
        for name, pieces in files.items():
            _write(new / name, pieces)
        _sync(new)
        _swap(new, folder)
    except BaseException:
        shutil.rmtree(new, ignore_errors=True)
        _restore(publication, thread.slug)
        raise
    _write_people(publication, thread.slug, list(people))
    return folder


def _write_people(publication: Publication, slug: str, people: list[Mapping[str, Any]]) -> None:
    """Who is behind each id, joined with who was known before."""
    if not people:
        return
    file = publication.private / slug / "people.csv"
    before = records.parse_people(file.read_text(encoding="utf-8")) if file.is_file() else []
    known = {person["author_id"]: person for person in (*before, *people)}
    file.parent.mkdir(parents=True, exist_ok=True)
    write_private(file, records.format_people(known.values()))


def check_free(publication: Publication, slug: str, replace: bool = False) -> Path:
    """The folder for a thread of that slug; ThreadExists where one is there and is not to be replaced."""
    folder = publication.threads / check_slug(slug)
    recover(publication, slug)
    if folder.exists() and not replace:
        raise ThreadExists(
            f"{folder}: there is a thread of that name already; choose another --slug, "
            "or bring it up to date with --replace."
        )
    return folder


def named(publication: Publication, slug: str) -> dict[str, str]:
    """Who may be named in a thread that is already there: author id or handle to name, "" for the source's own."""
    file = publication.threads / check_slug(slug) / "thread.toml"
    if not file.is_file():
        return {}
    faults: list[str] = []
    thread, toml_faults = parse_thread(slug, _text(file, faults))
    if faults or toml_faults:
        raise _faulty(file.parent, faults + toml_faults)
    return dict.fromkeys(thread.organisations, "") | thread.named


def recover(publication: Publication, slug: str = "*") -> None:
    """Undo what an interrupted import left behind, of one thread or of all."""
    _restore(publication, slug)
    for left in _left(publication, ".new-", slug) + _left(publication, ".old-", slug):
        shutil.rmtree(left, ignore_errors=True)


def _left(publication: Publication, mark: str, slug: str) -> list[Path]:
    if slug == "*":
        return list(publication.threads.glob(f"{mark}*"))
    folder = publication.threads / f"{mark}{slug}"
    return [folder] if folder.is_dir() else []


def write_private(file: Path, text: str) -> None:
    """A file that only its owner may read, written whole or not at all."""
    new = file.with_name(f".{file.name}.new")
    new.unlink(missing_ok=True)
    descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as out:
        out.write(text)
        out.flush()
        os.fsync(out.fileno())
    new.replace(file)


def _swap(new: Path, folder: Path) -> None:
    """Put the new folder in the old one's place: two renames, of which `_restore` can undo the first."""
    old = folder.with_name(f".old-{folder.name}")
    if folder.exists():
        folder.rename(old)
    new.rename(folder)
    _sync(folder.parent)
    shutil.rmtree(old, ignore_errors=True)


def _restore(publication: Publication, slug: str = "*") -> None:
    """Bring back a thread that was moved aside and not yet replaced."""
    for old in _left(publication, ".old-", slug):
        folder = old.with_name(old.name.removeprefix(".old-"))
        if not folder.exists():
            old.rename(folder)


def _text(file: Path, faults: list[str]) -> str:
    try:
        return file.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        faults.append(f"{file.name} is missing")
    except UnicodeDecodeError as error:
        faults.append(f"{file.name} is not UTF-8 (byte {error.start})")
    except OSError as error:
        faults.append(f"{file.name} cannot be read ({error.strerror})")
    return ""


def _optional(file: Path, faults: list[str]) -> str:
    """The text of a file that need not be there."""
    return _text(file, faults) if file.exists() else ""


def _faulty(folder: Path, faults: list[str]) -> PublicationError:
    shown = faults[: records.MOST_FAULTS]
    more = f"; and {len(faults) - len(shown)} more" if len(faults) > len(shown) else ""
    return PublicationError(f"{folder}: {'; '.join(shown)}{more}. Mend the file, or import the thread again.")


def _write(file: Path, pieces: Iterable[str]) -> None:
    with file.open("w", encoding="utf-8", newline="") as out:
        out.writelines(pieces)
        out.flush()
        os.fsync(out.fileno())


def _sync(folder: Path) -> None:
    """Make the names in a folder outlast a power cut, where the system can."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
