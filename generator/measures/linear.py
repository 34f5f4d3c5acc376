"""Linear models over cues and a few phrases: what their coefficient tables hold, and how posts are scored by them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from generator.measures import phrases
from generator.measures.cues import CUES
from generator.measures.words import Tokens

Array = NDArray[Any]
FURTHEST = 4.0  # standard deviations; a pasted log of a thousand lines is no more than very long
PER_ROOT = 5.0  # words added before the root is taken, so that one word alone does not make a rate of one
PHRASES_PER_ROOT = 10.0  # the same for the phrases, of which even a short post holds several
PHRASE_UNIT = 1000.0  # weights of phrases are written as whole thousandths, to keep the tables small
LINE_WIDTH = 116
BATCH_ROWS = 10_000
DIGITS = 4  # of a probability; beyond them machines differ in how they add up


@dataclass(frozen=True)
class Table:
    """A fitted model: classes, and for each feature and phrase what it adds to the score of each class."""

    classes: tuple[str, ...]
    intercept: Array  # per class
    names: tuple[str, ...]  # of features
    means: Array
    deviations: Array
    weights: Array  # features × classes, for one standard deviation
    phrases: tuple[str, ...]
    phrase_weights: Array  # phrases × classes; where the post holds the phrase, by the root of its words
    card: dict[str, str]

    def scores(self, features: pd.DataFrame, own: Tokens) -> Array:
        """Posts × classes, before any probability; a feature that is not known (NaN) counts as average."""
        pieces = [self._standard(features.iloc[part]) @ self.weights for part in batches(len(features))]
        return self.intercept + np.concatenate([np.zeros((0, len(self.classes))), *pieces]) + self._of_phrases(own)

    def probabilities(self, features: pd.DataFrame, own: Tokens) -> Array:
        """Posts × classes, rounded; each row adds up to one, as far as rounding lets it."""
        scores = self.scores(features, own)
        powers = np.exp(scores - scores.max(axis=1, keepdims=True))
        return np.round(powers / powers.sum(axis=1, keepdims=True), DIGITS)

    def log_odds(self, features: pd.DataFrame, own: Tokens) -> Array:
        """Of a table of two classes, the log-odds of the second."""
        scores = self.scores(features, own)
        return scores[:, 1] - scores[:, 0]

    def pushes(self, features: pd.DataFrame) -> Array:
        """Posts × features: what each adds to the log-odds of the second of two classes."""
        return self._standard(features) * (self.weights[:, 1] - self.weights[:, 0])

    def _standard(self, features: pd.DataFrame) -> Array:
        values = features[list(self.names)].to_numpy(dtype=float)
        values = (values - self.means) / self.deviations
        np.clip(values, -FURTHEST, FURTHEST, out=values)
        return np.nan_to_num(values, copy=False)

    def _of_phrases(self, own: Tokens) -> Array:
        if not self.phrases:
            return np.zeros((own.post_count, len(self.classes)))
        places, matched = phrases.found(own, self.phrases)
        # Making a sparse matrix adds up what is found twice; ones in its place count each phrase once a post.
        cells = (np.ones(len(places)), (own.rows[places], matched))
        held = sparse.csr_matrix(cells, shape=(own.post_count, len(self.phrases)))
        held.data[:] = 1.0
        return (held @ self.phrase_weights) / np.sqrt(own.counts + PHRASES_PER_ROOT)[:, None]


def batches(count: int) -> list[slice]:
    """So many rows in pieces, to keep the memory small."""
    return [slice(start, start + BATCH_ROWS) for start in range(0, count, BATCH_ROWS)]


def written(table: Table) -> str:
    """A table as JSON: a feature a line (mean, deviation, weights), phrases in lines (weights in thousandths).

    With two classes only the weight of the second is written, that of the first is 0.
    """
    from_class = 1 if len(table.classes) == 2 else 0
    values = np.column_stack([table.means, table.deviations, table.weights[:, from_class:]])
    features = {name: [float(f"{value:.4g}") for value in row] for name, row in zip(table.names, values, strict=True)}
    whole = np.rint(table.phrase_weights[:, from_class:] * PHRASE_UNIT).astype(int).tolist()
    of_phrases = [
        f"{_json(name)}: {_json(row if len(row) > 1 else row[0])}"
        for name, row in zip(table.phrases, whole, strict=True)
    ]
    head = {"card": table.card, "classes": table.classes, "intercept": [round(float(x), 4) for x in table.intercept]}
    parts = [f"{_json(key)}: {_json(value)}" for key, value in head.items()]
    parts.append('"features": {\n' + ",\n".join(f"{_json(key)}: {_json(row)}" for key, row in features.items()) + "\n}")
    parts.append('"phrases": {\n' + _filled(of_phrases) + "\n}")
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _filled(pieces: list[str]) -> str:
    """The pieces in lines of some width."""
    lines = [""]
    for piece in pieces:
        if lines[-1] and len(lines[-1]) + len(piece) > LINE_WIDTH:
            lines.append("")
        lines[-1] += f"{', ' if lines[-1] else ''}{piece}"
    return ",\n".join(lines)


def read(text: str) -> Table:
    """The table that `written` wrote."""
    parts = json.loads(text)
    classes = tuple(parts["classes"])
    features = np.array(list(parts["features"].values()), dtype=float)
    of_phrases = np.array(list(parts["phrases"].values()), dtype=float).reshape(len(parts["phrases"]), -1) / PHRASE_UNIT
    weights = features[:, 2:]
    if len(classes) == 2:
        weights, of_phrases = (np.pad(part, ((0, 0), (1, 0))) for part in (weights, of_phrases.reshape(-1, 1)))
    return Table(
        classes=classes,
        intercept=np.array(parts["intercept"], dtype=float),
        names=tuple(parts["features"]),
        means=features[:, 0],
        deviations=features[:, 1],
        weights=weights,
        phrases=tuple(parts["phrases"]),
        phrase_weights=of_phrases.reshape(-1, len(classes)),
        card=parts["card"],
    )


@cache
def load(name: str) -> Table:
    """The table that ships with the program under this name."""
    return read(resources.files("generator.measures").joinpath("tables", f"{name}.json").read_text(encoding="utf-8"))


def features(cues: pd.DataFrame) -> pd.DataFrame:
    """Of each cue `has:` (1 where it occurs) and `rate:` (uses by the root of the words), one row per post."""
    counts = cues[list(CUES)].to_numpy(dtype=float)
    roots = np.sqrt(np.nan_to_num(cues["words"].to_numpy(dtype=float)) + PER_ROOT)
    values = np.hstack([np.minimum(counts, 1.0), counts / roots[:, None]])
    names = [f"{kind}:{name}" for kind in ("has", "rate") for name in CUES]
    return pd.DataFrame(values, index=cues.index, columns=names)
