"""Marking words with people left out: counts by hand."""

from __future__ import annotations

import numpy as np

from generator.measures import measure, recount_words, words
from generator.measures.variants import sides, variants

from .conftest import authors_of, posts_of, threads_of


def test_uses_and_people_by_hand():
    """“panel” is said four times by three of x and once by one of y; without x0, who says it twice, twice by two."""
    common = " ".join(f"common{n}" for n in range(30))
    rows = [("p0", None, "x3", 0, common)]
    said = {"x0": 2, "x1": 1, "x2": 1, "y0": 1}
    for round_ in range(2):
        for n, name in enumerate([f"{side}{k}" for side in "xy" for k in range(4)]):
            extra = " panel" * said.get(name, 0) if round_ == 0 else ""
            rows.append((f"{name}{round_}", "p0", name, 1 + n + 10 * round_, common + extra))
    roles = {f"{side}{k}": side for side in "xy" for k in range(4)}
    tables = measure(posts_of(rows), authors_of(roles), threads_of("t"))
    posts = tables["posts"]
    tokens = words.tokens(posts["text"])
    them = variants(posts, tables["authors"])
    two = sides(them, tables["authors"], {})
    chosen = recount_words.candidates(them, two, tables["terms"], tokens)
    counts = recount_words.recounted(them, two, tables["terms"], tokens, chosen, 0)
    [row] = np.flatnonzero((tokens.vocabulary[chosen.codes] == "panel") & (chosen.sides == 0))
    without = 1 + them.left_out[0].tolist().index("x0")
    assert (counts.own[row, 0], counts.other[row, 0], counts.people[row, 0], counts.everybody[row, 0]) == (4, 1, 3, 4)
    assert (counts.own[row, without], counts.people[row, without]) == (2, 2)
    # 9 posts of x with 30 words each and 4 more; 8 of y and 1 more.
    assert (counts.own_total[row, 0], counts.other_total[row, 0]) == (274, 241)
    z, _ = recount_words._passing(chosen, counts, np.full(them.count, 1.96))
    own = tables["terms"].query("word == 'panel' and group == 'x'")["log_odds_z"].iloc[0]
    assert abs(z[row, 0] - own) < 1e-9
