"""Dates as precise as they are known: a year, a month or a day, in ISO 8601 order."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

from thirdspace.problems import FileProblem, InputProblem

_ISO = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date and how precise it is.

    Parameters
    ----------
    text : str
        As written: ``2022``, ``2022-04`` or ``2022-04-19``.
    first_day, last_day : date
        The span it means; one and the same day when the day is known.
    """

    text: str
    first_day: date
    last_day: date


def read_date(
    text: str, *, column: str | None = None, file: str | None = None, line: int | None = None
) -> PartialDate:
    """Read a date of four, six or eight digits with hyphens between the parts.

    Parameters
    ----------
    text : str
        What was written; spaces around it don't matter.
    column : str, optional
        The column or form field it stands in.
    file : str, optional
        The file it stands in; without it the date was typed.
    line : int, optional
        The line of that file.

    Raises
    ------
    FileProblem
        If it stands in a file and is not such a date.
    InputProblem
        If it was typed and is not such a date.
    """
    written = text.strip()
    span = None
    why = "Dates are written year first, so that no one can swap day and month."
    if match := _ISO.fullmatch(written):
        why = "There is no such day in the calendar."
        span = _span(*match.groups())
    if span:
        return PartialDate(written, *span)
    what = f"“{written[:40]}” is not a date." if written else "A date is missing."
    step = "Write 2022-04-19, or 2022-04 or 2022 if only the month or the year is known."
    if file is None:
        raise InputProblem(what, why, step, field=column)
    raise FileProblem(what, why, step, file=file, line=line, column=column)


def _span(year: str, month: str | None, day: str | None) -> tuple[date, date] | None:
    """Give the first and the last day, or nothing if the calendar has no such day."""
    try:
        first = date(int(year), int(month or 1), int(day or 1))
        last_month = first.month if month else 12
        last_day = first.day if day else calendar.monthrange(first.year, last_month)[1]
    except ValueError:
        return None
    return first, date(first.year, last_month, last_day)
