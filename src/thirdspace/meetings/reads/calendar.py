"""What a person's calendar shows, and whether they have an address for it."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.urls import reverse

from thirdspace.access import clock
from thirdspace.access.scope import Scope
from thirdspace.meetings.calendar_files import Entry
from thirdspace.meetings.models import CalendarFeed, Meeting, MeetingState
from thirdspace.web import mail

#: How far back a calendar reaches: who looks for older ones finds them in the workspace.
BACK = timedelta(days=180)


def entry_of(scope: Scope, meeting: Meeting) -> Entry:
    """Return a meeting as a calendar knows it."""
    address = reverse("meetings:meeting", args=[scope.partnership_key, meeting.pk])
    return Entry(
        id=meeting.pk,
        title=meeting.title,
        starts_at=meeting.starts_at,
        minutes=meeting.minutes,
        place=meeting.place,
        url=mail.absolute(address),
        version=meeting.calendar_version,
        written_at=clock.now(),
        canceled=meeting.state == MeetingState.CANCELLED,
    )


def entries(scope: Scope) -> list[Entry]:
    """Return the meetings a person may see, the first first."""
    recent = Meeting.objects.within(scope).filter(starts_at__gte=clock.now() - BACK)
    return [entry_of(scope, each) for each in recent.order_by("starts_at", "pk")]


def made_at(scope: Scope) -> datetime | None:
    """Return when a person made the address that is open now, if there is one."""
    mine = CalendarFeed.objects.within(scope).filter(person=scope.person_id or 0, voided_at=None)
    return mine.values_list("made_at", flat=True).order_by("-made_at").first()
