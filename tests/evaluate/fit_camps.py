"""Fits the coefficients of `generator/measures/camp_coefficients.py`; prints them for pasting.

`python tests/evaluate/fit_camps.py FOLDER` with the folder of `camps_4forums`.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

from generator.measures import meetings, quotations, tree, words
from generator.measures.evidence import ANSWERS_ONLY, QUOTE_FEATURES, Coefficients

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
from tests.evaluate.camp_sets import CampSet, forum_debates, sides

# Of all pairs .6 are on one side; .65 carried over better from one topic to the other.
SAME_BY_CHANCE = 0.65
RIDGE = 30.0  # of standardised features, some one per hundred pairs
STEPS = 50


def fitted(chosen: CampSet, topics: set[str]) -> Coefficients:
    """The coefficients from the threads of these topics."""
    posts = chosen.posts
    tokens, parents = words.tokens(posts["text"]), tree.parent_rows(posts)
    nodes = meetings.people(posts)
    quoting = quotations.quoting(posts, tokens, parents)
    met = meetings.meetings(posts, nodes, parents, tokens, quoting, chosen.stance)
    pairs = meetings.pairs(met, len(nodes.threads))
    camp = sides(nodes.table, chosen.truth)
    topic = chosen.truth.drop_duplicates("thread_id").set_index("thread_id")["topic"]
    known = np.array([side is not None for side in camp]) & nodes.table["thread_id"].map(topic).isin(topics).to_numpy()
    used = known[pairs.first] & known[pairs.second]
    same = (camp[pairs.first] == camp[pairs.second])[used].astype(float)
    means, shrunk = pairs.means[used], np.log1p(pairs.count[used])[:, None]
    plain = means.copy()
    plain[:, QUOTE_FEATURES] = 0
    plain[:, ANSWERS_ONLY] = 1
    return Coefficients(logistic(means * shrunk, same), logistic(plain * shrunk, same), means.mean(axis=0))


def logistic(features: np.ndarray, same: np.ndarray) -> np.ndarray:
    """Ridge logistic regression without an intercept, offset by the chance of one side, by Newton's method."""
    scale = features.std(axis=0)
    scaled = features / np.where(scale > 0, scale, 1)
    offset = np.log(SAME_BY_CHANCE / (1 - SAME_BY_CHANCE))
    weights = np.zeros(features.shape[1])
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-(scaled @ weights + offset)))
        slope = scaled.T @ (chance - same) + RIDGE * weights
        curve = (scaled * (chance * (1 - chance))[:, None]).T @ scaled + RIDGE * np.eye(len(weights))
        weights -= np.linalg.solve(curve, slope)
    return weights / np.where(scale > 0, scale, 1)


def main(folder: Path) -> None:
    """Fit on everything and print the tables."""
    everything = forum_debates(folder)
    made = fitted(everything, set(everything.truth["topic"]))
    for name, values in (("QUOTED", made.quoted), ("UNQUOTED", made.unquoted), ("MEANS", made.means)):
        print(f"{name}: dict[str, float] = {{")
        for feature, value in zip(meetings.FEATURES, values, strict=True):
            if value:
                print(f'    "{feature}": {value:.3f},')
        print("}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
