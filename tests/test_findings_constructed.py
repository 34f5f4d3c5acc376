"""What was written into the constructed threads is found in them, and what was not is not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from generator.build import analyse
from generator.model import Finding
from generator.publishable import ThreadToPublish
from generator.settings import find_publication


@pytest.fixture(scope="module")
def threads(
    tmp_path_factory: pytest.TempPathFactory, new_publication: Callable[[Path], Path]
) -> dict[str, ThreadToPublish]:
    """The three threads, measured."""
    folder = new_publication(tmp_path_factory.mktemp("constructed"))
    return {item.thread.slug: item for item in analyse(find_publication(folder))}


def finding(item: ThreadToPublish, name: str) -> Finding:
    """The finding of this id."""
    [found] = [each for each in item.findings if each.id == name]
    return found


def test_housing_tenants_are_answered_less(threads: dict[str, ThreadToPublish]) -> None:
    """Tenants' posts are answered less often, surely, and less than half of them at all."""
    chance = finding(threads["housing-engagement"], "answered.chance")
    assert chance.low is not None and chance.low > 0
    assert "the difference could be chance" not in chance.sentence
    assert finding(threads["housing-engagement"], "answered.waiting").sentence.endswith(
        "less than half was answered before the capture."
    )


def test_housing_people_write_more_words(threads: dict[str, ThreadToPublish]) -> None:
    """Housing people write most of the words."""
    shares = finding(threads["housing-engagement"], "attention.shares")
    assert shares.sentence.startswith("Housing people wrote") and shares.value is not None and shares.value > 0.5


def test_housing_engagement_marks_managers(threads: dict[str, ThreadToPublish]) -> None:
    """The word the thread is about belongs to those who work with it."""
    item = threads["housing-engagement"]
    assert "Housing people say “engagement”" in finding(item, "words.marking").sentence
    row = item.tables["terms"].query("group == 'manager' and word == 'engagement'").iloc[0]
    assert row["log_odds_z"] > 1.96


def test_hedge_debate_has_no_sides(threads: dict[str, ThreadToPublish]) -> None:
    """Where nothing was written in, the findings say that nothing was found."""
    item = threads["hedge-debate"]
    assert finding(item, "answered.chance").sentence.endswith("the difference could be chance.")
    assert finding(item, "answered.between").sentence.count("about what chance would give") == 2
    assert finding(item, "words.marking").sentence.startswith("No word marks")
    assert not [each for each in item.findings if each.strength > 0.5]


def test_evidence_is_held(threads: dict[str, ThreadToPublish]) -> None:
    """Every post named as evidence is one of the thread's, and every finding gives its n."""
    for item in threads.values():
        held = set(item.tables["posts"]["post_id"])
        for each in item.findings:
            assert set(each.evidence) <= held
            assert each.refused or each.n > 0
