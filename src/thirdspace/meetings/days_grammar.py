"""Days as people type them in a meeting: 26 June, 6/26, 26.6., Friday, in 2 weeks, next table.

English and Spanish. A year that is left out is the next one in which the day comes. What can't be
read with certainty carries a fault, so that it is asked about and never guessed.
"""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class Fault(StrEnum):
    """Why words that look like a day are none one can go by."""

    IMPOSSIBLE = "impossible"  # 31 June
    UNCLEAR = "unclear"  # 5.3.: which is the month? Friday 25 June: which of the two?
    PAST = "past"
    UNPLANNED = "unplanned"  # the next table, and none is planned


@dataclass(frozen=True, slots=True)
class FoundDay:
    """Words that mean a day: where they stand, and the day or why there is none."""

    start: int
    end: int
    day: date | None
    fault: Fault | None = None
    weak: bool = False  # means a day only after a comma or a word such as “by”


@dataclass(frozen=True, slots=True)
class Calendar:
    """From where days are counted."""

    today: date
    next_meeting: date | None = None


MONTHS = (
    ("january", "enero"), ("february", "febrero"), ("march", "marzo"), ("april", "abril"),
    ("may", "mayo"), ("june", "junio"), ("july", "julio"), ("august", "agosto"),
    ("september", "septiembre", "setiembre", "sept"), ("october", "octubre"),
    ("november", "noviembre"), ("december", "diciembre"),
)  # fmt: skip
WEEKDAYS = (
    ("monday", "lunes", "mon"), ("tuesday", "martes", "tue", "tues"),
    ("wednesday", "miercoles", "wed"), ("thursday", "jueves", "thu", "thurs"),
    ("friday", "viernes", "fri"), ("saturday", "sabado", "sat"), ("sunday", "domingo", "sun"),
)  # fmt: skip
_COUNTS = (
    ("a", "an", "one", "un", "una"), ("two", "dos"), ("three", "tres"), ("four", "cuatro"),
    ("five", "cinco"), ("six", "seis"), ("seven", "siete"), ("eight", "ocho"),
)  # fmt: skip
_MONTH = {name: i for i, names in enumerate(MONTHS, 1) for n in names for name in (n, n[:3])}
_WEEKDAY = {name: i for i, names in enumerate(WEEKDAYS) for name in names}
_COUNT = {name: i for i, names in enumerate(_COUNTS, 1) for name in names}


def fold(text: str) -> str:
    """Return a text without accents and capitals, of the same length, to compare by."""
    if text.isascii():
        return text.lower()
    bare = (unicodedata.normalize("NFD", letter)[0] for letter in text)
    return "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in bare)


def _any(words: dict[str, int]) -> str:
    return "(?:" + "|".join(sorted(words, key=len, reverse=True)) + ")"


# --- Styles: what a day can look like, and how each is read ----------------------------------

_Read = Callable[[re.Match[str], Calendar], "date | Fault"]
_styles: list[tuple[re.Pattern[str], _Read]] = []
_YEAR = r"(?:,?\s+(?:del?\s+)?(?P<year>\d{4}))?"
_SAID = rf"(?:(?P<weekday>{_any(_WEEKDAY)}),?\s+(?:the\s+)?)?"


def _style(*pieces: str) -> Callable[[_Read], _Read]:
    """Let a function read the days that look like this, as whole words of a folded text."""

    def declare(read: _Read) -> _Read:
        pattern = rf"(?<![\w/.:-])(?:{''.join(pieces)})(?![\w/:]|-\w)"
        _styles.append((re.compile(pattern), read))
        return read

    return declare


def _on(year: int, month: int, day: int) -> date | Fault:
    try:
        return date(year, month, day)
    except ValueError:
        return Fault.IMPOSSIBLE


def _coming(month: int, day: int, year: str | None, calendar: Calendar) -> date | Fault:
    """Return a day of the year that is said, or of the next in which it comes."""
    if year:
        return _on(int(year) + (2000 if len(year) == 2 else 0), month, day)
    this_year = _on(calendar.today.year, month, day)
    if isinstance(this_year, date) and this_year >= calendar.today:
        return this_year
    return _on(calendar.today.year + 1, month, day)


@_style(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})")
def _iso(match: re.Match[str], _calendar: Calendar) -> date | Fault:
    return _on(int(match["year"]), int(match["month"]), int(match["day"]))


@_style(
    rf"{_SAID}(?P<day>\d{{1,2}})(?:st|nd|rd|th|\.)?\s+(?:of\s+|de\s+)?",
    rf"(?P<month>{_any(_MONTH)})\b\.?{_YEAR}",
)
@_style(
    rf"{_SAID}(?P<month>{_any(_MONTH)})\b\.?\s+(?:the\s+)?",
    rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?{_YEAR}",
)
def _named(match: re.Match[str], calendar: Calendar) -> date | Fault:
    month = _MONTH[match["month"]]
    found = _coming(month, int(match["day"]), match["year"], calendar)
    said = match["weekday"]
    if said and isinstance(found, date) and found.weekday() != _WEEKDAY[said]:
        return Fault.UNCLEAR
    return found


@_style(r"(?P<first>\d{1,2})/(?P<second>\d{1,2})(?:/(?P<year>\d{4}|\d{2}))?")
def _slashed(match: re.Match[str], calendar: Calendar) -> date | Fault:
    first, second = int(match["first"]), int(match["second"])
    month, day = (second, first) if first > 12 else (first, second)  # month first, as in the US
    return _coming(month, day, match["year"], calendar)


@_style(r"(?P<first>\d{1,2})\.(?P<second>\d{1,2})\.(?P<year>\d{4}|\d{2})?")
def _dotted(match: re.Match[str], calendar: Calendar) -> date | Fault:
    first, second = int(match["first"]), int(match["second"])
    if first <= 12 and second <= 12 and first != second:
        return Fault.UNCLEAR
    month, day = (first, second) if second > 12 else (second, first)
    return _coming(month, day, match["year"], calendar)


@_style(r"the day after tomorrow|pasado manana|tomorrow|today|manana|hoy")
def _word(match: re.Match[str], calendar: Calendar) -> date | Fault:
    days = {"today": 0, "hoy": 0, "tomorrow": 1, "manana": 1}
    return calendar.today + timedelta(days=days.get(match[0], 2))


@_style(
    rf"(?:in|within|en|dentro de)\s+(?P<many>\d{{1,3}}|{_any(_COUNT)})\s+",
    r"(?P<unit>day|week|month|dia|semana|mes)(?:e?s)?",
)
def _after(match: re.Match[str], calendar: Calendar) -> date | Fault:
    many = match["many"]
    count = int(many) if many.isdigit() else _COUNT[many]
    unit = match["unit"][0]
    if unit == "m":
        return _months_on(calendar.today, count)
    return calendar.today + timedelta(days=count * (7 if unit in "ws" else 1))


def _months_on(day: date, count: int) -> date:
    months = day.year * 12 + day.month - 1 + count
    year, month = months // 12, months % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


@_style(
    r"(?:(?:the\s+)?end of|(?:fin|fines|finales|final) del?)\s+(?:(?:the|this|este)\s+)?",
    rf"(?:(?P<month>{_any(_MONTH)})\b{_YEAR}|month|mes)",
)
def _end_of_month(match: re.Match[str], calendar: Calendar) -> date | Fault:
    today = calendar.today
    month = _MONTH.get(match["month"] or "", today.month)
    year = int(match["year"] or today.year + (month < today.month))
    return _on(year, month, monthrange(year, month)[1]) if year else Fault.IMPOSSIBLE


@_style(
    rf"(?:(?:this|este)\s+|(?P<next>next|proximo)\s+)?(?P<weekday>{_any(_WEEKDAY)})",
    r"(?P<proximo>\s+proximo)?",
)
def _weekday(match: re.Match[str], calendar: Calendar) -> date | Fault:
    """Return the coming weekday; after “next” the one in the week that begins next Monday."""
    wanted, today = _WEEKDAY[match["weekday"]], calendar.today
    if match["next"] or match["proximo"]:
        return today + timedelta(days=7 - today.weekday() + wanted)
    return today + timedelta(days=(wanted - today.weekday() - 1) % 7 + 1)


@_style(
    r"(?:our\s+|the\s+)?next\s+(?:\w+\s+)?(?:table|meeting|session)",
    r"|(?:la\s+)?proxima\s+(?:mesa|reunion|sesion)",
)
def _next_meeting(_match: re.Match[str], calendar: Calendar) -> date | Fault:
    return calendar.next_meeting or Fault.UNPLANNED


#: Bare figures and short names of weekdays: “4/5” may be a score, and somebody sat there.
_WEAK = re.compile(r"[\d/.]+|\w{3,5}(?<!day)(?<!s)|tues|thurs")


def days_in(folded: str, calendar: Calendar) -> list[FoundDay]:
    """Return every run of words that means a day, in order; of those that overlap the longest.

    Parameters
    ----------
    folded : str
        A text that went through `fold`.
    calendar : Calendar
        From where days are counted.
    """
    found = sorted(_all_days(folded, calendar), key=lambda day: (day.start, -day.end))
    kept: list[FoundDay] = []
    for day in found:
        if not kept or day.start >= kept[-1].end:
            kept.append(day)
    return kept


def _all_days(folded: str, calendar: Calendar) -> Iterator[FoundDay]:
    for pattern, read in _styles:
        for match in pattern.finditer(folded):
            day = read(match, calendar)
            if isinstance(day, date) and day < calendar.today:
                day = Fault.PAST
            weak = bool(_WEAK.fullmatch(match[0]))
            if isinstance(day, Fault):
                yield FoundDay(match.start(), match.end(), None, day, weak)
            else:
                yield FoundDay(match.start(), match.end(), day, None, weak)


# --- Offers while somebody types -------------------------------------------------------------

_MOST = 4
_NUMBER_THEN_MONTH = re.compile(
    r"(?P<day>\d{1,2})(?:st|nd|rd|th|\.)?(?:\s+(?:of\s+|de\s+)?(?P<month>[a-z]*))?"
)
_MONTH_THEN_NUMBER = re.compile(r"(?P<month>[a-z]+)\s+(?P<day>\d{1,2})")
_USUAL = ("friday", "next meeting", "end of the month", "in 2 weeks")
_PHRASES = (
    "tomorrow", "today", "manana", "hoy",
    *(name for names in WEEKDAYS for name in names[:2]),
    *(f"next {names[0]}" for names in WEEKDAYS),
    *(f"proximo {names[1]}" for names in WEEKDAYS),
    "next meeting", "next table", "proxima reunion", "proxima mesa",
    "in 1 week", "in 2 weeks", "in 4 weeks", "en 1 semana", "en 2 semanas",
    "end of the month", "fin de mes",
    *(f"end of {names[0]}" for names in MONTHS),
    *(f"fin de {names[1]}" for names in MONTHS),
)  # fmt: skip


def offer_days(prefix: str, today: date, next_meeting: date | None) -> list[date]:
    """Return the days that an unfinished word may come to mean, nearest first, at most four."""
    calendar, typed = Calendar(today, next_meeting), " ".join(fold(prefix).split())
    numbered = _NUMBER_THEN_MONTH.fullmatch(typed) or _MONTH_THEN_NUMBER.fullmatch(typed)
    if numbered:
        days = _with_number(int(numbered["day"]), numbered["month"] or "", calendar)
    else:
        days = [day for phrase in _completed(typed) if (day := _read(phrase, calendar))]
        days += [day + timedelta(days=7) for day in days if typed and _is_weekday(typed)]
    return sorted(set(days))[:_MOST]


def _completed(typed: str) -> list[str]:
    if not typed:
        return list(_USUAL)
    return [typed, *(phrase for phrase in _PHRASES if phrase.startswith(typed))]


def _is_weekday(typed: str) -> bool:
    return any(name.startswith(typed) for name in _WEEKDAY)


def _read(phrase: str, calendar: Calendar) -> date | None:
    whole = [d for d in days_in(phrase, calendar) if (d.start, d.end) == (0, len(phrase))]
    return whole[0].day if whole else None


def _with_number(number: int, month: str, calendar: Calendar) -> list[date]:
    """Return the day of that number in the months that begin so; without a month the next two."""
    fitting = {i for i, names in enumerate(MONTHS, 1) if any(n.startswith(month) for n in names)}
    coming = [_coming(i, number, None, calendar) for i in sorted(fitting)]
    days = sorted(day for day in coming if isinstance(day, date))
    return days if month else days[:2]
