"""How a day reads on a screen, in the reader's language and the installation's zone."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language

from thirdspace.formats.dates import read_date

_DAY = "j M Y"
#: The form by the number of characters that are known: 2026, 2026-05, 2026-05-22.
_KNOWN = {4: "Y", 7: "F Y", 10: _DAY}


def day(when: date | datetime) -> str:
    """Return a day or the day of a moment: 22 May 2026."""
    on = timezone.localdate(when) if isinstance(when, datetime) else when
    return _in_words(on, get_language())


@lru_cache(maxsize=4096)  # long lists name the same few days over and over
def _in_words(on: date, _language: str | None) -> str:
    return date_format(on, _DAY)


def partial_day(text: str) -> str:
    """Return a date as exact as it is known: 22 May 2026, April 2022 or 2021.

    Parameters
    ----------
    text : str
        A date of ISO 8601, which may lack the day or the month; "" when nothing is known.

    Raises
    ------
    InputProblem
        It is no such date.
    """
    if not text:
        return ""
    known = read_date(text)
    return date_format(known.first_day, _KNOWN[len(known.text)])
