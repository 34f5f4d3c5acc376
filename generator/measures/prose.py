"""What of a text is prose: without code, paths, logs and names of variables; and whether a thread is in English."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from generator.measures.words import FUNCTION_WORDS, Tokens, tokens

Array = NDArray[Any]
# English prose holds some 45 % of these words; German, French or Spanish, which share a few of them, below 12 %.
LEAST_FUNCTION_WORDS = 0.2
# Blocks (also one that is never closed), pieces in a line, lines indented by four, commands, traces and diffs.
_CODE = re.compile(
    r"(?P<fence>```|~~~)[\s\S]*?(?:(?P=fence)|\Z)|`[^`\n]+`|^(?: {4}|\t)\S.*$"
    r"|^\s*(?:\$ .*|at \S+\(.*|File \".*|@@ .*)$",
    re.MULTILINE,
)
# A chunk that holds a sign no prose has within a word: paths, calls, options, numbers with letters, camelCase.
_NAME = re.compile(r"\S*(?:[_/\\{}\[\];=<>$#|*&^%~]|\w\(|::|\w\.\w|[a-z][A-Z]|\d[A-Za-z]|[A-Za-z]\d|--)\S*")


def prose(text: str) -> str:
    """The text without blocks and pieces of code, and without names that only a machine reads."""
    return _NAME.sub(" ", _CODE.sub(" ", text))


def english_threads(texts: pd.Series, threads: Array, cut: Tokens, kept: Array | None = None) -> Array:
    """Of each thread (numbers from 0) whether its words are English; `kept` says which tokens of `cut` count.

    Where the words as they stand hold too few function words, those of the prose alone decide: in a chat about code
    the half of the words may be names.
    """
    function = np.array([word in FUNCTION_WORDS for word in cut.vocabulary], dtype=bool)
    rows, codes = (cut.rows, cut.codes) if kept is None else (cut.rows[kept], cut.codes[kept])
    count = int(threads.max(initial=-1)) + 1
    share = _share(threads[rows], function[codes] if len(codes) else np.zeros(0, dtype=bool), count)
    doubtful = share < LEAST_FUNCTION_WORDS
    spoken = np.zeros(len(texts), dtype=bool)
    spoken[rows] = True
    asked = np.flatnonzero(doubtful[threads] & spoken)
    if len(asked):
        plain = tokens(pd.Series([prose(text) for text in texts.iloc[asked].fillna("")], dtype="string"))
        in_list = np.array([word in FUNCTION_WORDS for word in plain.vocabulary], dtype=bool)
        held = in_list[plain.codes] if len(plain.codes) else np.zeros(0, dtype=bool)
        share = np.where(doubtful, _share(threads[asked[plain.rows]], held, count), share)
    return np.asarray(share >= LEAST_FUNCTION_WORDS)


def _share(threads: Array, function: Array, count: int) -> Array:
    """Function words of all words per thread."""
    return np.bincount(threads, function.astype(float), count) / np.maximum(np.bincount(threads, minlength=count), 1)
