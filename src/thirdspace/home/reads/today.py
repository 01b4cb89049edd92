"""A person's meetings of the day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.urls import reverse
from django.utils import timezone

from thirdspace.access import clock
from thirdspace.access.scope import Scope
from thirdspace.meetings import when
from thirdspace.meetings.models import Attendance, Meeting, MeetingState
from thirdspace.meetings.permissions import READ


@dataclass(frozen=True, slots=True)
class MeetingToday:
    """A meeting of today that is still to come or in session."""

    title: str
    at: str  # by the clock of the meeting's own zone, named where it is not the installation's
    place: str
    partnership: str
    url: str


def meetings_today(scopes: Sequence[Scope]) -> list[MeetingToday]:
    """Return the meetings of today to which the person of the scopes is invited, earliest first."""
    found = {meeting.pk: (scope, meeting) for scope in scopes for meeting in _of(scope)}
    return [
        _today(scope, meeting)
        for scope, meeting in sorted(found.values(), key=lambda pair: pair[1].starts_at)
    ]


def _of(scope: Scope) -> list[Meeting]:
    if not scope.may(READ):
        return []
    midnight = timezone.make_aware(datetime.combine(clock.today(), time.min))
    mine = Attendance.objects.within(scope).filter(person_id=scope.person_id or 0)
    return list(
        Meeting.objects.within(scope).filter(
            pk__in=mine.values("meeting_id"),
            state__in=(MeetingState.PLANNED, MeetingState.OPEN),
            starts_at__gte=midnight,
            starts_at__lt=midnight + timedelta(days=1),
        )
    )


def _today(scope: Scope, meeting: Meeting) -> MeetingToday:
    at = when.hour(meeting.starts_at, meeting.time_zone)
    is_here = meeting.time_zone == timezone.get_default_timezone_name()
    return MeetingToday(
        title=meeting.title,
        at=at if is_here else f"{at} {when.zone_name(meeting.time_zone)}",
        place=meeting.place,
        partnership=scope.partnership_name,
        url=reverse("meetings:meeting", args=[scope.partnership_key, meeting.pk]),
    )
