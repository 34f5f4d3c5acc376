"""The life of a term: words of one group, who brought them, who asked what they mean and who took them up."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from generator.measures.groups import GROUPING, threads_with_two
from generator.measures.seams import PostWords
from generator.measures.words import LEAST_WORDS, Tokens
from generator.model import typed
from generator.vocabulary import NO_GROUP

Array = NDArray[Any]
LEAST_USES = 3  # posts with the word; 2 where someone asked what it means
LEAST_OWN_SHARE = 0.6  # of the uses by people with a role
LEAST_PEOPLE = 2
# Zipf = log10 of uses per billion words. A term is used 30 times as often as in English at large, and is not one of
# its 1,500 commonest words.
LEAST_OVERUSE = 1.5
MOST_ZIPF = 5.0
LEAST_LETTERS = 3
ASKS_MEANING = "what what's whats mean means meaning meant define definition stands actual called"
TERM_LIFE_COLUMNS = {
    "thread_id": "string",
    "grouping": "string",
    "word": "string",
    "group": "string",
    "use_count": "Int64",
    "author_count": "Int64",
    "own_share": "Float64",
    "zipf": "Float64",
    "overuse": "Float64",
    "introduced_by": "string",
    "introduced_post_id": "string",
    "questioned_by": "string",
    "questioned_post_id": "string",
    "adopted_by": "string",
    "adopted_post_id": "string",
    "adopter_count": "Int64",
    "crossed_at": "datetime64[us, UTC]",
}


def term_life(posts: pd.DataFrame, tokens: Tokens, words: PostWords, group_words: pd.DataFrame) -> pd.DataFrame:
    """The words of one group that English at large uses rarely: who brought each, who asked, and whether it crossed.

    A row is a word of a thread; `group` whose word it is, `use_count` posts with it, by `author_count` people,
    `own_share` 0 to 1 of the uses by people with a role that are the group's, `zipf` how common it is in English
    (log10 of uses per billion words, 0 = not known), `overuse` how much commoner it is in the thread (log10, 1.5 or
    more). `introduced_by` wrote the first post with it, `questioned_by` the first later one that asks what it means,
    `adopted_by` the first of another role who used it without asking, at `crossed_at`; `adopter_count` how many did;
    <NA> where nobody did.

    Formula: overuse = log10(uses in the thread per billion words) − zipf.
    Source: wordfreq (Speer 2022) for English at large; the rest by definition.
    Least data: 200 words in each of two groups; a term, 3 posts (2 where its meaning was asked) by 2 people, 60 % of
    them of one group.
    Limits: English; single words only; names and places pass as terms; who used a word first in the thread may have
    it from elsewhere.
    """
    cells = _candidates(posts, tokens, words, group_words)
    if cells is None:
        return typed(pd.DataFrame(), TERM_LIFE_COLUMNS)
    table, uses = cells
    names, ids = (posts[name].astype("object").to_numpy() for name in ("author_id", "post_id"))
    first = uses.drop_duplicates("term").set_index("term")["row"]
    asked = uses[uses["asks"]].drop_duplicates("term").set_index("term")["row"]
    others = uses[uses["is_other"] & ~uses["asks"]]
    crossed = others.drop_duplicates("term").set_index("term")["row"]
    for name, rows in (("introduced", first), ("questioned", asked), ("adopted", crossed)):
        table.loc[rows.index, f"{name}_by"] = names[rows.to_numpy()]
        table.loc[rows.index, f"{name}_post_id"] = ids[rows.to_numpy()]
    table["crossed_at"] = posts["published_at"].iloc[crossed.to_numpy()].set_axis(crossed.index).reindex(table.index)
    table["adopter_count"] = others.groupby("term")["person"].nunique().reindex(table.index, fill_value=0)
    table = table.assign(grouping=GROUPING).sort_values(["thread_id", "word"], ignore_index=True)
    return typed(table, TERM_LIFE_COLUMNS)


def _candidates(
    posts: pd.DataFrame, tokens: Tokens, words: PostWords, group_words: pd.DataFrame
) -> tuple[pd.DataFrame, pd.DataFrame] | None:
    """The terms, and every use of one (term, row, person, is_other, asks) in order of time."""
    big = posts["thread_id"].isin(threads_with_two(group_words, LEAST_WORDS))
    told = (big & (posts["state"] == "present") & posts["author_id"].notna()).to_numpy(dtype=bool)
    threads = pd.factorize(posts["thread_id"])[0]
    groups, group_names = pd.factorize(posts["group"].astype("object"))
    people = posts.groupby(["thread_id", "author_id"], dropna=True).ngroup().fillna(-1).to_numpy(dtype=np.int64)
    lengths = [len(word) if word.replace("-", "").isalpha() else 0 for word in words.vocabulary]
    kept = told[words.rows] & (np.array(lengths, dtype=np.int64)[words.codes] >= LEAST_LETTERS)
    size = np.int64(len(words.vocabulary) + 1)
    keys, term, count = np.unique(
        threads[words.rows[kept]] * size + words.codes[kept], return_inverse=True, return_counts=True
    )
    uses = pd.DataFrame({"term": term, "row": words.rows[kept], "count": count[term]})
    uses = uses[uses["count"] >= 2]
    if uses.empty:
        return None
    uses["group"], uses["person"] = groups[uses["row"]], people[uses["row"]]
    uses["asks"] = _asks_meaning(posts, tokens)[uses["row"]]
    # Who brought the word does not ask what it means.
    uses.loc[uses["person"] == uses.groupby("term")["person"].transform("first"), "asks"] = False
    sided = uses[group_names[uses["group"]] != NO_GROUP].groupby(["term", "group"], as_index=False).size()
    sided["share"] = sided["size"] / sided.groupby("term")["size"].transform("sum")
    own = sided.sort_values(["term", "size"], ascending=[True, False], kind="stable").drop_duplicates("term")
    own = own[own["share"] >= LEAST_OWN_SHARE].set_index("term")
    by_term = uses.groupby("term").agg(
        use_count=("row", "size"), author_count=("person", "nunique"), asked=("asks", "any")
    )
    enough = (by_term["use_count"] >= LEAST_USES) | by_term["asked"]
    table = by_term[enough & (by_term["author_count"] >= LEAST_PEOPLE)].join(own[["group", "share"]], how="inner")
    code, thread = keys[table.index] % size, keys[table.index] // size
    table["word"] = words.vocabulary[code]
    thread_words = np.bincount(threads, tokens.counts, int(threads.max()) + 1)
    table["zipf"] = _zipf(code, table["word"])
    table["overuse"] = np.log10(table["use_count"] / thread_words[thread] * 1e9) - table["zipf"]
    table = table[(table["overuse"] >= LEAST_OVERUSE) & (table["zipf"] <= MOST_ZIPF)]
    first_row = uses.drop_duplicates("term").set_index("term")["row"].reindex(table.index)
    table = table.assign(thread_id=posts["thread_id"].to_numpy(dtype=object)[first_row], own_share=table["share"])
    uses = uses[uses["term"].isin(table.index)]
    own_group = table["group"].reindex(uses["term"]).to_numpy()
    uses = uses.assign(is_other=(uses["group"] != own_group) & (group_names[uses["group"]] != NO_GROUP))
    return table.assign(group=group_names[table["group"]]), uses


def _zipf(codes: Array, words: pd.Series) -> Array:
    """How common each word is in English at large, asked once per word."""
    # Loading the list takes a third of a second, which a build without terms need not wait for.
    from wordfreq import zipf_frequency

    distinct, place = np.unique(codes, return_inverse=True)
    known = dict(zip(codes.tolist(), words.tolist(), strict=True))
    values = np.array([zipf_frequency(known[code], "en", wordlist="small") for code in distinct.tolist()], dtype=float)
    return values[place] if len(values) else values


def _asks_meaning(posts: pd.DataFrame, tokens: Tokens) -> Array:
    """For each post whether it is a question with a word of those that ask what something means."""
    listed = pd.Index(tokens.vocabulary).isin(ASKS_MEANING.split())
    asks = np.zeros(len(posts), dtype=bool)
    asks[tokens.rows[listed[tokens.codes]]] = True
    return asks & posts["is_question"].fillna(False).to_numpy(dtype=bool)
