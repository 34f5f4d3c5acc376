"""The words the site uses for numbers, lengths of time, groups and camps."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from generator import vocabulary
from generator.model import Role, Thread
from generator.sources import read
from tests.sources.exports import EXPORTS, Export, Said

THREAD = Thread(
    "t", "T", "x", roles=(Role("manager", "Housing people", "Manager"), Role("tenant", "Tenants", "Tenant"))
)


def camps(*rows: tuple[str, int, str | None, float, int]) -> pd.DataFrame:
    """Camps as (camp, people, role of most, share of those with a role, how many have it)."""
    return pd.DataFrame(rows, columns=["camp", "author_count", "label", "label_share", "label_count"])


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(40, "40 s"), (59.6, "60 s"), (60, "1 min"), (3600, "1 h"), (4500, "1 h 15 min"), (172_800, "2 days")],
)
def test_durations(seconds: float, words: str) -> None:
    """Lengths of time have at most two units."""
    assert vocabulary.duration(seconds).replace("\u00a0", " ") == words


def test_camps_bear_the_role_that_most_have() -> None:
    """A camp is named after a role that most of its people have, and has that role's colour; else the next free one."""
    table = camps(("A", 4, "tenant", 1.0, 4), ("B", 6, "manager", 0.9, 1), ("C", 4, None, float("nan"), 0))
    assert vocabulary.camp_labels(table, THREAD) == {"A": "Camp A (all tenants)", "B": "Camp B", "C": "Camp C"}
    assert vocabulary.camp_slots(table, THREAD) == {"A": 2, "B": 1, "C": 3}


def test_one_against_all_is_no_camp() -> None:
    """Camps are shown where each has several people and a tenth of those placed."""
    assert vocabulary.camps_shown(camps(("A", 1, None, 0, 0), ("B", 99, None, 0, 0))).empty
    assert vocabulary.camps_shown(camps(("A", 2, None, 0, 0), ("B", 99, None, 0, 0))).empty
    assert len(vocabulary.camps_shown(camps(("A", 2, None, 0, 0), ("B", 9, None, 0, 0)))) == 2


@pytest.mark.parametrize("export", EXPORTS, ids=lambda export: export.id)
def test_platforms(export: Export, tmp_path: Path) -> None:
    """Every platform that a source reads has a name for the page."""
    forest = read(
        export.write([Said(1, None), Said(2, 1)][export.root_stands_in :], tmp_path), as_platform=export.source
    )
    assert forest.platform in vocabulary.PLATFORMS


def test_an_interval_within_a_point_keeps_its_ends():
    """Ends that would round to one number are told to a tenth; others in whole points."""
    assert vocabulary.percent_range(0.55, 0.704) == "55–70\u00a0%"
    assert vocabulary.percent_range(0.0, 0.004) == "0–0.4\u00a0%"
    assert vocabulary.percent_range(0.997, 1.0) == "99.7–100\u00a0%"
    assert vocabulary.percent_range(0.5, 0.5) == "50–50\u00a0%"
