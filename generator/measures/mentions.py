"""How a post mentions a word: asking what it means, or in quotation marks only. English for the asking."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from generator.measures.seams import PostWords
from generator.measures.words import Tokens, tokens
from generator.model import typed

Array = NDArray[Any]
ASKS_MEANING = "what what's whats mean means meaning meant define definition stands actual called"
# In a short question every word may be what is asked about; in a longer one those of the asking sentence.
SHORT_QUESTION = 15
LONGEST_QUOTE = 80  # characters between quotation marks; beyond, the second mark may open another quotation
# All patterns look at every character a bounded number of times: texts come from outside.
_QUOTED = (
    rf"“[^”\n]{{1,{LONGEST_QUOTE}}}”|„[^“”\n]{{1,{LONGEST_QUOTE}}}[“”]|«[^»\n]{{1,{LONGEST_QUOTE}}}»"
    rf"|\"[^\"\n]{{1,{LONGEST_QUOTE}}}\"|(?:^|\n)[ \t]{{0,8}}>[^\n]*"
)
_QUOTE_SIGNS = '[“„«">]'
_SENTENCE = r"[^.!?\n]{1,400}\?"
TERM_USE_COLUMNS = {
    "thread_id": "string",
    "word": "string",
    "post_id": "string",
    "author_id": "string",
    "group": "string",
    "position": "Int64",
    "mention": "string",
}


def asking(posts: pd.DataFrame, cut: Tokens, words: PostWords, uses: pd.DataFrame) -> Array:
    """For each use (row, code) whether its post asks what the word means."""
    listed = pd.Index(cut.vocabulary).isin(ASKS_MEANING.split())
    asks = np.zeros(len(posts), dtype=bool)
    asks[cut.rows[listed[cut.codes]]] = True
    asks &= posts["is_question"].fillna(False).to_numpy(dtype=bool)
    found = asks[uses["row"]]
    long = found & (cut.counts > SHORT_QUESTION)[uses["row"]]
    rows = np.unique(uses["row"].to_numpy()[long])
    sentences = posts["text"].iloc[rows].str.findall(_SENTENCE).map(_asking_sentences)
    return found & (~long | _holds(uses, rows, sentences, words))


def in_quotation_marks(posts: pd.DataFrame, words: PostWords, uses: pd.DataFrame) -> Array:
    """For each use (row, code) whether its post has the word in quotation marks or quoted lines and nowhere else."""
    rows = np.unique(uses["row"].to_numpy())
    texts = posts["text"].iloc[rows].fillna("")
    marked = texts.str.contains(_QUOTE_SIGNS, regex=True).to_numpy(dtype=bool)
    rows, texts = rows[marked], texts[marked]
    bare = texts.str.replace(_QUOTED, " ", regex=True)
    return np.isin(uses["row"].to_numpy(), rows) & ~_holds(uses, rows, bare, words)


def term_uses(posts: pd.DataFrame, uses: pd.DataFrame) -> pd.DataFrame:
    """Every use of a term (see term_life), and how it was meant.

    A row is a post and a term in it; `author_id` and `group` who wrote it, `position` of the post in order of time,
    from 1; `mention` is own (somebody of the group whose word it is), asked (what does it mean), quoted (in quotation
    marks only), adopted (somebody of another role, after the group's first use) or other.

    Formula: definition.
    Source: definition.
    Least data: as for the life of a term.
    Limits: English; irony without quotation marks looks like use.
    """
    kinds = ["asks", "is_quoted", "is_adoption", "is_own"]
    mention = np.select([uses[kind].to_numpy() for kind in kinds], ["asked", "quoted", "adopted", "own"], "other")
    table = posts[["thread_id", "post_id", "author_id", "group", "position"]].iloc[uses["row"].to_numpy()]
    table = table.reset_index(drop=True).assign(word=uses["word"].to_numpy(), mention=mention)
    return typed(table.sort_values(["thread_id", "word", "position"], ignore_index=True), TERM_USE_COLUMNS)


def no_uses() -> pd.DataFrame:
    """The table of a publication without terms."""
    return typed(pd.DataFrame(), TERM_USE_COLUMNS)


def _asking_sentences(sentences: list[str] | float) -> str:
    """Those sentences of a post that hold a word of the list, as one text."""
    if not isinstance(sentences, list):
        return ""
    listed = set(ASKS_MEANING.split())
    return " ".join(each for each in sentences if listed & set(each.replace("’", "'").casefold().split()))


def _holds(uses: pd.DataFrame, rows: Array, texts: pd.Series, words: PostWords) -> Array:
    """For each use whether the text given for its row holds the word."""
    if not len(rows):
        return np.zeros(len(uses), dtype=bool)
    cut = tokens(texts.reset_index(drop=True))
    place = pd.Index(words.vocabulary.astype(object)).get_indexer(pd.Index(cut.vocabulary.astype(object)))
    code, size = place[cut.codes], np.int64(len(words.vocabulary) + 1)
    keys = np.asarray(rows, dtype=np.int64)[cut.rows[code >= 0]] * size + code[code >= 0]
    return np.isin(uses["row"].to_numpy(dtype=np.int64) * size + uses["code"].to_numpy(dtype=np.int64), keys)
