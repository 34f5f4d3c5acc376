"""How long the measures and findings take over made-up talk, and how much memory."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.bench.processes import peak_megabytes
from tests.bench.talk import tables

THREADS, POSTS = 1_000, 100
SIZES = (1_000, 10_000, 100_000)  # posts; 1,000,000 with --large


def timed(work: Callable[..., Any], *given: Any) -> float:
    """Seconds of the processor."""
    gc.collect()
    begin = time.process_time()
    work(*given)
    return time.process_time() - begin


def bench_shape_words_answers(folder: Path, large: bool) -> dict[str, float]:
    """The first measures: shape, time, shares, answers, pairs and marking words, over 1,000 threads of 100 posts."""
    return {"first_measures_seconds": timed(first_measures, *tables(THREADS, POSTS))}


def first_measures(posts: Any, authors: Any, threads: Any) -> list[Any]:
    """What was there before sides, friction and drift."""
    from generator.measures import attention, pairs, responses, shape, timeline, tree, words

    posts = posts.sort_values(["thread_id", "published_at", "post_id"], kind="stable", ignore_index=True)
    tokens = words.tokens(posts["text"])
    placed = tree.placed(posts, authors, tokens.counts)
    people = attention.author_table(placed, authors)
    answered = responses.responses(placed, threads)
    replies = pairs.pairs(placed)
    return [
        shape.shape(placed),
        shape.posts_by_depth(placed),
        timeline.posts_over_time(placed),
        attention.group_shares(people, 0),
        attention.concentration(people, 0),
        responses.reply_chance(answered),
        responses.waiting(answered),
        responses.waiting_tests(answered),
        responses.survival(answered),
        pairs.pairs_by_group(replies, authors, 0),
        words.terms(placed, tokens),
    ]


def bench_sides_friction(folder: Path, large: bool) -> dict[str, float]:
    """Stance, camps, divide, common ground, friction and repair over the same."""
    return {"sides_friction_seconds": timed(sides_and_friction, *tables(THREADS, POSTS))}


def sides_and_friction(posts: Any, authors: Any, threads: Any) -> list[Any]:
    """The measures of questions 1 to 3, from the stored tables."""
    import pandas as pd

    from generator.measures import heat, sides, tone, tree, words

    posts = posts.sort_values(["thread_id", "published_at", "post_id"], kind="stable", ignore_index=True)
    tokens = words.tokens(posts["text"])
    placed = tree.placed(posts, authors, tokens.counts)
    added, stances, _ = tone.tone(placed, tokens)
    placed = pd.concat([placed, added], axis=1)
    of_sides = sides.side_tables(placed, authors, threads, tokens, stances, 0)[1]
    return [of_sides, heat.friction_by_branch(placed), heat.friction_by_pair(placed)]


def bench_measures(folder: Path, large: bool) -> dict[str, float]:
    """All measures, robustness included, and all findings of every thread, over 1,000 threads of 100 posts."""
    from generator.findings import find
    from generator.findings.by_thread import split
    from generator.measures import measure
    from generator.model import Capture, Role, Thread

    given = tables(THREADS, POSTS)
    roles = (Role("tenant", "Tenants", "Tenant"), Role("manager", "Managers", "Manager"))
    capture = Capture("table", "2025-10-20T00:00:00Z", "file: bench", THREADS * POSTS, THREADS * POSTS)
    begin = time.process_time()
    found = measure(*given)
    measured = time.process_time()
    slugs = list(given[2]["thread_id"])
    for slug, of_thread in split(found, slugs).items():
        find(of_thread, Thread(slug=slug, title=slug, platform="table", roles=roles), capture)
    said = time.process_time()
    return {
        "measures_seconds": measured - begin,
        "findings_seconds": said - measured,
        "measures_findings_seconds": said - begin,
    }


def bench_flat(folder: Path, large: bool) -> dict[str, float]:
    """The cost of all measures per post, from 1,000 posts to 100,000 (with --large 1,000,000), the sizes in turn."""
    from generator.measures import measure

    measure(*tables(1, POSTS))  # what is loaded once is no cost of a post
    figures = {}
    for size in (*SIZES, *((1_000_000,) if large else ())):
        figures[f"measures_{size}_us_per_post"] = 1e6 * timed(measure, *tables(size // POSTS, POSTS)) / size
        figures[f"measures_{size}_peak_mb"] = peak_megabytes()
    costs = [value for name, value in figures.items() if name.endswith("per_post")]
    return {**figures, "measures_ratio_last_to_first": costs[-1] / costs[0], "measures_ratio": costs[-1] / costs[1]}
