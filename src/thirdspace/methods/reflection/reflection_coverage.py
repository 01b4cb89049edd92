"""Reflection coverage: does the partnership look at how it works together?

Question
--------
Of the meetings planned with a reflection, how many had it, how much time did it get, and how long
ago was the last one?

Formula
-------
* Coverage: meetings whose planned reflection was completed / meetings planned with one, with a
  Wilson 95% interval. A skipped reflection is planned and not done.
* Minutes share: minutes of completed reflections / all meeting minutes.
* Alarm: the last completed reflection is more than 90 days ago; or there never was one and the
  first was planned more than 90 days ago.

Only meetings up to the given day count. A reflection nobody planned adds minutes and resets the
days, but is no part of coverage, so that coverage never passes 100%.

Assumptions
-----------
Somebody notes whether the reflection was completed. A meeting with unknown minutes is left out of
the minutes share, and counted.

When not to use it
------------------
It says that people took the time, not that they learned anything: read it beside follow-through.
With fewer than five planned ones coverage judges nothing. The 90 days are this workspace's own
rule: a reflection each quarter, not a published limit.

References
----------
Molle, Handsman, Peters-Hawkins and others (2024), Education Sciences 14(11), 1221,
10.3390/educsci14111221: reflection on the work, the needs and the goal keeps mutualism alive.
Tannenbaum & Cerasoli (2013), Human Factors 55(1), 231-245, 10.1177/0018720812448394: teams that
look back on their work do better (46 samples, d = 0.67).
Wilson (1927), 10.1080/01621459.1927.10502953.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from thirdspace.methods.rates.proportion import Proportion, proportion, share
from thirdspace.methods.reflection.records import ALARM_AFTER_DAYS, MeetingReflection, timed
from thirdspace.methods.reflection.wording import reflection_sentence
from thirdspace.methods.registry import method
from thirdspace.methods.sources import DEBRIEFS, MOLLE, WILSON


@dataclass(frozen=True)
class ReflectionCoverage:
    """How reflection lives in a row of meetings.

    Parameters
    ----------
    coverage : Proportion
        Completed ones of the planned ones.
    unplanned : int
        Completed ones that nobody had planned.
    minutes, reflection_minutes : float
        Minutes of all meetings whose minutes are known, and of their completed reflections.
    minutes_share : float, optional
        The second over the first, 0 to 1; None without minutes.
    without_minutes : int
        Meetings left out of the minutes.
    days_since_last : int, optional
        Days since the last completed reflection; None if there never was one.
    alarm : bool
        None for more than 90 days.
    """

    coverage: Proportion
    unplanned: int
    minutes: float
    reflection_minutes: float
    minutes_share: float | None
    without_minutes: int
    days_since_last: int | None
    alarm: bool

    @property
    def sentence(self) -> str:
        """Say in one plain sentence what was found."""
        return reflection_sentence(self)


@method(
    "reflection.reflection-coverage",
    title="Reflection coverage",
    question="Does the partnership take the time to look at how it works together?",
    cites=(MOLLE, DEBRIEFS, WILSON),
    since="0.1",
)
def reflection_coverage(meetings: Sequence[MeetingReflection], *, on: date) -> ReflectionCoverage:
    """Count planned and completed reflections up to a day.

    Parameters
    ----------
    meetings : sequence of MeetingReflection
        Meetings in any order; those after `on` are left out.
    on : date
        The day to look from.

    Returns
    -------
    ReflectionCoverage
        Coverage, minutes, days since the last one, alarm. Without meetings all shares are None.

    Raises
    ------
    MethodProblem
        Minutes below 0, or a reflection longer than its meeting.

    Examples
    --------
    >>> done = MeetingReflection(date(2026, 1, 5), True, True, minutes=60, reflection_minutes=10)
    >>> not_done = MeetingReflection(date(2026, 1, 19), True, False, minutes=60)
    >>> found = reflection_coverage([done, not_done], on=date(2026, 2, 1))
    >>> found.coverage.rate, round(found.minutes_share, 3), found.days_since_last
    (0.5, 0.083, 27)
    """
    past = [meeting for meeting in meetings if meeting.day <= on]
    minutes = timed(past)
    planned = [meeting for meeting in past if meeting.planned]
    done = [meeting for meeting in past if meeting.done]
    whole = sum(of_meeting for of_meeting, _ in minutes)
    reflected = sum(of_reflection for _, of_reflection in minutes)
    last = max((meeting.day for meeting in done), default=None)
    start = last or min((meeting.day for meeting in planned), default=on)
    return ReflectionCoverage(
        coverage=proportion(sum(meeting.done for meeting in planned), len(planned)),
        unplanned=sum(not meeting.planned for meeting in done),
        minutes=whole,
        reflection_minutes=reflected,
        minutes_share=share(reflected, whole),
        without_minutes=len(past) - len(minutes),
        days_since_last=(on - last).days if last else None,
        alarm=(on - start).days > ALARM_AFTER_DAYS,
    )
