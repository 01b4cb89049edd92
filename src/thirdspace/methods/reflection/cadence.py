"""Cadence: do planned meetings take place, and at the distance that was agreed?

Question
--------
How many of the planned meetings were held, how far apart were they, and which are overdue?

Formula
-------
Adherence: held / planned, with a Wilson 95% interval. A meeting is planned so far if its day is
over, or it was held by then; a canceled one counts as planned. A meeting held on another day than
planned is held. Gaps are the days between neighboring held meetings, beside the agreed gap. A
meeting is overdue if its day is over and it was neither held nor canceled.

Assumptions
-----------
Each meeting was put on the calendar once; moving it does not make a second one. The interval takes
meetings as independent tries of the same habit.

When not to use it
------------------
Held says nothing about who came or what was done. With fewer than five planned it judges nothing.
Summer and exam weeks make long gaps that mean nothing.

References
----------
Molle, Handsman, Peters-Hawkins and others (2024), Education Sciences 14(11), 1221,
10.3390/educsci14111221: regular meetings as a new collaborative structure.
Wilson (1927), 10.1080/01621459.1927.10502953.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import numpy as np

from thirdspace.methods.rates.proportion import Proportion, proportion
from thirdspace.methods.reflection.records import PlannedMeeting, check_calendar
from thirdspace.methods.reflection.wording import cadence_sentence
from thirdspace.methods.registry import method
from thirdspace.methods.sources import MOLLE, WILSON


@dataclass(frozen=True)
class Cadence:
    """How a series of meetings was kept up.

    Parameters
    ----------
    adherence : Proportion
        Held ones of those planned so far.
    canceled : int
        Planned so far and canceled.
    overdue : tuple of date
        Days that are over, of meetings neither held nor canceled, earliest first.
    gaps : tuple of int
        Days between neighboring held meetings, in order of time.
    median_gap, longest_gap, planned_gap : float, int and int, optional
        In days; None with fewer than two held, or without an agreed gap.
    days_since_last : int, optional
        Days since the last held one; None if none was.
    """

    adherence: Proportion
    canceled: int
    overdue: tuple[date, ...]
    gaps: tuple[int, ...]
    median_gap: float | None
    longest_gap: int | None
    planned_gap: int | None
    days_since_last: int | None

    @property
    def sentence(self) -> str:
        """Say in one plain sentence what was found."""
        return cadence_sentence(self)


@method(
    "reflection.cadence",
    title="Cadence",
    question="Do planned meetings take place, and as far apart as agreed?",
    cites=(MOLLE, WILSON),
    since="0.1",
)
def cadence(
    meetings: Sequence[PlannedMeeting], *, on: date, every_days: int | None = None
) -> Cadence:
    """Compare a series of meetings with its plan, up to a day.

    Parameters
    ----------
    meetings : sequence of PlannedMeeting
        One series, in any order.
    on : date
        The day to look from; a meeting held after it was not held yet.
    every_days : int, optional
        Agreed gap in days, 1 or more.

    Returns
    -------
    Cadence
        Adherence, gaps and overdue ones. Without meetings all rates are None.

    Raises
    ------
    MethodProblem
        A meeting was both held and canceled, or the agreed gap is below 1.

    Examples
    --------
    >>> first = PlannedMeeting(date(2026, 1, 5), held=date(2026, 1, 5))
    >>> third = PlannedMeeting(date(2026, 2, 2), held=date(2026, 2, 3))
    >>> missed = PlannedMeeting(date(2026, 1, 19))
    >>> found = cadence([first, missed, third], on=date(2026, 2, 10), every_days=14)
    >>> found.adherence.count, found.adherence.of, found.gaps
    (2, 3, (29,))
    """
    check_calendar(meetings, every_days)
    held = sorted(meeting.held for meeting in meetings if meeting.held and meeting.held <= on)
    not_held = [m for m in meetings if m.day < on and not (m.held and m.held <= on)]
    gaps = tuple((later - earlier).days for earlier, later in pairwise(held))
    return Cadence(
        adherence=proportion(len(held), len(held) + len(not_held)),
        canceled=sum(meeting.canceled for meeting in not_held),
        overdue=tuple(sorted(meeting.day for meeting in not_held if not meeting.canceled)),
        gaps=gaps,
        median_gap=float(np.median(gaps)) if gaps else None,
        longest_gap=max(gaps, default=None),
        planned_gap=every_days,
        days_since_last=(on - held[-1]).days if held else None,
    )
