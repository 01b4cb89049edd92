"""A series, a planned meeting with three items, and one that is in session."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from cast import World
from thirdspace.access import clock
from thirdspace.meetings.actions import agenda
from thirdspace.meetings.actions import meetings as actions
from thirdspace.meetings.actions.series import start_series
from thirdspace.meetings.models import Meeting, Series

#: A Tuesday, an hour before the table meets at 15:30 Eastern.
NOW = datetime(2026, 6, 16, 18, 30, tzinfo=UTC)
STARTS = datetime(2026, 6, 16, 19, 30, tzinfo=UTC)


@pytest.fixture
def now() -> Iterator[datetime]:
    """Stop the clock before the meeting."""
    with clock.at(NOW):
        yield NOW


@pytest.fixture
def series(world: World, now: datetime) -> Series:
    """The steering table: every second week, 75 minutes, Eastern."""
    return start_series(
        world.scope("coordinator"),
        name="Steering table",
        purpose="Decide and make together",
        cadence="two_weeks",
        minutes=75,
        place="Pier Street Middle, room 4",
        time_zone="America/New_York",
        voices=["district_lead", "faculty", "candidate"],
    )


@pytest.fixture
def meeting(world: World, series: Series) -> Meeting:
    """A planned meeting with three items: one to decide, one of the funder, one to make."""
    coordinator = world.scope("coordinator")
    planned = actions.plan_meeting(coordinator, series_id=series.pk, starts_at=STARTS)
    for title, kind, origin, minutes in (
        ("Who carries what", "decide", "own", 15),
        ("Year-1 report", "update", "funder", 12),
        ("The yearly plan", "make", "own", 30),
    ):
        agenda.add_item(
            coordinator, meeting_id=planned.pk, title=title, kind=kind, origin=origin,
            minutes=minutes, led_by_id=coordinator.person_id,
        )  # fmt: skip
    planned.refresh_from_db()
    return planned


@pytest.fixture
def open_meeting(world: World, meeting: Meeting) -> Meeting:
    """The same meeting in session: its first item is on, nobody is marked as here yet."""
    return actions.open_meeting(world.scope("coordinator"), meeting_id=meeting.pk)
