"""Whole threads in which it is known who is ignored, where the subject turns, whose word it is, and what was lost."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from generator.model import AUTHOR_COLUMNS, POST_COLUMNS, typed
from tests.planted import speech

START = pd.Timestamp("2024-01-01", tz="UTC")
ROLES = ("manager", "tenant")
POSTS = 100
PEOPLE = 28
ACROSS, WITHIN = 0.8, 0.7  # replies that go to the other side; replies that say so
ANSWERED = (0.8, 0.4)  # of the posts of the side that is heard and of the one that is not
ADOPTERS = 3  # people of one side who take up the word
OWN_SUBJECT = 0.85  # of the subject words
HOT_POSTS, HOT_SHARE = 8, 0.75
LOST = 0.1
REACH = 14  # how far back people look for something to answer


@dataclass(frozen=True)
class Plan:
    """Which facts are planted; the twin has none of them."""

    sides: bool = True
    ignored: bool = True
    jargon: bool = True
    turn: bool = True
    hot: bool = True
    lost: float = 0.0
    roles: bool = True  # whether people declare their side


NOTHING = Plan(sides=False, ignored=False, jargon=False, turn=False, hot=False)


@dataclass
class Truth:
    """What was planted: ids of people and posts."""

    sides: dict[str, str] = field(default_factory=dict)  # author to role
    ignored: str = ""  # role
    word: str = ""
    word_posts: list[str] = field(default_factory=list)  # brought, taken up by its own side, crossed
    turn: int = 0  # place of the post
    hot_branch: str = ""
    hot_posts: list[str] = field(default_factory=list)
    lost: int = 0


@dataclass(frozen=True)
class PlantedThread:
    """Posts and authors with their truth."""

    posts: pd.DataFrame
    authors: pd.DataFrame
    truth: Truth


class _Talk:
    """A thread as it grows, post by post."""

    def __init__(self, plan: Plan, seed: int) -> None:
        self.plan, self.chance = plan, np.random.default_rng(seed)
        chance = self.chance
        self.side = chance.permutation(np.arange(PEOPLE) % 2)
        self.activity = chance.lognormal(0, 0.6, PEOPLE)
        self.heard = np.full(2, np.mean(ANSWERED))
        self.truth = Truth(sides={f"a{person:02}": ROLES[side] for person, side in enumerate(self.side)})
        if plan.ignored:
            ignored = int(chance.integers(2))
            self.heard = np.array([ANSWERED[side == ignored] for side in (0, 1)])
            self.truth.ignored = ROLES[ignored]
        self.subjects = chance.choice(len(speech.SUBJECTS), 3, replace=False)
        self.turn = int(chance.integers(40, 61)) if plan.turn else POSTS
        self.truth.turn = self.turn
        self.authors: list[int] = []
        self.parents: list[int] = []
        self.texts: list[str] = []
        self.waits: list[bool] = []  # whether somebody is to answer the post
        begin = int(chance.integers(15, 70))
        places = np.sort(chance.choice(np.arange(begin, begin + 22), HOT_POSTS, replace=False))
        self.hot = list(places) if plan.hot else []

    def grow(self) -> None:
        """All posts."""
        for place in range(POSTS):
            if place in self.hot:
                self.heat(place)
            elif place == 0:
                self.add(-1, self.person(None), speech.PLAIN)
            else:
                parent = self.answered(place)
                author = self.replier(parent)
                self.add(parent, author, self.tone(author, self.authors[parent]))

    def add(self, parent: int, author: int, phrases: tuple[str, ...]) -> None:
        """One post."""
        place, chance = len(self.authors), self.chance
        # After the turn some still speak of the first subject; before it nobody knows what comes.
        first, second, aside = self.subjects
        subject, other = (first, aside) if place < self.turn else (second, first)
        said = speech.sentences(subject, other, OWN_SUBJECT, chance)
        self.authors.append(author)
        self.parents.append(parent)
        self.texts.append(f"{speech.opening(phrases, chance)} {said}")
        self.waits.append(bool(chance.random() < self.heard[self.side[author]]))

    def person(self, among: np.ndarray | None, but: int = -1) -> int:
        """Somebody, by how active people are."""
        weights = self.activity * (1 if among is None else among)
        weights = np.where(np.arange(PEOPLE) == but, 0, weights)
        return int(self.chance.choice(PEOPLE, p=weights / weights.sum()))

    def answered(self, place: int) -> int:
        """The post that the next one answers: mostly one that waits, now and then one that was answered before."""
        waiting = [one for one in range(max(0, place - REACH), place) if self.waits[one] and one not in self.hot]
        fresh = [one for one in waiting if one not in self.parents]
        if fresh and self.chance.random() < 0.85:
            return fresh[0]
        return int(self.chance.choice([*waiting, 0]))

    def replier(self, parent: int) -> int:
        """Who answers: mostly somebody of the other side, where there are sides."""
        if not self.plan.sides:
            return self.person(None, but=self.authors[parent])
        other = self.chance.random() < ACROSS
        return self.person((self.side != self.side[self.authors[parent]]) == other, but=self.authors[parent])

    def tone(self, author: int, to: int) -> tuple[str, ...]:
        """How a reply begins."""
        if not self.plan.sides:
            return (speech.AGREE, speech.DISAGREE, speech.PLAIN)[self.chance.integers(3)]
        if self.chance.random() > WITHIN:
            return speech.PLAIN
        return speech.AGREE if self.side[author] == self.side[to] else speech.DISAGREE

    def heat(self, place: int) -> None:
        """One more post of the hot branch: two people of both sides, turn by turn."""
        number = self.hot.index(place)
        if number == 0:
            self.truth.hot_branch = f"p{place:03}"
            first = self.person(self.side == 0)
            self.quarrel = (first, self.person(self.side == 1))
        parent = 0 if number == 0 else int(self.hot[number - 1])
        phrases = speech.HOT if self.chance.random() < HOT_SHARE else speech.DISAGREE
        self.add(parent, self.quarrel[number % 2], phrases)
        self.truth.hot_posts.append(f"p{place:03}")

    def spread_word(self) -> None:
        """One person brings a word, others of the side take it up, and one of the other side does."""
        chance = self.chance
        word = str(chance.choice(speech.JARGON.split()))
        side = int(chance.integers(2))
        users: list[int] = []
        places: list[int] = []
        for place in range(int(chance.integers(8, 20)), POSTS):
            author = self.authors[place]
            crosses = len(users) == ADOPTERS + 1
            if author in users or self.side[author] != (1 - side if crosses else side) or chance.random() < 0.5:
                continue
            users.append(author)
            places.append(place)
            if crosses:
                break
        for place in places:
            self.texts[place] += f" {chance.choice(['So much for', 'We call it', 'Think of', 'Back to'])} {word}."
        self.truth.word, self.truth.word_posts = word, [f"p{place:03}" for place in places]


def thread(seed: int, thread_id: str = "t", plan: Plan = Plan()) -> PlantedThread:
    """A thread of 100 posts by 28 people in which the plan's facts are true."""
    talk = _Talk(plan, seed)
    talk.grow()
    if plan.jargon:
        talk.spread_word()
    table = pd.DataFrame(
        {
            "thread_id": thread_id,
            "post_id": [f"p{place:03}" for place in range(POSTS)],
            "parent_id": [None if parent < 0 else f"p{parent:03}" for parent in talk.parents],
            "author_id": [f"a{author:02}" for author in talk.authors],
            "published_at": START + pd.to_timedelta(np.cumsum(talk.chance.exponential(9, POSTS)), unit="min"),
            "text": talk.texts,
            "like_count": talk.chance.poisson(2, POSTS),
            "state": "present",
            "kind": "post",
            "lang": "en",
        }
    )
    people = pd.DataFrame({"author_id": list(talk.truth.sides), "role": list(talk.truth.sides.values())})
    if not plan.roles:
        people["role"] = None
    posts = typed(table, POST_COLUMNS)
    if plan.lost:
        posts, talk.truth.lost = without(posts, plan.lost, talk.chance)
    return PlantedThread(posts, typed(people.assign(thread_id=thread_id), AUTHOR_COLUMNS), talk.truth)


def without(posts: pd.DataFrame, share: float, chance: np.random.Generator) -> tuple[pd.DataFrame, int]:
    """The posts with some lost, and how many: one that is answered leaves a placeholder, others no trace."""
    lost = (chance.random(len(posts)) < share) & posts["parent_id"].notna().to_numpy()
    kept = posts[~lost]
    referred = lost & posts["post_id"].isin(kept["parent_id"].dropna()).to_numpy()
    never = pd.Series(pd.NaT, index=posts.index, dtype="datetime64[us, UTC]")
    holes = posts[referred].assign(state="missing", text="", author_id=None, published_at=never, like_count=None)
    # Whose parent is gone without a trace hangs below nothing that is held; placeholders lead to the root.
    known = set(kept["post_id"]) | set(holes["post_id"])
    holes["parent_id"] = holes["parent_id"].where(holes["parent_id"].isin(known), posts["post_id"].iloc[0])
    whole = pd.concat([kept, typed(holes, POST_COLUMNS)], ignore_index=True)
    return typed(whole.sort_values("post_id", ignore_index=True), POST_COLUMNS), int(lost.sum())


def many(count: int, plan: Plan, seed: int = 0) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame, dict[str, Truth]]:
    """Tables of posts, authors and threads, and the truth by thread; the platform declares all replies there were."""
    made = {f"t{number:04}": thread(seed * 100_000 + number, f"t{number:04}", plan) for number in range(count)}
    posts = pd.concat([one.posts for one in made.values()], ignore_index=True)
    authors = pd.concat([one.authors for one in made.values()], ignore_index=True)
    threads = pd.DataFrame(
        {
            "thread_id": pd.array(list(made), dtype="string"),
            "captured_at": posts["published_at"].max() + pd.Timedelta(days=1),
            "declared_reply_count": POSTS - 1,
        }
    )
    return posts, authors, threads, {name: one.truth for name, one in made.items()}
