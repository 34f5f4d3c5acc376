"""How groups speak: only differences that hold, with both groups' numbers."""

from __future__ import annotations

from generator.findings import speech

from .material import material, rows


def test_only_what_holds_is_told() -> None:
    """Intervals that touch are no difference; the others are told, the greater number first."""
    table = rows(
        "registers",
        ("manager", "we", 3.0, 2.0, 4.0, 9, 500), ("tenant", "we", 1.0, 0.5, 1.9, 8, 400),
        ("manager", "you", 1.0, 0.5, 1.5, 9, 500), ("tenant", "you", 2.0, 1.4, 2.6, 8, 400),
        ("manager", "long_words", 10.0, 9.0, 11.0, 9, 500), ("tenant", "long_words", 15.0, 12.0, 18.0, 8, 400),
    )  # fmt: skip
    [found] = speech.findings(material(registers=table))
    assert found.sentence == (
        "Housing people say “we” or “us” 3.0 times in 100 words, tenants 1.0; tenants use words of seven letters and "
        "more 15.0 in 100 words, housing people 10.0."
    )
    assert found.value == 2.0 and found.n == 17
    assert "we 2.0–4.0 and 0.5–1.9" in found.note and "3 ways of speaking compared" in found.note


def test_no_difference_is_a_result() -> None:
    """Where every pair of intervals touches, that is what is said, weakly."""
    table = rows("registers", ("manager", "we", 3.0, 1.0, 5.0, 9, 500), ("tenant", "we", 1.0, 0.5, 1.5, 8, 400))
    [found] = speech.findings(material(registers=table))
    assert "differ no more than chance" in found.sentence and found.strength == 0.2 and found.value is None


def test_refused() -> None:
    """A group below the least data is refused."""
    table = rows("registers", ("manager", "we", 3.0, 1.0, 5.0, 9, 500))
    [found] = speech.findings(material(registers=table, refusals=rows("refusals", ("registers", "200 words"))))
    assert found.refused == "200 words"


def test_politeness() -> None:
    """A difference beyond chance is told with both numbers, and one that is not is called so."""
    table = rows("politeness_by_group", ("manager", 0.65, 0.6, 0.7, 9, 40), ("tenant", 0.5, 0.45, 0.55, 8, 30))
    [found] = speech.findings(material(politeness_by_group=table))
    assert found.sentence == (
        "Posts by housing people sound more polite than posts by tenants: 0.65 against 0.50 on a scale from 0 to 1."
    )
    assert round(found.value, 3) == 0.15 and round(found.low, 3) == 0.079 and found.n == 70
    [weak] = speech.findings(material(politeness_by_group=table.assign(low=0.3, high=0.8)))
    assert weak.sentence.endswith("posts by tenants at 0.50; the difference could be chance.")
