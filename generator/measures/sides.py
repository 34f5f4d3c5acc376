"""Who is on which side, and is there a divide: the story from posts to the tables of both questions."""

from __future__ import annotations

import numpy as np
import pandas as pd

from generator.measures import camp_tables, camps, common_ground, divide, quotations
from generator.measures.groups import count_refused, refusal_table
from generator.measures.recount_divide import Ground
from generator.measures.tree import answered_rows
from generator.measures.words import Tokens
from generator.model import typed
from generator.vocabulary import plural


def side_tables(
    posts: pd.DataFrame,
    authors: pd.DataFrame,
    threads: pd.DataFrame,
    tokens: Tokens,
    stance: pd.DataFrame,
    seed: int = 0,
) -> tuple[pd.DataFrame, dict[str, pd.DataFrame], Ground]:
    """The authors with their camps, the tables about camps and divides, and what the verdicts rest on; posts in order
    of thread and time."""
    known = camps.basis(posts, authors, tokens, camps.stance_odds(stance), seed)
    draws = divide.network_draws(known, seed)
    known = camps.with_disputes(known, divide.network_shows(known, draws))
    number = divide.camps_to_look_for(known, draws, seed)
    found = camps.found(known, spaces(known.nodes.thread_ids, threads), number, seed)
    witnesses = camp_tables.camp_witnesses(known, found)
    people = camp_tables.author_camps(known, found, witnesses)
    sides = camp_tables.sides(known, found, people)
    positions = divide.divide(known, found, people, draws, seed)
    parents = answered_rows(posts)
    tables = {
        "common_words": common_ground.common_words(known, tokens, people),
        "kind_answers": common_ground.kind_answers(known, parents, stance, people),
        "splitting_posts": common_ground.splitting_posts(known, parents, stance, people),
        "quotes": quotations.quotes(posts, known.quoting),
        "camp_witnesses": witnesses,
        "camps": camp_tables.camps_of_threads(people, posts, authors),
        "sides": sides,
        "divide": positions,
        "verdicts": divide.verdicts(positions, sides),
    }
    return people, tables, Ground(known, draws, found.chances.argmax(axis=1))


def with_camps(authors: pd.DataFrame, people: pd.DataFrame) -> pd.DataFrame:
    """The table of authors with the columns of their camps; nothing for who wrote nothing."""
    joined = authors[["thread_id", "author_id"]].merge(people, on=["thread_id", "author_id"], how="left")
    columns = typed(joined, camp_tables.AUTHOR_CAMP_COLUMNS).set_axis(authors.index)
    return pd.concat([authors, columns], axis=1)


def spaces(thread_ids: np.ndarray, threads: pd.DataFrame) -> np.ndarray:
    """For each thread the place where an author_id means the same person: `author_space`, else the thread alone."""
    known = {}
    if "author_space" in threads:
        known = threads.drop_duplicates("thread_id").set_index("thread_id")["author_space"].to_dict()
    return np.array([known.get(thread_id, f"thread {thread_id}") for thread_id in thread_ids], dtype=object)


def refused(tables: dict[str, pd.DataFrame], thread_ids: list[str]) -> list[pd.DataFrame]:
    """What each thread lacks for the measures of camps and divides."""
    told = set(tables["verdicts"].loc[tables["verdicts"]["p"].notna(), "thread_id"])
    sides = tables["sides"].set_index("thread_id")
    met = sides.loc[sides["met_count"] > 0].groupby("thread_id").size()
    return [
        refusal_table(
            [(thread_id, "divide", _needs(sides, thread_id)) for thread_id in thread_ids if thread_id not in told]
        ),
        count_refused("camps", thread_ids, met, 1, "pair of people who met"),
    ]


def _needs(sides: pd.DataFrame, thread_id: str) -> str:
    """What the test of a divide needs, and what there is."""
    there = sides[sides.index == thread_id]
    met, people = (int(there[name].fillna(0).sum()) for name in ("met_count", "author_count"))
    return (
        f"at least {divide.LEAST_PAIRS} pairs of people who met, among {divide.LEAST_PEOPLE} people, or two roles of "
        f"{camps.LEAST_ROLE_PEOPLE} people each and {camps.LEAST_ROLE_PAIRS} pairs of them who met; there are "
        f"{plural(met, 'pair')} among {plural(people, 'person', 'people')}"
    )
