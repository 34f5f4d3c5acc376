"""Planted truth: networks and threads of which it is known whether they are divided."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from generator.measures.polarisation import Met, Nodes
from generator.model import AUTHOR_COLUMNS, POST_COLUMNS, typed

START = pd.Timestamp("2024-01-01", tz="UTC")
AGREE = ("I agree", "exactly right", "thank you", "good point", "absolutely true")
DISAGREE = ("you are wrong", "why say that", "that is nonsense", "you misread it", "no, not so")
PLAIN = ("it rained", "the bus came", "a note was left", "the hall was full", "we met")
FILLING = (
    "the of a to in and was on for with at by from about bins hall lift rent door light week plan gate bell clock "
    "stone paper garden water fence road shop desk lamp north wall tree"
).split()


@dataclass(frozen=True)
class Planted:
    """Pairs with evidence, of people with known camps."""

    nodes: Nodes
    pairs: Met
    evidence: np.ndarray
    camps: np.ndarray


def networks(
    count: int, cross: float, told: float, camps: int = 2, seed: int = 0, people: int = 30, replies: int = 100
) -> Planted:
    """`count` networks of 30 people and 100 replies or so, a share `cross` to other camps (.5 of two: chance).

    Every reply has evidence −.8, `told` more within camps and less between them, give or take one.
    """
    chance = np.random.default_rng(seed)
    firsts, seconds, counts, evidence, sides = [], [], [], [], []
    for number in range(count):
        side = chance.permutation(np.arange(people) % camps)
        activity = chance.lognormal(0, 1, people)
        weights = np.outer(activity, activity) * np.where(side[:, None] == side, 0, 1)
        within = np.outer(activity, activity) * np.where(side[:, None] == side, 1, 0) * (1 - np.eye(people))
        chances = cross * weights / weights.sum() + (1 - cross) * within / within.sum()
        drawn = chance.choice(people * people, replies, p=chances.ravel())
        source, target = drawn // people, drawn % people
        said = -0.8 + told * np.where(side[source] == side[target], 1, -1) + chance.normal(0, 1, replies) * (told > 0)
        low, high = np.minimum(source, target), np.maximum(source, target)
        keys, of = np.unique(low * people + high, return_inverse=True)
        size = np.bincount(of)
        counts.append(size)
        firsts.append(keys // people + number * people)
        seconds.append(keys % people + number * people)
        evidence.append(np.bincount(of, said) / size * np.log1p(size))
        sides.append(side)
    nodes = Nodes(np.repeat(np.arange(count), people), np.tile(np.arange(people), count), count)
    pairs = Met(np.concatenate(firsts), np.concatenate(seconds), np.concatenate(counts))
    return Planted(nodes, pairs, np.concatenate(evidence), np.concatenate(sides))


def said(phrases: tuple[str, ...], chance: np.random.Generator) -> str:
    """Two of the phrases and some filling, so that no two posts have six words in common by design."""
    one, two = chance.choice(len(phrases), 2, replace=False)
    filling = [" ".join(chance.choice(FILLING, 3)) for _ in range(3)]
    return f"{phrases[one]} {filling[0]} {filling[1]}. {phrases[two]} {filling[2]}?"


def thread(camps: list[int], replies: int = 120, seed: int = 0, thread_id: str = "t", divided: bool = True):
    """Posts and authors of a thread in which people of one camp agree and people of two disagree."""
    chance = np.random.default_rng(seed)
    count = len(camps)
    rows: list[tuple[str, str | None, str, int, str]] = [("p000", None, "a00", 0, said(PLAIN, chance))]
    for number in range(1, replies + 1):
        parent = rows[chance.integers(max(0, number - 25), number)]
        author = f"a{chance.integers(count):02}"
        while author == parent[2]:
            author = f"a{chance.integers(count):02}"
        same = camps[int(author[1:])] == camps[int(parent[2][1:])]
        phrases = (AGREE if same else DISAGREE) if divided else (AGREE, DISAGREE, PLAIN)[chance.integers(3)]
        rows.append((f"p{number:03}", parent[0], author, number, said(phrases, chance)))
    table = pd.DataFrame(rows, columns=["post_id", "parent_id", "author_id", "minutes", "text"])
    table["published_at"] = START + pd.to_timedelta(table["minutes"], unit="min")
    posts = typed(table.assign(thread_id=thread_id, state="present", kind="post"), POST_COLUMNS)
    people = pd.DataFrame({"author_id": [f"a{place:02}" for place in range(count)]}).assign(thread_id=thread_id)
    return posts, typed(people, AUTHOR_COLUMNS)
