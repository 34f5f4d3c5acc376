"""Measures: tables of posts and authors to tidy tables, any number of threads at once."""

from __future__ import annotations

import pandas as pd

from generator.measures import (
    asking,
    attention,
    capture,
    centrality,
    coordination,
    drift,
    heat,
    jargon,
    pairs,
    paths,
    question_shares,
    questions,
    registers,
    reply_odds,
    responses,
    robustness,
    seams,
    shape,
    sides,
    timeline,
    tone,
    tree,
    words,
)
from generator.measures.groups import count_refused, counts_of, refusal_table, two_groups_refused
from generator.model import AUTHOR_COLUMNS, POST_COLUMNS, typed
from generator.vocabulary import NO_GROUP

__all__ = ["measure"]


def measure(
    posts: pd.DataFrame,
    authors: pd.DataFrame,
    threads: pd.DataFrame,
    seed: int = 0,
    declared: pd.DataFrame | None = None,
    seeds: pd.DataFrame | None = None,
) -> dict[str, pd.DataFrame]:
    """Every measure's table by name, and `refusals`: which thread lacks the data for which measure.

    `threads` says when each was captured and how many replies are declared and hidden; `declared` how many replies the
    platform declares below a direct reply, and how many were captured (thread_id, post_id, declared, held); `seeds`
    whom the editor put into which camp (thread_id, author_id, camp_seed). Threads of one `author_space` share their
    people; without it none do.
    """
    posts = typed(posts, POST_COLUMNS).reset_index(drop=True)
    authors = typed(authors, AUTHOR_COLUMNS).reset_index(drop=True)
    # The counts of words travel in the order of posts, so the posts take their final order before they are cut.
    posts = posts.sort_values(["thread_id", "published_at", "post_id"], kind="stable", ignore_index=True)
    tokens = words.tokens(posts["text"].where(posts["state"] == "present", ""))
    placed = tree.placed(posts, authors, tokens.counts)
    once = seams.words_once(tokens)
    phase, gain = drift.post_phases(placed, once)
    placed = placed.assign(phase=phase, is_question=asking.asks(placed))
    phase_words = drift.phase_words(placed, once)
    parents = tree.parent_rows(placed)
    people = attention.author_table(placed, authors)
    added, stances, cues = tone.tone(placed, tokens)
    placed = pd.concat([placed, added], axis=1)
    seeded = authors if seeds is None else authors.merge(seeds, on=["thread_id", "author_id"], how="left")
    camp_of, of_sides = sides.side_tables(placed, seeded, threads, tokens, stances, seed)
    answered = responses.responses(placed, threads)
    replies = pairs.pairs(placed)
    asked = questions.questions(placed, tokens, once, parents, answered)
    placed = questions.with_outcomes(placed, asked)
    tables = {
        "posts": placed,
        "authors": sides.with_camps(people, camp_of),
        "shape": shape.shape(placed),
        "posts_by_depth": shape.posts_by_depth(placed),
        "posts_over_time": timeline.posts_over_time(placed),
        "group_shares": attention.group_shares(people, seed),
        "concentration": attention.concentration(people, seed),
        "responses": answered,
        "reply_chance": responses.reply_chance(answered),
        "reply_odds": reply_odds.reply_odds(placed, answered),
        "waiting": responses.waiting(answered),
        "waiting_tests": responses.waiting_tests(answered),
        "survival": responses.survival(answered),
        "pairs": replies,
        "pairs_by_group": pairs.pairs_by_group(replies, authors, seed),
        "friction_by_branch": heat.friction_by_branch(placed),
        "friction_by_pair": heat.friction_by_pair(placed),
        "terms": words.terms(placed, tokens),
        "term_life": jargon.term_life(placed, tokens, once, words.group_words(placed, tokens)),
        "registers": registers.registers(placed, cues),
        "questions": asked,
        "centrality": centrality.centrality(replies),
        "last_words": centrality.last_words(placed),
        "question_shares": question_shares.question_shares(asked),
        "coordination": coordination.coordination(placed, coordination.shown(tokens), parents),
        "phases": drift.phases(placed, gain, phase_words),
        "phase_words": phase_words,
        "path_turns": paths.path_turns(placed, once, parents),
        "topic_shares": drift.topic_shares(placed, once, phase_words),
        "capture_by_branch": capture.capture_by_branch(placed, pd.DataFrame() if declared is None else declared),
        "capture_bounds": capture.capture_bounds(placed, answered, threads),
        **of_sides,
    }
    tables["robustness"] = robustness.robustness(placed, tables, threads, tokens, seed)
    thread_ids = sorted(set(threads["thread_id"]) | set(posts["thread_id"]))
    word_counts = words.group_words(placed, tokens)
    worded = drift.posts_with_words(placed, once)
    refused = [
        _refusals(tables, authors, thread_ids, word_counts),
        count_refused(
            "coordination",
            thread_ids,
            coordination.most_speakers(placed, parents),
            coordination.LEAST_SPEAKERS,
            f"people of one group with {coordination.LEAST_SHOWN} replies to one group",
        ),
        count_refused(
            "centrality",
            thread_ids,
            centrality.people_in_graph(replies),
            centrality.LEAST_PEOPLE,
            "people who reply or are replied to",
        ),
        count_refused(
            "last_words",
            thread_ids,
            centrality.most_replies(placed),
            centrality.LEAST_REPLIES,
            "replies of one group to another",
        ),
        _odds_refused(tables["reply_odds"], thread_ids),
        refusal_table(
            [
                (thread_id, "registers", registers.NEEDS)
                for thread_id in thread_ids
                if thread_id not in set(tables["registers"]["thread_id"])
            ]
        ),
        count_refused(
            "path_turns", thread_ids, paths.longest_paths(placed), drift.LEAST_POSTS, "posts on a path of replies"
        ),
        count_refused(
            "question_shares",
            thread_ids,
            question_shares.most_questions(asked),
            question_shares.LEAST_QUESTIONS,
            "questions of one group",
        ),
        *sides.refused(tables, thread_ids),
        count_refused(
            "friction_by_branch", thread_ids, heat.scored_posts(placed), heat.LEAST_SCORED, "English posts with words"
        ),
        count_refused("phases", thread_ids, worded, drift.LEAST_POSTS, "posts with words"),
    ]
    refusals = pd.concat(refused).sort_values(["thread_id", "measure"], ignore_index=True)
    return tables | {"refusals": refusal_table(list(refusals.itertuples(index=False, name=None)))}


def _refusals(
    tables: dict[str, pd.DataFrame], authors: pd.DataFrame, thread_ids: list[str], word_counts: pd.DataFrame
) -> pd.DataFrame:
    """What each thread lacks, one row per thread and measure that cannot be computed there."""
    taking_part = tables["authors"][tables["authors"]["post_count"] > 0]
    answered = tables["responses"]
    timed = answered[answered["waiting_seconds"].notna()]
    most = counts_of(answered).groupby("thread_id")["n"].max()
    most_timed = counts_of(timed).groupby("thread_id")["n"].max()
    grouped = pairs.grouped_pairs(tables["pairs"], authors)
    between = grouped.groupby("thread_id")["reply_count"].sum()
    posts_unit, timed_unit = "posts in a group", "posts with known times in a group"
    least_posts = responses.LEAST_POSTS
    refused = [
        two_groups_refused(
            "group_shares", thread_ids, counts_of(taking_part), attention.LEAST_PEOPLE_PER_GROUP, "people"
        ),
        count_refused(
            "concentration", thread_ids, taking_part.groupby("thread_id").size(), attention.LEAST_PEOPLE, "people"
        ),
        count_refused("reply_chance", thread_ids, most, least_posts, posts_unit),
        count_refused("waiting", thread_ids, most_timed, least_posts, timed_unit),
        count_refused("survival", thread_ids, most_timed, least_posts, timed_unit),
        two_groups_refused("waiting_tests", thread_ids, counts_of(timed), least_posts, "posts with known times"),
        count_refused("pairs_by_group", thread_ids, between, pairs.LEAST_REPLIES, "replies between people with a role"),
        _one_role_refused(tables, grouped, between),
        *(
            two_groups_refused(
                name, thread_ids, word_counts[word_counts["group"] != NO_GROUP], words.LEAST_WORDS, "words"
            )
            for name in ("terms", "term_life")
        ),
    ]
    return pd.concat(refused)


def _odds_refused(table: pd.DataFrame, thread_ids: list[str]) -> pd.DataFrame:
    """The threads in which the odds of an answer cannot be estimated."""
    needs = (
        f"two groups with {reply_odds.LEAST_POSTS} posts each, and {reply_odds.LEAST_EVENTS} posts answered and "
        f"{reply_odds.LEAST_EVENTS} not for each of the model's terms, at known times, that do not part the groups "
        "without error"
    )
    told = set(table["thread_id"])
    return refusal_table([(thread_id, "reply_odds", needs) for thread_id in thread_ids if thread_id not in told])


def _one_role_refused(tables: dict[str, pd.DataFrame], grouped: pd.DataFrame, between: pd.Series) -> pd.DataFrame:
    """The threads with enough replies between people with a role, who all have the same role."""
    enough = set(between[between >= pairs.LEAST_REPLIES].index) - set(tables["pairs_by_group"]["thread_id"])
    return refusal_table([(thread_id, "pairs_by_group", "people of two roles; there is one") for thread_id in enough])
