"""From a file on disk to checked text and JSON: the only place where a source touches bytes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, NoReturn

from generator.errors import InputError
from generator.model import Rejection

# Parsed JSON takes some five times its bytes; a thread of a million posts stays below this.
LIMIT_BYTES = 400 * 1024 * 1024
_ESCAPED_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_SPACE = " \t\r\n"


@dataclass(frozen=True)
class Document:
    """One input file: its name and its text, decoded and not empty."""

    name: str
    text: str = field(repr=False)

    @property
    def suffix(self) -> str:
        """The ending of the name, in small letters."""
        return Path(self.name).suffix.lower()

    @property
    def looks_like_json(self) -> bool:
        """Whether the text opens as a JSON object or list."""
        return self.text.lstrip(_SPACE)[:1] in ("{", "[")

    @cached_property
    def json(self) -> Any:
        """The whole text as one JSON value; raises InputError."""
        return parsed(self.text, self.name)


def document(path: Path) -> Document:
    """The file as text; raises InputError where it is absent, too big, empty or not UTF-8."""
    text = decode(read_bytes(path), path.name)
    if not text.strip():
        raise InputError(f"{path.name} is empty; expected an exported thread.")
    return Document(path.name, text)


def read_bytes(path: Path) -> bytes:
    """The bytes of a regular file no bigger than LIMIT_BYTES; the size is looked at before reading."""
    try:
        if not path.exists():
            raise InputError(f"{path} does not exist; give the path of an exported thread.")
        if not path.is_file():
            raise InputError(f"{path} is not a file; give the path of an exported thread.")
        size = path.stat().st_size
        if size > LIMIT_BYTES:
            raise InputError(
                f"{path.name} has {size // 1024**2:,} MB; at most {LIMIT_BYTES // 1024**2} MB are read, so split it."
            )
        return path.read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "its name is not a path"
        raise InputError(f"{str(path)!r} cannot be read ({reason}).") from error


def decode(content: bytes, name: str) -> str:
    """The bytes as UTF-8, with or without a byte order mark."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(
            f"{name} is not UTF-8: byte 0x{content[error.start]:02x} at offset {error.start}; save it as UTF-8."
        ) from error


def read_json(path: Path) -> Any:
    """The file as one JSON value."""
    return document(path).json


def read_json_lines(source: Document) -> Iterator[tuple[str, dict[str, Any] | Rejection]]:
    """Each line that is not blank as ("line 4", record), or as a rejection where it is no JSON object."""
    for number, line in enumerate(source.text.split("\n"), start=1):
        if not line.strip():
            continue
        place = f"line {number}"
        try:
            record = parsed(line, place)
        except InputError as error:
            yield place, Rejection(place, str(error).removeprefix(f"{place} ").rstrip("."))
            continue
        yield place, record if isinstance(record, dict) else Rejection(place, "not an object")


def parsed(text: str, name: str) -> Any:
    """The text as JSON: NaN and Infinity are refused, half a surrogate pair becomes U+FFFD."""
    try:
        value = json.loads(text, parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        raise InputError(
            f"{name} is not valid JSON: {error.msg} at line {error.lineno}, column {error.colno}."
        ) from error
    except RecursionError as error:
        raise InputError(
            f"{name} is nested too deeply to be a thread; expected some hundred levels at most."
        ) from error
    except ValueError as error:
        raise InputError(f"{name} is not valid JSON: {str(error).split(';')[0]}.") from error
    # The walk costs as much as the parsing, and almost no file needs it.
    return _without_surrogates(value) if _ESCAPED_SURROGATE.search(text) else value


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not a JSON number")


def _without_surrogates(value: Any) -> Any:
    """The value with lone surrogates replaced, in its strings and in its keys."""
    top = [value]
    waiting: list[Any] = [top]
    while waiting:
        holder = waiting.pop()
        if isinstance(holder, dict):
            cleaned = {_SURROGATE.sub("\ufffd", key): each for key, each in holder.items()}
            holder.clear()
            holder.update(cleaned)
        for key, each in list(holder.items() if isinstance(holder, dict) else enumerate(holder)):
            if isinstance(each, str):
                holder[key] = _SURROGATE.sub("\ufffd", each)
            elif isinstance(each, (dict, list)):
                waiting.append(each)
    return top[0]
