"""From a file on disk to checked text and JSON: the only place where a source touches bytes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from pathlib import PurePath
from typing import Any, BinaryIO, NoReturn

import orjson

from generator.errors import InputError
from generator.model import Rejection
from generator.sources.opening import Opened, reading

# What is looked at to tell a format.
HEAD_BYTES = 64 * 1024
JSON_ENDINGS = (".json", ".jsonl", ".ndjson")
# A line of JSON Lines or mail beyond this is not a post, and would be held whole.
LIMIT_LINE = 16 * 1024 * 1024
# JSON up to this size is read at once; parsed it takes some three times its bytes.
WHOLE_BYTES = 4 * 1024 * 1024
_BUFFER = 256 * 1024
_ESCAPED_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_SPACE = " \t\r\n"


@dataclass(frozen=True)
class Document:
    """One input file: a file given, or one of a folder or an archive; its content is read when asked for."""

    name: str  # the file's name, or its path below the folder or archive, with "/"
    opened: Opened = field(repr=False)
    _asked: list[bool] = field(default_factory=list, repr=False, compare=False)  # whether its content was asked for

    @cached_property
    def suffix(self) -> str:
        """The ending of the name without that of a compression, in small letters."""
        name = PurePath(self.name.lower())
        return (PurePath(name.stem) if name.suffix in (".gz", ".zst") else name).suffix

    @cached_property
    def base_name(self) -> str:
        """The last part of the name, without folders and without the ending of a compression."""
        name = PurePath(self.name)
        return name.stem if name.suffix.lower() in (".gz", ".zst") else name.name

    @cached_property
    def head(self) -> str:
        """The beginning of the text, for telling the format; what is no UTF-8 is replaced."""
        with self.opened.stream() as stream:
            return stream.read(HEAD_BYTES).decode("utf-8-sig", "replace")

    @cached_property
    def looks_like_json(self) -> bool:
        """Whether the text opens as a JSON object or list."""
        return self.head.lstrip(_SPACE)[:1] in ("{", "[")

    @cached_property
    def looks_like_json_lines(self) -> bool:
        """Whether the text is one JSON object a line: by the file's name, or by its first two lines."""
        if self.suffix in (".jsonl", ".ndjson"):
            return True
        lines = [line.strip() for line in self.head.split("\n", 2)[:2] if line.strip()]
        if len(lines) < 2 or not lines[0].startswith("{"):
            return False
        return lines[0].endswith("}") and lines[1].startswith("{")

    def stream(self) -> BinaryIO:
        """The bytes as a stream, decompressed."""
        self._asked.append(True)
        return self.opened.stream()

    def content(self) -> bytes:
        """All bytes; raises InputError where there are more than may be held."""
        self._asked.append(True)
        return self.opened.content(self.name)

    @property
    def is_asked_for(self) -> bool:
        """Whether more than the beginning was read since `forget_asking`."""
        return bool(self._asked)

    def forget_asking(self) -> None:
        """Let what was read to tell the format not count."""
        self._asked.clear()

    @property
    def text(self) -> str:
        """The whole text; raises InputError where it is not UTF-8. Not kept: ask once."""
        return decode(self.content(), self.name)

    @property
    def json(self) -> Any:
        """The whole text as one JSON value, kept; raises InputError."""
        self._asked.append(True)
        return self._json

    @cached_property
    def _json(self) -> Any:
        return self.json_once()

    def json_once(self) -> Any:
        """The whole text as one JSON value, not kept: for one of many files; raises InputError."""
        return parsed_bytes(self.content(), self.name)

    @cached_property
    def first_json(self) -> Any:
        """The first record: of JSON Lines the first line that is an object, else the whole value; None where none."""
        if not self.looks_like_json:
            return None
        if not self.looks_like_json_lines:
            return self.json
        for number, (_, record) in enumerate(self.json_lines()):
            if isinstance(record, dict):
                return record
            if number > 100:
                break
        return None

    def beginning(self, count: int = 20) -> list[Any]:
        """The first records: of JSON Lines the first lines, of a list its first values, else the whole value.

        What cannot be parsed is left out, so that a format can be told although its first record is broken.
        """
        if not self.looks_like_json:
            return []
        try:
            if self.looks_like_json_lines:
                return [record for _, record in islice(self.json_lines(), count) if isinstance(record, dict)]
            if self.head.lstrip(_SPACE).startswith("["):
                return list(islice(self.items("item"), count))
            return [self.json]
        except InputError:
            return []

    def items(self, prefix: str) -> Iterator[Any]:
        """Every value at a place of the JSON, in ijson's words ("item.data.children.item"); a big file as a stream.

        Raises InputError where the text is no JSON, perhaps only after some values.
        """
        if self.opened.size <= WHOLE_BYTES:
            # Not kept, as it may be one of a thousand files; but taken where it is there already.
            value = self.json if "_json" in self.__dict__ else self.json_once()
            yield from _at([value], prefix.split("."))
            return
        with self._streamed() as stream:
            import ijson

            yield from ijson.items(stream, prefix, use_float=True, buf_size=_BUFFER)

    def without(self, *places: str) -> Any:
        """The JSON with the lists at these places ("thread.replies") empty; a big file is never held whole.

        Their values are to be had from `items`. Raises InputError where the text is no JSON.
        """
        if self.opened.size <= WHOLE_BYTES:
            value = self.json
            for place in places:
                value = _emptied(value, place.split("."))
            return value
        with self._streamed() as stream:
            import ijson

            outline, inside = ijson.common.ObjectBuilder(), ""
            for prefix, event, value in ijson.parse(stream, use_float=True, buf_size=_BUFFER):
                if prefix in places and event in ("start_array", "end_array"):
                    inside = f"{prefix}." if event == "start_array" else ""
                elif inside and prefix.startswith(inside):
                    continue
                outline.event(event, value)
            return outline.value

    @contextmanager
    def _streamed(self) -> Iterator[BinaryIO]:
        """The bytes for a parser that reads a stream; what it finds wrong is an InputError."""
        import ijson  # few files are so big

        try:
            with reading(self.name), self.stream() as stream:
                yield stream
        except (ijson.JSONError, UnicodeDecodeError, ValueError, RecursionError) as error:
            raise InputError(f"{self.name} is not valid JSON: {str(error).splitlines()[0]}.") from error

    def lines(self) -> Iterator[tuple[int, bytes]]:
        """Each line with its number, from 1, as a stream; raises InputError for one that never ends."""
        with self.stream() as stream:
            number = 0
            while line := stream.readline(LIMIT_LINE + 1):
                number += 1
                if len(line) > LIMIT_LINE:
                    raise InputError(
                        f"{self.name} line {number} is longer than {LIMIT_LINE // 1024**2} MB; expected one record a "
                        "line."
                    )
                yield number, line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line

    def json_lines(self) -> Iterator[tuple[str, dict[str, Any] | Rejection]]:
        """Each line that is not blank as ("line 4", record), or as a rejection where it is no JSON object."""
        for number, line in self.lines():
            if not line.strip():
                continue
            place = f"line {number}"
            try:
                record = parsed_bytes(line, place)
            except InputError as error:
                yield place, Rejection(place, str(error).removeprefix(f"{place} ").rstrip("."))
                continue
            yield place, record if isinstance(record, dict) else Rejection(place, "not an object")


def json_files(documents: list[Document]) -> list[Document]:
    """Of a folder or an archive the files that should be JSON, by their name or beginning; one file is what it is."""
    if len(documents) == 1:
        return documents
    return [each for each in documents if each.suffix in JSON_ENDINGS or each.looks_like_json] or documents


def _emptied(value: Any, steps: list[str]) -> Any:
    """A copy of the value in which the list at the end of these steps is empty."""
    if not steps:
        return [] if isinstance(value, list) else value
    if not isinstance(value, dict) or steps[0] not in value:
        return value
    return {**value, steps[0]: _emptied(value[steps[0]], steps[1:])}


def _at(values: list[Any], steps: list[str]) -> Iterator[Any]:
    """The values at a place in ijson's words, below each of these."""
    for step in steps:
        if step == "item":
            values = [each for value in values if isinstance(value, list) for each in value]
        else:
            values = [value[step] for value in values if isinstance(value, dict) and step in value]
    yield from values


def decode(content: bytes, name: str) -> str:
    """The bytes as UTF-8, with or without a byte order mark."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(
            f"{name} is not UTF-8: byte 0x{content[error.start]:02x} at offset {error.start}; save it as UTF-8."
        ) from error


def parsed_bytes(content: bytes, name: str) -> Any:
    """The bytes as JSON, as `parsed` reads it; the quick parser takes what has no fault and no odd number."""
    try:
        return orjson.loads(content.removeprefix(b"\xef\xbb\xbf"))
    except orjson.JSONDecodeError:
        # It refuses half surrogate pairs, which real exports hold, and its messages name no line.
        return parsed(decode(content, name), name)


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
