"""What was sent, checked against what there is to choose."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from django.utils.translation import gettext as _

from thirdspace.meetings.rhythm_rules import FIRST_YEAR, LAST_YEAR, is_conceivable
from thirdspace.problems import InputProblem


def one_of(value: str, known: Collection[str], *, field: str) -> str:
    """Return a choice.

    Raises
    ------
    InputProblem
        It is not among those known.
    """
    if value in known:
        return str(value)
    raise InputProblem(
        _("“%(value)s” can't be chosen here.") % {"value": value},
        _("It is none of the words this field knows."),
        _("Choose one from the list."),
        field=field,
    )


def ones_of(values: Iterable[str], known: Collection[str], *, field: str) -> list[str]:
    """Return some choices, each once, in the order there is.

    Raises
    ------
    InputProblem
        One is not among those known.
    """
    chosen = {one_of(value, known, field=field) for value in values}
    return [word for word in known if word in chosen]


def whole(value: int, least: int, most: int, *, field: str) -> int:
    """Return a whole number within its limits.

    Raises
    ------
    InputProblem
        It is lower or higher.
    """
    if least <= value <= most:
        return value
    raise InputProblem(
        _("%(value)d is out of range.") % {"value": value},
        _("It must be between %(least)d and %(most)d.") % {"least": least, "most": most},
        _("Choose a number between the two."),
        field=field,
    )


def conceivable(moment: datetime, *, field: str) -> datetime:
    """Return a moment at which a meeting can be.

    Raises
    ------
    InputProblem
        Its year is a slip.
    """
    if is_conceivable(moment.date()):
        return moment
    raise InputProblem(
        _("The year %(year)d can't be meant.") % {"year": moment.year},
        _("A meeting is between %(first)d and %(last)d.")
        % {"first": FIRST_YEAR, "last": LAST_YEAR},
        _("Correct the day."),
        field=field,
    )
