"""The whole build as one story: read, measure, say, draw, write, publish."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from generator import analysed, publish, roles, site, store, vocabulary, wording, write
from generator.errors import PublicationError
from generator.findings import find
from generator.findings.by_thread import split
from generator.measures import measure
from generator.model import Capture, Thread
from generator.privacy import vanish
from generator.publishable import Progress, ThreadToPublish, silent
from generator.settings import Publication


def analyse(publication: Publication, progress: Progress = silent) -> list[ThreadToPublish]:
    """Measure every thread that changed since the last time, all at once; the others come from the cache."""
    slugs = store.slugs(publication)
    read = {slug: store.read_thread(publication, slug) for slug in slugs}
    taken_down = publication.vanish.read_bytes() if publication.vanish.is_file() else b""
    spaces = {slug: author_space(read[slug][0]) for slug in slugs}
    keys = analysed.joined_keys(
        {slug: analysed.thread_key(publication.threads / slug, taken_down) for slug in slugs}, spaces
    )
    changed = [slug for slug in slugs if not analysed.is_current(publication.analysed / slug, keys[slug])]
    if changed:
        progress("measuring", 0, len(changed))
        tables = measure(
            pd.concat([read[slug][1] for slug in changed], ignore_index=True),
            pd.concat([read[slug][2] for slug in changed], ignore_index=True),
            moments([read[slug][0] for slug in changed], [read[slug][3] for slug in changed]),
            declared=declared({slug: read[slug][3] for slug in changed}),
            votes=pd.concat([store.read_votes(publication, slug) for slug in changed], ignore_index=True),
            seeds=pd.concat([roles.seeded(read[slug][2], read[slug][0]) for slug in changed], ignore_index=True),
        )
        by_thread = split(tables, changed)
        for done, slug in enumerate(changed, start=1):
            thread, _, _, capture = read[slug]
            findings = find(by_thread[slug], thread, capture)
            whole = analysed.thread_json(by_thread[slug], thread, capture)
            names = vocabulary.shown_names(by_thread[slug]["authors"], by_thread[slug]["posts"], thread)
            analysed.write_analysis(publication.analysed / slug, keys[slug], by_thread[slug], findings, whole, names)
            progress("measuring", done, len(changed))
    published = []
    for slug in slugs:
        kept, found, shown = analysed.read_analysis(publication.analysed / slug)
        thread, _, _, capture = read[slug]
        published.append(ThreadToPublish(thread, capture, kept, found, shown, keys[slug]))
    return published


def author_space(thread: Thread) -> str:
    """Within which an author id means one person: a platform, as one key made the ids; for invented people a thread."""
    return thread.slug if thread.constructed else f"platform {thread.platform}"


def moments(threads: list[Thread], captures: list[Capture]) -> pd.DataFrame:
    """One row per thread: when it was captured, whose ids it shares, roles in order, replies declared and hidden."""
    return pd.DataFrame(
        {
            "thread_id": pd.array([thread.slug for thread in threads], dtype="string"),
            "captured_at": pd.to_datetime(
                pd.Series([thread.captured_at or None for thread in threads], dtype="object"),
                utc=True,
                format="ISO8601",
            ),
            "author_space": pd.array([author_space(thread) for thread in threads], dtype="string"),
            "role_order": pd.array([" ".join(role.id for role in thread.roles) for thread in threads], dtype="string"),
            "declared_reply_count": pd.array([capture.declared_reply_count for capture in captures], dtype="Int64"),
            "more_hidden_count": pd.array([capture.more_hidden_count for capture in captures], dtype="Int64"),
        }
    )


def declared(captures: dict[str, Capture]) -> pd.DataFrame:
    """One row per branch of which the platform declares its replies: thread_id, post_id, declared, held."""
    rows = [
        (slug, branch["post_id"], branch["declared"], branch["held"])
        for slug, capture in captures.items()
        for branch in capture.branches
    ]
    return pd.DataFrame(rows, columns=["thread_id", "post_id", "declared", "held"])


def build_docs(publication: Publication, threads: list[ThreadToPublish], progress: Progress = silent) -> int:
    """Write every generated page and file below docs/; returns how many files changed."""
    return write.write_docs(publication.docs, publish.site_files(publication, threads, progress))


def build(publication: Publication, strict: bool = False, progress: Progress = silent) -> Path:
    """From data/ to site/."""
    unusable, _ = vanish_faults(publication)
    if unusable:
        # Somebody asked to be taken out, and would be published.
        raise PublicationError(" ".join(unusable))
    threads = analyse(publication, progress)
    build_docs(publication, threads, progress)
    progress("pages", 0, 1)
    site.run_mkdocs(publication.root / "mkdocs.yml", publication.site, strict)
    site.add_files(publication.site, publish.files_beside(publication, [item.thread.slug for item in threads]))
    site.add_policy(publication.site)
    site.index_for_search(publication.site)
    progress("pages", 1, 1)
    faults = site.check_links(publication.site)
    if strict:
        site.refuse_faults(faults)
    return publication.site


def check(publication: Publication) -> list[str]:
    """Every fault in data/, without writing anything."""
    try:
        return check_threads(publication) + vanish_faults(publication)[0]
    except PublicationError as error:
        return [*check_threads(publication), str(error)]


def check_threads(publication: Publication) -> list[str]:
    """Every fault of the threads that are kept."""
    faults = []
    for slug in store.slugs(publication):
        try:
            store.read_thread(publication, slug)
            store.read_votes(publication, slug)
        except PublicationError as error:
            faults.append(str(error))
    return faults


def vanish_faults(publication: Publication) -> tuple[list[str], list[str]]:
    """What of vanish.txt takes nothing down: lines that are no id (faults), and ids that no thread has (notes).

    Only the number of a line is told, as the line may be a name. Where a thread is not in order, nothing is noted.
    """
    text = store.vanish_list(publication)
    faults = [
        f"{publication.vanish} line {number} is not the id of an author or a post (letters, digits, - and _), so "
        "nothing is taken down for it; write the id that the page shows, one a line."
        for number in vanish.unusable(text)
    ]
    if not vanish.entries(text) or check_threads(publication):
        return faults, []
    known = {each for slug in store.slugs(publication) for each in store.kept_ids(publication, slug)}
    notes = [
        f"{publication.vanish} line {number} is the id of nobody and of no post in any thread; nothing is taken down "
        "for it here."
        for number in vanish.unmatched(text, known)
    ]
    return faults, notes


def overstatements(publication: Publication) -> list[str]:
    """Where the editor's own words go beyond what posts can show, of the threads that can be read; notes, no faults."""
    notes = []
    for slug in store.slugs(publication):
        try:
            thread = store.read_thread(publication, slug)[0]
        except PublicationError:
            continue
        texts = {
            "standfirst": thread.standfirst,
            "claims": " ".join(claim.text for claim in thread.claims),
            "commentary.md": thread.commentary,
        }
        notes += [f"{slug}: {name}: {remark}" for name, text in texts.items() for remark in wording.remarks(text)]
    return notes
