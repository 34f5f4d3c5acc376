"""How common words are in English at large."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
# Zipf = log10 of uses per billion words; some 1,500 words of English are commoner than this.
COMMON_ZIPF = 5.0


def zipf(words: Array) -> Array:
    """How common each word is (log10 of uses per billion words, 0 = not known), asked once per word."""
    # Loading the list takes a third of a second, which a build without words to ask about need not wait for.
    from wordfreq import zipf_frequency

    distinct, place = np.unique(np.asarray(words, dtype=object).astype(str), return_inverse=True)
    values = np.array([zipf_frequency(word, "en", wordlist="small") for word in distinct.tolist()], dtype=float)
    return values[place] if len(values) else values
