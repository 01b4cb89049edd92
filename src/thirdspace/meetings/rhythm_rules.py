"""The rhythm of a series: when it meets next, and when a reflection is due. No database."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

#: The place of the look back at promises, which opens a meeting. No other item takes it.
STANDING = 0
#: Agreed days between two meetings, by `Cadence`; a series that meets once has none.
GAPS = {"week": 7, "two_weeks": 14, "four_weeks": 28, "month": 30, "quarter": 91}
_MONTHS = {"month": 1, "quarter": 3}
#: A meeting this much before the months are over is the one that was meant.
SLACK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier meeting: its day, the reflection minutes planned in it, and if they were lost."""

    day: date
    minutes: int = 0
    skipped: bool = False


def reflection_minutes(
    day: date,
    earlier: Sequence[Earlier],
    *,
    every: int,
    minutes: int,
    long_every_months: int,
    long_minutes: int,
) -> int:
    """Return the minutes of reflection that a meeting should have; 0 for none.

    The long one comes first. A reflection that was skipped stays due at the next meeting.

    Parameters
    ----------
    day : date
        The day of the meeting.
    earlier : sequence of Earlier
        The meetings of the series before it, canceled ones left out, in any order.
    every, minutes : int
        The short one: at every so many meetings, and how long; 0 is off.
    long_every_months, long_minutes : int
        The long one: every so many months, and how long; 0 is off.
    """
    ordered = sorted(earlier, key=lambda each: each.day)
    if long_every_months and _long_is_due(day, ordered, long_every_months, long_minutes):
        return long_minutes
    return minutes if every and _without(ordered) + 1 >= every else 0


def _long_is_due(day: date, ordered: Sequence[Earlier], months: int, minutes: int) -> bool:
    long_ones = [each.day for each in ordered if each.minutes >= minutes and not each.skipped]
    since = long_ones[-1] if long_ones else ordered[0].day if ordered else day
    return months_after(since, months) <= day + SLACK


def _without(ordered: Sequence[Earlier]) -> int:
    """Return how many meetings in a row, up to the last one, had no reflection."""
    count = 0
    for each in reversed(ordered):
        if each.minutes and not each.skipped:
            break
        count += 1
    return count


def months_after(day: date, months: int) -> date:
    """Return the same day some months later, or the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def next_start(last: datetime, cadence: str, zone: str) -> datetime | None:
    """Return when a series meets after `last`: the same weekday and the same time on the wall.

    Every month means the same weekday of the month (the third Tuesday); a fifth one becomes the
    last. A series that meets once has no next time.
    """
    if cadence not in GAPS:
        return None
    local = last.astimezone(ZoneInfo(zone))
    day = local.date()
    months = _MONTHS.get(cadence)
    following = _same_weekday(day, months) if months else day + timedelta(days=GAPS[cadence])
    return on_the_wall(following, local.time(), zone)


def _same_weekday(day: date, months: int) -> date:
    first = months_after(day.replace(day=1), months)
    offset = (day.weekday() - first.weekday()) % 7
    found = first + timedelta(days=offset + 7 * ((day.day - 1) // 7))
    return found if found.month == first.month else found - timedelta(days=7)


#: Years in which a meeting can be: outside them a slip of the keyboard would break calendars.
FIRST_YEAR, LAST_YEAR = 1990, 2100


def is_conceivable(day: date) -> bool:
    """Say whether a meeting can be on that day at all."""
    return FIRST_YEAR <= day.year <= LAST_YEAR


def on_the_wall(day: date, clock: time, zone: str) -> datetime:
    """Return the moment at which clocks in `zone` show that time on that day.

    An hour that is skipped in spring is taken as the hour after it; one that comes twice in fall
    is the first.
    """
    shown = datetime.combine(day, clock.replace(tzinfo=None), ZoneInfo(zone))
    return shown.astimezone(UTC).astimezone(ZoneInfo(zone))
