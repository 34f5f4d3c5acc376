"""An import as one story: recognise the files, replace the names, keep the thread, give the account."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from generator import store
from generator.errors import InputError, NothingNew, ThreadExists, UsageError
from generator.merging import is_same_thread, merged
from generator.model import Capture, Recapture, Role, SourceThread, Thread
from generator.packed import fields
from generator.privacy.key import keep_secret, new_secret, read_secret
from generator.privacy.pseudonyms import hidden_title, pseudonymise, with_handles
from generator.settings import Publication
from generator.vocabulary import plural

if TYPE_CHECKING:
    from generator.sources.forest import Forest

MOST_LISTED = 20
PEOPLE = ("pseudonyms", "handles")


@dataclass(frozen=True)
class ImportReport:
    """What became of every record of the source."""

    slug: str
    title: str
    folder: Path
    capture: Capture
    author_count: int
    deleted_count: int
    withheld_count: int
    held_reply_count: int  # replies below the root that are there, deleted ones too, placeholders not
    change: Recapture | None = None  # what a later capture of a kept thread changed

    @property
    def rejected(self) -> dict[str, int]:
        """Records not kept, by reason, the most frequent first."""
        reasons = Counter[str]()
        for rejection in self.capture.rejections:
            reasons[rejection.kind] += rejection.count
        return dict(sorted(reasons.items(), key=lambda pair: (-pair[1], pair[0])))

    @property
    def lines(self) -> list[str]:
        """The account in plain sentences, for the screen."""
        capture = self.capture
        lines = [
            f"{self.slug}: {self.title!r}, from {capture.route}",
            (
                f"{plural(capture.records_read, 'record')} read = {plural(capture.posts_kept, 'post')} kept "
                f"+ {plural(capture.records_rejected, 'record')} rejected; {plural(self.author_count, 'author')}"
            ),
        ]
        if capture.passed_over_count:
            shown = ", ".join(capture.passed_over[:MOST_LISTED])
            more = capture.passed_over_count - min(MOST_LISTED, len(capture.passed_over))
            files = "1 file" if capture.passed_over_count == 1 else f"{capture.passed_over_count} files"
            lines.append(f"passed over as no part of it: {files}: {shown}" + (f" and {more} more" if more else ""))
        if capture.completeness:
            lines.append(f"complete? {capture.completeness}")
        lines += [f"  rejected: {count} × {reason}" for reason, count in self.rejected.items()]
        if capture.declared_reply_count is not None:
            lines.append(
                f"{plural(capture.declared_reply_count, 'reply', 'replies')} declared, {self.held_reply_count} held"
            )
        if capture.more_stub_count:
            many = capture.more_hidden_count
            hidden = plural(many, "reply", "replies") if many else "an unknown number of replies"
            stubs = plural(capture.more_stub_count, "“more” stub stands", "“more” stubs stand")
            lines.append(f"{stubs} for {hidden} not here")
        counts = {"deleted": self.deleted_count, "withheld": self.withheld_count}
        told = [f"{count} {state}" for state, count in counts.items() if count]
        if capture.placeholders:
            told.append(plural(capture.placeholders, "placeholder"))
        if told:
            lines.append(", ".join(told))
        if self.change is not None:
            change = self.change
            lines.append(
                f"joined with the capture kept before: {plural(len(change.added), 'post')} new, "
                f"{len(change.vanished)} vanished, {len(change.returned)} there again, {len(change.edited)} edited"
            )
        lines.append(f"kept in {self.folder}")
        return lines


@dataclass(frozen=True)
class Choice:
    """Which of a file's threads are meant."""

    thread_id: str | None = None  # the root, or any post, of the one to take
    split: bool = False  # every thread, each for itself
    least_posts: int = 1  # threads with fewer are left


def import_files(
    publication: Publication,
    files: Sequence[Path],
    as_platform: str | None = None,
    slug: str | None = None,
    title: str | None = None,
    mapping: Mapping[str, str] | None = None,
    people: str = "pseudonyms",
    replace: bool = False,
    choice: Choice | None = None,
    now: str = "",
) -> list[ImportReport]:
    """Bring the files in as one thread, or as many where that was chosen; on any error data/ stays as it was."""
    from generator.sources import read

    if people not in PEOPLE:
        raise UsageError(f"--people {people!r}: expected one of {', '.join(PEOPLE)}.")
    if slug is not None:
        store.check_slug(slug)
    choice = choice or Choice()
    if choice.split and choice.thread_id:
        raise UsageError("--split takes every thread and --thread one; give one of the two.")
    forest = read(files, as_platform, dict(mapping) if mapping else None)
    roots = chosen(forest, choice)
    store.recover(publication)
    if not choice.split:
        return [keep(publication, forest.thread(roots[0]), slug, title, people, replace, now=now)]
    reports: list[ImportReport] = []
    for number, root_id in enumerate(roots, start=1):
        taken = frozenset(report.slug for report in reports)
        each = f"{slug}-{number}" if slug else None
        reports.append(keep(publication, forest.thread(root_id), each, None, people, replace, taken, now))
    return reports


def chosen(forest: Forest, choice: Choice) -> list[str]:
    """The roots of the threads that are meant; raises InputError with what there is where none was chosen."""
    if choice.thread_id is not None:
        root_id = forest.containing(choice.thread_id)
        if root_id is None:
            raise InputError(f"{forest.route}: no thread holds {choice.thread_id!r}; {listing(forest, choice)}")
        return [root_id]
    roots = forest.roots_of(choice.least_posts)
    if not roots:
        raise InputError(
            f"{forest.route}: no thread has {plural(choice.least_posts, 'post')}; {listing(forest, Choice())}"
        )
    if len(roots) > 1 and not choice.split:
        if all(forest.post_count(root_id) == 1 for root_id in roots):
            raise InputError(
                f"{forest.route} holds {len(roots)} posts that do not answer one another: a list, not a thread; give a "
                "post together with its replies."
            )
        raise InputError(f"{forest.route} holds {len(roots)} threads; {listing(forest, choice)}")
    return roots


def listing(forest: Forest, choice: Choice) -> str:
    """What there is to choose from, and how to choose."""
    roots = forest.roots_of(choice.least_posts)
    lines = [
        f"  {root_id}: {plural(forest.post_count(root_id), 'post')}, {forest.title(root_id)!r}"
        for root_id in roots[:MOST_LISTED]
    ]
    if len(roots) > MOST_LISTED:
        lines.append(f"  and {len(roots) - MOST_LISTED} more")
    return "take one with --thread ID, or each with --split (--least-posts N leaves the small ones):\n" + "\n".join(
        lines
    )


def keep(
    publication: Publication,
    source: SourceThread,
    slug: str | None = None,
    title: str | None = None,
    people: str = "pseudonyms",
    replace: bool = False,
    taken: frozenset[str] = frozenset(),
    now: str = "",
    whole: bool = True,
) -> ImportReport:
    """Keep what a source module gave, whose posts it takes; a slug made from the title is none of those `taken`.

    Where the slug is that of an earlier capture of the same thread, both are joined; `now` is when this one was made
    if its source does not say. Raises ThreadExists for another thread of that slug, and where nothing is new;
    InputError where the later one is not `whole` and would mark posts as vanished that it may only lack.
    """
    known = read_secret(publication.private)
    secret = known or new_secret()
    # From the title without names, so that none of them gets into an address.
    plain_title = title or (source.title if people == "handles" else hidden_title(source, secret))
    slug = slug or unused(store.slugify(plain_title), taken)
    before = None if replace else store.stored(publication, slug)
    store.check_free(publication, slug, replace or before is not None)
    if people == "handles":
        source, persons = with_handles(source)
    else:
        if before is not None and known is None:
            # Without the key that made its pseudonyms nothing can be found again in the thread that is kept.
            raise _taken(publication.threads / slug)
        secret = keep_secret(publication.private, secret)
        named = store.named(publication, slug) if replace or before else {}
        source, persons = pseudonymise(source, secret, named, consume=True)
    change = None
    if before is not None:
        source, change = _joined(publication, before, source, now)
        if not whole and change.vanished:
            raise InputError(
                f"{publication.threads / slug}: {plural(len(change.vanished), 'kept post is', 'kept posts are')} "
                "not in this capture, "
                "which has gaps; complete it, or put it in the kept one's place with --replace."
            )
    thread = Thread(
        slug=slug,
        title=title or source.title or slug,
        platform=source.capture.platform,
        url=source.url,
        captured_at=source.capture.captured_at,
        roles=declared_roles(source),
    )
    folder = store.write_thread(publication, thread, source, persons, replace or before is not None)
    return report_of(thread, source, folder, change)


def report_of(thread: Thread, source: SourceThread, folder: Path, change: Recapture | None) -> ImportReport:
    """The account of what was kept."""
    states = Counter(state for (state,) in fields(source.posts, "state"))
    return ImportReport(
        slug=thread.slug,
        title=thread.title,
        folder=folder,
        capture=source.capture,
        author_count=len(source.authors),
        deleted_count=states["deleted"],
        withheld_count=states["withheld"],
        held_reply_count=sum(
            parent_id is not None and state != "missing"
            for parent_id, state in fields(source.posts, "parent_id", "state")
        ),
        change=change,
    )


def declared_roles(source: SourceThread) -> tuple[Role, ...]:
    """The roles that the platform itself gives ("member"), for the page to show and the editor to rename."""
    ids = sorted({author["role"] for author in source.authors if author.get("role")})
    names = {role_id: role_id.replace("-", " ").capitalize() for role_id in ids}
    return tuple(Role(role_id, f"{name}s" if name != "Staff" else name, name) for role_id, name in names.items())


def _joined(
    publication: Publication, before: tuple[Thread, SourceThread], later: SourceThread, now: str
) -> tuple[SourceThread, Recapture]:
    """Both captures as one; raises ThreadExists where they are of two threads, or the later one is nothing new."""
    thread, kept = before
    folder = publication.threads / thread.slug
    if not is_same_thread(kept, later):
        raise _taken(folder)
    joined = merged(kept, later, thread.vanished, now)
    if not joined.change:
        raise NothingNew(
            f"{folder}: this thread is there already, and the file brings nothing new; import a later capture, choose "
            "another --slug for a copy, or make it anew with --replace."
        )
    return joined.thread, joined.change


def _taken(folder: Path) -> ThreadExists:
    return ThreadExists(
        f"{folder}: there is another thread of that name already; choose another --slug, or put this one in its "
        "place with --replace."
    )


def unused(slug: str, taken: frozenset[str]) -> str:
    """The slug, numbered where it is taken."""
    numbered = (f"{slug}-{number}" for number in count(2))
    return slug if slug not in taken else next(each for each in numbered if each not in taken)
