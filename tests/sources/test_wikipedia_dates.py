"""Times of signatures in the languages of Wikipedia."""

from __future__ import annotations

import pytest

from generator.sources.wikipedia_dates import format_of, has_times

WRITTEN = {
    "10:22, 22 November 2017 (UTC)": ("en", "2017-11-22T10:22"),
    "12:34, 5. Jan. 2020 (CET)": ("de", "2020-01-05T11:34"),
    "12 janvier 2020 à 12:34 (CET)": ("fr", "2020-01-12T11:34"),
    "18 mei 2020 19:19 (CEST)": ("nl", "2020-05-18T17:19"),
    "2020. január 5., 12:34 (CET)": ("hu", "2020-01-05T11:34"),
    "12h34min de 5 de janeiro de 2020 (UTC)": ("pt", "2020-01-05T12:34"),
    "5. tammikuuta 2020 kello 12.34 (EET)": ("fi", "2020-01-05T10:34"),
    "2020年1月5日 (日) 12:34 (UTC)": ("ja", "2020-01-05T12:34"),
    "12:34، 5 يناير 2020 (ت ع م)": ("ar", "2020-01-05T12:34"),
    "١٢:٣٤، ٥ی کانوونی دووەمی ٢٠٢٠ (UTC)": ("ckb", "2020-01-05T12:34"),
    "12:34, 5. јануар 2020. (CET)": ("sr", "2020-01-05T11:34"),
    "12:34, 5 янв. 2020": ("en", None),
    "12:34, 5 января 2020 (UTC)": ("ru", "2020-01-05T12:34"),
    "\u200e10:22,\u200e 22 November\u200f 2017 \u200e(UTC)": ("en", "2017-11-22T10:22"),
    "25:61, 99 November 2017 (UTC)": ("en", None),
}


@pytest.mark.parametrize("text", WRITTEN)
def test_time_as_its_language_writes_it(text: str) -> None:
    """A time is told with its language, in UTC; an impossible one is none."""
    language, at = WRITTEN[text]
    dates = format_of(text)
    found = dates.find(f"Ann {text} and more")
    assert dates.language == language
    assert (found.at.isoformat()[:16] if found else None) == at
    assert has_times(text) == (at is not None)


def test_most_frequent_format_of_a_page_wins() -> None:
    """A copied time of another wiki does not change how a page is read; the stated language decides between equals."""
    page = "1 mei 2020 10:00 (CEST)\n2 mei 2020 10:00 (CEST)\n10:22, 22 November 2017 (UTC)"
    assert format_of(page).language == "nl"
    assert format_of("10:22, 5 mar 2017 (CET)", "pl").language == "pl"
    assert format_of("10:22, 5 mar 2017 (CET)", "it").language == "it"


def test_place_of_a_time_in_its_text() -> None:
    """The time's place is told, so that the words after it stay."""
    found = format_of("10:22, 22 November 2017 (UTC)").find("no 10:22, 22 November 2017 (UTC) more")
    assert found is not None
    assert (found.start, found.end) == (3, 32)
