"""What the methods of reflection read: meetings and agenda items, one record each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from thirdspace.problems import MethodProblem

Kind = Literal["decide", "make", "update", "reflect"]
#: A reflection each quarter: this workspace's own rule.
ALARM_AFTER_DAYS = 90
KINDS: tuple[Kind, ...] = get_args(Kind)


@dataclass(frozen=True)
class MeetingReflection:
    """A meeting and its reflection; minutes are None where nobody noted them."""

    day: date
    planned: bool
    done: bool
    minutes: float | None = None
    reflection_minutes: float | None = None


@dataclass(frozen=True)
class PlannedMeeting:
    """A meeting on the calendar: its planned day, the day it was held, or that it was canceled."""

    day: date
    held: date | None = None
    canceled: bool = False


@dataclass(frozen=True)
class ItemMinutes:
    """An agenda item: its kind, its minutes (None if unknown), and whether a funder required it."""

    kind: Kind
    minutes: float | None
    required: bool = False


@dataclass(frozen=True)
class FeedbackLoop:
    """Feedback and the program's change that answers it; None while there is none."""

    sent: date
    changed: date | None = None


def check_minutes(minutes: Iterable[float | None], field: str) -> None:
    """Refuse minutes that no meeting can have; None stands for unknown.

    Raises
    ------
    MethodProblem
        One is negative.
    """
    for value in minutes:
        if value is not None and value < 0:
            raise MethodProblem(
                f"{value} can’t be a number of minutes.",
                "Minutes are 0 or more.",
                "Mend the minutes, or leave them empty if nobody knows.",
                field=field,
            )


def timed(meetings: Sequence[MeetingReflection]) -> list[tuple[float, float]]:
    """Return minutes and reflection minutes of each meeting where both are known.

    Raises
    ------
    MethodProblem
        Minutes below 0, or a reflection longer than its meeting.
    """
    parts = [meeting.reflection_minutes if meeting.done else 0.0 for meeting in meetings]
    check_minutes((meeting.minutes for meeting in meetings), "minutes")
    check_minutes(parts, "reflection_minutes")
    known = [
        (meeting.minutes, part)
        for meeting, part in zip(meetings, parts, strict=True)
        if meeting.minutes is not None and part is not None
    ]
    if any(part > whole for whole, part in known):
        raise MethodProblem(
            "A reflection is longer than its meeting.",
            "Its minutes are a part of the meeting’s minutes.",
            "Mend one of the two.",
            field="reflection_minutes",
        )
    return known


def check_calendar(meetings: Sequence[PlannedMeeting], every_days: int | None) -> None:
    """Refuse a calendar that contradicts itself.

    Raises
    ------
    MethodProblem
        A meeting both held and canceled, or an agreed gap below 1 day.
    """
    if any(meeting.held and meeting.canceled for meeting in meetings):
        raise MethodProblem(
            "A meeting is both held and canceled.",
            "It counts as one or the other.",
            "Take away one of the two.",
            field="canceled",
        )
    if every_days is not None and every_days < 1:
        raise MethodProblem(
            f"Meetings can’t be {every_days} days apart.",
            "The agreed gap is one day or more.",
            "Mend it, or leave it empty.",
            field="every_days",
        )


def check_kinds(items: Sequence[ItemMinutes]) -> None:
    """Refuse an agenda item of a kind nobody knows.

    Raises
    ------
    MethodProblem
        Its kind is not in `KINDS`.
    """
    for item in items:
        if item.kind not in KINDS:
            raise MethodProblem(
                f"There is no kind of agenda item “{item.kind}”.",
                f"The kinds are {', '.join(KINDS)}.",
                "Choose one of them.",
                field="kind",
            )
