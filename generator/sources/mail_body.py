"""The words of a mail: new text, quotations and what others added, told apart.

In the text, quoted lines begin with ">", as they came or because the mailer quotes otherwise; the line that introduces
a quotation ("On Monday Ann wrote:") counts as a part of it. In the markup they are blockquotes. The sender's signature
(below "-- "), the footers of lists, and the armour of PGP are left out of both.
"""

from __future__ import annotations

import html as entities
import re
from dataclasses import dataclass
from itertools import groupby

from generator.paragraphs import paragraphs

LONGEST_SIGNATURE = 15  # lines; more below "--" is text
_DEEPEST = 6  # quotations in quotations that are still told apart
_SIGNATURE_DASHES = frozenset(("-- ", "--", "– ", "— "))
_WORD = re.compile(r"\w+")
_UNDERLINE = re.compile(r"^(?:>\s?)*[_=\-]{20,}\s*$")
_FOOTER = re.compile(
    r"mailing list|mailman|listinfo|unsubscribe|google ?groups|yahoo ?groups|list archive|to post to this", re.I
)
_LONGEST_FOOTER = 14
_PGP_HEAD = re.compile(r"^-----BEGIN PGP SIGNED MESSAGE-----\n(?:\w[\w-]*: .*\n)*\n?", re.M)
_PGP_SIGNATURE = re.compile(
    r"^-----BEGIN PGP (SIGNATURE|PUBLIC KEY BLOCK)-----\n.*?(?:^-----END PGP \1-----\n?|\Z)", re.M | re.S
)
_SCRUBBED = re.compile(
    r"^(?:-{8,} next part -{8,}\n)?An? ([^\n]{0,60}?(?:attachment|text|message)[^\n]{0,40}) was scrubbed\.\.\.\n"
    r"((?:\w[\w -]{0,20}: [^\n]*\n?|(?=[^\n])<[^\n]*>\n?)*)",
    re.M,
)
_NEXT_PART = re.compile(r"^-{8,} next part -{8,}\n?", re.M)
_FORWARDED = re.compile(
    r"^[ \t]*-{2,}[ \t]*(?:Original Message|Original-Nachricht|Ursprüngliche Nachricht|Message d'origine"
    r"|Mensaje original|Messaggio originale|Oorspronkelijk bericht|Forwarded [Mm]essage|Reply [Mm]essage).{0,30}-*\s*$"
    r"|^[ \t]*_{20,}[ \t]*\n(?:[ \t]*\n)?[ \t]*(?:From|Von|De)\s?: .*\n\s*(?:Sent|Date|Gesendet|Envoyé|To|Datum)\s?: ",
    re.M,
)
_INTRODUCES = re.compile(
    r"(?:\b(?:wrote|writes|said|says|schrieb|écrit|a écrit|escribió|scrisse|ha scritto|skrev|kirjoitti|schreef|escreveu"
    r"|napisał\(?a?\)?|пишет|писал\(?а?\)?)\b.{0,40}:|schrieb .{1,60}:)\s*$",
    re.I,
)
_INITIALS = re.compile(r"^[A-Z][A-Za-z]{1,3}>+ ", re.M)
_BEGINS_INTRODUCTION = re.compile(r"\s*(?:On|At|In|Am|Le|El|Il|Den|Op|Em|W dniu|Quoting|\d{1,4}[-./ ])\b", re.I)
# An address as archives disguise it, from its middle on; what stands before is looked up then, as this is faster.
_AT_SERVER = re.compile(r"(?: at | ?\(at\) ?| ?\[at\] ?)((?!www\.)[\w-]+(?:\.[\w-]+)*\.[A-Za-z]{2,10})(?![\w@-]|\.\w)")
_LOCAL_PART = re.compile(r"[\w.+=/-]+$")
_LONGEST_LOCAL_PART = 64
# What stands before "at example.org" without being an address.
_WORDS = frozenset(
    """look looked looking looks see seen available is are was were be been here there found find live lives located
    location hosted hosting host posted page pages site sites website web documentation docs manual repository repo code
    it them that this me you us version versions list archive archives download downloads downloaded server servers work
    works worked working based up down directly people folks guys staff or and only also directory file files link
    links published registered registration appears stored point pointed points contact support mirror mirrors released
    package packages tracker reported bug bugs start started starting e.g i.e down out back someone""".split()
)


@dataclass(slots=True)
class Words:
    """The text of a mail and its markup; no markup where it is but the paragraphs of the text."""

    text: str
    html: str | None


def words_of(body: str, attachments: list[str], sender: str = "") -> Words:
    """The new text and the quotations of a plain body; the names of attachments go into the markup alone.

    `sender` is the sender's name: a line at the end that is nothing else is a signature too.
    """
    if "\r" in body:
        body = body.replace("\r\n", "\n").replace("\r", "\n")
    if "-----BEGIN PGP" in body:
        body = _PGP_SIGNATURE.sub("", _PGP_HEAD.sub("", body))
    notes = list(attachments)
    if "was scrubbed..." in body or "next part" in body:
        body = _NEXT_PART.sub("", _SCRUBBED.sub(lambda match: _note(match, notes), body))
    forwarded = _FORWARDED.search(body) if "---" in body or "____" in body else None
    lines = (body[: forwarded.start()] if forwarded else body).rstrip().split("\n")
    lines = _without_name(_without_signature(_without_footer(lines)), sender)
    if forwarded:
        lines += [f"> {line}" for line in _without_footer(body[forwarded.start() :].strip().split("\n"))]
    if "\n|" in body or _INITIALS.search(body):
        lines = _with_one_mark(lines)
    if any(map(_is_quoted, lines)):
        lines = _with_introductions(lines)
        text = plain_addresses("\n".join(lines)).strip("\n")
        html = _markup(text.split("\n"), 0)
    else:
        text, html = plain_addresses("\n".join(lines)).strip("\n"), ""
    if notes:
        html = (html or paragraphs(text)) + "".join(f"<p><em>{entities.escape(note)}</em></p>" for note in notes)
    return Words(text, html or None)


def attachment_note(name: str, kind: str) -> str:
    """How an attachment is told of."""
    return f"[attachment: {', '.join(part for part in (name, kind) if part) or 'without a name'}]"


def _note(match: re.Match[str], notes: list[str]) -> str:
    """Note what the archive has cut out."""
    told = dict(re.findall(r"^(Name|Type): (.*)$", match[2], re.M))
    name = told.get("Name", "").strip()
    notes.append(attachment_note("" if name == "not available" else name, told.get("Type", "").strip() or match[1]))
    return ""


def _without_footer(lines: list[str]) -> list[str]:
    """The lines without the footer of the list: a rule and a few lines that speak of the list, at the end."""
    for number in range(len(lines) - 1, max(len(lines) - _LONGEST_FOOTER, 0) - 1, -1):
        line = lines[number]
        if (line[:1] in "_=->" and _UNDERLINE.match(line)) or line.rstrip() in ("--", ">"):
            if any(_FOOTER.search(each) for each in lines[number + 1 :]):
                return lines[:number]
            if line.rstrip() != ">":
                return lines
    return lines


def _without_signature(lines: list[str]) -> list[str]:
    """The lines without the sender's signature, which ends where a quotation begins."""
    if _SIGNATURE_DASHES.isdisjoint(lines):
        return lines
    for start, line in enumerate(lines):
        if line not in _SIGNATURE_DASHES:
            continue
        end = start + 1
        last = min(len(lines), start + LONGEST_SIGNATURE + 1)
        while end < last and not _is_quoted(lines[end]) and not _introduces(lines[end]):
            end += 1
        if end - start > LONGEST_SIGNATURE:
            continue
        if (
            end < len(lines)
            and end - 1 > start
            and lines[end - 1].strip()
            and _BEGINS_INTRODUCTION.match(lines[end - 1])
        ):
            end -= 1
        return lines[:start] + lines[end:]
    return lines


def _without_name(lines: list[str], sender: str) -> list[str]:
    """The lines without those, before a quotation or the end, in which the sender's name stands alone."""
    names = set(_WORD.findall(sender.lower()))
    if not names:
        return lines
    kept = []
    follows_end = True
    for line in reversed(lines):
        if _is_quoted(line):
            follows_end = True
        elif follows_end:
            words = _WORD.findall(line.lower())
            if words and names.issuperset(words):
                continue
            follows_end = not words or _introduces(line)
        elif line[-1:] == ":":
            follows_end = _introduces(line)
        kept.append(line)
    return kept[::-1]


def _is_quoted(line: str) -> bool:
    return line[:1] == ">" or (line[:1] == " " and line.lstrip(" ")[:1] == ">")


def _introduces(line: str) -> bool:
    """Whether a line says that a quotation follows."""
    return ":" in line[-4:] and _INTRODUCES.search(line) is not None


def _with_one_mark(lines: list[str]) -> list[str]:
    """The lines, with quotations that are marked "| " after an introduction, or "AB> ", marked ">" like others."""
    marked = list(lines)
    within = False
    for number, line in enumerate(lines):
        if line[:1] == "|":
            within = within or any(_introduces(each) for each in lines[max(number - 2, 0) : number])
            if within:
                marked[number] = f"> {line}"
        else:
            within = False
            if _INITIALS.match(line):
                marked[number] = f"> {line}"
    return marked


def _with_introductions(lines: list[str]) -> list[str]:
    """The lines, with those that introduce a quotation marked as a part of it, and mbox's ">From" undone."""
    marked = list(lines)
    for number, line in enumerate(lines):
        if not _is_quoted(line) or (number and _is_quoted(lines[number - 1])):
            continue
        following = lines[number + 1] if number + 1 < len(lines) else ""
        if line.startswith(">From ") and following[:1] != ">":
            marked[number] = line[1:]
            continue
        last = number - 1
        while last > max(number - 3, 0) and not lines[last].strip():
            last -= 1
        if last < 0 or not _introduces(lines[last]):
            continue
        first = last
        while first > max(last - 2, 0) and not _BEGINS_INTRODUCTION.match(lines[first]) and lines[first - 1].strip():
            first -= 1
        if not _BEGINS_INTRODUCTION.match(lines[first]):
            first = last
        for each in range(first, number):
            marked[each] = f"> {lines[each]}".rstrip()
    return marked


def plain_addresses(text: str) -> str:
    """The text with disguised addresses as addresses, so that they are found where people are hidden."""
    if " at " not in text and "at)" not in text and "at]" not in text:
        return text
    pieces: list[str] = []
    done = 0
    for match in _AT_SERVER.finditer(text):
        local = _LOCAL_PART.search(text, max(done, match.start() - _LONGEST_LOCAL_PART), match.start())
        if local is None:
            continue
        bracketed = text[max(local.start() - 1, 0) : local.start()] in ("<", "(", "[", ":")
        if bracketed or local[0].lower().strip(".") not in _WORDS:
            pieces.append(f"{text[done : match.start()]}@{match[1]}")
            done = match.end()
    return "".join([*pieces, text[done:]])


def _markup(lines: list[str], depth: int) -> str:
    """The lines as paragraphs and blockquotes."""
    pieces: list[str] = []
    for quoted, group in groupby(lines, _is_quoted):
        run = list(group)
        pieces.append(_quotation(run, depth) if quoted else paragraphs("\n".join(run)))
    return "".join(pieces)


def _quotation(lines: list[str], depth: int) -> str:
    inner = [line.lstrip(" ")[1:].removeprefix(" ") for line in lines]
    within = _markup(inner, depth + 1) if depth < _DEEPEST else paragraphs("\n".join(inner))
    return f"<blockquote>{within}</blockquote>"
