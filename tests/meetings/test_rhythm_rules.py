"""When a series meets next, and when a reflection is due."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest

from thirdspace.meetings.rhythm_rules import (
    Earlier,
    months_after,
    next_start,
    on_the_wall,
    reflection_minutes,
)

EASTERN = "America/New_York"


def due(day: date, earlier: list[Earlier], **changed: int) -> int:
    rules = {"every": 2, "minutes": 8, "long_every_months": 3, "long_minutes": 45, **changed}
    return reflection_minutes(day, earlier, **rules)


def wall(year: int, month: int, day: int, hour: int, minute: int) -> datetime:
    return on_the_wall(date(year, month, day), time(hour, minute), EASTERN)


def test_every_second_meeting_has_a_short_reflection() -> None:
    assert due(date(2026, 3, 3), []) == 0
    assert due(date(2026, 3, 17), [Earlier(date(2026, 3, 3))]) == 8
    both = [Earlier(date(2026, 3, 3)), Earlier(date(2026, 3, 17), 8)]
    assert due(date(2026, 3, 31), both) == 0


def test_a_skipped_reflection_stays_due() -> None:
    earlier = [Earlier(date(2026, 3, 3)), Earlier(date(2026, 3, 17), 8, skipped=True)]
    assert due(date(2026, 3, 31), earlier) == 8


def test_a_long_one_comes_every_quarter_and_first() -> None:
    held = [Earlier(date(2026, 3, 3)), Earlier(date(2026, 3, 17), 8)]
    assert due(date(2026, 6, 2), held) == 45
    held.append(Earlier(date(2026, 6, 2), 45))
    assert due(date(2026, 6, 16), held) == 0
    assert due(date(2026, 9, 1), held) == 45


def test_a_few_days_short_of_a_quarter_is_the_one_that_was_meant() -> None:
    held = [Earlier(date(2026, 3, 10))]
    assert due(date(2026, 6, 3), held, every=0) == 45
    assert due(date(2026, 6, 2), held, every=0) == 0


def test_off_is_off() -> None:
    held = [Earlier(date(2025, 1, 7)) for _ in range(9)]
    assert due(date(2026, 3, 3), held, every=0, long_every_months=0) == 0


def test_order_of_the_earlier_ones_does_not_matter() -> None:
    held = [Earlier(date(2026, 3, 17), 8), Earlier(date(2026, 3, 3))]
    assert due(date(2026, 3, 31), held) == due(date(2026, 3, 31), held[::-1]) == 0


@pytest.mark.parametrize(
    ("cadence", "expected"),
    [
        ("week", wall(2026, 6, 23, 15, 30)),
        ("two_weeks", wall(2026, 6, 30, 15, 30)),
        ("four_weeks", wall(2026, 7, 14, 15, 30)),
        ("month", wall(2026, 7, 21, 15, 30)),  # the third Tuesday
        ("quarter", wall(2026, 9, 15, 15, 30)),
        ("once", None),
    ],
)
def test_next_date_by_cadence(cadence: str, expected: datetime | None) -> None:
    assert next_start(wall(2026, 6, 16, 15, 30), cadence, EASTERN) == expected


def test_a_fifth_weekday_becomes_the_last() -> None:
    assert next_start(wall(2026, 6, 30, 9, 0), "month", EASTERN) == wall(2026, 7, 28, 9, 0)


def test_the_wall_clock_stays_when_the_sun_clock_moves() -> None:
    """In the night to 8 March 2026 clocks go forward, in that to 1 November back."""
    before = wall(2026, 3, 3, 15, 30)
    after = next_start(before, "week", EASTERN)
    assert before.astimezone(UTC).hour == 20
    assert after is not None
    assert (after.hour, after.astimezone(UTC).hour) == (15, 19)
    autumn = next_start(wall(2026, 10, 27, 15, 30), "week", EASTERN)
    assert autumn is not None
    assert (autumn.hour, autumn.astimezone(UTC).hour) == (15, 20)


def test_an_hour_that_is_not_there_and_one_that_comes_twice() -> None:
    assert wall(2026, 3, 8, 2, 30).strftime("%H:%M %z") == "03:30 -0400"
    assert wall(2026, 11, 1, 1, 30).strftime("%H:%M %z") == "01:30 -0400"


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 9, 15), 3, date(2026, 12, 15)),
    ],
)
def test_months_after(day: date, months: int, expected: date) -> None:
    assert months_after(day, months) == expected
