"""Refusals: which thread lacks the data for which measure, and what it would take."""

from __future__ import annotations

import pandas as pd

from generator.measures import (
    attention,
    centrality,
    coordination,
    drift,
    heat,
    last_words,
    pairs,
    paths,
    politeness,
    question_shares,
    registers,
    reply_odds,
    responses,
    sides,
    words,
)
from generator.measures.groups import count_refused, counts_of, refusal_table, two_groups_refused
from generator.measures.material import Material
from generator.vocabulary import NO_GROUP

Tables = dict[str, pd.DataFrame]
ODDS_NEED = (
    f"two groups with {reply_odds.LEAST_POSTS} posts each, and {reply_odds.LEAST_EVENTS} posts answered and "
    f"{reply_odds.LEAST_EVENTS} not for each of the model's terms, at known times, that do not part the groups "
    "without error"
)


def refusals(of: Material, tables: Tables) -> pd.DataFrame:
    """One row per thread and measure that cannot be computed there: thread_id, measure, needs."""
    thread_ids = of.thread_ids
    refused = [
        *_people(tables, thread_ids),
        *_answers(tables, thread_ids),
        *_between_groups(of, tables, thread_ids),
        *_words(of, tables, thread_ids),
        *_drift(of, thread_ids),
        *sides.refused(tables, thread_ids),
        count_refused(
            "friction_by_branch",
            thread_ids,
            heat.scored_posts(of.posts),
            heat.LEAST_SCORED,
            "English posts with words",
        ),
    ]
    return pd.concat(refused).sort_values(["thread_id", "measure"], ignore_index=True)


def _people(tables: Tables, thread_ids: list[str]) -> list[pd.DataFrame]:
    """What the measures of attention lack."""
    taking_part = tables["authors"][tables["authors"]["post_count"] > 0]
    return [
        two_groups_refused(
            "group_shares", thread_ids, counts_of(taking_part), attention.LEAST_PEOPLE_PER_GROUP, "people"
        ),
        count_refused(
            "concentration", thread_ids, taking_part.groupby("thread_id").size(), attention.LEAST_PEOPLE, "people"
        ),
    ]


def _answers(tables: Tables, thread_ids: list[str]) -> list[pd.DataFrame]:
    """What the measures of being answered lack."""
    answered = tables["responses"]
    timed = answered[answered["waiting_seconds"].notna()]
    most = counts_of(answered).groupby("thread_id")["n"].max()
    most_timed = counts_of(timed).groupby("thread_id")["n"].max()
    posts_unit, timed_unit = "posts in a group", "posts with known times in a group"
    least = responses.LEAST_POSTS
    return [
        count_refused("reply_chance", thread_ids, most, least, posts_unit),
        count_refused("waiting", thread_ids, most_timed, least, timed_unit),
        count_refused("survival", thread_ids, most_timed, least, timed_unit),
        two_groups_refused("waiting_tests", thread_ids, counts_of(timed), least, "posts with known times"),
        _without_rows("reply_odds", tables, thread_ids, ODDS_NEED),
        count_refused(
            "question_shares",
            thread_ids,
            question_shares.most_questions(tables["questions"]),
            question_shares.LEAST_QUESTIONS,
            "questions of one group",
        ),
    ]


def _between_groups(of: Material, tables: Tables, thread_ids: list[str]) -> list[pd.DataFrame]:
    """What the measures of who replies to whom lack."""
    grouped = pairs.grouped_pairs(of.replies, of.authors)
    between = grouped.groupby("thread_id")["reply_count"].sum()
    # Enough replies between people with a role, who all have the same one.
    of_one_role = set(between[between >= pairs.LEAST_REPLIES].index) - set(tables["pairs_by_group"]["thread_id"])
    return [
        count_refused("pairs_by_group", thread_ids, between, pairs.LEAST_REPLIES, "replies between people with a role"),
        refusal_table(
            [(thread_id, "pairs_by_group", "people of two roles; there is one") for thread_id in of_one_role]
        ),
        count_refused(
            "coordination",
            thread_ids,
            coordination.most_speakers(of.posts, of.answers),
            coordination.LEAST_SPEAKERS,
            f"people of one group with {coordination.LEAST_SHOWN} replies to one group",
        ),
        count_refused(
            "centrality",
            thread_ids,
            centrality.people_in_graph(of.replies),
            centrality.LEAST_PEOPLE,
            "people who reply or are replied to",
        ),
        count_refused(
            "last_words",
            thread_ids,
            last_words.most_replies(of.posts),
            last_words.LEAST_REPLIES,
            "replies of one group to another",
        ),
    ]


def _words(of: Material, tables: Tables, thread_ids: list[str]) -> list[pd.DataFrame]:
    """What the measures of words lack."""
    counts = of.group_words[of.group_words["group"] != NO_GROUP]
    return [
        *(two_groups_refused(name, thread_ids, counts, words.LEAST_WORDS, "words") for name in ("terms", "term_life")),
        _without_rows("registers", tables, thread_ids, registers.NEEDS),
        _without_rows("politeness_by_group", tables, thread_ids, politeness.NEEDS),
    ]


def _drift(of: Material, thread_ids: list[str]) -> list[pd.DataFrame]:
    """What the measures of drift lack."""
    worded = drift.posts_with_words(of.posts, of.once)
    longest = paths.longest_paths(of.posts)
    return [
        count_refused("path_turns", thread_ids, longest, drift.LEAST_POSTS, "posts on a path of replies"),
        count_refused("phases", thread_ids, worded, drift.LEAST_POSTS, "posts with words"),
    ]


def _without_rows(measure: str, tables: Tables, thread_ids: list[str], needs: str) -> pd.DataFrame:
    """A refusal for each thread of which the measure has no row."""
    told = set(tables[measure]["thread_id"])
    return refusal_table([(thread_id, measure, needs) for thread_id in thread_ids if thread_id not in told])
