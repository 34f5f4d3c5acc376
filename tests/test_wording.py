"""Words that go beyond the evidence are found, in ours none, in the editor's as notes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from generator import vocabulary
from generator.build import analyse, overstatements
from generator.charts.catalogue import CHARTS, chart_table
from generator.findings.robust import robust_words
from generator.measures.catalogue import MEASURES
from generator.pages.methods import card
from generator.settings import find_publication
from generator.wording import remarks


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Public opinion has turned.", "the public"),
        ("The public wants homes.", "the public"),
        ("Everybody agrees that it is late.", "the public"),
        ("Most people agree.", "the public"),
        ("The landlord deliberately waits.", "a motive"),
        ("They refuse to answer.", "a motive"),
        ("Managers don’t care.", "a motive"),
        ("Tenants left because of the tone.", "a cause"),
        ("The apology led to calm.", "a cause"),
        ("It made tenants leave.", "a cause"),
    ],
)
def test_claims_beyond_the_posts(text: str, kind: str) -> None:
    """Each of the three kinds is found, with the words that make it."""
    [remark] = list(remarks(text))
    assert remark.kind == kind and remark.phrase in text and remark.around.strip() in text


@pytest.mark.parametrize(
    "text",
    [
        "Tenants are answered less often than managers.",
        "Housing people say “because” more than tenants do.",
        "A public meeting was held in the public library.",
        "Nobody answered the question about damp.",
        "“Public opinion” is a word of one side.",
        "It comes before the change, and need not have caused it.",
        "The causeway is closed, and the leader left.",
    ],
)
def test_words_within_the_posts(text: str) -> None:
    """What can be counted, and what stands in quotation marks, is left alone."""
    assert list(remarks(text)) == []


def test_no_sentence_of_ours_goes_beyond_the_posts(tmp_path: Path, new_publication: Callable[[Path], Path]) -> None:
    """Every sentence, note, headline and claim verdict of the three threads, every alt text, stays with the posts."""
    said: list[str] = [*vocabulary.QUESTIONS.values()]
    for item in analyse(find_publication(new_publication(tmp_path))):
        for finding in item.findings:
            said += [finding.sentence, finding.note, finding.headline, finding.would_change, finding.refused]
            said += [robust_words(finding), *(voice.chosen for voice in finding.voices)]
        said += [chart.alt_text(chart_table(chart.id, item.tables, item.thread)) for chart in CHARTS]
    said += [f"{chart.title}. {chart.subtitle}" for chart in CHARTS]
    assert [str(remark) for text in said for remark in remarks(text)] == []


def test_method_cards_claim_no_motive_and_no_public() -> None:
    """Cards explain why a measure is made so, and say nothing of what people want or the public thinks."""
    summaries = [paragraph for measure in MEASURES for paragraph in card(measure).summary]
    found = [remark for text in summaries for remark in remarks(text) if remark.kind != "a cause"]
    assert [str(remark) for remark in found] == []


def test_the_editors_words_give_notes(tmp_path: Path, new_publication: Callable[[Path], Path]) -> None:
    """A commentary that speaks for the public is noted with thread, file and words, and stops nothing."""
    folder = new_publication(tmp_path)
    commentary = folder / "data" / "threads" / "hedge-debate" / "commentary.md"
    commentary.write_text("Everybody knows that hedges matter.\n", "utf-8")
    notes = [note for note in overstatements(find_publication(folder)) if note.startswith("hedge-debate")]
    assert notes == [
        "hedge-debate: commentary.md: “Everybody knows” may claim the public: “Everybody knows that hedges matter.”"
    ]
