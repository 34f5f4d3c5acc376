"""The life of a term: words of one group, who brought them, who asked what they mean and who took them up."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from generator.measures import english, mentions
from generator.measures.groups import GROUPING, threads_with_two
from generator.measures.seams import PostWords
from generator.measures.words import LEAST_WORDS, Tokens
from generator.model import typed
from generator.vocabulary import NO_GROUP

Array = NDArray[Any]
LEAST_USES = 3  # posts with the word; 2 where someone asked what it means
LEAST_OWN_SHARE = 0.6  # of the uses by people with a role
LEAST_PEOPLE = 2
# A term is used 30 times as often as in English at large, and is not one of its 1,500 commonest words.
LEAST_OVERUSE = 1.5
LEAST_LETTERS = 3
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
    "weight": "Float64",
    "introduced_by": "string",
    "introduced_post_id": "string",
    "questioned_by": "string",
    "questioned_post_id": "string",
    "adopted_by": "string",
    "adopted_post_id": "string",
    "adopter_count": "Int64",
    "quoter_count": "Int64",
    "crossed_at": "datetime64[us, UTC]",
}


def term_tables(
    posts: pd.DataFrame, tokens: Tokens, words: PostWords, group_words: pd.DataFrame
) -> dict[str, pd.DataFrame]:
    """The life of each term, and every use of one."""
    cells = _candidates(posts, tokens, words, group_words)
    if cells is None:
        return {"term_life": typed(pd.DataFrame(), TERM_LIFE_COLUMNS), "term_uses": mentions.no_uses()}
    table, uses = cells
    return {"term_life": term_life(posts, table, uses), "term_uses": mentions.term_uses(posts, uses)}


def term_life(posts: pd.DataFrame, terms: pd.DataFrame, uses: pd.DataFrame) -> pd.DataFrame:
    """The words of one group that English at large uses rarely: who brought each, who asked, and whether it crossed.

    A row is a word of a thread; `group` whose word it is, `use_count` posts with it, by `author_count` people,
    `own_share` 0 to 1 of the uses by people with a role that are the group's, `zipf` how common it is in English
    (log10 of uses per billion words, 0 = not known), `overuse` how much commoner it is in the thread (log10, 1.5 or
    more), `weight` how much there is of it, 0 or more. `introduced_by` wrote the first post with it, `questioned_by`
    the first later one that asks what it means, `adopted_by` the first of another role who said it after the group
    did, without asking and not in quotation marks, at `crossed_at`; <NA> where nobody did. `adopter_count` people who
    did, `quoter_count` people of another role who said it in quotation marks only.

    Formula: overuse = log10(uses in the thread per billion words) − zipf; weight = use_count · overuse · own_share.
    Source: wordfreq (Speer 2022) for English at large; the rest by definition.
    Least data: 200 words in each of two groups; a term, 3 posts (2 where its meaning was asked) by 2 people, 60 % of
    them of one group.
    Limits: English; single words only; names and places pass as terms; who used a word first in the thread may have
    it from elsewhere; irony without quotation marks looks like adoption.
    """
    table = terms.copy()
    names, ids = (posts[name].astype("object").to_numpy() for name in ("author_id", "post_id"))
    first = uses.drop_duplicates("term").set_index("term")["row"]
    asked = uses[uses["asks"]].drop_duplicates("term").set_index("term")["row"]
    others = uses[uses["is_adoption"]]
    crossed = others.drop_duplicates("term").set_index("term")["row"]
    for name, rows in (("introduced", first), ("questioned", asked), ("adopted", crossed)):
        table.loc[rows.index, f"{name}_by"] = names[rows.to_numpy()]
        table.loc[rows.index, f"{name}_post_id"] = ids[rows.to_numpy()]
    table["crossed_at"] = posts["published_at"].iloc[crossed.to_numpy()].set_axis(crossed.index).reindex(table.index)
    adopters = others[["term", "person"]].drop_duplicates()
    quoters = uses.loc[uses["is_other"] & uses["is_quoted"], ["term", "person"]].drop_duplicates()
    only = quoters.merge(adopters, how="left", indicator=True).query("_merge == 'left_only'")
    for column, people in (("adopter_count", adopters), ("quoter_count", only)):
        table[column] = people.groupby("term").size().reindex(table.index, fill_value=0)
    weight = table["use_count"] * table["overuse"] * table["own_share"]
    table = table.assign(grouping=GROUPING, weight=weight).sort_values(["thread_id", "word"], ignore_index=True)
    return typed(table, TERM_LIFE_COLUMNS)


def _candidates(
    posts: pd.DataFrame, tokens: Tokens, words: PostWords, group_words: pd.DataFrame
) -> tuple[pd.DataFrame, pd.DataFrame] | None:
    """The terms, and every use of one (term, row, person, how it is meant) in order of time."""
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
    uses["code"] = keys[uses["term"]] % size
    uses["asks"] = mentions.asking(posts, tokens, words, uses)
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
    table["zipf"] = english.zipf(table["word"].to_numpy(dtype=object))
    table["overuse"] = np.log10(table["use_count"] / thread_words[thread] * 1e9) - table["zipf"]
    table = table[(table["overuse"] >= LEAST_OVERUSE) & (table["zipf"] <= english.COMMON_ZIPF)]
    first_row = uses.drop_duplicates("term").set_index("term")["row"].reindex(table.index)
    table = table.assign(thread_id=posts["thread_id"].to_numpy(dtype=object)[first_row], own_share=table["share"])
    uses = uses[uses["term"].isin(table.index)]
    return table.assign(group=group_names[table["group"]]), _meant(posts, words, uses, table, group_names)


def _meant(
    posts: pd.DataFrame, words: PostWords, uses: pd.DataFrame, table: pd.DataFrame, group_names: pd.Index
) -> pd.DataFrame:
    """The uses with whose they are, and whether another role took the word up with them."""
    own_group = table["group"].reindex(uses["term"]).to_numpy()
    is_own = (uses["group"] == own_group).to_numpy()
    is_other = ~is_own & np.asarray(group_names[uses["group"]] != NO_GROUP)
    uses = uses.assign(
        is_own=is_own,
        is_other=is_other,
        is_quoted=mentions.in_quotation_marks(posts, words, uses) & is_other,
        word=table["word"].reindex(uses["term"]).to_numpy(),
    )
    # What was said before the group ever said it was not taken up from it, nor by whoever brought it.
    starts = uses[is_own].groupby("term")["row"].min().reindex(uses["term"]).to_numpy()
    brought = uses["person"] == uses.groupby("term")["person"].transform("first")
    later = (uses["row"].to_numpy() > starts) & ~brought
    return uses.assign(is_adoption=is_other & later & ~uses["asks"] & ~uses["is_quoted"])
