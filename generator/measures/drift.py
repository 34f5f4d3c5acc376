"""Where the talk went: the phases of a thread, the posts that turned it, and their words."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from generator.measures import english
from generator.measures.seams import PostWords, seams
from generator.measures.words import PRIOR_TOTAL, log_odds
from generator.model import typed

Array = NDArray[Any]
LEAST_POSTS = 20  # with words; shorter talks have too few words that come again
# A direct answer to the root that many posts follow opens a new subject more often than any other post: it pays for
# the seam, and as much again, where 20 posts follow. A judgement, from constructed threads: it places five of eight of
# their turns, which words alone do not, and adds a stage to every fifth thread of a forum.
OPENING = 6.0
FOLLOWERS = 20
SHOWN_WORDS = 6
LEAST_USES = 2  # posts of a phase, for a word to be one of its own
SLICES = 12
PHASE_COLUMNS = {
    "thread_id": "string",
    "phase": "Int64",
    "first_post_id": "string",
    "last_post_id": "string",
    "start_at": "datetime64[us, UTC]",
    "end_at": "datetime64[us, UTC]",
    "post_count": "Int64",
    "author_count": "Int64",
    "share": "Float64",
    "words": "string",
    "author_id": "string",
    "group": "string",
    "gain": "Float64",
}
PHASE_WORD_COLUMNS = {
    "thread_id": "string",
    "phase": "Int64",
    "word": "string",
    "post_count": "Int64",
    "log_odds": "Float64",
    "log_odds_z": "Float64",
    "zipf": "Float64",
}
TOPIC_COLUMNS = {
    "thread_id": "string",
    "slice": "Int64",
    "start_at": "datetime64[us, UTC]",
    "phase": "Int64",
    "use_count": "Int64",
    "share": "Float64",
}


def posts_with_words(posts: pd.DataFrame, words: PostWords) -> pd.Series:
    """Posts that are present and have a word, per thread."""
    worded = (posts["state"] == "present").to_numpy(dtype=bool) & (words.distinct > 0)
    return posts[worded].groupby("thread_id").size()


def post_phases(posts: pd.DataFrame, words: PostWords) -> tuple[pd.Series, pd.Series]:
    """For each post the phase it lies in, from 1, and for each post that turned the thread what its seam gains.

    <NA> in threads below the least data; a post that is not present lies in the phase of the posts around it.
    """
    phase = pd.Series(pd.NA, index=posts.index, dtype="Int64")
    gain = pd.Series(pd.NA, index=posts.index, dtype="Float64")
    counts = posts_with_words(posts, words)
    enough = posts["thread_id"].isin(counts[counts >= LEAST_POSTS].index).to_numpy(dtype=bool)
    worded = (posts["state"] == "present").to_numpy(dtype=bool) & (words.distinct > 0)
    rows = np.flatnonzero(enough & worded)
    if not len(rows):
        return phase, gain
    threads = pd.factorize(posts["thread_id"])[0]
    owner = pd.factorize(threads[rows])[0]
    people = posts.groupby(["thread_id", "author_id"], dropna=True).ngroup().fillna(-1).to_numpy(dtype=np.int64)
    direct = (posts["depth"] == 1).to_numpy(dtype=bool)
    followers = np.minimum(posts["descendant_count"].to_numpy(dtype=float), FOLLOWERS) / FOLLOWERS
    opening = np.where(direct, OPENING * followers, 0.0)
    places, gains = seams(owner, rows, words, people[rows], opening[rows])
    turns = np.zeros(len(posts), dtype=np.int64)
    turns[rows[places]] = 1
    phase[enough] = pd.Series(turns[enough]).groupby(threads[enough]).cumsum().to_numpy() + 1
    gain.iloc[rows[places]] = gains
    return phase, gain


def phases(posts: pd.DataFrame, gain: pd.Series, own_words: pd.DataFrame) -> pd.DataFrame:
    """The phases through which the thread went, and which post opened each.

    A row is a phase of a thread, in order of time; `phase` from 1, its first and last post and their times,
    `post_count` and `author_count` of posts that are present, `share` 0 to 1 of the thread's, `words` its most marking
    words (see phase_words), `author_id` and `group` who wrote the first post, which turned the thread, `gain` how much
    the words say for parting the phase from the one before, beyond the price of a seam, in posts' worth of words, 0 or
    more; <NA> for the first phase. A thread with one phase stayed with its subject, as far as words tell.

    Formula: the segmentation with the greatest Σ over phases of ln DCM(words | α = 0.3) + ln DCM(authors | α = 0.3)
    − w · (3 + 0.04 · entropy of the phases' lengths), w the words of a usual post; each word once per post, words seen
    in one post left out, the 15 most usual of a post. Between the seams so found, a direct reply to the root with many
    posts below opens a phase at a lower price.
    Source: Eisenstein and Barzilay 2008, EMNLP, eqs. 3–7 (Dirichlet compound multinomial, dynamic programme).
    Least data: 20 posts with words; a phase, 6 posts and an eighth of the thread's.
    Limits: tells subjects by their words and by who speaks, English function words left out; posts of a branch that
    lives on beside others lie in the phase in which they were written; threads above 400 posts turn at blocks of posts.
    """
    told = posts.assign(gain=gain)[posts["phase"].notna() & (posts["state"] == "present")]
    table = told.groupby(["thread_id", "phase"], as_index=False).agg(
        first_post_id=("post_id", "first"),
        last_post_id=("post_id", "last"),
        start_at=("published_at", "min"),
        end_at=("published_at", "max"),
        post_count=("post_id", "size"),
        author_count=("author_id", "nunique"),
    )
    openers = told.drop_duplicates(["thread_id", "phase"])[["thread_id", "phase", "author_id", "group", "gain"]]
    table = table.merge(openers, on=["thread_id", "phase"], how="left")
    total = table.groupby("thread_id")["post_count"].transform("sum")
    table["share"] = table["post_count"] / total
    telling = (own_words["zipf"] <= english.COMMON_ZIPF) & ~own_words["word"].str.contains(r"\d", regex=True)
    shown = own_words[telling]
    shown = shown[shown.groupby(["thread_id", "phase"]).cumcount() < SHOWN_WORDS]
    joined = shown.groupby(["thread_id", "phase"], as_index=False).agg(words=("word", ", ".join))
    return typed(table.merge(joined, on=["thread_id", "phase"], how="left"), PHASE_COLUMNS)


def phase_words(posts: pd.DataFrame, words: PostWords) -> pd.DataFrame:
    """The words that mark each phase against the rest of its thread.

    A row is a word and a phase of a thread, most marking first; `post_count` posts of the phase that have the word,
    `log_odds` (natural logarithm, 0 or more, positive = of that phase) and `log_odds_z` its z-score; `zipf` how common
    the word is in English at large (log10 of uses per billion words, 0 = not known).

    Formula: as for the words of groups (see terms), each word once per post.
    Source: Monroe, Colaresi and Quinn 2008, Political Analysis 16(4), eqs. 15–22.
    Least data: two phases; a word, 2 posts of the phase.
    Limits: function words are left out; a word may mark two phases of three.
    """
    cells, cell = _cells(posts)
    if not len(cells):
        return typed(pd.DataFrame(), PHASE_WORD_COLUMNS)
    kept = cell[words.rows] >= 0
    cell_of_use, codes = cell[words.rows[kept]], words.codes[kept]
    size = np.int64(len(words.vocabulary))
    thread = pd.factorize(cells["thread_id"])[0]
    keys, own = np.unique(cell_of_use * size + codes, return_counts=True)
    where, code = keys // size, keys % size
    word = np.unique(thread[where] * size + code, return_inverse=True)[1]
    everywhere = np.bincount(word, own)[word]
    cell_total = np.bincount(cell_of_use, minlength=len(cells)).astype(float)
    thread_total = np.bincount(thread, cell_total)[thread]
    prior = PRIOR_TOTAL * everywhere / thread_total[where]
    totals = (cell_total[where], (thread_total - cell_total)[where], PRIOR_TOTAL)
    ratio, z = log_odds(own.astype(float), everywhere - own, prior, totals)
    table = cells.iloc[where].reset_index(drop=True)
    table = table.assign(word=words.vocabulary[code], post_count=own, log_odds=ratio, log_odds_z=z)
    table = table[(table["post_count"] >= LEAST_USES) & (table["log_odds"] > 0)]
    table = table.sort_values(["thread_id", "phase", "log_odds_z", "word"], ascending=[True, True, False, True])
    table = table.assign(zipf=english.zipf(table["word"].to_numpy(dtype=object)))
    return typed(table.reset_index(drop=True), PHASE_WORD_COLUMNS)


def topic_shares(posts: pd.DataFrame, words: PostWords, own_words: pd.DataFrame) -> pd.DataFrame:
    """How present each phase's words were as the thread went on.

    A row is one of 12 slices of a thread with equally many posts and a phase; `start_at` the slice's first moment,
    `use_count` posts × words of the slice that mark the phase (each word once per post), `share` 0 to 1 of all uses
    of marking words in the slice; <NA> where it has none. A word that marks several phases counts for the one it
    marks most.

    Formula: share = uses of the phase's words / uses of all phases' words.
    Source: definition.
    Least data: two phases, 24 posts.
    Limits: as for phases and their words.
    """
    told = posts[posts["phase"].notna() & (posts["state"] == "present")]
    sizes, many = told.groupby("thread_id")["post_id"].transform("size"), told.groupby("thread_id")["phase"]
    told = told[(sizes >= 2 * SLICES) & (many.transform("max") > 1)]
    if told.empty or own_words.empty:
        return typed(pd.DataFrame(), TOPIC_COLUMNS)
    sizes = told.groupby("thread_id")["post_id"].transform("size")
    slices = told.groupby("thread_id").cumcount() * SLICES // sizes + 1
    best = own_words.sort_values("log_odds_z", ascending=False, kind="stable").drop_duplicates(["thread_id", "word"])
    thread_codes, thread_ids = pd.factorize(posts["thread_id"])
    size = np.int64(len(words.vocabulary))
    code = pd.Index(words.vocabulary).get_indexer(pd.Index(best["word"].to_numpy(dtype=object)))
    marked = pd.Index(thread_ids).get_indexer(best["thread_id"]) * size + code
    place = pd.Index(marked).get_indexer(pd.Index(thread_codes[words.rows] * size + words.codes))
    slice_of_post = slices.reindex(posts.index).fillna(0).to_numpy(dtype=np.int64)
    used = (place >= 0) & (slice_of_post[words.rows] > 0)
    uses = pd.DataFrame(
        {
            "thread_id": posts["thread_id"].to_numpy(dtype=object)[words.rows[used]],
            "slice": slice_of_post[words.rows[used]],
            "phase": best["phase"].to_numpy(dtype=np.int64)[place[used]],
        }
    )
    counts = uses.groupby(["thread_id", "slice", "phase"], as_index=False).size().rename(columns={"size": "use_count"})
    starts = told.assign(slice=slices).groupby(["thread_id", "slice"], as_index=False)
    frame = starts.agg(start_at=("published_at", "min")).merge(told[["thread_id", "phase"]].drop_duplicates())
    table = frame.merge(counts, on=["thread_id", "slice", "phase"], how="left")
    table["use_count"] = table["use_count"].fillna(0)
    total = table.groupby(["thread_id", "slice"])["use_count"].transform("sum").astype(float)
    table["share"] = table["use_count"] / total.where(total > 0)
    table = table.sort_values(["thread_id", "slice", "phase"], ignore_index=True)
    return typed(table.astype({"use_count": "int64"}), TOPIC_COLUMNS)


def _cells(posts: pd.DataFrame) -> tuple[pd.DataFrame, Array]:
    """The phases of threads with more than one, and for each post the place of its phase among them, or −1."""
    told = posts[posts["phase"].notna() & (posts["state"] == "present")]
    told = told[told.groupby("thread_id")["phase"].transform("max") > 1]
    cells = told[["thread_id", "phase"]].drop_duplicates().sort_values(["thread_id", "phase"], ignore_index=True)
    cell = np.full(len(posts), -1, dtype=np.int64)
    index = pd.MultiIndex.from_frame(cells)
    cell[posts.index.get_indexer(told.index)] = index.get_indexer(
        pd.MultiIndex.from_frame(told[["thread_id", "phase"]])
    )
    return cells, cell
