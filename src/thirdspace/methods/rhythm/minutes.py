"""Minutes as people noted them: not every meeting has them, and none are below zero."""

from __future__ import annotations

from collections.abc import Iterable
from math import isfinite

from thirdspace.problems import MethodProblem


def check_minutes(minutes: Iterable[float | None], field: str) -> None:
    """Refuse minutes that no meeting can have; None stands for unknown.

    Raises
    ------
    MethodProblem
        One is negative, infinite or not a number.
    """
    for value in minutes:
        if value is not None and not (isfinite(value) and value >= 0):
            raise MethodProblem(
                f"{value} can’t be a number of minutes.",
                "Minutes are 0 or more.",
                "Mend the minutes, or leave them empty if nobody knows.",
                field=field,
            )


def share(part: float, whole: float) -> float | None:
    """Return the part's share of the whole; None if the whole is 0."""
    return part / whole if whole else None
