"""Hostile text, markup, JSON and sizes through the export of every platform: no crash, no hang, nothing lost."""

from __future__ import annotations

import base64
import json
import random
import re
import time
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from generator.errors import DisconnectionsError, InputError
from generator.sources import SOURCES, markup, read
from generator.sources.forest import Forest
from tests.sources.exports import EXPORTS, Export, Said
from tests.sources.test_properties import accounts, told

VECTORS = Path(__file__).resolve().parents[2].parent / "shared" / "vectors"
SLOW_SECONDS = 2.0
MUTATIONS = 80
ODD: tuple[Any, ...] = (None, True, -1, 1.5, 10**30, "", "x", "\ud800", [], [None], [[]], {}, {"a": 1})
_TAG = re.compile(r"<[^>]*>")
_HARMLESS = re.compile(r"</?(?:p|br|em|strong|del|code|pre|blockquote|ul|ol|li|a)(?: (?:href|rel)=\"[^\"<>]*\")* ?/?>")

each_export = pytest.mark.parametrize("export", EXPORTS, ids=lambda export: export.id)


def vectors(name: str) -> list[dict[str, Any]]:
    """The entries of one list; skips where it is not here."""
    path = VECTORS / f"{name}.json"
    if not path.exists():
        pytest.skip(f"{path.name} is not here")
    return json.loads(path.read_text("utf-8"))["vectors"]


def payloads(*names: str) -> list[str]:
    """The texts of some lists that are short enough to be posts; half a surrogate pair fits into no file but JSON."""
    texts = [vector["payload"] for name in names for vector in vectors(name) if "payload" in vector]
    return [text.encode("utf-8", "replace").decode("utf-8") for text in texts]


def conversation(export: Export, texts: list[str], **more: Any) -> list[Said]:
    """A first post, a reply to it with each text, and a last one of plain words."""
    replies = [Said(number, 1, text, **more) for number, text in enumerate(texts, start=2)]
    return told(export, [Said(1, None, "First."), *replies, Said(len(texts) + 2, 1, "Last.")])


def checked(export: Export, said: list[Said], folder: Path) -> Forest:
    """What is read of it, every post accounted for and the last one held."""
    folder.mkdir(exist_ok=True)
    forest = read(export.write(said, folder), as_platform=export.source)
    count, kept, rejected = accounts(forest)
    assert count == len(said) + export.extra == kept + rejected
    assert words_of(forest)[export.post_id(said[-1].id)] == "Last."
    return forest


def words_of(forest: Forest) -> dict[str, str]:
    """Post id to text, of the posts that are held."""
    return {post.post_id: post.text for posts in forest.trees.values() for post in posts if post.state != "missing"}


@each_export
def test_naughty_strings(export: Export, tmp_path: Path) -> None:
    """Any text comes through: byte for byte where it is plain, word for word where it was markup."""
    texts = payloads("text_blns_a", "text_unicode_terminal_a")
    said = conversation(export, texts)
    words = words_of(checked(export, said, tmp_path / "x"))
    for post in said:
        if export.post_id(post.id) not in words or any(mark in post.text for mark in export.marks):
            continue
        held, expected = words[export.post_id(post.id)], markup.printable(post.text).strip()
        if export.html:
            held, expected = " ".join(held.split()), " ".join(expected.split())
        assert held == expected


@each_export
def test_naughty_names(export: Export, tmp_path: Path) -> None:
    """Any text as somebody's handle ends in a post or in a rejection."""
    names = payloads("text_blns_a", "text_unicode_terminal_a")
    said = [Said(number, 1, f"Post {number}.", who=name) for number, name in enumerate(names, start=2)]
    checked(export, told(export, [Said(1, None), *said, Said(len(names) + 2, 1, "Last.")]), tmp_path / "x")


@each_export
def test_hostile_markup(export: Export, tmp_path: Path) -> None:
    """Of any markup only a few harmless tags are left."""
    texts = payloads("html_dompurify_a", "html_bleach", "html_html5lib_sanitizer_a", "html_owasp_filter_evasion")
    forest = checked(export, conversation(export, texts, raw=True), tmp_path / "x")
    for posts in forest.trees.values():
        for post in posts:
            harmful = [tag for tag in _TAG.findall(post.html or "") if not _HARMLESS.fullmatch(tag)]
            assert not harmful, (post.post_id, harmful)


@each_export
def test_slow_inputs(export: Export, tmp_path: Path) -> None:
    """No single post keeps an import busy for two seconds, or costs another post its place."""
    for vector in vectors("slow_inputs_a") + vectors("text_unicode_terminal_a"):
        if "unit" in vector:
            text = vector.get("pre", "") + vector["unit"] * vector["n"] + vector.get("post", "")
            said = conversation(export, [text], raw=True)
            began = time.process_time()
            checked(export, said, tmp_path / "x")
            assert time.process_time() - began < SLOW_SECONDS, vector["id"]


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.id)
def test_json_of_any_kind(source: Any, tmp_path: Path) -> None:
    """Any bytes in place of an export, JSON or not, end in threads or in one sentence."""
    for suffix in ("json", "jsonl", "txt"):
        path = tmp_path / f"x.{suffix}"
        for vector in vectors("json_parsing_a"):
            path.write_bytes(base64.b64decode(vector["b64"]) if "b64" in vector else vector["payload"].encode())
            with pytest.raises(InputError):
                read([path], as_platform=source.id)
                raise InputError("it was read, which may be")


@pytest.mark.parametrize("export", [each for each in EXPORTS if each.lines], ids=lambda export: export.id)
def test_bad_lines(export: Export, tmp_path: Path) -> None:
    """A line that is no record is rejected with its place, and costs no other line."""
    bad = [vector["payload"] for vector in vectors("bad_records_a") if vector["class"] == "jsonl_line"]
    bad += [base64.b64decode(each["b64"]).decode("utf-8", "replace") for each in vectors("json_parsing_a")]
    bad = [" ".join(line.splitlines()) for line in bad]
    said = told(export, [Said(1, None), *(Said(number, 1, f"Post {number}.") for number in range(1002, 1012))])
    (path,) = export.write(said, tmp_path)
    lines = path.read_text("utf-8").splitlines()
    first, rest = lines[:2], lines[2:]
    path.write_text("\n".join([*first, *bad, *rest]) + "\n", "utf-8")
    forest = read([path], as_platform=export.source)
    count, kept, rejected = accounts(forest)
    assert count == kept + rejected >= len(lines)
    assert words_of(forest).keys() >= {export.post_id(post.id) for post in said}


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to every value inside."""
    for key, each in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield (*path, key)
        yield from places(each, (*path, key))


@each_export
def test_wrong_types(export: Export, tmp_path: Path) -> None:
    """A value of a wrong type anywhere in an export ends in threads whose ledger adds up, or in one sentence."""
    files = export.write(conversation(export, ["Middle."]), tmp_path)
    exported = [each for each in tmp_path.rglob("*") if each.suffix in (".json", ".jsonl")]
    if not exported:
        pytest.skip("not an export in JSON")
    path = max(exported, key=lambda each: (each.stat().st_size, each.name))
    content = path.read_text("utf-8")
    whole = [json.loads(line) for line in content.splitlines()] if path.suffix == ".jsonl" else json.loads(content)
    dice = random.Random(1)
    ways = [(way, odd) for way in places(whole) for odd in ODD]
    for way, odd in dice.sample(ways, min(MUTATIONS, len(ways))):
        changed = deepcopy(whole)
        inner = changed
        for key in way[:-1]:
            inner = inner[key]
        inner[way[-1]] = odd
        lines = [json.dumps(each) for each in changed] if path.suffix == ".jsonl" else [json.dumps(changed)]
        path.write_text("\n".join(lines), "utf-8")
        try:
            count, kept, rejected = accounts(read(files, as_platform=export.source))
        except DisconnectionsError:
            continue
        assert count == kept + rejected, (way, odd)
