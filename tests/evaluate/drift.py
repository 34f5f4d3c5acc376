"""Phases against joined topics of a chat and annotated shifts of topic: Pk (Beeferman, Berger and Lafferty 1999)."""

from __future__ import annotations

import json
from functools import cache

import numpy as np
import pandas as pd

from generator.measures.seams import seams, words_once
from generator.measures.words import tokens
from generator.sources.markup import clean_html, plain_text
from tests.evaluate.rows import Row, interval
from tests.evaluate.sets import LABELLED

SETS = ("drift_zulip", "drift_segments")
LEAST_TOPIC = 16  # posts, for a topic to be joined to another
PIECES = (15, 45)  # posts of a topic that are taken
JOINS = 200
Case = tuple[list[str], list[str], list[int]]  # texts, authors, places of the seams


def rows() -> list[Row]:
    """Two joined topics, an unknown number of them, single topics, and annotated conversations."""
    two, many = joined(2, 2, seed=1), joined(1, 5, seed=2)
    single = [piece(topic, np.random.default_rng(place)) for place in range(4) for topic in topics()]
    return [
        pk_row(two, "drift_zulip, two joined topics", 0.08),
        pk_row(many, "drift_zulip, one to five joined topics", 0.13),
        false_row([join([part]) for part in single], "drift_zulip, 15 to 44 posts of one topic", 0.2),
        false_row([join([topic]) for topic in topics()], "drift_zulip, one whole topic", 0.2),
        pk_row(conversations(), "drift_segments", None, "lexical tiling .469"),
        # The published .385 is that of no boundary in the 100 conversations of the test part; in all 500 it is .387.
        pk_row(conversations("test"), "drift_segments, test part", 0.385, "no boundary .385"),
    ]


@cache
def topics() -> list[tuple[list[str], list[str]]]:
    """Texts and authors of the topics that are long enough."""
    found = []
    for file in sorted((LABELLED / "drift_zulip").glob("*.json")):
        posts = json.loads(file.read_text("utf-8"))
        if len(posts) >= LEAST_TOPIC:
            texts = [plain_text(clean_html(post["content"])) for post in posts]
            found.append((texts, [post["sender_full_name"] for post in posts]))
    return found


def piece(topic: tuple[list[str], list[str]], chance: np.random.Generator) -> tuple[list[str], list[str]]:
    """Some posts of a topic in a row."""
    length = min(len(topic[0]), int(chance.integers(*PIECES)))
    start = int(chance.integers(0, len(topic[0]) - length + 1))
    return topic[0][start : start + length], topic[1][start : start + length]


def join(parts: list[tuple[list[str], list[str]]]) -> Case:
    """Topics one after another."""
    edges = np.cumsum([len(texts) for texts, _ in parts])[:-1].tolist()
    return [text for texts, _ in parts for text in texts], [name for _, names in parts for name in names], edges


def joined(fewest: int, most: int, seed: int) -> list[Case]:
    """Pieces of different topics one after another."""
    chance = np.random.default_rng(seed)
    cases = []
    for _ in range(JOINS):
        drawn = chance.choice(len(topics()), chance.integers(fewest, most + 1), replace=False)
        cases.append(join([piece(topics()[place], chance) for place in drawn]))
    return cases


def conversations(part: str = "") -> list[Case]:
    """The annotated conversations, or those of one part; two people taking turns."""
    cases = []
    for each in json.loads((LABELLED / "drift_segments" / "tiage.json").read_text("utf-8")):
        if part not in ("", each["set"]):
            continue
        texts = each["utterances"]
        names = [f"speaker {place % 2}" for place in range(len(texts))]
        cases.append((texts, names, np.cumsum(each["segments"])[:-1].tolist()))
    return cases


def found_seams(cases: list[Case]) -> list[list[int]]:
    """The seams the program finds in each case."""
    sizes = np.array([len(texts) for texts, _, _ in cases])
    owner = np.repeat(np.arange(len(cases)), sizes)
    words = words_once(tokens(pd.Series([text for texts, _, _ in cases for text in texts], dtype="string")))
    names = pd.Series([name for _, names, _ in cases for name in names])
    people = pd.factorize(pd.Series(owner).astype(str) + ":" + names)[0]
    places, _ = seams(owner, np.arange(len(owner)), words, people, np.zeros(len(owner)))
    starts = np.cumsum(sizes) - sizes
    return [(places[owner[places] == case] - starts[case]).tolist() for case in range(len(cases))]


def pk(truth: list[int], found: list[int], size: int) -> float:
    """The share of pairs of posts half a segment apart that are wrongly put together or apart."""
    reach = min(max(1, round(size / (len(truth) + 1) / 2)), size - 1)
    segment = np.zeros((2, size), dtype=int)
    segment[0, truth], segment[1, found] = 1, 1
    own, other = np.cumsum(segment, axis=1)
    return float(np.mean((own[reach:] == own[:-reach]) != (other[reach:] == other[:-reach])))


def pk_row(cases: list[Case], data: str, target: float | None, published: str = "") -> Row:
    """The mean Pk over cases; the floor is that of no seam at all, and the target too where there is no other."""
    floor = float(np.mean([pk(truth, [], len(texts)) for texts, _, truth in cases]))
    values = [pk(case[2], found, len(case[0])) for case, found in zip(cases, found_seams(cases), strict=True)]
    return mean_row(values, data, "Pk", floor, round(floor, 3) if target is None else target, published)


def false_row(cases: list[Case], data: str, target: float) -> Row:
    """The mean number of seams where there is none."""
    return mean_row([float(len(found)) for found in found_seams(cases)], data, "false seams", None, target, "")


def mean_row(values: list[float], data: str, figure: str, floor: float | None, target: float, published: str) -> Row:
    """A mean with its interval over cases."""
    each = np.array(values)
    low, high = interval(lambda drawn: float(each[drawn].mean()), np.arange(len(each)))
    how = "prices chosen on such joins, no training"
    return Row(
        "phases", data, how, figure, float(each.mean()), low, high, len(each), "sequences", floor, target, published,
        lower_is_better=True,
    )  # fmt: skip
