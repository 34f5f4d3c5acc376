"""Signs that casefolded words no longer show: capitals, marks, emoji, line ends, counted per text."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Array = NDArray[Any]
BATCH_CHARACTERS = 4_000_000  # of text held as numbers at once, four bytes each
SHOUT_LETTERS = 3  # a word in capitals counts from here; shorter ones are mostly abbreviations
# Each sign that is counted, and the characters that make it; a character makes one sign.
SIGNS: dict[str, str] = {
    "question_marks": "?？؟",
    "exclamations": "!！¡",
    "quote_marks": '"“”„«»',
    "brackets": "([",
    "ellipses": "…",
    "digits": "0123456789",
    "code_marks": "`{}=\\|<",
    "line_ends": "\n",
    "commas": ",;:、，",
    "full_stops": ".。",
    "masked": "#*$",
    "glad_emoji": "👍❤🙏👏😊🙂🥰😍💯🎉💪🤗🤝☺",
    "laughing_emoji": "😂🤣😆😄😁😅😹😉😜😝",
    "angry_emoji": "👎😠😡🤬🙄😞🤡🖕💩🤦😤🤮",
}
COLUMNS = (*SIGNS, "letters", "capitals", "shouted_words", "repeated_marks", "dot_runs")
_SEPARATOR = "\x1e"
_SIGN_BITS, _LETTER, _CAPITAL = 0x1F, 0x20, 0x40
_LAST_CASED = 0x2000  # capitals of living scripts stand below, but for a few full-width ones
_LAST_LETTER = 0x20000


@cache
def _kinds() -> Array:
    """For each code point the number of its sign (0 = none), and bits for a letter and a capital."""
    kinds = np.zeros(0x110000, dtype=np.uint8)
    cased = [
        _LETTER * chr(point).isalpha() | _CAPITAL * (chr(point).isalpha() and chr(point).isupper())
        for point in range(_LAST_CASED)
    ]
    kinds[:_LAST_CASED] = cased
    kinds[0x2C00:0x1F000] = _LETTER  # scripts without capitals
    for number, characters in enumerate(SIGNS.values(), 1):
        kinds[[ord(character) for character in characters]] = number
    return kinds


def signs(texts: pd.Series) -> pd.DataFrame:
    """Counts per text, in the order of the texts: one column per sign of `SIGNS`, and

    `letters` and `capitals` in letters, `shouted_words` in words of three or more letters that are all capitals,
    `repeated_marks` in question and exclamation marks that follow another one, `dot_runs` in runs of full stops.
    """
    strings = texts.fillna("").to_numpy(dtype=object)
    lengths = np.fromiter((len(text) for text in strings), dtype=np.int64, count=len(strings))
    batches = np.cumsum(lengths) // BATCH_CHARACTERS
    starts = np.flatnonzero(np.r_[True, batches[1:] != batches[:-1]]) if len(strings) else np.array([], dtype=int)
    pieces = [_count(strings[start:end], lengths[start:end]) for start, end in pairwise([*starts, len(strings)])]
    counts = np.concatenate(pieces) if pieces else np.zeros((0, len(COLUMNS)))
    return pd.DataFrame(counts, index=texts.index, columns=list(COLUMNS), dtype=float)


def _count(strings: Array, lengths: Array) -> Array:
    """Counts (texts × columns) of some texts."""
    joined = _SEPARATOR.join([*strings, ""])
    points = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    ends = np.cumsum(lengths + 1)
    kinds = _kinds()[points]
    sign = kinds & _SIGN_BITS
    places = np.flatnonzero(sign)
    rows = np.searchsorted(ends, places, side="right")
    width = len(SIGNS) + 1
    counted = np.bincount(rows * width + sign[places], minlength=len(strings) * width).reshape(-1, width)[:, 1:]
    letters, capitals = (kinds & _LETTER) > 0, (kinds & _CAPITAL) > 0
    mark, dot = (sign == _number("question_marks")) | (sign == _number("exclamations")), sign == _number("full_stops")
    runs = np.r_[False, dot[1:] & dot[:-1]]
    runs[1:] &= ~runs[:-1]
    flags = (letters, capitals, _shouted(letters, capitals), np.r_[False, mark[1:] & mark[:-1]], runs)
    starts = ends - lengths - 1
    return np.column_stack([counted, *[np.add.reduceat(flag, starts, dtype=np.int64) for flag in flags]])


def _number(sign: str) -> int:
    return list(SIGNS).index(sign) + 1


def _shouted(letters: Array, capitals: Array) -> Array:
    """True at the first letter of each word that is all capitals."""
    edges = np.flatnonzero(np.diff(letters.view(np.int8), prepend=0, append=0))
    begins, ends = edges[::2], edges[1::2]
    total = np.r_[0, np.cumsum(capitals)]
    whole = (ends - begins >= SHOUT_LETTERS) & (total[ends] - total[begins] == ends - begins)
    first = np.zeros(len(letters), dtype=bool)
    first[begins[whole]] = True
    return first
