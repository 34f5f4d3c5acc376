"""What was written into the constructed threads is found in them, and what was not is not."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from generator.build import analyse
from generator.measures.repair import ATTACK
from generator.model import Finding
from generator.publishable import ThreadToPublish
from generator.settings import find_publication

TRUTH = Path(__file__).parent / "truth"


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
    """Where no divide was written in, that is the answer: no camps, no word and no difference between roles."""
    item = threads["hedge-debate"]
    assert finding(item, "answered.chance").sentence.endswith("the difference could be chance.")
    assert finding(item, "answered.between").sentence.count("about what chance would give") == 2
    assert finding(item, "divide.verdict").sentence.startswith("No divide can be seen")
    assert finding(item, "sides.camps").sentence.startswith("No camps can be told apart")
    assert item.tables["authors"]["camp"].isna().all() and item.tables["camps"].empty
    assert finding(item, "words.marking").sentence.startswith("No word marks")
    firm = [each.id for each in item.findings if each.strength > 0.5 and each.question in (4, 5, 6)]
    assert not firm


@pytest.mark.parametrize(
    ("slug", "first", "second"),
    [("housing-engagement", "manager", "tenant"), ("discharge-letter", "family", "clinician")],
)
def test_two_camps_are_the_two_roles(threads: dict[str, ThreadToPublish], slug: str, first: str, second: str) -> None:
    """Where two sides were written, both are found, each of one role, and the divide is told."""
    item = threads[slug]
    camps = item.tables["camps"].set_index("camp")
    assert {str(camps.loc[camp, "label"]) for camp in camps.index} == {first, second}
    assert finding(item, "divide.verdict").sentence.startswith("There is a divide")
    placed = item.tables["authors"].dropna(subset=["camp", "role"])
    of_role = placed.groupby("camp")["role"].agg(lambda roles: roles.value_counts(normalize=True).iloc[0])
    assert (of_role >= 0.9).all()


def test_evidence_is_held(threads: dict[str, ThreadToPublish]) -> None:
    """Every post named as evidence is one of the thread's, and every finding gives its n."""
    for item in threads.values():
        held = set(item.tables["posts"]["post_id"])
        for each in item.findings:
            assert set(each.evidence) <= held
            assert each.refused or each.n > 0


@pytest.mark.parametrize("slug", ["housing-engagement", "discharge-letter"])
def test_sides_are_found_where_they_were_written(threads: dict[str, ThreadToPublish], slug: str) -> None:
    """Two camps are found, most people placed, nine in ten of those as written, and the thread called divided."""
    tables = threads[slug].tables
    written = json.loads((TRUTH / f"{slug}.json").read_text("utf-8"))["camps"]
    placed = tables["authors"].dropna(subset=["camp"])
    truth = placed["author_id"].map(written)
    sided = truth.isin(["A", "B"])
    same = (placed["camp"] == truth)[sided].mean()
    assert max(same, 1 - same) >= 0.9
    assert sided.sum() >= 0.7 * sum(side in "AB" for side in written.values())
    assert tables["sides"]["camp_count"].item() == 2 and tables["verdicts"]["divided"].item()


def test_no_divide_is_found_where_none_was_written(threads: dict[str, ThreadToPublish]) -> None:
    """The talk about the hedge is one crowd: nobody is put into a camp, and no divide is shown."""
    tables = threads["hedge-debate"].tables
    assert tables["sides"]["camp_count"].item() == 1 and tables["authors"]["camp"].isna().all()
    assert not tables["verdicts"]["divided"].item() and not tables["sides"]["replies_disagree"].item()


@pytest.mark.parametrize("slug", ["housing-engagement", "hedge-debate", "discharge-letter"])
def test_the_hot_branch_is_found(threads: dict[str, ThreadToPublish], slug: str) -> None:
    """The branch marked hottest is the one that was written hot, and its peak or part stands in what was written."""
    truth = json.loads((TRUTH / f"{slug}.json").read_text(encoding="utf-8"))["hot_branch"]["posts"]
    tables = threads[slug].tables
    branches = tables["friction_by_branch"]
    [part_id] = branches.loc[branches["is_hottest"], "part_id"]
    parent_of = tables["posts"].set_index("post_id")["parent_id"].to_dict()

    def path(post_id: str) -> set[str]:
        """The post and those above it."""
        above = {post_id}
        while isinstance(parent_of.get(post_id), str):
            post_id = parent_of[post_id]
            above.add(post_id)
        return above

    inside = [post_id for post_id in truth if part_id in path(post_id)]
    assert len(inside) >= len(truth) * 3 / 4


def test_the_insult_in_the_housing_thread_is_the_only_attack(threads: dict[str, ThreadToPublish]) -> None:
    """One post passes the line for an attack: the one that was written as one."""
    posts = threads["housing-engagement"].tables["posts"]
    truth = json.loads((TRUTH / "housing-engagement.json").read_text(encoding="utf-8"))["attack_posts"]
    assert posts.loc[posts["attack"] >= ATTACK, "post_id"].tolist() == [
        post if isinstance(post, str) else post["post"] for post in truth
    ]


def truth_of(slug: str) -> dict[str, Any]:
    """What was written into a thread."""
    written: dict[str, Any] = json.loads((TRUTH / f"{slug}.json").read_text(encoding="utf-8"))
    return written


def test_engagement_is_quoted_by_tenants_and_not_taken_up(threads: dict[str, ThreadToPublish]) -> None:
    """The term is told with who brought it; tenants say it in quotation marks only, as was written."""
    item = threads["housing-engagement"]
    written = {each["word"]: each for each in truth_of("housing-engagement")["jargon"]}["engagement"]
    found = finding(item, "words.term")
    assert found.sentence.startswith("“engagement” was first said by @a13;") and written["introduced_by"] == "p021"
    assert found.evidence[0] == "p021" and written["adopted_by"] == []
    assert found.sentence.endswith("5 people among tenants said it, in quotation marks only.")


def test_terms_of_the_letter_are_asked_about_and_taken_up(threads: dict[str, ThreadToPublish]) -> None:
    """Who took up the hospital's word for tablets, and who asked what another means, is who was written."""
    item = threads["discharge-letter"]
    written = {each["word"].casefold(): each for each in truth_of("discharge-letter")["jargon"]}
    life = item.tables["term_life"].set_index("word")
    uses = item.tables["term_uses"].query("word == 'ttos' and mention == 'adopted'")
    assert set(uses["author_id"]) == set(written["ttos"]["adopted_by"])
    assert finding(item, "words.term").sentence.endswith("2 people among families took it up, @a15 first.")
    for word in ("mdt", "mobilising"):
        assert [life.loc[word, "questioned_post_id"]] == written[word]["questioned_by"]
        assert life.loc[word, "adopter_count"] == 0


def test_the_question_about_the_damp_hangs_longest(threads: dict[str, ThreadToPublish]) -> None:
    """The oldest question without an answer is the one that was put three times and never answered."""
    found = finding(threads["housing-engagement"], "answered.hanging")
    assert found.evidence[0] == truth_of("housing-engagement")["unanswered_question_asked_in"][0]
    assert "by @a18" in found.sentence and found.sentence.endswith("was put again later.")


@pytest.mark.parametrize("slug", ["housing-engagement", "discharge-letter"])
def test_the_turns_are_the_written_ones(threads: dict[str, ThreadToPublish], slug: str) -> None:
    """Each turn that was written is among the turning posts."""
    assert set(truth_of(slug)["turning_posts"]) <= set(finding(threads[slug], "course.turns").evidence)


def test_the_housing_talk_goes_from_technology_to_power(threads: dict[str, ThreadToPublish]) -> None:
    """What it began as and became is told in its own words, and both written turns are tenants'."""
    item = threads["housing-engagement"]
    assert finding(item, "course.drift").headline == "From “app” to “sack”"
    assert finding(item, "course.turns").sentence.endswith(
        "2 of these posts are by tenants and none by housing people."
    )


def test_the_hedge_has_no_difference_in_speech(threads: dict[str, ThreadToPublish]) -> None:
    """Where no difference was written in, none in speaking is told, and echoes are refused."""
    item = threads["hedge-debate"]
    assert "differ no more than chance" in finding(item, "words.registers").sentence
    assert finding(item, "attention.echo").refused
