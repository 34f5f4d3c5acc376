"""An import as one story: recognise the files, replace the names, keep the thread, give the account."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator import store
from generator.errors import UsageError
from generator.model import Capture, SourceThread, Thread
from generator.privacy.key import keep_secret, new_secret, read_secret
from generator.privacy.pseudonyms import Person, pseudonymise, with_handles
from generator.settings import Publication

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

    @property
    def rejected(self) -> dict[str, int]:
        """Records not kept, by reason, the most frequent first."""
        reasons = Counter(
            rejection.reason.partition(":")[0].partition(" (")[0] for rejection in self.capture.rejections
        )
        return dict(sorted(reasons.items(), key=lambda pair: (-pair[1], pair[0])))

    @property
    def lines(self) -> list[str]:
        """The account in plain sentences, for the screen."""
        capture = self.capture
        lines = [
            f"{self.slug}: {self.title!r}, from {capture.route}",
            (
                f"{capture.records_read} records read = {capture.posts_kept} posts kept "
                f"+ {len(capture.rejections)} records rejected; {self.author_count} authors"
            ),
        ]
        lines += [f"  rejected: {count} × {reason}" for reason, count in self.rejected.items()]
        if capture.declared_reply_count is not None:
            lines.append(f"{capture.declared_reply_count} replies declared, {self.held_reply_count} held")
        if capture.more_stub_count:
            lines.append(
                f"{capture.more_stub_count} “more” stubs stand for {capture.more_hidden_count} replies not here"
            )
        counts = {"deleted": self.deleted_count, "withheld": self.withheld_count, "placeholders": capture.placeholders}
        if any(counts.values()):
            lines.append(", ".join(f"{count} {state}" for state, count in counts.items() if count))
        lines.append(f"kept in {self.folder}")
        return lines


def import_files(
    publication: Publication,
    files: Sequence[Path],
    as_platform: str | None = None,
    slug: str | None = None,
    title: str | None = None,
    mapping: Mapping[str, str] | None = None,
    people: str = "pseudonyms",
    replace: bool = False,
) -> ImportReport:
    """Bring the files in as one thread; on any error data/ stays as it was."""
    from generator.sources import recognise

    if people not in PEOPLE:
        raise UsageError(f"--people {people!r}: expected one of {', '.join(PEOPLE)}.")
    if slug is not None:
        store.check_slug(slug)
    return keep(
        publication, recognise(files, as_platform, dict(mapping) if mapping else None), slug, title, people, replace
    )


def keep(
    publication: Publication,
    source: SourceThread,
    slug: str | None = None,
    title: str | None = None,
    people: str = "pseudonyms",
    replace: bool = False,
) -> ImportReport:
    """Keep what a source module gave."""
    if people == "handles":
        source, persons = with_handles(source)
        slug = slug or store.slugify(title or source.title)
        store.check_free(publication, slug, replace)
    else:
        slug, source, persons = _pseudonymised(publication, source, slug, title, replace)
    thread = Thread(
        slug=slug,
        title=title or source.title or slug,
        platform=source.capture.platform,
        url=source.url,
        captured_at=source.capture.captured_at,
    )
    folder = store.write_thread(publication, thread, source.posts, source.authors, source.capture, persons, replace)
    states = Counter(post.get("state") or "present" for post in source.posts)
    replies = [post for post in source.posts if post.get("parent_id") is not None]
    return ImportReport(
        slug=slug,
        title=thread.title,
        folder=folder,
        capture=source.capture,
        author_count=len(source.authors),
        deleted_count=states["deleted"],
        withheld_count=states["withheld"],
        held_reply_count=sum(post.get("state") != "missing" for post in replies),
    )


def _pseudonymised(
    publication: Publication, source: SourceThread, slug: str | None, title: str | None, replace: bool
) -> tuple[str, SourceThread, list[Person]]:
    """The slug, the thread and its people; the key is kept only once the thread can be."""
    secret = read_secret(publication.private) or new_secret()
    hidden, people = pseudonymise(source, secret)
    # From the title without names, so that none of them gets into an address.
    slug = slug or store.slugify(title or hidden.title)
    store.check_free(publication, slug, replace)
    kept = keep_secret(publication.private, secret)
    named = store.named(publication, slug) if replace else {}
    if named or kept != secret:
        hidden, people = pseudonymise(source, kept, named)
    return slug, hidden, people
