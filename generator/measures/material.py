"""What all measures work on, made once: the posts in order and in place, their words, parents, people and tone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd
from numpy.typing import NDArray

from generator.measures import asking, attention, drift, pairs, questions, responses, seams, tone, tree, words
from generator.model import AUTHOR_COLUMNS, POST_COLUMNS, typed


@dataclass(frozen=True)
class Material:
    """Posts of any number of threads, in order of thread and time, and what several measures need of them."""

    posts: pd.DataFrame  # with place, counts, phase, tone and the fate of each question
    authors: pd.DataFrame  # as they came
    people: pd.DataFrame  # what each wrote and received
    threads: pd.DataFrame
    tokens: words.Tokens
    once: seams.PostWords  # each word of a post once
    parents: NDArray[Any]  # per post the row of its parent
    answers: NDArray[Any]  # per post the row of what it answers, as far as the source says so
    stances: pd.DataFrame
    cues: pd.DataFrame
    answered: pd.DataFrame
    replies: pd.DataFrame  # per pair of people
    asked: pd.DataFrame  # the questions
    phase_gain: pd.Series  # per post that turned the thread, what its seam gains
    phase_words: pd.DataFrame
    group_words: pd.DataFrame  # how many words each group wrote

    @property
    def thread_ids(self) -> list[str]:
        """All threads, also those without posts."""
        return sorted(set(self.threads["thread_id"]) | set(self.posts["thread_id"]))


def material(posts: pd.DataFrame, authors: pd.DataFrame, threads: pd.DataFrame) -> Material:
    """Everything that is made once, from the tables as they are stored."""
    posts = typed(posts, POST_COLUMNS).reset_index(drop=True)
    authors = typed(authors, AUTHOR_COLUMNS).reset_index(drop=True)
    # The counts of words travel in the order of posts, so the posts take their final order before they are cut.
    posts = posts.sort_values(["thread_id", "published_at", "post_id"], kind="stable", ignore_index=True)
    tokens = words.tokens(posts["text"].where(posts["state"] == "present", ""))
    placed = tree.placed(posts, authors, tokens.counts)
    once = seams.words_once(tokens)
    phase, gain = drift.post_phases(placed, once)
    placed = placed.assign(phase=phase, is_question=asking.asks(placed))
    parents = tree.parent_rows(placed)
    answers = tree.answered_rows(placed, parents)
    added, stances, cues = tone.tone(placed, tokens)
    placed = pd.concat([placed, added], axis=1)
    answered = responses.responses(placed, threads)
    asked = questions.questions(placed, tokens, once, answers, answered)
    placed = questions.with_outcomes(placed, asked)
    return Material(
        posts=placed,
        authors=authors,
        people=attention.author_table(placed, authors),
        threads=threads,
        tokens=tokens,
        once=once,
        parents=parents,
        answers=answers,
        stances=stances,
        cues=cues,
        answered=answered,
        replies=pairs.pairs(placed),
        asked=asked,
        phase_gain=gain,
        phase_words=drift.phase_words(placed, once),
        group_words=words.group_words(placed, tokens),
    )
