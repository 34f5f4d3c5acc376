"""Wikitext of a talk page as HTML: headings, lists, links and the templates that stand for a signature or a person.

Not a whole parser of wikitext: other templates leave their first unnamed value, tables leave their cells
(https://www.mediawiki.org/wiki/Help:Formatting, https://www.mediawiki.org/wiki/Help:Lists).
"""

from __future__ import annotations

import html as entities
import re
from urllib.parse import quote

# Whichever begins first holds the other.
_UNREAD = re.compile(r"<!--|<(nowiki|pre|syntaxhighlight|source)\b[^>]*>", re.I)
_INNERMOST = re.compile(r"\{\{([^{}]*)\}\}")
_PARAMETER = re.compile(r"\{\{\{[^{}|]*\|?([^{}]*)\}\}\}")
_LINK = re.compile(r"\[\[:?([^\[\]|]+)(?:\|([^\[\]]*))?\]\]")
_EXTERNAL = re.compile(r"\[((?:https?:)?//[^\s\[\]<>\"]+)[ \t]*([^\[\]\n]*)\]")
_BOLD = re.compile(r"'''(.+?)'''")
_ITALIC = re.compile(r"''(.+?)''")
_SWITCH = re.compile(r"__[A-Z]+__")
_INVISIBLE = (
    "file:",
    "image:",
    "category:",
    "datei:",
    "bild:",
    "kategorie:",
    "fichier:",
    "catégorie:",
    "bestand:",
    "categorie:",
)
_PEOPLE = frozenset(
    "ping|reply|re|reply to|replyto|u|user|user2|user link|userlink|noping|yo|mention|to|hello|@|antwort".split("|")
)
_UNSIGNED = frozenset(
    """unsigned|unsignedip|unsigned ip|unsigned2|unsignedip2|unsign|nicht signiert|unbenoemd|niet ondertekend
    |non signé""".replace("\n    ", "").split("|")
)
_OUTDENT = frozenset(("outdent", "od", "od2", "outdent2", "unindent"))
_QUOTED = frozenset(("tq", "tqq", "talk quote", "talkquote", "talk quote inline", "tqb", "talk quote block", "xt"))
_LIST_TAGS = {"*": ("ul", "li"), "#": ("ol", "li"), ":": ("dl", "dd"), ";": ("dl", "dt")}
_MOST_ROUNDS = 40  # templates stand in each other, but not deeper than this
_KEPT_MARK = "\ufdd1"  # stands for text that is not to be read as wikitext


def as_html(text: str) -> str:
    """The wikitext as the body of a page."""
    kept: list[str] = []
    text = _set_aside(text.replace("\r\n", "\n").replace(_KEPT_MARK, ""), kept)
    text = _without_templates(_SWITCH.sub("", text))
    text = _LINK.sub(_link, text)
    text = _EXTERNAL.sub(lambda match: f'<a href="{entities.escape(match[1])}">{match[2] or match[1]}</a>', text)
    text = "\n".join(_blocks(text.split("\n")))
    return re.sub(f"{_KEPT_MARK}(\\d+){_KEPT_MARK}", lambda match: kept[int(match[1])], text)


def _set_aside(text: str, kept: list[str]) -> str:
    """The text without comments, and with a mark for each piece that is not to be read as wikitext."""
    pieces: list[str] = []
    at = 0
    never_closed: set[str] = set()
    while (match := _UNREAD.search(text, at)) is not None:
        pieces.append(text[at : match.start()])
        name = (match[1] or "").lower()
        if not name:
            end = text.find("-->", match.end())
            at = len(text) if end < 0 else end + 3
            continue
        closing = None if name in never_closed else re.compile(rf"</{name}\s*>", re.I).search(text, match.end())
        if closing is None:
            never_closed.add(name)
            at = match.end()
            continue
        kept.append(entities.escape(text[match.end() : closing.start()], quote=False))
        pieces.append(f"{_KEPT_MARK}{len(kept) - 1}{_KEPT_MARK}")
        at = closing.end()
    return "".join([*pieces, text[at:]])


def _without_templates(text: str) -> str:
    for _ in range(_MOST_ROUNDS):
        text, parameters = _PARAMETER.subn(r"\1", text)
        text, count = _INNERMOST.subn(_template, text)
        if not count and not parameters:
            break
    return text


def _template(match: re.Match[str]) -> str:
    """What a template leaves in the text."""
    # A bar within a link parts no values.
    parts = re.split(r"\|(?![^\[]*\]\])", match[1])
    name = " ".join(parts[0].replace("_", " ").split()).casefold().removeprefix("subst:")
    values = [part.strip() for part in parts[1:] if not re.match(r"\s*[\w ]+=", part)]
    values += [part.partition("=")[2].strip() for part in parts[1:] if re.match(r"\s*1\s*=", part)]
    if name in _OUTDENT:
        return '<span class="outdent-template"></span>'
    if name in _PEOPLE:
        return ", ".join(f"[[User:{value}|@{value}]]" for value in values if value)
    if name in _UNSIGNED and values:
        who, when = (
            (values[1], values[0]) if name.endswith("2") and len(values) > 1 else (values[0], "".join(values[1:2]))
        )
        link = f"[[User:{who}|{who}]] ([[User talk:{who}|talk]])"
        return f'<small class="autosigned">— Preceding unsigned comment added by {link} {when}</small>'
    if name in _QUOTED:
        return f"<q>{values[0] if values else ''}</q>"
    return values[0] if values else ""


def _link(match: re.Match[str]) -> str:
    target, label = match[1].strip(), match[2]
    if not match[0].startswith("[[:") and target.casefold().startswith(_INVISIBLE):
        return ""
    address = quote(target.replace(" ", "_"), safe=":/()!,;@&=#")
    return f'<a href="/wiki/{address}">{label if label else target}</a>'


def _blocks(lines: list[str]) -> list[str]:
    """The lines as headings, lists and paragraphs, as MediaWiki puts them together."""
    out: list[str] = []
    markers = ""
    in_paragraph = False
    for line in lines:
        line = _BOLD.sub(r"<b>\1</b>", line)
        line = _ITALIC.sub(r"<i>\1</i>", line)
        heading = _heading(line)
        prefix = "" if heading else line[: len(line) - len(line.lstrip("*#:;"))]
        if in_paragraph and (heading or prefix or not line.strip()):
            out.append("</p>")
            in_paragraph = False
        _step(out, markers, prefix)
        markers = prefix
        if heading:
            out.append(heading)
        elif prefix:
            out.append(line[len(prefix) :].strip())
        elif re.fullmatch(r"-{4,}.*", line):
            out.append("<hr>")
        elif line.strip():
            if not in_paragraph:
                out.append("<p>")
                in_paragraph = True
            out.append(_cells(line))
    _step(out, markers, "")
    return [*out, "</p>"] if in_paragraph else out


def _heading(line: str) -> str:
    """A line between equals signs as a heading; empty for any other line."""
    line = line.rstrip()
    if not (line.startswith("=") and line.endswith("=")):
        return ""
    level = min(len(line) - len(line.lstrip("=")), len(line) - len(line.rstrip("=")), 6)
    words = line[level:-level].strip()
    return f"<h{level}>{words}</h{level}>" if words else ""


def _step(out: list[str], before: str, after: str) -> None:
    """Close and open lists so that those of one line become those of the next."""
    same = 0
    # ";" and ":" stand in the same list.
    while same < min(len(before), len(after)) and _LIST_TAGS[before[same]][0] == _LIST_TAGS[after[same]][0]:
        same += 1
    for marker in reversed(before[same:]):
        outer, inner = _LIST_TAGS[marker]
        out.append(f"</{inner}></{outer}>")
    if same == len(after) and same:
        out.append(f"</{_LIST_TAGS[before[same - 1]][1]}><{_LIST_TAGS[after[-1]][1]}>")
    for marker in after[same:]:
        outer, inner = _LIST_TAGS[marker]
        out.append(f"<{outer}><{inner}>")


def _cells(line: str) -> str:
    """A line of a table without its marks; any other line as it is."""
    if line.startswith(("{|", "|}", "|-")):
        return ""
    return line.lstrip("|! ") if line.startswith(("|", "!")) else line
