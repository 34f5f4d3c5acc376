"""Measures: tables of posts and authors to tidy tables, any number of threads at once."""

from __future__ import annotations

import pandas as pd

from generator.measures import (
    agreement,
    attention,
    capture,
    centrality,
    coordination,
    counterparts,
    drift,
    heat,
    jargon,
    last_words,
    pairs,
    paths,
    politeness,
    question_shares,
    refusals,
    registers,
    reply_odds,
    responses,
    robustness,
    shape,
    sides,
    timeline,
    word_chance,
    words,
)
from generator.measures.material import Material, material

__all__ = ["measure"]
Tables = dict[str, pd.DataFrame]


def measure(
    posts: pd.DataFrame,
    authors: pd.DataFrame,
    threads: pd.DataFrame,
    seed: int = 0,
    declared: pd.DataFrame | None = None,
    seeds: pd.DataFrame | None = None,
    votes: pd.DataFrame | None = None,
) -> Tables:
    """Every measure's table by name, and `refusals`: which thread lacks the data for which measure.

    `threads` says when each was captured and how many replies are declared and hidden; `declared` how many replies the
    platform declares below a direct reply, and how many were captured (thread_id, post_id, declared, held); `seeds`
    whom the editor put into which camp (thread_id, author_id, camp_seed); `votes` who agreed with which post. Threads
    of one `author_space` share their people; without it none do.
    """
    of = material(posts, authors, threads)
    seeded = of.authors if seeds is None else of.authors.merge(seeds, on=["thread_id", "author_id"], how="left")
    camp_of, of_sides, ground = sides.side_tables(of.posts, seeded, threads, of.tokens, of.stances, seed)
    tables = {
        "posts": of.posts,
        "authors": sides.with_camps(of.people, camp_of),
        **of_sides,
        "agreement": agreement.agreement(pd.DataFrame() if votes is None else votes),
        **_of_tree(of),
        **_of_friction(of),
        **_of_words(of, seed),
        **_of_answers(of, seed),
        **_of_attention(of, seed),
        **_of_drift(of),
        **_of_capture(of, declared),
    }
    tables["robustness"] = robustness.robustness(of, tables, ground, seed)
    return tables | {"refusals": refusals.refusals(of, tables)}


def _of_tree(of: Material) -> Tables:
    """The form of the thread and its pace."""
    return {
        "shape": shape.shape(of.posts),
        "posts_by_depth": shape.posts_by_depth(of.posts),
        "posts_over_time": timeline.posts_over_time(of.posts),
    }


def _of_friction(of: Material) -> Tables:
    """Question 3: where the friction is."""
    return {
        "friction_by_branch": heat.friction_by_branch(of.posts),
        "friction_by_pair": heat.friction_by_pair(of.posts),
    }


def _of_words(of: Material, seed: int) -> Tables:
    """Question 4: whose words these are."""
    of_terms = jargon.term_tables(of.posts, of.tokens, of.once, of.group_words)
    terms = words.terms(of.posts, of.tokens)
    return {
        "terms": terms,
        "word_chance": word_chance.word_chance(of.posts, of.tokens, terms, seed),
        **of_terms,
        "counterparts": counterparts.counterparts(of.posts, of.once, of.answers, of_terms["term_life"], seed),
        "registers": registers.registers(of.posts, of.cues),
        "politeness_by_group": politeness.politeness_by_group(of.posts),
    }


def _of_answers(of: Material, seed: int) -> Tables:
    """Question 5: who answers whom, how fast, and who is ignored."""
    return {
        "responses": of.answered,
        "reply_chance": responses.reply_chance(of.answered, of.posts),
        "reply_odds": reply_odds.reply_odds(of.posts, of.answered),
        "waiting": responses.waiting(of.answered),
        "waiting_tests": responses.waiting_tests(of.answered, of.posts),
        "survival": responses.survival(of.answered),
        "pairs": of.replies,
        "pairs_by_group": pairs.pairs_by_group(of.replies, of.authors, seed),
        "questions": of.asked,
        "question_shares": question_shares.question_shares(of.asked),
    }


def _of_attention(of: Material, seed: int) -> Tables:
    """Question 6: who holds attention and power, and how they behave."""
    return {
        "group_shares": attention.group_shares(of.people, seed),
        "concentration": attention.concentration(of.people, seed),
        "centrality": centrality.centrality(of.replies),
        "last_words": last_words.last_words(of.posts, seed),
        "coordination": coordination.coordination(of.posts, coordination.shown(of.tokens), of.answers),
    }


def _of_drift(of: Material) -> Tables:
    """Question 7: where the talk went."""
    return {
        "phases": drift.phases(of.posts, of.phase_gain, of.phase_words),
        "phase_words": of.phase_words,
        "path_turns": paths.path_turns(of.posts, of.once, of.parents),
        "topic_shares": drift.topic_shares(of.posts, of.once, of.phase_words),
    }


def _of_capture(of: Material, declared: pd.DataFrame | None) -> Tables:
    """Question 8: what was captured, and what the unseen could change."""
    return {
        "capture_by_branch": capture.capture_by_branch(of.posts, pd.DataFrame() if declared is None else declared),
        "capture_bounds": capture.capture_bounds(of.posts, of.answered, of.threads),
    }
