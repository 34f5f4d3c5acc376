"""Tables of many threads drawn from a known truth, and whether each published 95 % interval covers it."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import expit, ndtr

from generator.findings.compose import difference
from generator.measures import (
    attention,
    coordination,
    divide,
    pairs,
    polarisation,
    registers,
    reply_odds,
    responses,
)

Array = NDArray[Any]
ROLES = ("manager", "tenant")
START = pd.Timestamp("2024-01-01", tz="UTC")
PEOPLE = 30
POSTS = 100


def names(count: int, letter: str) -> Array:
    """Ids in the order of their numbers."""
    return np.array([f"{letter}{number:05}" for number in range(count)], dtype=object)


def covers(table: pd.DataFrame, truth: float | Array) -> Array:
    """Which intervals hold the truth; an end that is not known is taken as open."""
    low, high = (table[end].to_numpy(dtype=float, na_value=np.nan) for end in ("low", "high"))
    return (np.nan_to_num(low, nan=-np.inf) <= truth) & (truth <= np.nan_to_num(high, nan=np.inf))


def asked(count: int, chance: np.random.Generator, of_first: float, of_second: float) -> pd.DataFrame:
    """Responses of threads of 100 posts, half of them of each group, answered with these chances.

    Waiting is log-normal with medians of 40 and 80 minutes, and the capture comes after half an hour to three days.
    """
    group = np.tile(np.repeat(ROLES, POSTS // 2), count)
    second = group == ROLES[1]
    waits = 60 * np.where(second, 80, 40) * np.exp(chance.normal(0, 1, len(group)))
    ever = chance.random(len(group)) < np.where(second, of_second, of_first)
    until = 60 * chance.uniform(30, 72 * 60, len(group))
    answered = ever & (waits < until)
    return pd.DataFrame(
        {
            "thread_id": np.repeat(names(count, "t"), POSTS),
            "post_id": np.tile(names(POSTS, "p"), count),
            "group": group,
            "waiting_seconds": np.where(answered, waits, until),
            "is_answered": answered,
        }
    )


def answered_at_once(count: int, seed: int, of_first: float, of_second: float) -> pd.DataFrame:
    """The same with every answer given before the capture, so that the chance is the planted one."""
    chance = np.random.default_rng(seed)
    table = asked(count, chance, of_first, of_second)
    wanted = np.where(table["group"] == ROLES[0], of_first, of_second)
    return table.assign(is_answered=chance.random(len(table)) < wanted)


def reply_chances(count: int, seed: int, of_first: float = 0.6, of_second: float = 0.3) -> Array:
    """Wilson intervals of both groups."""
    table = responses.reply_chance(answered_at_once(count, seed, of_first, of_second))
    return covers(table, np.where(table["group"] == ROLES[0], of_first, of_second))


def differences(count: int, seed: int, of_first: float = 0.6, of_second: float = 0.3) -> Array:
    """The interval of the difference of the two groups' chances, as the finding has it."""
    table = responses.reply_chance(answered_at_once(count, seed, of_first, of_second))
    rows = table.to_dict("records")
    found = pd.DataFrame(
        [difference(*rows[place : place + 2]) for place in range(0, len(rows), 2)], columns=["value", "low", "high"]
    )
    return covers(found, of_first - of_second)


def medians(count: int, seed: int) -> Array:
    """Kaplan–Meier medians of waiting, where every post is answered in the end and captures come at any time."""
    table = responses.waiting(asked(count, np.random.default_rng(seed), 1.0, 1.0))
    return covers(table, np.where(table["group"] == ROLES[0], 40.0, 80.0) * 60)


def curves(count: int, seed: int, hours: float = 2.0) -> Array:
    """The interval of the answered share after some hours."""
    steps = responses.survival(asked(count, np.random.default_rng(seed), 1.0, 1.0))
    before = steps[steps["seconds"] <= hours * 3600]
    table = before.groupby(["thread_id", "group"], as_index=False).last()
    medians_of = np.where(table["group"] == ROLES[0], 40.0, 80.0)
    return covers(table, ndtr(np.log(hours * 60 / medians_of)))


def people(count: int, seed: int, size: int = PEOPLE) -> tuple[pd.DataFrame, dict[str, float]]:
    """Authors of threads, two in five of them of the first role, and the planted Gini of what each quantity follows."""
    chance = np.random.default_rng(seed)
    shape = (count, size)
    drawn = {
        "posts": (chance.geometric(0.3, shape), 0.7 / 1.7),
        "words": (np.ceil(1000 * chance.exponential(1, shape)), 0.5),
        "likes": (np.ceil(1000 * chance.lognormal(0, 0.7, shape)), 2 * ndtr(0.7 / np.sqrt(2)) - 1),
        "followers": (np.ceil(1000 * chance.lognormal(0, 1, shape)), 2 * ndtr(1 / np.sqrt(2)) - 1),
    }
    group = np.repeat(ROLES, [2 * size // 5, size - 2 * size // 5])
    columns = {"posts": "post_count", "words": "word_count", "likes": "like_count", "followers": "follower_count"}
    table = pd.DataFrame(
        {
            "thread_id": np.repeat(names(count, "t"), size),
            "author_id": np.tile(names(size, "a"), count),
            "group": np.tile(group, count),
            "reply_received_count": 0,
            "share_count": 0,
            **{columns[name]: values.ravel().astype("int64") for name, (values, _) in drawn.items()},
        }
    )
    return table, {name: float(gini) for name, (_, gini) in drawn.items()}


def ginis(count: int, seed: int, size: int = PEOPLE) -> dict[str, Array]:
    """Gini coefficients of quantities with light and heavy tails."""
    table, truth = people(count, seed, size)
    found = attention.concentration(table, seed)
    return {name: covers(found[found["quantity"] == name], gini) for name, gini in truth.items()}


def group_shares(count: int, seed: int, size: int = PEOPLE) -> dict[str, Array]:
    """The first group's share where both groups draw from one distribution."""
    table, truth = people(count, seed, size)
    found = attention.group_shares(table, seed)
    found = found[found["group"] == ROLES[0]]
    return {name: covers(found[found["quantity"] == name], 2 * size // 5 / size) for name in truth}


def odds(count: int, seed: int, posts: int = 200, effect: float = -1.0) -> Array:
    """The log-odds of an answer of one group against the other, with depth and length at work as well."""
    chance = np.random.default_rng(seed)
    size = count * posts
    group = np.tile(np.repeat(ROLES, posts // 2), count)
    depth, length = chance.poisson(2, size), chance.geometric(1 / 30, size)
    lean = 0.4 + effect * (group == ROLES[1]) - 0.3 * np.log1p(depth) + 0.1 * np.log1p(length)
    keys = {"thread_id": np.repeat(names(count, "t"), posts), "post_id": np.tile(names(posts, "p"), count)}
    when = START + pd.to_timedelta(chance.uniform(0, 86_400, size), unit="s")
    told = pd.DataFrame({**keys, "published_at": when, "depth": depth, "word_count": length})
    table = pd.DataFrame({**keys, "group": group, "is_answered": chance.random(size) < expit(lean)})
    found = reply_odds.reply_odds(told, table)
    return covers(found[found["term"] == ROLES[1]], effect)


def register_rates(count: int, seed: int, size: int = 12) -> Array:
    """How often "we" is said in 100 words by people who differ in that and in how much they write."""
    chance = np.random.default_rng(seed)
    people_count = count * size
    words = chance.geometric(1 / 80, people_count)
    own = chance.beta(4, 76, people_count)
    cues = pd.DataFrame(dict.fromkeys(registers.REGISTERS.values(), np.zeros(people_count)))
    cues = cues.assign(words=words.astype(float), first_plural=chance.binomial(words, own).astype(float))
    posts = pd.DataFrame(
        {
            "thread_id": np.repeat(names(count, "t"), size),
            "group": ROLES[0],
            "author_id": np.tile(names(size, "a"), count),
        }
    )
    found = registers.registers(posts, cues)
    return covers(found[found["register"] == "we"], 5.0)


def echoes(count: int, seed: int, size: int = 12, replies: int = 12, echo: float = 0.25) -> Array:
    """Coordination of one class, where a reply shows it more often after a post that does."""
    chance = np.random.default_rng(seed)
    exchanges = count * size * replies
    target = chance.random(exchanges) < 0.5
    # People differ in how much they echo; the mean is the planted one.
    own = np.repeat(chance.normal(echo, 0.15, count * size).clip(-0.3, 0.55), replies)
    reply = chance.random(exchanges) < 0.4 + own * target
    keys = {"thread_id": np.repeat(names(count, "t"), size * replies), "state": "present"}
    first = pd.DataFrame({**keys, "group": ROLES[1], "author_id": "b"})
    second = pd.DataFrame(
        {**keys, "group": ROLES[0], "author_id": np.tile(np.repeat(names(size, "a"), replies), count)}
    )
    posts = pd.concat([first, second], ignore_index=True)
    shows = np.zeros((2 * exchanges, len(coordination.CLASSES)), dtype=bool)
    shows[:, 0] = np.r_[target, reply]
    parents = np.r_[np.arange(exchanges), np.arange(exchanges)]
    found = coordination.coordination(posts, shows, parents)
    # P(reply | target) − P(reply) = echo · (1 − P(target)).
    return covers(found[found["word_class"] == next(iter(coordination.CLASSES))], echo / 2)


def chance_ranges(count: int, seed: int) -> Array:
    """Whether replies that pay no heed to roles lie in the range that chance is said to give."""
    chance = np.random.default_rng(seed)
    keys, authors = [], names(PEOPLE, "a")
    for thread in names(count, "t"):
        activity = chance.lognormal(0, 1, (2, PEOPLE))
        drawn = [chance.choice(PEOPLE, POSTS, p=of / of.sum()) for of in activity]
        kept = drawn[0] != drawn[1]
        cells = pd.DataFrame({"author_id": authors[drawn[0][kept]], "to_author_id": authors[drawn[1][kept]]})
        sums = cells.groupby(["author_id", "to_author_id"], as_index=False).size()
        keys.append(sums.assign(thread_id=thread, reply_count=sums["size"]))
    table = pd.concat(keys, ignore_index=True)
    roles = chance.permuted(np.tile(np.repeat(ROLES, PEOPLE // 2), (count, 1)), axis=1)
    people_of = pd.DataFrame(
        {"thread_id": np.repeat(names(count, "t"), PEOPLE), "author_id": np.tile(authors, count), "role": roles.ravel()}
    )
    found = pairs.pairs_by_group(table, people_of, seed)
    own = found[(found["from_group"] == ROLES[0]) & (found["to_group"] == ROLES[0])]
    return covers(own, own["share"].to_numpy(dtype=float))


def percentiles(count: int, seed: int) -> Array:
    """The interval of where a thread stands among what chance makes of it, from a hundred draws of chance."""
    chance = np.random.default_rng(seed)
    observed = chance.normal(0.5, 1, count)
    draws = np.column_stack([observed, chance.normal(0, 1, (count, polarisation.NULLS))])
    found = divide._rows(names(count, "t"), "replies", draws, np.ones(count, bool), np.full(count, 50), "pairs")
    return covers(found, ndtr(observed))
