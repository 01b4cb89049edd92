"""Values made ready to compare: case, accents, punctuation and ways of writing taken out.

Each function takes a value as it was typed and returns tidy text, empty where nothing is known.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date

SUFFIXES = {"jr", "sr", "ii", "iii", "iv"}
TITLES = {"dr", "mr", "mrs", "ms", "miss", "prof", "sr", "sra", "rev"}
#: Words before a surname that many people share; they never count as a part of their own.
PARTICLES = {"da", "das", "de", "del", "della", "der", "di", "do", "dos", "du", "el", "la", "las"}
PARTICLES |= {"le", "los", "ten", "van", "vander", "von", "y", "zu"}
#: Between a surname of today and a former one.
FORMER = "|"
_NUMERIC = re.compile(r"(\d{1,4})[-/.\s](\d{1,2})[-/.\s](\d{1,4})(?:[T\s].*)?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_YEAR = re.compile(r"\d{4}")
_OLDEST, _PIVOT = 1850, 30


def plain(value: str) -> str:
    """Return words of small letters and digits, without accents, with single spaces."""
    apart = unicodedata.normalize("NFKD", value.casefold())
    kept = "".join(sign for sign in apart if not unicodedata.combining(sign) and sign not in "'’.`")
    return " ".join(re.findall(r"[^\W_]+", kept))


def given_name(value: str) -> str:
    """Return a given name without a title."""
    return _without(plain(value), TITLES)


def surname(value: str) -> str:
    """Return a surname without Jr., Sr. or a number."""
    return _without(plain(value), SUFFIXES)


def middle_name(value: str) -> str:
    """Return the first letter: most lists keep no more."""
    return plain(value)[:1]


def zip_code(value: str) -> str:
    """Return the first five signs of a postal code; zeros that a spreadsheet dropped come back."""
    text = plain(value.partition("-")[0]).replace(" ", "")
    return text.zfill(5)[:5] if text.isdigit() else text


def email(value: str) -> str:
    """Return an address in small letters, or nothing if it is none."""
    text = value.strip().casefold()
    return text if "@" in text else ""


def phone(value: str) -> str:
    """Return the last ten digits."""
    return re.sub(r"\D", "", value)[-10:]


def code(value: str) -> str:
    """Return letters and digits only."""
    return plain(value).replace(" ", "")


def birth_date(value: str) -> str:
    """Return a day as 1980-02-28, a year as 1980, or nothing if it is neither.

    Numbers with slashes are month, day, year, as is the custom in the United States, unless only
    the other order makes a day.
    """
    text = value.strip()
    if _YEAR.fullmatch(text):
        return text if int(text) >= _OLDEST else ""
    found = _COMPACT.fullmatch(text) or _NUMERIC.fullmatch(text)
    if found is None:
        return ""
    first, second, third = (int(part) for part in found.groups())
    if len(found[1]) == 4:
        orders = [(first, second, third)]
    else:
        year = third if third > 99 else third + (2000 if third < _PIVOT else 1900)
        orders = [(year, first, second), (year, second, first)]
    return next((day for order in orders if (day := _day(*order))), "")


def split_full_name(value: str) -> tuple[str, str, str]:
    """Return given name, middle name and surname of “Ana M. de la Cruz” or “de la Cruz, Ana M.”."""
    last, comma, rest = value.partition(",")
    if comma and plain(rest) and plain(rest) not in SUFFIXES:
        first, *middle = given_name(rest).split() or [""]
        return first, " ".join(middle), surname(last)
    words = given_name(surname(value)).split()
    if len(words) < 2:
        return "", "", " ".join(words)
    start = len(words) - 1
    while start > 1 and words[start - 1] in PARTICLES:
        start -= 1
    return words[0], " ".join(words[1:start]), " ".join(words[start:])


def name_parts(text: str) -> frozenset[str]:
    """Return the words of a tidy surname, and of a former one, that can stand for it alone."""
    words = text.replace(FORMER, " ").split()
    return frozenset(word for word in words if word not in PARTICLES and len(word) > 1)


def _without(text: str, words: set[str]) -> str:
    kept = [word for word in text.split() if word not in words]
    return " ".join(kept) or text


def _day(year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat() if year >= _OLDEST else ""
    except ValueError:
        return ""
