"""Days and numbers as people type, paste and import them: one rule for all three."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from thirdspace.access import clock
from thirdspace.formats.dates import read_date
from thirdspace.problems import FileProblem, FileProblems, InputProblem

#: Beyond this, squares and sums of a long series lose the digits a person typed.
LARGEST = 1e12
MOST_LINES = 20_000
_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?")


@dataclass(frozen=True, slots=True)
class Typed:
    """One observation as it was given; no value means that nothing was measured."""

    on: date
    value: float | None
    note: str = ""


def day(text: str) -> date:
    """Return the day a text names; the first one when only a month or a year is known.

    Raises
    ------
    InputProblem
        The text is not a date written year first.
    """
    return read_date(text, column="on").first_day


def number(text: str) -> float | None:
    """Return the number a text holds, or None for an empty one.

    Raises
    ------
    InputProblem
        It is not one plain number, or too large to chart.
    """
    written = text.strip().replace("−", "-")
    if not written:
        return None
    if not _NUMBER.fullmatch(written):
        raise InputProblem(
            _("“%(text)s” is not a number.") % {"text": text.strip()[:40]},
            _("A value is one plain number with a decimal point, without unit or thousands."),
            _("Write 12.5, or leave it empty if nothing was measured."),
            field="value",
        )
    return chartable(float(written))


def chartable(value: float | None) -> float | None:
    """Return the value if a chart can hold it.

    Raises
    ------
    InputProblem
        It is infinite, not a number, or larger than a million millions.
    """
    if value is None or (math.isfinite(value) and abs(value) <= LARGEST):
        return None if value is None else float(value)
    raise InputProblem(
        _("The value is too large, or no number at all."),
        _("A chart holds numbers up to a million millions."),
        _("Mend the value, or record it in a larger unit."),
        field="value",
    )


def checked(given: Typed) -> Typed:
    """Return an observation as it can be stored.

    Raises
    ------
    InputProblem
        The day is still to come, or the value can't be charted.
    """
    if given.on > clock.today():
        raise InputProblem(
            _("%(day)s is still to come.") % {"day": given.on.isoformat()},
            _("An observation says what was, not what will be."),
            _("Mend the date; years have four digits."),
            field="on",
        )
    return Typed(given.on, chartable(given.value), given.note.strip()[:300])


def written(value: float | None) -> str:
    """Write a value so that :func:`number` reads the same one back."""
    if value is None:
        return ""
    return str(int(value)) if value.is_integer() else repr(value)


def pasted(text: str) -> list[Typed]:
    """Return the observations of pasted lines: date, tab, value and, if wanted, tab, note.

    Raises
    ------
    FileProblems
        Some lines can't be used; each is listed, and none is taken.
    """
    given: dict[date, Typed] = {}
    problems: list[FileProblem] = []
    for line, content in _lines(text):
        try:
            found = _one(content)
            _once(found.on, given)
            given[found.on] = found
        except InputProblem as problem:
            problems.append(_at(line, problem))
    if not given and not problems:
        problems.append(_at(1, _nothing()))
    if problems:
        raise FileProblems(problems, file=_("pasted lines"))
    return list(given.values())


def _lines(text: str) -> Iterator[tuple[int, str]]:
    lines = text.splitlines()
    if len(lines) > MOST_LINES:
        raise InputProblem(
            _("There are %(count)s lines.") % {"count": f"{len(lines):,}"},
            _("At most %(most)s are taken at once.") % {"most": f"{MOST_LINES:,}"},
            _("Paste them in parts, or import a partnership folder."),
            field="lines",
        )
    return ((place, line) for place, line in enumerate(lines, start=1) if line.strip())


def _one(content: str) -> Typed:
    cells = content.split("\t", 2) if "\t" in content else content.split(None, 2)
    on, value, note = [*(cell.strip() for cell in cells), "", ""][:3]
    return checked(Typed(day(on), number(value), note))


def _once(on: date, given: dict[date, Typed]) -> None:
    if on in given:
        raise InputProblem(
            _("%(day)s is there twice.") % {"day": on.isoformat()},
            _("A measure has one value a day, and which one counts can't be known."),
            _("Keep one of the two lines."),
            field="on",
        )


def _nothing() -> InputProblem:
    return InputProblem(
        _("There are no lines."),
        _("Each line is one observation: a date, a tab, a value."),
        _("Copy the two columns from your spreadsheet, like 2026-02-23 and 12.5."),
        field="lines",
    )


def _at(line: int, problem: InputProblem) -> FileProblem:
    return FileProblem(
        problem.what, problem.why, problem.next_step, file=_("pasted lines"), line=line
    )
