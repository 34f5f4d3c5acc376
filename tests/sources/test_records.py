"""One record, checked: times, ids, counts and addresses."""

from __future__ import annotations

import pytest

from generator.sources.records import RecordError, checked, count, identifier, moment, web_address


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("2024-05-01T12:00:00+02:00", "2024-05-01T10:00:00.000Z"),
        ("2024-05-01 12:00:00 UTC", "2024-05-01T12:00:00.000Z"),
        (1_714_557_600, "2024-05-01T10:00:00.000Z"),
        ("1714557600000", "2024-05-01T10:00:00.000Z"),
        (1_714_557_600.25, "2024-05-01T10:00:00.250Z"),
        (0, "1970-01-01T00:00:00.000Z"),
        (-1, None), ("", None), (None, None),
    ],
)  # fmt: skip
def test_moments(value: object, written: str | None) -> None:
    """Times in any writing become UTC with milliseconds; one before 1970 is none."""
    assert moment(value) == written


@pytest.mark.parametrize("value", ["yesterday", True, [], 10**30, "2024-13-01"])
def test_no_moment(value: object) -> None:
    """What is no time is refused."""
    with pytest.raises(RecordError, match="not a time"):
        moment(value)


def test_ids_and_counts() -> None:
    """Ids are text or whole numbers, counts whole and not below zero."""
    assert (identifier(" a\x00b "), identifier(7), identifier(None), identifier("")) == ("ab", "7", None, None)
    assert (count(3.0, "n"), count(None, "n")) == (3, None)
    for wrong in (-1, 1.5, True, "3", 2**60):
        with pytest.raises(RecordError, match="n is"):
            count(wrong, "n")
    for wrong in (True, 1.5, []):
        with pytest.raises(RecordError):
            identifier(wrong)


def test_addresses_of_the_web_only() -> None:
    """Other schemes, spaces and control characters make no address."""
    assert web_address("https://a.example/") == "https://a.example/"
    for wrong in ("javascript:alert(1)", "https://a b", "https://a\n", "//a", 3, None):
        assert web_address(wrong) is None


def test_a_gone_post_has_no_words() -> None:
    """What is deleted or withheld keeps its place and loses its words, whatever the source still gives."""
    post = checked({"post_id": "a", "text": "words", "html": "<p>words</p>", "state": "withheld"})
    assert (post.text, post.html, post.state) == ("", None, "withheld")
    with pytest.raises(RecordError, match="state is none of"):
        checked({"post_id": "a", "state": "missing"})
    with pytest.raises(RecordError, match="kind is none of"):
        checked({"post_id": "a", "kind": "poll"})


def test_words_survive() -> None:
    """Emoji, joins of no width, combining marks and right-to-left text come through to the last byte."""
    words = "👩\u200d👩\u200d👧 e\u0301 שלום \u200fعربي نیم\u200cفاصله 🏴󠁧󠁢󠁳󠁣󠁴󠁿"
    assert checked({"post_id": "a", "text": words}).text == words
    assert checked({"post_id": "a", "html": f"<p>{words}</p>"}).text == words
