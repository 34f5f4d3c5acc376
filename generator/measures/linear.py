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

from generator.measures import phrases
from generator.measures.cues import CUES
from generator.measures.words import Tokens

Array = NDArray[Any]
FURTHEST = 4.0  # standard deviations; a pasted log of a thousand lines is no more than very long
PER_ROOT = 5.0  # words added before the root is taken, so that one word alone does not make a rate of one
SHRUNK_TOWARDS_ZERO = 5.0  # posts; the mean of a thread counts in full only where it rests on many


@dataclass(frozen=True)
class Table:
    """A fitted model: classes, and for each feature and phrase what it adds to the score of each class."""

    classes: tuple[str, ...]
    intercept: Array  # per class
    names: tuple[str, ...]  # of features
    means: Array
    deviations: Array
    weights: Array  # features × classes
    phrases: tuple[str, ...]
    phrase_weights: Array  # phrases × classes; added once where the post holds the phrase
    card: dict[str, str]

    def scores(self, features: pd.DataFrame, own: Tokens) -> Array:
        """Posts × classes, before any probability; a feature that is not known (NaN) counts as average."""
        values = features[list(self.names)].to_numpy(dtype=float)
        standard = np.clip((values - self.means) / self.deviations, -FURTHEST, FURTHEST)
        return self.intercept + np.nan_to_num(standard) @ self.weights + self._of_phrases(own)

    def probabilities(self, features: pd.DataFrame, own: Tokens) -> Array:
        """Posts × classes, each row adding up to one."""
        scores = self.scores(features, own)
        powers = np.exp(scores - scores.max(axis=1, keepdims=True))
        return powers / powers.sum(axis=1, keepdims=True)

    def _of_phrases(self, own: Tokens) -> Array:
        sums = np.zeros((own.post_count, len(self.classes)))
        if not self.phrases:
            return sums
        places, matched = phrases.found(own, self.phrases)
        once = np.unique(own.rows[places].astype(np.int64) * len(self.phrases) + matched)
        rows, matched = once // len(self.phrases), once % len(self.phrases)
        for column, weights in enumerate(self.phrase_weights.T):
            sums[:, column] = np.bincount(rows, weights[matched], own.post_count)
        return sums

    def to_json(self) -> str:
        """The table as text, one feature and one phrase a line."""

        def lines(names: tuple[str, ...], values: Array) -> dict[str, list[float]]:
            return {name: [float(f"{value:.4g}") for value in row] for name, row in zip(names, values, strict=True)}

        parts = {
            "card": self.card,
            "classes": list(self.classes),
            "intercept": [float(f"{value:.4g}") for value in self.intercept],
            "features": lines(self.names, np.column_stack([self.means, self.deviations, self.weights])),
            "phrases": lines(self.phrases, self.phrase_weights),
        }
        text = json.dumps(parts, ensure_ascii=False, indent=1)
        return _one_line_lists(text) + "\n"


def _one_line_lists(text: str) -> str:
    """Lists of numbers on one line each."""
    pieces = []
    inside = False
    for line in text.split("\n"):
        stripped = line.strip()
        pieces.append(f" {stripped}" if inside and stripped[0] not in "]" else stripped if inside else f"\n{line}")
        inside = stripped.endswith("[") or (inside and not stripped.startswith("]"))
    return "".join(pieces).lstrip("\n").replace("[ ", "[")


@cache
def load(name: str) -> Table:
    """The table that ships with the program under this name."""
    text = resources.files("generator.measures").joinpath("tables", f"{name}.json").read_text(encoding="utf-8")
    parts = json.loads(text)
    classes = tuple(parts["classes"])
    features = np.array(list(parts["features"].values()), dtype=float).reshape(-1, 2 + len(classes))
    of_phrases = np.array(list(parts["phrases"].values()), dtype=float).reshape(-1, len(classes))
    return Table(
        classes=classes,
        intercept=np.array(parts["intercept"], dtype=float),
        names=tuple(parts["features"]),
        means=features[:, 0],
        deviations=features[:, 1],
        weights=features[:, 2:],
        phrases=tuple(parts["phrases"]),
        phrase_weights=of_phrases,
        card=parts["card"],
    )


def features(cues: pd.DataFrame) -> pd.DataFrame:
    """Of each cue `has:` (1 where it occurs) and `rate:` (uses by the root of the words), one row per post."""
    counts = cues[list(CUES)].to_numpy(dtype=float)
    roots = np.sqrt(np.nan_to_num(cues["words"].to_numpy(dtype=float)) + PER_ROOT)
    values = np.hstack([np.minimum(counts, 1.0), counts / roots[:, None]])
    names = [f"{kind}:{name}" for kind in ("has", "rate") for name in CUES]
    return pd.DataFrame(values, index=cues.index, columns=names)


def against_thread(features: pd.DataFrame, threads: pd.Series) -> pd.DataFrame:
    """Each feature less its mean in the thread (`thread:`), the mean drawn towards zero in threads of few posts."""
    groups = pd.factorize(threads)[0]
    values = features.to_numpy(dtype=float)
    known = ~np.isnan(values[:, 0]) if values.size else np.zeros(len(values), dtype=bool)
    sizes = np.bincount(groups, known, groups.max(initial=-1) + 1)
    sums = np.zeros((len(sizes), values.shape[1]))
    order = np.argsort(groups, kind="stable")
    if len(order):
        starts = np.searchsorted(groups[order], np.arange(len(sizes)))
        sums = np.add.reduceat(np.nan_to_num(values[order]), starts)
    means = sums / (sizes + SHRUNK_TOWARDS_ZERO)[:, None]
    names = [f"thread:{name}" for name in features]
    return pd.DataFrame(values - means[groups], index=features.index, columns=names)
