"""Divides on planted truth: how often chance is called a divide, and how often a divide is seen."""

from __future__ import annotations

import numpy as np
import pandas as pd

from generator.measures import labels, measure, polarisation
from generator.measures.divide import LEVEL
from generator.measures.rewiring import rewired
from tests.evaluate.rows import Row, interval
from tests.measures.planted import Planted, networks, thread

SETS: tuple[str, ...] = ()
THREADS, WHOLE = 1000, 400
SEEDS = 11_001, 22_002, 33_003
ROUNDS = 200
MOST_FALSE = 0.05
MODERATE = {"cross": 0.8, "told": 0.7}  # four in five replies go to the other camp, .7 deviations apart in their words


def rows() -> list[Row]:
    """False divides of rewired networks and of dealt labels; power; whole threads with and without a divide."""
    made = [networks(THREADS, **MODERATE, seed=seed) for seed in SEEDS]
    chance = np.concatenate(
        [_found(planted, _rewired(planted, seed)) for planted, seed in zip(made, SEEDS, strict=True)]
    )
    power = np.concatenate([_found(planted, planted.pairs) for planted in made])
    dealt = np.concatenate([_dealt(planted, seed) for planted, seed in zip(made, SEEDS, strict=True)])
    return [
        _row(chance, "planted networks, rewired", "false divides", target=MOST_FALSE, lower=True),
        _row(dealt, "planted groups, dealt anew", "false divides", target=MOST_FALSE, lower=True),
        _row(power, "planted networks, .8 across, .7 apart", "power", target=0.9),
        _row(_whole(False), "planted threads of posts, no divide", "false divides", target=MOST_FALSE, lower=True),
        _row(_whole(True), "planted threads of posts, divided", "power", target=0.9),
    ]


def _rewired(planted: Planted, seed: int) -> polarisation.Met:
    """The pairs after so many rounds that nothing of the divide is left."""
    blocks = planted.nodes.threads[planted.pairs.first]
    first, second = rewired(planted.pairs.first, planted.pairs.second, blocks, blocks * 0, seed=seed, rounds=ROUNDS)
    return polarisation.Met(first, second, planted.pairs.count)


def _found(planted, pairs) -> np.ndarray:
    """Which networks stand out at the level."""
    draws = polarisation.balance(planted.nodes, pairs, planted.evidence, 2, 0)
    return polarisation.position(draws, np.ones(planted.nodes.thread_count, bool)).p <= LEVEL


def _dealt(planted: Planted, seed: int) -> np.ndarray:
    """Which threads of two groups dealt by chance stand out at the level, by the replies within groups and stance."""
    chance = np.random.default_rng(seed)
    dealt = chance.permuted(np.tile(np.arange(30) % 2, (THREADS, 1)), axis=1).ravel()
    marked = labels.Labels(dealt, planted.nodes.threads, THREADS)
    deals = labels.dealt(marked, planted.nodes.ranks, 0)
    pairs = planted.pairs
    shares = labels.mixing(pairs.first, pairs.second, pairs.count.astype(float), deals, marked)
    stance = labels.mixing(pairs.first, pairs.second, planted.evidence, deals, marked)
    draws = polarisation.together(polarisation.Groups(shares, stance, np.zeros_like(stance)))
    return polarisation.position(draws, np.ones(THREADS, bool)).p <= LEVEL


def _whole(divided: bool) -> np.ndarray:
    """Which of 400 threads of 20 people and 150 posts the whole of the measures calls divided."""
    parts = [thread([0, 1] * 10, 150, SEEDS[0] + seed, f"t{seed:03}", divided) for seed in range(WHOLE)]
    posts, authors = (pd.concat(tables, ignore_index=True) for tables in zip(*parts, strict=True))
    threads = pd.DataFrame({"thread_id": sorted(set(posts["thread_id"])), "captured_at": posts["published_at"].max()})
    return measure(posts, authors, threads)["verdicts"]["divided"].fillna(False).to_numpy(dtype=bool)


def _row(found: np.ndarray, data: str, figure: str, target: float, lower: bool = False) -> Row:
    low, high = interval(lambda drawn: float(found[drawn].mean()), np.arange(len(found)))
    return Row(
        measure="divide", data=data, how="planted truth, at the 5 % level", figure=figure,
        value=float(found.mean()), low=low, high=high,
        n=len(found), n_unit="threads", target=target, lower_is_better=lower,
    )  # fmt: skip
