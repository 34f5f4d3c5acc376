"""Mailing lists: mbox files, the monthly text of Pipermail archives (also `.gz`), and single mails.

One record is one mail (https://www.rfc-editor.org/rfc/rfc5322, https://www.rfc-editor.org/rfc/rfc4155). What a mail
answers is told by In-Reply-To and References, then by its subject within the files (folded: "Re:", "AW:", "[list]"),
much as in https://www.jwz.org/doc/threading.html. The address is the handle of a sender; where the list put its own
address in that place, the name is. Addresses that an archive disguises ("ann at example.org") are read as addresses.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from generator.sources import markup
from generator.sources.builder import Builder
from generator.sources.forest import Forest, route_of
from generator.sources.mail_body import Words, plain_addresses, words_of
from generator.sources.mail_files import is_mail, mails, without_envelope
from generator.sources.mail_headers import (
    answers_something,
    message_ids,
    moment,
    person,
    subject_words,
    unencoded,
)
from generator.sources.mail_message import Mail, parsed
from generator.sources.mail_quotes import with_marks
from generator.sources.reading import Document

LOOKS_FOR = "a mailing list's mbox or Pipermail text (mails that begin with “From ” and headers)"


def recognises(documents: list[Document]) -> bool:
    """Whether one of the files holds mail; others beside it are left."""
    return any(is_mail(document) for document in documents)


def forest(documents: list[Document], mapping: dict[str, str] | None = None) -> Forest:
    """The threads, the largest first."""
    builder = Builder()
    archives = [document for document in documents if is_mail(document)]
    letters: dict[str, _Letter] = {}
    for document in archives:
        for place, raw in mails(document):
            envelope, content = without_envelope(raw)
            _take(builder, parsed(content), envelope, place, letters)
    _hang(builder, letters)
    return builder.forest(platform="mail", route=route_of(archives))


@dataclass(slots=True)
class _Letter:
    """What of a held mail tells its place in a thread."""

    answered: str | None  # the id that it says it answers
    above: list[str]  # the ids of those before, the first of the thread first
    subject: str  # folded, in small letters
    is_answer: bool
    title: str
    at: str


def _take(builder: Builder, mail: Mail, envelope: str, place: str, letters: dict[str, _Letter]) -> None:
    fields = mail.fields
    sender = person(fields.get("x-original-from", "") or fields.get("from", ""))
    if sender is None and "subject" not in fields and not mail.text.strip():
        builder.reject(place, "no mail: neither a sender nor a subject nor words")
        return
    words = _words(mail, sender.name if sender else "")
    at = moment(fields.get("date", "")) or moment(_time_of(envelope))
    post_id = next(iter(message_ids(fields.get("message-id", ""))), None) or _made_id(fields, words.text)
    subject = plain_addresses(subject_words(fields.get("subject", "")))
    held = builder.add(
        {
            "post_id": post_id,
            "author_id": builder.author(sender.handle, name=sender.name) if sender else None,
            "published_at": at,
            # A mail that is but an attachment has no words, and its markup is not to be taken for some.
            "text": words.text or (" " if words.html else ""),
            "html": words.html,
            "url": _address(fields.get("archived-at", "")),
        },
        place,
    )
    if not held:
        return
    answered = message_ids(fields.get("in-reply-to", ""))
    above = [each for each in message_ids(fields.get("references", "")) if each != post_id]
    letter = _Letter(
        # Some mailers put more into In-Reply-To than one id; the last of References is then the surer one.
        answered=(answered[0] if len(answered) == 1 or (answered and not above) else above[-1] if above else None),
        above=above,
        subject=subject.casefold(),
        is_answer=answers_something(fields.get("subject", "")),
        title=subject,
        at=at or "",
    )
    before = letters.get(post_id)
    # Of two copies the one that tells more counts, so that the order of the files does not decide.
    if before is None or _telling(letter) > _telling(before):
        letters[post_id] = letter


def _telling(letter: _Letter) -> tuple[bool, int, str, list[str], str]:
    return letter.answered is not None, len(letter.above), letter.answered or "", letter.above, letter.title


def _words(mail: Mail, sender: str) -> Words:
    if mail.html and not mail.text.strip():
        if markup.too_long(mail.html):
            return Words("", mail.html)  # to be refused with that reason
        cleaned = markup.clean_html(mail.html)
        marked = words_of(with_marks(cleaned), mail.attachments, sender)
        return Words(marked.text, cleaned or marked.html) if not mail.attachments else marked
    return words_of(mail.text, mail.attachments, sender)


def _made_id(fields: dict[str, str], text: str) -> str:
    """An id for a mail without one: the same for the same mail."""
    told = "\0".join([fields.get("from", ""), fields.get("date", ""), fields.get("subject", ""), text])
    return f"no-id-{sha256(told.encode('utf-8', 'replace')).hexdigest()[:16]}"


def _time_of(envelope: str) -> str:
    """The time in the line that begins a mail: what follows the address."""
    words = envelope.split()
    days = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
    start = next((number for number, word in enumerate(words) if word.rstrip(",") in days), None)
    return " ".join(words[start:]) if start is not None else ""


def _address(value: str) -> str:
    address = unencoded(value).strip("<> ")
    return (
        address if address.startswith(("https://", "http://")) and address.isprintable() and " " not in address else ""
    )


def _hang(builder: Builder, letters: dict[str, _Letter]) -> None:
    """Put each mail below the one it answers."""
    first_of = _first_of_subjects(letters)
    for post_id, letter in letters.items():
        stated = letter.answered if letter.answered in letters else None
        held = stated or next((each for each in reversed(letter.above) if each in letters), None)
        first = first_of.get(letter.subject) if letter.subject else None
        if held is not None and held != post_id:
            builder.hang(post_id, held)
        elif letter.answered is not None and letter.answered != post_id:
            # What it answers is not here: it stands below the first mail of that subject, or of its references.
            known = first if first is not None and first != post_id and letters[first].answered is None else None
            root = known or (letter.above[0] if letter.above else None)
            builder.hang(post_id, letter.answered, root)
            for unheld in (root, letter.answered):
                if unheld is not None and unheld not in letters:
                    builder.about(unheld, title=letter.title)
        elif letter.is_answer and first is not None and first != post_id:
            # That it answers is plain, but not which of the mails of that subject.
            builder.hang(post_id, first, placed=True)
        builder.about(post_id, title=letter.title)


def _first_of_subjects(letters: dict[str, _Letter]) -> dict[str, str]:
    """Subject to the mail that began it: the first that is no answer, or the first."""
    first_of: dict[str, str] = {}
    for post_id in sorted(letters, key=lambda each: (letters[each].is_answer, letters[each].at or "9", each)):
        letter = letters[post_id]
        if letter.subject:
            first_of.setdefault(letter.subject, post_id)
    return first_of
