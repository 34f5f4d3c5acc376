"""Linguistic coordination, by hand and against a second implementation."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from generator.measures import measure
from generator.measures.coordination import CLASSES, coordinations, shown
from generator.measures.words import tokens
from tests.measures.conftest import authors_of, posts_of, threads_of

REFERENCE = Path(__file__).resolve().parents[2].parent / "shared" / "reference"


@pytest.mark.skipif(not REFERENCE.exists(), reason="shared/reference is not here")
def test_equals_the_second_implementation():
    """On the reference's exchanges every speaker's value and the three aggregates are those of ConvoKit to 1e-9."""
    table = pd.read_csv(REFERENCE / "linguistic_coordination_exchanges.csv", keep_default_na=False)
    table = table[table["speaker"] != table["target"]]
    names = [name.removeprefix("speaker_") for name in table.columns if name.startswith("speaker_")]
    codes, speakers = pd.factorize(table["speaker"])
    values, _ = coordinations(
        codes,
        table[[f"target_{n}" for n in names]].to_numpy(bool),
        table[[f"speaker_{n}" for n in names]].to_numpy(bool),
    )
    expected = pd.read_csv(REFERENCE / "linguistic_coordination_convokit.csv").set_index("speaker")[names]
    ours = pd.DataFrame(values, index=speakers, columns=names).dropna(how="all").loc[expected.index]
    np.testing.assert_allclose(ours.to_numpy(), expected.to_numpy(), atol=1e-9, rtol=0)
    summary = json.loads((REFERENCE / "linguistic_coordination_summary.json").read_text())
    assert ours.mean(axis=1).mean() == pytest.approx(summary["agg3"], abs=1e-9)
    assert ours.dropna().mean(axis=1).mean() == pytest.approx(summary["agg1"], abs=1e-9)
    assert ours.fillna(ours.mean()).mean(axis=1).mean() == pytest.approx(summary["agg2"], abs=1e-9)


def test_by_hand():
    """Four replies, three to posts with an article of which two echo it: 2/3 − 2/4; two are too few to tell."""
    target = np.array([[1, 1], [1, 1], [1, 0], [0, 0]], dtype=bool)
    reply = np.array([[1, 1], [1, 0], [0, 0], [0, 1]], dtype=bool)
    values, replies = coordinations(np.zeros(4, dtype=int), target, reply)
    assert values[0, 0] == pytest.approx(2 / 3 - 2 / 4)
    assert np.isnan(values[0, 1]) and replies.tolist() == [4]


def test_classes_are_seen():
    """A post shows the classes whose words it holds."""
    shows = shown(tokens(pd.Series(["The rent went up", "Nobody answers", "We've a few"], dtype="string")))
    names = list(CLASSES)
    assert [[names[place] for place in np.flatnonzero(row)] for row in shows] == [
        ["articles", "prepositions"],
        ["other_pronouns"],
        ["articles", "auxiliary_verbs", "personal_pronouns", "quantifiers"],
    ]


def test_echoing_tenants_and_refusal():
    """Tenants who answer "the" with "the" coordinate on articles; a thread without exchanges is told what it needs."""
    rows, roles = [("m", None, "boss", 0, "the rent")], {"boss": "manager"}
    for person in range(6):
        roles[f"t{person}"] = "tenant"
        for turn, (said, answer) in enumerate([("the", "the x"), ("the", "the y"), ("the", "the"), ("x", "y")]):
            key = f"{person}{turn}"
            rows.append((f"a{key}", "m", "boss", len(rows), said))
            rows.append((f"b{key}", f"a{key}", f"t{person}", len(rows), answer))
    tables = measure(
        pd.concat([posts_of(rows), posts_of(rows[:3], "u")]),
        pd.concat([authors_of(roles), authors_of(roles, "u")]),
        threads_of("t", "u"),
    )
    table = tables["coordination"].set_index(["from_group", "to_group", "word_class"])
    row = table.loc["tenant", "manager", "articles"]
    assert row["coordination"] == pytest.approx(1 - 3 / 4)
    assert (row["n"], row["reply_count"]) == (6, 24)
    assert row["low"] == row["high"] == pytest.approx(0.25)
    needs = tables["refusals"].set_index(["thread_id", "measure"])["needs"]
    assert needs["u", "coordination"] == "at least 5 people of one group with 3 replies to one group; there are 0"
