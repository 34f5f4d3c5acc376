"""Made-up talk for the measurements: the sentences of the constructed threads, mixed, with other words put in.

Words in no order would cost the measures nothing: no question, no quotation, no drift, no friction. Here two groups
speak, a thread begins with one subject and ends with another, people quote, ask, thank and contradict each other.
"""

from __future__ import annotations

import csv
import json
import random
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
START = 1_760_000_000
ROLES = ("tenant", "manager", None)
PEOPLE = 30
WINDOW = 0.12  # of a thread's sentences, from which a post at that place takes its own: the talk moves on
OWN_ROLE = 0.6  # chance that a sentence comes from the speaker's own group
SWAPPED = 0.12  # of the words, replaced by words of the thread's own: 20,000 words over many threads
QUOTES = 0.15
NAMES = 0.1
_SENTENCE = re.compile(r"(?<=[.?!])\s+")


@dataclass(frozen=True)
class Said:
    """The sentences of one constructed thread in their order, as words, and the group of each."""

    sentences: list[list[str]]
    groups: list[int]


@cache
def constructed() -> tuple[Said, ...]:
    """What was said in the publication's own threads."""
    found = []
    for folder in sorted(path for path in (ROOT / "data" / "threads").iterdir() if path.is_dir()):
        with (folder / "authors.csv").open(encoding="utf-8", newline="") as file:
            roles = {row["author_id"]: row.get("role") or "" for row in csv.DictReader(file)}
        order = sorted(set(roles.values()) - {""})
        sentences, groups = [], []
        for line in (folder / "posts.jsonl").read_text(encoding="utf-8").splitlines():
            post = json.loads(line)
            for sentence in _SENTENCE.split(post["text"]):
                sentences.append(sentence.split())
                role = roles.get(post["author_id"], "")
                groups.append(order.index(role) if role in order else len(order))
        found.append(Said(sentences, groups))
    return tuple(found)


@cache
def other_words() -> tuple[str, ...]:
    """Twenty thousand English words, the frequent ones first."""
    from wordfreq import top_n_list

    return tuple(word for word in top_n_list("en", 21_000) if word.isalpha())


class Talker:
    """Speaks for one thread: the same seed says the same."""

    def __init__(self, seed: int, post_count: int) -> None:
        self.chance = random.Random(seed)
        sources = constructed()
        first, second = self.chance.sample(range(len(sources)), 2)
        # Half of the threads change their subject, as when talk wanders off; the others move within theirs.
        self.sources = (sources[first], sources[second if seed % 2 else first])
        self.post_count = max(post_count, 1)
        vocabulary = other_words()
        self.words = [
            vocabulary[int(len(vocabulary) * self.chance.random() ** 3)] for _ in range(60 + self.post_count // 2)
        ]

    def say(self, place: int, group: int, parent: str | None) -> str:
        """The text of the post at this place of the thread, of one of the groups."""
        chance = self.chance
        parts = []
        if parent and chance.random() < QUOTES:
            parts.append(f"> {_SENTENCE.split(parent.rpartition(chr(10))[2])[0]}\n\n")
        if parent and chance.random() < NAMES:
            parts.append(f"@a{chance.randrange(PEOPLE)} ")
        count = chance.choice((1, 1, 2, 2, 2, 3, 3, 4))
        parts.append(" ".join(self.sentence(place, group) for _ in range(count)))
        return "".join(parts)

    def sentence(self, place: int, group: int) -> str:
        """One sentence from around this place, with some words of the thread's own put in."""
        chance = self.chance
        along = place / self.post_count
        source = self.sources[along >= 0.5]
        size = len(source.sentences)
        for _ in range(4):
            number = int(size * (along + WINDOW * (chance.random() - 0.5))) % size
            if source.groups[number] == group or chance.random() > OWN_ROLE:
                break
        words = list(source.sentences[number])
        for _ in range(round(len(words) * SWAPPED + chance.random() - 0.5)):
            position = chance.randrange(len(words))
            if words[position].isalpha():
                words[position] = chance.choice(self.words)
        return " ".join(words)


def posts_of(seed: int, post_count: int) -> list[tuple[int, int | None, int, str]]:
    """One thread: number, the number that it answers, author's number and text of each post, in order of time."""
    talker = Talker(seed, post_count)
    chance = talker.chance
    made: list[tuple[int, int | None, int, str]] = []
    for number in range(post_count):
        above = chance.randrange(max(0, number - 20), number) if number else None
        if number and chance.random() < 0.15:
            above = 0
        author = int(PEOPLE * chance.random() ** 1.5)
        text = talker.say(number, author % len(ROLES), made[above][3] if above is not None else None)
        made.append((number, above, author, text))
    return made


def tables(thread_count: int, post_count: int) -> tuple[Any, Any, Any]:
    """Posts, authors and threads with two roles."""
    import pandas as pd

    from generator.model import AUTHOR_COLUMNS, POST_COLUMNS, typed

    chance = random.Random(0)
    rows: list[tuple[Any, ...]] = []
    authors: list[tuple[Any, ...]] = []
    for thread in range(thread_count):
        slug = f"t{thread:05}"
        authors += [(slug, f"a{n}", chance.randrange(5000), ROLES[n % 3], "list", False) for n in range(PEOPLE)]
        for number, above, author, text in posts_of(thread, post_count):
            when = START + number * 90 + chance.randrange(60)
            parent = None if above is None else f"p{above}"
            likes, shares = int(20 * chance.random() ** 3), int(5 * chance.random() ** 3)
            rows.append((slug, f"p{number}", parent, f"a{author}", when, text, likes, shares))
    names = "thread_id post_id parent_id author_id published_at text like_count share_count".split()
    posts = pd.DataFrame(rows, columns=names)
    posts["published_at"] = pd.to_datetime(posts["published_at"], unit="s", utc=True)
    people = "thread_id author_id follower_count role role_source is_organisation".split()
    captured = pd.Timestamp(START + post_count * 90 + 86_400, unit="s", tz="UTC")
    threads = pd.DataFrame({"thread_id": [f"t{n:05}" for n in range(thread_count)], "captured_at": captured})
    threads["thread_id"] = threads["thread_id"].astype("string")
    filled = posts.assign(html="", lang="en", url="", kind="post", state="present")
    return typed(filled, POST_COLUMNS), typed(pd.DataFrame(authors, columns=people), AUTHOR_COLUMNS), threads
