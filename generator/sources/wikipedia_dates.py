"""The times of signatures on talk pages, in the format that MediaWiki gives each language.

The formats, names of months and zones are those of MediaWiki's message files
(https://www.mediawiki.org/wiki/Localisation); a time is written by the wiki itself, so there is one format a wiki.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache

# Minutes east of Greenwich of the abbreviations in signatures.
ZONES = {
    "UTC": 0, "GMT": 0, "WET": 0, "WEST": 60, "BST": 60, "CET": 60, "CEST": 120, "CEMT": 180, "EET": 120, "EEST": 180,
    "MSK": 180, "IST": 120, "IDT": 180, "JST": 540, "KST": 540, "ت ع م": 0,
}  # fmt: skip
_ENGLISH = "January February March April May June July August September October November December"
# Language: format, and one or more lists of months, each name as it is written there.
# H, I: hour and minute; D: day; N: name of the month; O: its number; Y: year.
_FORMATS = {
    "en": ("H:I, D N Y", _ENGLISH),
    "de": ("H:I, D. N Y", "Jan. Feb. Mär. Apr. Mai Jun. Jul. Aug. Sep. Okt. Nov. Dez."),
    "fr": (
        "D N Y à H:I",
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    ),
    "nl": ("D N Y H:I", "jan feb mrt apr mei jun jul aug sep okt nov dec"),
    "es": ("H:I D N Y", "ene feb mar abr may jun jul ago sep oct nov dic"),
    "it": ("H:I, D N Y", "gen feb mar apr mag giu lug ago set ott nov dic"),
    "pt": (
        "HhImin de D de N de Y",
        "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    ),
    "pl": ("H:I, D N Y", "sty lut mar kwi maj cze lip sie wrz paź lis gru"),
    "sv": (
        "D N Y kl. H.I",
        "januari februari mars april maj juni juli augusti september oktober november december",
    ),
    "no": ("D. N Y kl. H:I", "jan. feb. mar. apr. mai jun. jul. aug. sep. okt. nov. des."),
    "da": ("D. N Y, H:I", "jan feb mar apr maj jun jul aug sep okt nov dec"),
    "fi": (
        "D. N Y kello H.I",
        (
            "tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta syyskuuta lokakuuta "
            "marraskuuta joulukuuta"
        ),
    ),
    "cs": ("D. O. Y, H:I", ""),
    "hu": (
        "Y. N D., H:I",
        "január február március április május június július augusztus szeptember október november december",
    ),
    "ru": (
        "H:I, D N Y",
        "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    ),
    "uk": (
        "H:I, D N Y",
        "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
    ),
    "ar": (
        "H:I، D N Y",
        "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
    ),
    "ckb": (
        "H:I، Dی N Y",
        (
            "کانوونی_دووەمی شوباتی ئازاری نیسانی ئایاری حوزەیرانی تەممووزی ئابی ئەیلوولی تشرینی_یەکەمی تشرینی_دووەمی "
            "کانوونی_یەکەمی"
        ),
    ),
    "he": (
        "H:I, D בN Y",
        "ינואר פברואר מרץ אפריל מאי יוני יולי אוגוסט ספטמבר אוקטובר נובמבר דצמבר",
    ),
    "tr": (
        "H:I, D N Y",
        "Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık",
    ),
    "sr": (
        "H:I, D. N Y.",
        "јануар фебруар март април мај јун јул август септембар октобар новембар децембар",
        "januar februar mart april maj jun jul avgust septembar oktobar novembar decembar",
    ),
    "ja": ("Y年O月D日 (W) H:I", ""),
    "ko": ("Y년 O월 D일 (W) H:I", ""),
}  # fmt: skip
# Direction marks get into copied times.
_MARKS = "[\u200e\u200f]*"
_ZONE = rf"(?P<zone>{'|'.join(map(re.escape, sorted(ZONES, key=len, reverse=True)))})"
_FIELDS = {
    "H": r"(?P<hour>\d{1,2})",
    "I": r"(?P<minute>\d{2})",
    "D": r"(?P<day>\d{1,2})",
    "O": r"(?P<number>\d{1,2})",
    "Y": r"(?P<year>\d{4})",
    "W": r"\w{1,3}",
}
_IN_BRACKETS = re.compile(rf"\({_ZONE}\)")
_LONGEST = 60  # signs of a time before its zone


@dataclass(frozen=True)
class Moment:
    """A time found in text."""

    start: int
    end: int
    at: datetime  # UTC


@dataclass(frozen=True)
class DateFormat:
    """How one language writes the times of signatures."""

    language: str
    pattern: re.Pattern[str]
    months: dict[str, int]  # name to number

    def find(self, text: str, start: int = 0) -> Moment | None:
        """The first time in the text, or None; an impossible day is none."""
        match = self.pattern.search(text, start)
        while match is not None:
            at = self._moment(match)
            if at is not None:
                return Moment(match.start(), match.end(), at)
            match = self.pattern.search(text, match.end())
        return None

    def _moment(self, match: re.Match[str]) -> datetime | None:
        found = match.groupdict()
        month = int(found["number"]) if found.get("number") else self.months[found["name"].replace("\xa0", " ")]
        try:
            local = datetime(
                int(found["year"]), month, int(found["day"]), int(found["hour"]), int(found["minute"]), tzinfo=UTC
            )
            return local - timedelta(minutes=ZONES[found["zone"].replace("\xa0", " ")])
        except (ValueError, OverflowError):
            return None


@cache
def date_format(language: str) -> DateFormat:
    """The format of one language; raises KeyError for one not known."""
    written, *lists = _FORMATS[language]
    months: dict[str, int] = {}
    for names in lists:
        months |= {name.replace("_", " "): number for number, name in enumerate(names.split(), start=1)}
    fields = _FIELDS | {"N": f"(?P<name>{'|'.join(re.escape(name) for name in sorted(months, key=len, reverse=True))})"}
    pieces = [fields.get(sign) or re.escape(sign) for sign in written]
    return DateFormat(language, re.compile(_MARKS.join(pieces) + rf"{_MARKS} {_MARKS}\({_ZONE}\)"), months)


def format_of(text: str, hint: str = "") -> DateFormat:
    """The format in which most times of a page are written; `hint` (a language code) wins where that is even."""
    windows = list(_windows(text))
    order = sorted(_FORMATS, key=lambda language: language != hint.split("-")[0].lower())
    scores = {language: sum(date_format(language).find(window) is not None for window in windows) for language in order}
    return date_format(max(order, key=scores.__getitem__))


def has_times(text: str) -> bool:
    """Whether a text holds the time of a signature in any of the languages."""
    return any(date_format(language).find(window) is not None for window in _windows(text) for language in _FORMATS)


def _windows(text: str) -> Iterator[str]:
    """What stands before each zone in brackets, to be tried in each language."""
    for match in _IN_BRACKETS.finditer(text):
        yield text[max(0, match.start() - _LONGEST) : match.end()]
