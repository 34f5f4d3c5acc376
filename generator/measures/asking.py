"""Which posts ask a question, and which replies turn one away. English."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from generator.measures import phrases
from generator.measures.words import Tokens

Array = NDArray[Any]
SHORT_REPLY = 40  # words; in longer ones there is room for an answer beside the phrase
_ASKS = "what|why|how|who|when|where|which|whose|whom"
_IS = "do|does|did|is|are|was|were|can|could|will|would|has|have|should|shall|may|am|isn't|aren't|don't|doesn't|didn't"
_ONE = "he|she|they|we|you|i|it|anyone|anybody|someone|somebody|there|this|that|these|those"
_ADDRESS_OR_QUOTE = r"(?:https?://|www\.)\S+|(?:^|\n)[ \t]*>[^\n]*"
_INTERROGATIVE = rf"(?i)\b(?:{_ASKS}|{_IS})\b"
_SENTENCE_END = r"[.!\n]"
LEAST_SENTENCE = 4  # words, from which a sentence that ends in "?" asks whatever its words
LAST_WORDS = 2  # after the last "?" of a post, at most, for it to end the post
# All patterns here look at every character a bounded number of times: texts come from outside.
# Questions without their mark: the verb before the person, at the start of a sentence.
_UNMARKED = (
    rf"(?i)(?:^|[.!\n]\s{{0,2}})(?:(?:{_IS})\s(?:{_ONE})|(?:how|why|where|when|who)\s(?:do|does|did|can|could)\s)\b"
)
DEFLECTING = (
    "with respect", "with all due", "with the greatest respect", "please contact", "contact our", "contact us",
    "contact the", "get in touch", "dm us", "message us", "email us", "drop us a", "send us a", "fill in the",
    "fill out the", "raise it with", "raise this with", "please refer to", "refer you to", "see our website",
    "visit our website", "can't comment", "cannot comment", "not able to comment", "unable to comment",
    "no comment", "not the point", "beside the point", "wrong question", "the real question", "a better question",
    "that's not the question", "take this offline", "look it up", "google it", "why do you ask", "none of your",
    "mind your own", "as i said", "as i've said", "already answered", "not my problem", "not my job",
)  # fmt: skip


def asks(posts: pd.DataFrame) -> pd.Series:
    """For each post whether it asks a question; <NA> where it has no text."""
    present = (posts["state"] == "present") & (posts["text"].fillna("") != "")
    texts = posts["text"].where(present, "").fillna("")
    found = texts.str.contains("?", regex=False)
    marked = texts[found]
    dirty = marked.str.contains("://|www|>", regex=True)
    marked = marked.where(~dirty, marked.str.replace(_ADDRESS_OR_QUOTE, " ", regex=True))
    is_question = pd.Series(False, index=posts.index, dtype="boolean")
    is_question[found] = _genuine(marked)
    unmarked = texts[~found]
    is_question[~found] = unmarked.str.contains(_UNMARKED, regex=True).to_numpy(dtype=bool)
    return is_question.where(present, pd.NA)


def _genuine(texts: pd.Series) -> Array:
    """For each text with a "?" whether one of its sentences asks: by its words, by its length, or as the last one.

    So "Hedges? I have two of them." does not ask, and "Hedges?" does.
    """
    pieces = texts.reset_index(drop=True).str.split("?", regex=False).explode()
    is_last = ~pieces.index.duplicated(keep="last")
    sentences = pieces.str.split(_SENTENCE_END, regex=True).str[-1].fillna("")
    word_counts = sentences.str.count(r"\w+").to_numpy(dtype=np.int64)
    asks_by_words = sentences.str.contains(_INTERROGATIVE, regex=True).to_numpy(dtype=bool)
    after = pieces[is_last].str.count(r"\w+").to_numpy(dtype=np.int64)
    ends_post = np.r_[is_last[1:], False] & (after <= LAST_WORDS)[pieces.index.to_numpy()]
    real = ~is_last & (asks_by_words | (word_counts >= LEAST_SENTENCE) | ends_post)
    return np.bincount(pieces.index.to_numpy()[real], minlength=len(texts)) > 0


def deflecting(posts: pd.DataFrame, tokens: Tokens, is_question: pd.Series) -> Array:
    """For each post whether, as an answer, it would turn the question away: a short one with a phrase of the list,
    or nothing but a question back."""
    places, _ = phrases.found(tokens, DEFLECTING)
    turned = np.zeros(len(posts), dtype=bool)
    turned[tokens.rows[places]] = True
    # Formulas of politeness before an objection turn away however much follows.
    opening, _ = phrases.found(tokens, DEFLECTING[:3])
    opened = np.zeros(len(posts), dtype=bool)
    opened[tokens.rows[opening[opening == np.searchsorted(tokens.rows, tokens.rows[opening])]]] = True
    short = tokens.counts <= SHORT_REPLY
    back = is_question.fillna(False).to_numpy(dtype=bool) & ~posts["text"].fillna("").str.contains(
        r"[.!\n]\s{0,3}\S", regex=True
    ).to_numpy(dtype=bool)
    return (turned & short) | opened | back
