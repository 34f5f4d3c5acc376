"""Meetings: who answered or quoted whom in which post, and what of it tells agreement from disagreement."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from generator.measures.prose import english_threads
from generator.measures.quotations import Quoting
from generator.measures.words import Tokens

Array = NDArray[Any]
LENGTH_FLOOR = 5  # words, so that the one "you" of a post of two words does not count as half of it
STANCE_MEAN, STANCE_REACH = -1.1, 4.0  # of the log-odds in debates; how far from it one reply may count
# Words of the reply's own text; each list counts as uses over the root of the length.
LISTS = {
    "you": "you your you're yours yourself you've you'd u ur",
    "asks": "what why how who where when which really",
    "third_person": "he she his her him he's she's",
    "they": "they their them they're these those people",
}
FEATURES = (
    "quotes_parent",  # 1 where the reply quotes the one it answers
    "quotes_parent_length",  # its quoted words, log, centred
    "answers_only",  # 1 where the reply quotes nobody
    "answers_quoting_other",  # 1 where it quotes somebody else than the one it answers
    "quotes_other",  # 1 where somebody is quoted who is not the one answered
    "quotes_other_length",
    "to_root",  # 1 where the post answered is the thread's first
    "stance",  # log-odds of agreeing against disagreeing in the reply's words, centred
    *LISTS,
)


@dataclass(frozen=True)
class People:
    """The people of all threads, one node each, in order of thread and first post."""

    table: pd.DataFrame  # thread_id, author_id, first_post_id
    threads: Array  # per node the number of its thread, ascending
    ranks: Array  # per node its place in the thread by first post
    of_post: Array  # per post the node of its author, or -1
    thread_ids: Array

    @property
    def thread_count(self) -> int:
        """How many threads have people."""
        return len(self.thread_ids)


def people(posts: pd.DataFrame) -> People:
    """The people who wrote in each thread; posts in order of thread and time."""
    known = posts[posts["author_id"].notna()]
    first = known.drop_duplicates(["thread_id", "author_id"])[["thread_id", "author_id", "post_id"]]
    first = first.rename(columns={"post_id": "first_post_id"}).reset_index(drop=True)
    index = pd.MultiIndex.from_frame(first[["thread_id", "author_id"]])
    of_post = index.get_indexer(pd.MultiIndex.from_frame(posts[["thread_id", "author_id"]]))
    threads, ids = pd.factorize(first["thread_id"])
    ranks = first.groupby("thread_id", sort=False).cumcount().to_numpy()
    return People(first, threads, ranks, of_post, np.asarray(ids, dtype=object))


@dataclass(frozen=True)
class Meetings:
    """One element per post and person whom it answers or quotes."""

    post: Array  # row of the post
    source: Array  # node of who writes
    target: Array  # node of who is answered or quoted
    features: Array  # meetings × FEATURES


def meetings(
    posts: pd.DataFrame, nodes: People, parents: Array, tokens: Tokens, quoting: Quoting, stance: Array
) -> Meetings:
    """Every meeting of two people of a thread; posts in order of thread and time.

    `stance` is per post the log-odds of agreeing against disagreeing, not a number where it cannot be told.
    """
    rows = np.flatnonzero((parents != np.arange(len(posts))) & (nodes.of_post >= 0))
    rows = rows[(nodes.of_post[parents[rows]] >= 0) & (nodes.of_post[rows] != nodes.of_post[parents[rows]])]
    answers = pd.DataFrame({"post": rows, "target": nodes.of_post[parents[rows]], "answered": parents[rows]})
    # A post that is shown beside the answered one (a quote on a microblog) is answered as well.
    answers = pd.concat([answers, _shown(posts, nodes)]).drop_duplicates(["post", "target"]).assign(answers=True)
    targets = nodes.of_post[quoting.quoted_posts]
    quotes = pd.DataFrame({"post": quoting.posts, "target": targets, "words": quoting.word_counts})
    quotes = quotes.groupby(["post", "target"]).agg(words=("words", "sum")).reset_index()
    table = answers.merge(quotes, on=["post", "target"], how="outer").sort_values(["post", "target"])
    post, target = table["post"].to_numpy(dtype=np.int64), table["target"].to_numpy(dtype=np.int64)
    answers_it = table["answers"].notna().to_numpy()
    quoted_words = table["words"].fillna(0).to_numpy(dtype=float)
    quotes_any = np.bincount(quotes["post"].to_numpy(dtype=np.int64), minlength=len(posts))[post] > 0
    quotes_it, length = quoted_words > 0, np.log1p(quoted_words)
    is_root = parents == np.arange(len(posts))
    centred = np.nan_to_num(np.clip(stance - STANCE_MEAN, -STANCE_REACH, STANCE_REACH))
    lists = _list_counts(posts, tokens, quoting.quoted)
    features = np.column_stack(
        [
            answers_it & quotes_it,
            (answers_it & quotes_it) * (length - 4.0),
            answers_it & ~quotes_any,
            answers_it & quotes_any & ~quotes_it,
            ~answers_it,
            ~answers_it * (length - 3.5),
            answers_it & is_root[table["answered"].fillna(0).to_numpy(dtype=np.int64)],
            centred[post],
            lists[post],
        ]
    ).astype(float)
    return Meetings(post, nodes.of_post[post], target, features)


def _shown(posts: pd.DataFrame, nodes: People) -> pd.DataFrame:
    """The posts of other people that a post shows beside its parent (`quoted_id`): post, target, answered."""
    known = posts["quoted_id"].notna().to_numpy(dtype=bool) if "quoted_id" in posts else np.zeros(len(posts), bool)
    rows = np.flatnonzero(known & (nodes.of_post >= 0))
    if not len(rows):
        return pd.DataFrame({"post": rows, "target": rows, "answered": rows})
    index = pd.MultiIndex.from_frame(posts[["thread_id", "post_id"]])
    shown = posts.iloc[rows][["thread_id", "quoted_id"]].set_axis(["thread_id", "post_id"], axis=1)
    places = index.get_indexer(pd.MultiIndex.from_frame(shown))
    rows, places = rows[places >= 0], places[places >= 0]
    other = (nodes.of_post[places] >= 0) & (nodes.of_post[places] != nodes.of_post[rows])
    return pd.DataFrame({"post": rows[other], "target": nodes.of_post[places[other]], "answered": places[other]})


def _list_counts(posts: pd.DataFrame, tokens: Tokens, quoted: Array) -> Array:
    """Uses of each list's words among a post's own words, over the root of their number (posts × lists).

    In a thread that is not English they are not a number, and its evidence takes the mean of English ones.
    """
    code = {word: place for place, word in enumerate(tokens.vocabulary)}
    rows, codes = tokens.rows[~quoted], tokens.codes[~quoted]
    size = np.bincount(rows, minlength=len(posts))
    columns = []
    for words in LISTS.values():
        in_list = np.zeros(len(tokens.vocabulary), dtype=bool)
        in_list[[code[word] for word in words.split() if word in code]] = True
        uses = np.bincount(rows[in_list[codes]], minlength=len(posts))
        columns.append(uses / np.sqrt(size + LENGTH_FLOOR))
    counts = np.column_stack(columns)
    threads = pd.factorize(posts["thread_id"])[0]
    # A thread without a word is no other language.
    silent = np.bincount(threads[rows], minlength=int(threads.max(initial=-1)) + 1) == 0
    counts[~(english_threads(posts["text"], threads, tokens, ~quoted) | silent)[threads]] = np.nan
    return counts


@dataclass(frozen=True)
class Pairs:
    """One element per two people of a thread who met; `first` is the one who wrote earlier in the thread."""

    first: Array
    second: Array
    count: Array  # meetings, either way
    means: Array  # pairs × FEATURES, mean over the meetings


def pairs(met: Meetings, node_count: int) -> Pairs:
    """The meetings of each two people together."""
    low, high = np.minimum(met.source, met.target), np.maximum(met.source, met.target)
    keys, of_pair = np.unique(low * np.int64(max(node_count, 1)) + high, return_inverse=True)
    count = np.bincount(of_pair, minlength=len(keys))
    sums = [np.bincount(of_pair, column, len(keys)) for column in met.features.T]
    means = np.column_stack(sums) / np.maximum(count, 1)[:, None] if len(keys) else np.zeros((0, len(FEATURES)))
    return Pairs(keys // max(node_count, 1), keys % max(node_count, 1), count, means)
